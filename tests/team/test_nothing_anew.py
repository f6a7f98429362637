"""What a colleague does is worked out anew by whoever sees something of it, and by nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

import tiesmap
from tests.guarded import load, named
from tests.postgres import Prepared
from tests.team.closing import closed
from tiesmap.model.people import Person
from tiesmap.network.network import Network
from tiesmap.store.guarding import privacy
from tiesmap.store.store import open_store
from tiesmap.workspace import Workspace, view
from tiesmap.workspace.cache import Cache

DAY = date(2026, 6, 30)
ALMA, BEN = "Alma Rep", "Ben Rep"


@pytest.fixture(scope="module")
def seats(postgres: Prepared) -> Iterator[tuple[Workspace, Workspace]]:
    """Two reps at one server: each with people of his own, and both with Ann, Bob and Cy."""
    _, app = closed(postgres, "anew")
    seat = tiesmap.open(app, as_of=DAY)
    both = [{"name": name, "email": f"{name[:3].lower()}@both.example", "company": "Both"}
            for name in ("Ann Lee", "Bob Ray", "Cy Fox")]  # fmt: skip
    for rep in (ALMA, BEN):
        word = rep.split()[0]
        own = [{"name": f"{word} {k}", "email": f"{k}@{word}.example", "company": f"Firm {k}"}
               for k in range(6)]  # fmt: skip
        people = own + both
        mails = [{"date": f"2026-0{1 + k % 6}-11", "from": rep, "to": one["email"]}
                 for k, one in enumerate(people[:7])]  # fmt: skip
        ties = [{"person": one["email"], "other": other["email"], "strength": "3"}
                for one, other in zip(own, both * 2, strict=True)]  # fmt: skip
        load(seat, rep, people=people, interactions=mails, ties=ties)
    reps = {person.name: person.id for person in seat.people.reps()}
    yield replace(seat, rep=reps[ALMA]), replace(seat, rep=reps[BEN])
    seat.store.close()
    postgres.server.drop("anew")


def _answers(seat: Workspace) -> tuple[object, ...]:
    with seat.view() as now:
        network = now.network
        told = network.ids.tolist(), network.strength.tolist(), network.ties.a.tolist()
        people = {number: replace(one, version=0) for number, one in now.people.items()}
        asked = seat.asks.wishes(), seat.ways.outward("balanced", 20), seat.asks.plan_asks(5)
        return told, people, now.looked_after, seat.people.search("lee"), seat.week.week(), asked


def _anew(seat: Workspace) -> tuple[object, ...]:
    """The same, worked out by somebody who remembers nothing."""
    return _answers(replace(seat, cache=Cache()))


def _changed(seat: Workspace, who: str, **values: object) -> None:
    person = seat.people.person(named(seat, who))
    assert person is not None
    seat.people.save_person(replace(person, **values))  # type: ignore[arg-type]


def _mail(seat: Workspace, rep: str, to: str) -> None:
    load(seat, rep, interactions=[{"date": "2026-06-20", "from": rep, "to": to}])


def _said_before(alma: Workspace, ben: Workspace) -> None:
    met = {
        "date": "2026-06-03",
        "channel": "meeting",
        "from": BEN,
        "to": f"{ALMA}; ann@both.example",
    }
    load(ben, BEN, interactions=[met])
    _mail(alma, ALMA, "2@Alma.example")
    _answers(alma)
    load(alma, ALMA, interactions=[met])


UNSEEN: dict[str, Callable[[Workspace], object]] = {
    "he imports a mail": lambda ben: _mail(ben, BEN, "1@Ben.example"),
    "he imports somebody new": lambda ben: load(ben, BEN, people=[{"name": "New One"}]),
    "he says that two know each other well": lambda ben: ben.people.judge_tie(
        named(ben, "Ann Lee"), named(ben, "Bob Ray"), 5
    ),
    "he enters somebody": lambda ben: ben.people.save_person(Person(0, "Entered")),
    "he rates his own": lambda ben: _changed(ben, "Ben 2", comfort=5, notes="a secret"),
}
"""What Ben does, and Alma sees nothing of."""
SEEN: dict[str, Callable[[Workspace, Workspace], object]] = {
    "a card of both is edited": lambda _, ben: _changed(ben, "Ann Lee", company="Elsewhere"),
    "one of both becomes his client": lambda _, ben: _changed(ben, "Bob Ray", client=True),
    "two of both become one": lambda _, ben: ben.duplicates.merge(
        named(ben, "Bob Ray"), named(ben, "Cy Fox")
    ),
    "a file of his says whom she wrote to": lambda _, ben: load(
        ben, BEN, interactions=[{"date": "2026-06-02", "from": ALMA, "to": "2@Ben.example"}]
    ),
    "she imports": lambda alma, _: _mail(alma, ALMA, "bob@both.example"),
    "she imports what a file of his said before": _said_before,
    "her import is taken back": lambda alma, _: alma.data.undo_import(
        load(alma, ALMA, interactions=[{"date": "2026-06-21", "from": ALMA,
                                        "to": "3@Alma.example"}])
    ),
}  # fmt: skip


def test_a_network_is_built_once_for_each_rep_whatever_colleagues_do_that_he_does_not_see(
    seats: tuple[Workspace, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    alma, ben = seats
    built: Counter[int] = Counter()
    build = view.build_network

    def counted(*given: object) -> Network:
        network = build(*given)  # type: ignore[arg-type]
        built[alma.rep if alma.rep in network.ids[network.contacts.sender] else ben.rep] += 1  # type: ignore[index]
        return network

    monkeypatch.setattr(view, "build_network", counted)
    before = {seat.rep: _answers(seat) for seat in seats}
    assert built == {alma.rep: 1, ben.rep: 1}
    for number, (what, act) in enumerate(UNSEEN.items()):
        act(ben)
        now = _answers(alma)
        assert built[alma.rep] == 1, what  # type: ignore[index]
        assert now == before[alma.rep], what
        if number == 2:
            assert _answers(ben)[0] != before[ben.rep][0], "his private tie is his"  # type: ignore[index]
    monkeypatch.undo()
    assert before[alma.rep] == _anew(alma)


def test_what_a_rep_sees_of_it_is_as_if_worked_out_anew(
    seats: tuple[Workspace, Workspace],
) -> None:
    alma, ben = seats
    before = _answers(alma)
    for what, act in SEEN.items():
        act(alma, ben)
        now = _answers(alma)
        assert now == _anew(alma), what
        assert (now != before) is (what != "her import is taken back"), what
        before = now


def test_whoever_is_erased_elsewhere_goes_with_anybodys_next_question(
    seats: tuple[Workspace, Workspace],
) -> None:
    alma, ben = seats
    _answers(alma)
    assert alma.cache.sizes()["networks"][0] > 0
    gone = named(ben, "Ben 5")
    keeper = open_store(ben.store.engine.url.set(username="keeper").render_as_string(False))
    with keeper.operation("erase") as op:
        privacy.erase(op, [gone])
    keeper.close()
    with ben.view() as now:
        assert now.versions
    assert [count for count, _ in alma.cache.sizes().values()] == [0, 0]
