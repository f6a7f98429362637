"""Three reps, one connector: her limit, her rest and what she was asked hold for all of them, on a
file and at a server; and of a colleague's ask a rep is told no more than the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import load
from tests.postgres import Prepared
from tests.team.closing import closed
from tests.team.marked import seen
from tiesmap.model.tact import Tact
from tiesmap.store.store import Unusable, open_store
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
MARK = "mark-of-alma"
REPS = ("Alma Rep", "Ben Rep", "Cleo Rep")
NAMES = ("cora", "dora", "edna", "fay")
"""The connectors, one for each test: what was asked of one says nothing of another."""


@dataclass(frozen=True)
class Three:
    """Three reps who all know the four; Alma's targets and words are marked."""

    seats: dict[str, Workspace]

    def id(self, name: str) -> int:
        return self.seats["Ben Rep"].people.find(f"{name}@x.example")[0].id

    def ask(self, rep: str, target: str, *steps: str, day: date = DAY) -> str:
        """The rep asks one of the four for somebody, and it goes on as these steps say."""
        seat = replace(self.seats[rep], as_of=day, written=None)
        (path,) = seat.ways.paths_to(seat.people.find(target)[0].id, 1).paths
        (made,) = seat.asks.draft([path])
        seat.asks.keep_requests([made])
        for step in steps:
            now = next(one for one in seat.asks.requests() if one.request == made.request)
            seat.asks.record_step(now, step, MARK if rep == "Alma Rep" else "")
        return made.request

    def tact(self, rep: str, name: str) -> Tact:
        """What tact says of asking her."""
        return self.seats[rep].asks.tact()[self.id(name)]


def _files(rep: str) -> dict[str, list[dict[str, str]]]:
    """Each has the four on file, and people whom they know and he does not."""
    word = MARK if rep == "Alma Rep" else rep.split()[0].lower()
    four = [{"name": f"{name.title()} Connector", "email": f"{name}@x.example"} for name in NAMES]
    others = {name: [{"name": f"{word} {name} {k}", "email": f"{k}@{name}.{word}.example"}
                     for k in range(3)] for name in NAMES}  # fmt: skip
    mails = [
        {"date": f"2026-04-{day:02}", "from": one, "to": other, "channel": "meeting"}
        for known in four
        for one, other in ((rep, known["email"]), (known["email"], rep))
        for day in (1, 8, 15)
    ]
    ties = [{"person": f"{name}@x.example", "other": one["email"], "kind": "friend",
             "strength": "5"} for name in NAMES for one in others[name]]  # fmt: skip
    people = [*four, *(one for found in others.values() for one in found)]
    return {"people": people, "interactions": mails, "ties": ties}


@pytest.fixture(scope="module")
def three(shared: str | Path) -> Iterator[Three]:
    seat = tiesmap.open(shared, as_of=DAY)
    for rep in REPS:
        load(seat, rep, **_files(rep))
    found = {person.name: person.id for person in seat.people.reps()}
    yield Three({name: replace(seat, rep=found[name]) for name in REPS})
    seat.store.close()


def test_the_limit_of_a_connector_holds_for_all_reps(three: Three) -> None:
    three.ask("Alma Rep", f"{MARK} cora 0", "planned", "asked", day=date(2026, 5, 1))
    said = three.tact("Ben Rep", "cora")
    assert (said.blocked, said.room) == ("", 2)
    three.ask("Alma Rep", f"{MARK} cora 1", "planned", "asked", day=date(2026, 6, 1))
    three.ask("Ben Rep", "ben cora 0", "planned", "asked")
    # 1 May and the 84 days that a week's plan looks back.
    assert three.tact("Cleo Rep", "cora").blocked == (
        "asked 3 times by colleagues this quarter, the limit is 3: wait until 24 July"
    )
    assert three.tact("Ben Rep", "cora").blocked == (
        "asked once and asked twice by colleagues this quarter, the limit is 3: wait until 24 July"
    )
    mine = three.tact("Alma Rep", "cora").blocked
    assert mine.startswith("asked twice and asked once by colleagues this quarter")
    cora = three.id("cora")
    for seat in three.seats.values():
        assert cora not in {one.path.connector for one in seat.asks.plan_asks(9).asks}
        assert cora not in {one.connector_id for one in seat.asks.suggest_requests(9)}
        assert "by colleagues" in seat.asks.why_not(cora)


