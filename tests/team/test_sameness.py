"""The same work on SQLite and on PostgreSQL leaves the same rows, whatever the work was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.alike import part_of_the_sample, whole
from tests.guarded import table
from tiesmap.model.people import CategoryRule, TargetRecord
from tiesmap.model.practice import Detail, Note, Pace
from tiesmap.model.tact import Limit
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import find_one

FILES = part_of_the_sample(people=60, interactions=300)
REP = "Maren Holloway"
MORE = [
    {"name": "Élodie Ønsk", "email": "elodie@x.example", "company": "Überall AG", "comfort": "3"},
    {"name": "elodie ONSK", "email": "Elodie.Onsk@x.example", "notes": "knows Zoë 中文 😀"},
    {"id": "p020", "name": "Somebody Else", "title": "Head of Hats", "city": "Örebro"},
]
Work = Callable[[Workspace], object]


def _again(seat: Workspace) -> object:
    return seat.files.import_files(FILES)


def _preview(seat: Workspace) -> object:
    return seat.files.preview_import([("more.csv", table(*MORE))])


def _more(seat: Workspace) -> object:
    return seat.files.import_files([("more.csv", table(*MORE))], REP)


def _edit(seat: Workspace) -> object:
    person = find_one(seat, "p030")
    return seat.people.save_person(replace(person, title="Chief of Ünits", extra={"a": "b"}))


def _rate(seat: Workspace) -> object:
    some = [person.id for person in seat.people.people()[10:20]]
    seat.people.rate({person: 1 + k % 5 for k, person in enumerate(some)})
    return seat.people.rate_categories({"Hotels": 4, "Insurance": None})


def _judge(seat: Workspace) -> object:
    one, other = (find_one(seat, name).id for name in ("p025", "p031"))
    seat.people.add_tie(one, other, "friend", 4)
    return seat.people.judge_tie(one, other, 2)


def _write_down(seat: Workspace) -> object:
    person = find_one(seat, "p040").id
    rep = seat.rep_id
    note = seat.week.record(
        Note(0, rep, person, date(2026, 6, 1), "told of Élodie", channel="call")
    )
    seat.week.record(replace(note, discussed="told of Zoë"), note)
    seat.week.record(Detail(0, rep, person, date(2026, 6, 2), "interest", "sails"))
    return [type(one).__name__ for one in seat.week.practice().notes]


def _ask(seat: Workspace) -> object:
    asks = seat.asks.suggest_requests(3)
    return seat.asks.keep_requests(asks), [ask.request for ask in asks]


def _step(seat: Workspace) -> object:
    first, *_ = seat.asks.requests()
    asked = seat.asks.record_step(first, "asked", "by phone")
    agreed = seat.asks.record_step(asked, "agreed")
    return seat.asks.undo_step(agreed).status


def _limit(seat: Workspace) -> object:
    one, other = (find_one(seat, name).id for name in ("p025", "p031"))
    seat.asks.save_limit(one, Limit(3, 20))
    return seat.asks.set_no_go(one, other)


def _settings(seat: Workspace) -> object:
    seat.save_settings(replace(seat.settings, max_hops=2))
    seat.week.save_pace(replace(Pace(), items=7))
    seat.ways.save_target(TargetRecord(0, company="Überall AG", why="many sites"))
    return seat.people.save_rules((CategoryRule(("hat",), "Hats", "title"),))


def _merge(seat: Workspace) -> object:
    one, other = (find_one(seat, name).id for name in ("p044", "p045"))
    return seat.data.merge(one, other)


def _unmerge(seat: Workspace) -> object:
    return [seat.data.unmerge(merge.id) for merge in seat.data.merges()]


def _erase(seat: Workspace) -> object:
    report = seat.data.erase([find_one(seat, "p050").id])
    return report.rows, report.texts


TABLE: list[tuple[str, Work]] = [
    ("import", lambda seat: seat.files.import_files(FILES, REP)),
    ("re-import", _again),
    ("preview", _preview),
    ("another import", _more),
    ("edit", _edit),
    ("rate", _rate),
    ("judge a tie", _judge),
    ("take back by hand", lambda seat: seat.data.undo_last()),
    ("write down", _write_down),
    ("ask", _ask),
    ("step", _step),
    ("limits", _limit),
    ("settings and rules", _settings),
    ("merge", _merge),
    ("unmerge", _unmerge),
    ("merge again", _merge),
    ("undo an import with a merge in it", lambda seat: seat.data.undo_import(3)),
    ("erase", _erase),
    ("undo the first import", lambda seat: seat.data.undo_import(1)),
]


@pytest.fixture
def seats(tmp_path: Path, team: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Workspace]]:
    # The key by which the signs of the erased are hashed is each database's own secret.
    monkeypatch.setattr("tiesmap.store.guarding.tombstones.secrets.token_hex", lambda n: "7a" * n)
    opened = [tiesmap.open(place, as_of=date(2026, 6, 30)) for place in (tmp_path / "a.db", team)]
    yield opened
    for seat in opened:
        seat.store.close()


def test_the_same_work_leaves_the_same_rows(seats: list[Workspace]) -> None:
    for name, work in TABLE:
        said = [repr(work(seat)) for seat in seats]
        assert said[0] == said[1], name
        if name == "import":
            seats = [replace(seat, rep=find_one(seat, REP).id) for seat in seats]
        one, other = (whole(seat) for seat in seats)
        for part, rows in one.items():
            assert rows == other[part], f"{part} after: {name}"


def test_the_same_rows_give_the_same_answers(seats: list[Workspace]) -> None:
    said = []
    for seat in seats:
        seat.files.import_files(FILES, REP)
        seat = replace(seat, rep=find_one(seat, REP).id)
        said.append(
            {
                "ways": seat.ways.outward(),
                "circles": seat.ways.circles(),
                "week": seat.week.week(),
                "asks": seat.asks.plan_asks(),
                "duplicates": seat.data.suggestions(),
                "people": seat.reports.people_csv(),
                "mine": len(seat.reports.my_data()),
            }
        )
    for name, answer in said[0].items():
        assert answer == said[1][name], name
