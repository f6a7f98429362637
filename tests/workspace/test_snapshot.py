"""A question is answered from one state of the database, whatever others do meanwhile."""

from __future__ import annotations

import gc
import tempfile
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiesmap
from tests.guarded import named
from tests.laws import examples
from tiesmap.model.people import Person
from tiesmap.network.build import build_network
from tiesmap.network.network import Network
from tiesmap.store.guarding import privacy
from tiesmap.store.store import Unusable
from tiesmap.workspace import Workspace, view
from tiesmap.workspace.cache import Bounds, Cache, Key, weigh

DAY = date(2026, 6, 30)
PEOPLE = "id,name,email,company,rep\nr,Rita Rep,rita@x.example,X,yes\n" + "".join(
    f"{k},Pat {k},pat{k}@x.example,Firm {k % 4},\n" for k in range(1, 13)
)
TIES = "person,other,strength\n" + "".join(
    f"{one},{other},4\n" for one, other in [("r", k) for k in range(1, 5)]
    + [(k, k + 4) for k in range(1, 9)]
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "ties.db"
    opened = tiesmap.open(path)
    opened.files.import_files([("people.csv", PEOPLE.encode()), ("ties.csv", TIES.encode())])
    opened.store.close()
    opened = tiesmap.open(path, as_of=DAY)
    yield opened
    opened.store.close()


# One state ----------------------------------------------------------------------------------------


def test_an_erase_in_a_second_window_does_not_change_whose_paths_are_shown(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, whom = named(workspace, "Pat 1"), named(workspace, "Pat 7")
    before = workspace.ways.paths_to(whom).paths
    assert {path.names[-1] for path in before} == {"Pat 7"}
    workspace.cache.clear()
    window, found = tiesmap.open(workspace.store.url, as_of=DAY), view.View.node

    def erased_in_between(self: view.View, person: int) -> int:
        node = found(self, person)
        monkeypatch.setattr(view.View, "node", found)
        with window.store.operation("erase") as op:
            privacy.erase(op, [first])
        return node

    monkeypatch.setattr(view.View, "node", erased_in_between)
    assert workspace.ways.paths_to(whom).paths == before
    assert first not in workspace.people.everybody()
    assert {path.names[-1] for path in workspace.ways.paths_to(whom).paths} == {"Pat 7"}
    window.store.close()


def test_a_view_within_a_view_is_of_the_same_state_until_something_is_written(
    workspace: Workspace,
) -> None:
    window = tiesmap.open(workspace.store.url, as_of=DAY)
    with workspace.view() as outer:
        count = len(outer.people)
        other = threading.Thread(target=window.people.save_person, args=(Person(0, "New"),))
        other.start()
        other.join()
        with workspace.view() as inner:
            assert inner is outer
        assert len(workspace.people.people()) == count
        workspace.people.set_category([named(workspace, "Pat 1")], "Inns")
        assert len(workspace.people.people()) == count + 1
        with workspace.view() as after:
            assert after is not outer
        with pytest.raises(RuntimeError, match="ended with a write"):
            _ = outer.public_ids
    window.store.close()


def test_what_goes_wrong_in_the_database_is_a_sentence_inside_a_view_too(
    workspace: Workspace,
) -> None:
    with (
        workspace.view() as outer,
        pytest.raises(Unusable, match="is damaged"),
        workspace.view() as inner,
    ):
        assert inner is outer
        inner.connection.exec_driver_sql("select * from nowhere")
    assert workspace.people.people()


# The cache ----------------------------------------------------------------------------------------


def test_the_second_round_of_six_reps_costs_next_to_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reps = [named(workspace, f"Pat {k}") for k in range(1, 7)]
    made: list[str] = []
    get = Cache.get

    def counted(self: Cache, key: Key, build, *, large: bool = False):  # type: ignore[no-untyped-def]
        def building():  # type: ignore[no-untyped-def]
            made.append(key.question)
            return build()

        return get(self, key, building, large=large)

    monkeypatch.setattr(Cache, "get", counted)
    for rep in reps:
        replace(workspace, rep=rep).week.week()
    assert made.count("tiesmap.workspace.view.View.network") == 1
    assert made.count("tiesmap.workspace.week.agenda.week") == len(reps)
    first = len(made)
    for rep in reps:
        replace(workspace, rep=rep).week.week()
    assert len(made) == first


def test_four_sessions_at_once_build_the_network_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Network] = []
    start = threading.Barrier(4)

    def slowly(*args: object) -> Network:
        threading.Event().wait(0.1)
        built.append(build_network(*args))  # type: ignore[arg-type]
        return built[-1]

    monkeypatch.setattr(view, "build_network", slowly)
    seen: list[Network] = []

    def session() -> None:
        start.wait()
        with workspace.view() as here:
            seen.append(here.network)

    threads = [threading.Thread(target=session) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1 and len(seen) == 4 and all(one is built[0] for one in seen)


def test_a_listener_that_is_dropped_is_no_longer_kept(workspace: Workspace) -> None:
    class Session:
        def tell(self, share: float, doing: str) -> None:
            """Hears it."""

    session = Session()
    listening = replace(workspace, listener=session.tell)
    listening.week.week()
    assert listening == workspace
    gone = weakref.ref(session)
    del listening, session
    gc.collect()
    assert gone() is None


def test_nobody_erased_stays_in_the_process(workspace: Workspace) -> None:
    workspace.week.week()
    person = named(workspace, "Pat 2")
    kept = [weakref.ref(network(workspace)), weakref.ref(standing(workspace))]
    workspace.data.erase([person])
    gc.collect()
    assert [one() for one in kept] == [None, None]
    assert person not in workspace.people.everybody()


def test_what_was_erased_elsewhere_goes_with_the_next_question(workspace: Workspace) -> None:
    kept = weakref.ref(network(workspace))
    window = tiesmap.open(workspace.store.url, as_of=DAY)
    window.data.erase([named(window, "Pat 2")])
    window.store.close()
    workspace.people.everybody()
    gc.collect()
    assert kept() is None


def test_twenty_reps_stay_within_the_bounds(workspace: Workspace) -> None:
    bounds = Bounds(count=12, size=60_000), Bounds(count=40, size=200_000)
    small = replace(workspace, cache=Cache(*bounds))
    people = [person.id for person in workspace.people.people()][:10]
    for _ in range(2):
        for rep in people:
            replace(small, rep=rep).week.week()
            for bound, (count, size) in zip(bounds, small.cache.sizes().values(), strict=True):
                assert 0 < count <= bound.count and size <= bound.size


def test_what_grows_in_use_is_weighed_anew() -> None:
    cache = Cache(networks=Bounds(count=9, size=10_000))
    one: list[np.ndarray] = cache.get(Key("one", (), ()), lambda: [np.zeros(10)], large=True)
    cache.get(Key("two", (), ()), lambda: [np.zeros(10)], large=True)
    assert cache.get(Key("one", (), ()), list, large=True) is one
    one.append(np.zeros(2_000))
    # Now the first alone is too heavy: whoever was used longest ago goes, until it fits.
    cache.get(Key("three", (), ()), lambda: [np.zeros(10)], large=True)
    count, size = cache.sizes()["networks"]
    assert count == 1 and size < 1_000


def test_what_values_share_counts_once() -> None:
    shared = np.zeros(500)
    cache = Cache(networks=Bounds(count=9, size=10_000))
    for name in ("one", "two", "three", "four"):
        cache.get(Key(name, (), ()), lambda: [shared, np.zeros(10)], large=True)
    assert cache.sizes()["networks"][0] == 4


def test_a_builder_that_fails_leaves_the_others_their_turn() -> None:
    cache, key = Cache(), Key("q", (), ())
    with pytest.raises(ZeroDivisionError):
        cache.get(key, lambda: 1 // 0)
    assert cache.get(key, lambda: 2) == 2 == cache.get(key, lambda: 3)


def test_what_rests_on_an_older_state_is_not_kept() -> None:
    cache = Cache()
    cache.see({"people": 2})
    cache.get(Key("old", (), (("people", 1),)), lambda: 1)
    cache.get(Key("new", (), (("people", 2),)), lambda: 1)
    assert cache.sizes()["answers"][0] == 1
    cache.see({"people": 3})
    assert cache.sizes()["answers"][0] == 0


def test_arrays_are_weighed_once(workspace: Workspace) -> None:
    made = network(workspace)
    assert weigh([made, made]) < 1.1 * weigh(made)
    assert weigh(made) > made.strength.nbytes + made.adjacency.other.nbytes


def network(workspace: Workspace) -> Network:
    with workspace.view() as here:
        return here.network


def standing(workspace: Workspace) -> object:
    with workspace.view() as here:
        return here.taught


def test_who_is_on_file_is_kept_once_for_all_reps(workspace: Workspace) -> None:
    one, two = named(workspace, "Pat 1"), named(workspace, "Pat 2")
    workspace.people.rate({one: 4})
    other = replace(workspace, rep=two)
    mine, theirs = workspace.people.everybody(), other.people.everybody()
    assert (mine[one].comfort, theirs[one].comfort) == (4, None)
    assert [person for person in mine if mine[person] is not theirs[person]] == [one]


def test_a_page_open_around_an_import_goes_on_with_what_was_brought_in(
    workspace: Workspace,
) -> None:
    with workspace.view():
        assert workspace.people.find("Nora New") == ()
        workspace.files.import_files([("more.csv", b"name,company\nNora New,Acme\n")], "Rita Rep")
        assert len(workspace.people.find("Nora New")) == 1


_MAIL = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 28))
"""From whom, to whom (0 is the rep), on which day of May."""


def answers(workspace: Workspace) -> object:
    with workspace.view() as here:
        ties = [getattr(here.network.ties, name) for name in ("a", "b", "given", "last")]
        return (
            [np.nan_to_num(column, nan=-1).tolist() for column in ties],
            here.taught.chance.tolist(),
            here.around.community.tolist(),
            workspace.ways.outward("balanced", 20),
            workspace.asks.plan_asks(5),
            workspace.week.week(),
        )


@given(st.lists(st.lists(_MAIL, min_size=1, max_size=10), min_size=2, max_size=3))
@examples(4)
def test_after_each_import_the_answers_are_those_of_a_new_start(
    files: list[list[tuple[int, int, int]]],
) -> None:
    """What is carried on from before an import changes no answer after it."""
    who = ["rita", *(f"pat{k}" for k in range(1, 13))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.db"
        asked = tiesmap.open(path, as_of=DAY)
        asked.files.import_files([("people.csv", PEOPLE.encode()), ("ties.csv", TIES.encode())])
        asked = replace(asked, rep=named(asked, "Rita Rep"))
        answers(asked)
        for mails in files:
            rows = (f"2026-05-{d:02},{who[a]}@x.example,{who[b]}@x.example" for a, b, d in mails)
            text = "\n".join(("date,from,to", *rows))
            asked.files.import_files([("interactions.csv", text.encode())])
            anew = tiesmap.open(path, as_of=DAY)
            assert answers(asked) == answers(replace(anew, rep=asked.rep))
            anew.store.close()
        asked.store.close()
