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


def _again(workspace: Workspace) -> object:
    return workspace.files.import_files(FILES)


def _preview(workspace: Workspace) -> object:
    return workspace.files.preview_import([("more.csv", table(*MORE))])


def _more(workspace: Workspace) -> object:
    return workspace.files.import_files([("more.csv", table(*MORE))], REP)


def _edit(workspace: Workspace) -> object:
    person = find_one(workspace, "p030")
    return workspace.people.save_person(replace(person, title="Chief of Ünits", extra={"a": "b"}))


def _rate(workspace: Workspace) -> object:
    some = [person.id for person in workspace.people.people()[10:20]]
    workspace.people.rate({person: 1 + k % 5 for k, person in enumerate(some)})
    return workspace.people.rate_categories({"Hotels": 4, "Insurance": None})


def _judge(workspace: Workspace) -> object:
    one, other = (find_one(workspace, name).id for name in ("p025", "p031"))
    workspace.people.add_tie(one, other, "friend", 4)
    return workspace.people.judge_tie(one, other, 2)


def _write_down(workspace: Workspace) -> object:
    person = find_one(workspace, "p040").id
    rep = workspace.rep_id
    note = workspace.week.record(
        Note(0, rep, person, date(2026, 6, 1), "told of Élodie", channel="call")
    )
    workspace.week.record(replace(note, discussed="told of Zoë"), note)
    workspace.week.record(Detail(0, rep, person, date(2026, 6, 2), "interest", "sails"))
    return [type(one).__name__ for one in workspace.week.practice().notes]


def _ask(workspace: Workspace) -> object:
    asks = workspace.asks.suggest_requests(3)
    return workspace.asks.keep_requests(asks), [ask.request for ask in asks]


def _step(workspace: Workspace) -> object:
    first, *_ = workspace.asks.requests()
    asked = workspace.asks.record_step(first, "asked", "by phone")
    agreed = workspace.asks.record_step(asked, "agreed")
    return workspace.asks.undo_step(agreed).status


def _limit(workspace: Workspace) -> object:
    one, other = (find_one(workspace, name).id for name in ("p025", "p031"))
    workspace.asks.save_limit(one, Limit(3, 20))
    return workspace.asks.set_no_go(one, other)


def _settings(workspace: Workspace) -> object:
    workspace.save_settings(replace(workspace.settings, max_hops=2))
    workspace.week.save_pace(replace(Pace(), items=7))
    workspace.ways.save_target(TargetRecord(0, company="Überall AG", why="many sites"))
    return workspace.people.save_rules((CategoryRule(("hat",), "Hats", "title"),))


def _merge(workspace: Workspace) -> object:
    one, other = (find_one(workspace, name).id for name in ("p044", "p045"))
    return workspace.duplicates.merge(one, other)


def _unmerge(workspace: Workspace) -> object:
    return [workspace.duplicates.unmerge(merge.id) for merge in workspace.duplicates.merges()]


def _erase(workspace: Workspace) -> object:
    report = workspace.data.erase([find_one(workspace, "p050").id])
    return report.rows, report.texts


TABLE: list[tuple[str, Work]] = [
    ("import", lambda workspace: workspace.files.import_files(FILES, REP)),
    ("re-import", _again),
    ("preview", _preview),
    ("another import", _more),
    ("edit", _edit),
    ("rate", _rate),
    ("judge a tie", _judge),
    ("take back by hand", lambda workspace: workspace.data.undo_last()),
    ("write down", _write_down),
    ("ask", _ask),
    ("step", _step),
    ("limits", _limit),
    ("settings and rules", _settings),
    ("merge", _merge),
    ("unmerge", _unmerge),
    ("merge again", _merge),
    ("undo an import with a merge in it", lambda workspace: workspace.data.undo_import(3)),
    ("erase", _erase),
    ("undo the first import", lambda workspace: workspace.data.undo_import(1)),
]


@pytest.fixture
def workspaces(
    tmp_path: Path, team: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Workspace]]:
    # The key by which the signs of the erased are hashed is each database's own secret.
    monkeypatch.setattr("tiesmap.store.guarding.tombstones.secrets.token_hex", lambda n: "7a" * n)
    opened = [tiesmap.open(place, as_of=date(2026, 6, 30)) for place in (tmp_path / "a.db", team)]
    yield opened
    for workspace in opened:
        workspace.store.close()


def test_the_same_work_leaves_the_same_rows(workspaces: list[Workspace]) -> None:
    for name, work in TABLE:
        said = [repr(work(workspace)) for workspace in workspaces]
        assert said[0] == said[1], name
        if name == "import":
            workspaces = [
                replace(workspace, rep=find_one(workspace, REP).id) for workspace in workspaces
            ]
        one, other = (whole(workspace) for workspace in workspaces)
        for part, rows in one.items():
            assert rows == other[part], f"{part} after: {name}"


def test_the_same_rows_give_the_same_answers(workspaces: list[Workspace]) -> None:
    said = []
    for workspace in workspaces:
        workspace.files.import_files(FILES, REP)
        workspace = replace(workspace, rep=find_one(workspace, REP).id)
        said.append(
            {
                "ways": workspace.ways.outward(),
                "circles": workspace.ways.circles(),
                "week": workspace.week.week(),
                "asks": workspace.asks.plan_asks(),
                "duplicates": workspace.duplicates.suggestions(),
                "people": workspace.reports.people_csv(),
                "mine": len(workspace.reports.my_data()),
            }
        )
    for name, answer in said[0].items():
        assert answer == said[1][name], name
