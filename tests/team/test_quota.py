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
from tests.team.marked import seen
from tests.team.test_policies import closed
from tiesmap.store.store import Unusable, open_store
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
MARK = "mark-of-alma"
REPS = ("Alma Rep", "Ben Rep", "Cleo Rep")
CORA = {"name": "Cora Connector", "email": "cora@x.example"}


@dataclass(frozen=True)
class Three:
    """Three reps who all know Cora; Alma's targets and words are marked."""

    seats: dict[str, Workspace]

    def cora(self, rep: str) -> int:
        return self.seats[rep].people.find("cora@x.example")[0].id

    def ask(self, rep: str, target: str, *steps: str, day: date = DAY) -> str:
        """The rep asks Cora for somebody, and it goes on as these steps say."""
        seat = replace(self.seats[rep], as_of=day, written=None)
        (path,) = seat.ways.paths_to(seat.people.find(target)[0].id, 1).paths
        (made,) = seat.asks.draft([path])
        seat.asks.keep_requests([made])
        for step in steps:
            now = next(one for one in seat.asks.requests() if one.request == made.request)
            seat.asks.record_step(now, step, MARK)
        return made.request

    def blocked(self, rep: str) -> str:
        """Why Cora is not asked by the rep now."""
        return self.seats[rep].asks.tact()[self.cora(rep)].blocked


def _files(rep: str) -> dict[str, list[dict[str, str]]]:
    """Each has Cora on file, and four people whom she knows and he does not."""
    word = MARK if rep == "Alma Rep" else rep.split()[0].lower()
    others = [{"name": f"{word} {k}", "email": f"{k}@{word}.example"} for k in range(4)]
    mails = [
        {"date": f"2026-04-{day:02}", "from": one, "to": other, "channel": "meeting"}
        for one, other in ((rep, CORA["email"]), (CORA["email"], rep))
        for day in (1, 8, 15)
    ]
    ties = [{"person": CORA["email"], "other": one["email"], "kind": "friend", "strength": "5"}
            for one in others]  # fmt: skip
    return {"people": [CORA, *others], "interactions": mails, "ties": ties}


@pytest.fixture(params=["file", "server"])
def three(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Three]:
    if request.param == "file":
        address: str | Path = tmp_path / "team.db"
    else:
        prepared: Prepared = request.getfixturevalue("postgres")
        address = closed(prepared, "quota")[1]
    seat = tiesmap.open(address, as_of=DAY)
    for rep in REPS:
        load(seat, rep, **_files(rep))
    found = {person.name: person.id for person in seat.people.reps()}
    yield Three({name: replace(seat, rep=found[name]) for name in REPS})
    seat.store.close()


def test_the_limit_of_a_connector_holds_for_all_reps(three: Three) -> None:
    three.ask("Alma Rep", f"{MARK} 0", "planned", "asked", day=date(2026, 5, 1))
    assert three.blocked("Ben Rep") == ""
    assert three.seats["Ben Rep"].asks.tact()[three.cora("Ben Rep")].room == 2
    three.ask("Alma Rep", f"{MARK} 1", "planned", "asked", day=date(2026, 6, 1))
    three.ask("Ben Rep", "ben 0", "planned", "asked")
    # 1 May and the 84 days that a week's plan looks back.
    assert three.blocked("Cleo Rep") == (
        "asked 3 times by colleagues this quarter, the limit is 3: wait until 24 July"
    )
    assert three.blocked("Ben Rep") == (
        "asked once and asked twice by colleagues this quarter, the limit is 3: wait until 24 July"
    )
    assert three.blocked("Alma Rep").startswith("asked twice and asked once by colleagues this")
    for rep in REPS:
        seat = three.seats[rep]
        assert not seat.asks.plan_asks(5).asks
        assert three.cora(rep) not in {one.connector_id for one in seat.asks.suggest_requests(5)}
        assert "by colleagues" in seat.asks.why_not(three.cora(rep))


def test_a_no_to_one_of_them_is_a_rest_for_all(three: Three) -> None:
    asked = three.ask("Alma Rep", f"{MARK} 0", "planned", "asked", "declined", day=date(2026, 6, 1))
    assert three.blocked("Alma Rep") == "declined on 1 June: leave it until 30 August"
    for rep in ("Ben Rep", "Cleo Rep"):
        assert (
            three.blocked(rep) == "declined a colleague's ask on 1 June: leave it until 30 August"
        )
    alma = three.seats["Alma Rep"]
    alma.asks.undo_step(next(r for r in alma.asks.requests() if r.request == asked))
    assert three.blocked("Ben Rep") == ""


def test_an_introduction_counts_once_with_the_ask_that_led_to_it(three: Three) -> None:
    """By a file alone it is one as well; on a file and at a server it is told alike."""
    three.ask("Alma Rep", f"{MARK} 0", "planned", "asked", "agreed", "accepted", "introduced",
              day=date(2026, 6, 1))  # fmt: skip
    made = [
        {"date": "2026-06-01", "introducer": CORA["email"], "person": "Alma Rep",
         "other": f"{k}@{MARK}.example"}
        for k in (0, 3)
    ]  # fmt: skip
    load(three.seats["Alma Rep"], "Alma Rep", introductions=made)
    ben = three.seats["Ben Rep"]
    reasons = ben.asks.tact()[three.cora("Ben Rep")].reasons
    assert reasons == (
        "asked once by colleagues in the last quarter, the latest on 1 June (limit 3)",
        "made 1 introduction (for colleagues) in the last quarter (limit 3)",
    )


def test_no_word_of_a_colleagues_ask_comes_across(three: Three) -> None:
    store = three.seats["Ben Rep"].store
    if not store.keeps_apart:
        pytest.skip("a file keeps nothing from whoever has it")
    three.ask("Alma Rep", f"{MARK} 0", "planned", "asked", "declined")
    ben, stranger = three.seats["Ben Rep"].rep_id, 987_654
    assert list(seen(store, ben, (MARK,))) == []
    told = "select * from tiesmap_beside()"
    with store.reading(ben) as connection:
        rows = connection.exec_driver_sql(told).all()
        assert [tuple(row) for row in rows] == [
            (three.cora("Ben Rep"), 20_634.0, "asked"), (three.cora("Ben Rep"), 20_634.0, "no"),
        ]  # fmt: skip
        assert MARK not in str(rows)
    # Alma's other contacts Ben does not have on file: of them he is told nothing.
    alma = three.seats["Alma Rep"]
    own = {"date": "2026-06-02", "introducer": f"1@{MARK}.example", "person": "Alma Rep",
           "other": f"2@{MARK}.example"}  # fmt: skip
    load(alma, "Alma Rep", introductions=[own])
    for asker, count in ((ben, 2), (stranger, 0), (None, 0), (alma.rep_id, 0)):
        with store.reading(asker) as connection:
            assert len(connection.exec_driver_sql(told).all()) == count


def test_a_database_made_ready_by_another_version_says_what_to_do(postgres: Prepared) -> None:
    keeper, app = closed(postgres, "older")
    store = open_store(keeper)
    with store.writing() as connection:
        connection.exec_driver_sql("drop function tiesmap_beside()")
        connection.exec_driver_sql("comment on function tiesmap_asker() is null")
    store.close()
    with pytest.raises(Unusable, match="has to run `tiesmap prepare` again"):
        open_store(app)