def test_a_no_to_one_of_them_is_a_rest_for_all(three: Three) -> None:
    steps = "planned", "asked", "declined"
    asked = three.ask("Alma Rep", f"{MARK} dora 0", *steps, day=date(2026, 6, 1))
    mine = three.tact("Alma Rep", "dora").blocked
    assert mine == "declined on 1 June: leave it until 30 August"
    for rep in ("Ben Rep", "Cleo Rep"):
        said = three.tact(rep, "dora").blocked
        assert said == "declined a colleague's ask on 1 June: leave it until 30 August"
    alma = three.seats["Alma Rep"]
    alma.asks.undo_step(next(r for r in alma.asks.requests() if r.request == asked))
    assert three.tact("Ben Rep", "dora").blocked == ""


def test_an_introduction_counts_once_with_the_ask_that_led_to_it(three: Three) -> None:
    """By a file alone it is one as well; on a file and at a server it is told alike."""
    steps = "planned", "asked", "agreed", "accepted", "introduced"
    three.ask("Alma Rep", f"{MARK} edna 0", *steps, day=date(2026, 6, 1))
    made = [
        {"date": "2026-06-01", "introducer": "edna@x.example", "person": "Alma Rep",
         "other": f"{k}@edna.{MARK}.example"}
        for k in (0, 2)
    ]  # fmt: skip
    load(three.seats["Alma Rep"], "Alma Rep", introductions=made)
    assert three.tact("Ben Rep", "edna").reasons == (
        "asked once by colleagues in the last quarter, the latest on 1 June (limit 3)",
        "made 1 introduction (for colleagues) in the last quarter (limit 3)",
    )


@pytest.mark.parametrize("shared", ["server"], indirect=True)  # a file keeps nothing apart
def test_no_word_of_a_colleagues_ask_comes_across(three: Three) -> None:
    store = three.seats["Ben Rep"].store
    three.ask("Alma Rep", f"{MARK} fay 0", "planned", "asked", "declined")
    ben, alma = three.seats["Ben Rep"].rep_id, three.seats["Alma Rep"]
    assert list(seen(store, ben, (MARK,))) == []
    # Alma's other contacts Ben does not have on file: of them he is told nothing.
    own = {"date": "2026-06-02", "introducer": f"1@fay.{MARK}.example", "person": "Alma Rep",
           "other": f"2@fay.{MARK}.example"}  # fmt: skip
    load(alma, "Alma Rep", introductions=[own])
    told, four = "select * from tiesmap_beside()", {three.id(name) for name in NAMES}
    for asker, count in ((ben, 2), (987_654, 0), (None, 0), (alma.rep_id, 0)):
        with store.reading(asker) as connection:
            rows = [tuple(row) for row in connection.exec_driver_sql(told)]
            assert MARK not in str(rows) and {row[0] for row in rows} <= four
            of_fay = [row[1:] for row in rows if row[0] == three.id("fay")]
            assert of_fay == [(20_634.0, "asked"), (20_634.0, "no")][:count]


def test_a_database_made_ready_by_another_version_says_what_to_do(postgres: Prepared) -> None:
    keeper, app = closed(postgres, "older")
    store = open_store(keeper)
    with store.writing() as connection:
        connection.exec_driver_sql("drop function tiesmap_beside()")
        connection.exec_driver_sql("comment on function tiesmap_asker() is null")
    store.close()
    with pytest.raises(Unusable, match="has to run `tiesmap prepare` again"):
        open_store(app)
