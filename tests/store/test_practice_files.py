"""The practice as files: what goes out comes back the same, once, and can be taken back."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any, get_type_hints

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, dump, favors, load, someone
from tests.laws import examples
from tests.stored import get
from tiesmap.cli import main
from tiesmap.model.practice import (
    CHOICES,
    FILES,
    WORDS,
    Action,
    Detail,
    Entry,
    Note,
    Practice,
    Satisfaction,
)
from tiesmap.model.tact import Favor
from tiesmap.store.rows import read_versions
from tiesmap.workspace import Workspace
from tiesmap.workspace.week.part import KINDS

TODAY = date(2026, 6, 30)
DAY = date(2026, 5, 4)
NOTE = {"person": "ann@x.example", "date": "2026-05-04", "discussed": "the site"}
PLAN = {"person": "bob@x.example", "date": "2026-05-04", "text": "send it", "due": "2026-05-09"}
LOGS = ("imports", "counters", "restated", "person_stated", "person_rows", "settings")


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    load(workspace, people=[ANN, BOB], interactions=[MAIL])
    return replace(workspace, rep=someone(workspace, REP).id)


# What comes in -----------------------------------------------------------------------------------


def test_a_file_comes_in_once_and_goes_again(workspace: Workspace) -> None:
    before = dump(workspace)
    number = load(workspace, notes=[NOTE, NOTE], plans=[PLAN])
    assert workspace.week.practice() == Practice(
        notes=tuple(
            Note(k, workspace.rep_id, someone(workspace, "Ann Lee").id, DAY, "the site")
            for k in (2, 1)
        ),
        plans=(
            Action(
                1,
                workspace.rep_id,
                someone(workspace, "Bob Ray").id,
                DAY,
                "action",
                "send it",
                "",
                date(2026, 5, 9),
            ),
        ),
    )
    stored = dump(workspace, LOGS)
    again = load(workspace, notes=[NOTE, NOTE], plans=[PLAN])
    assert dump(workspace, LOGS) == stored
    workspace.data.undo_import(number)  # the later import states them too
    assert len(workspace.week.practice().notes) == 2
    workspace.data.undo_import(again)
    assert dump(workspace) == before


def test_the_preview_stores_nothing_and_counts(workspace: Workspace) -> None:
    before = dump(workspace)
    data = b"person,date,discussed\nann@x.example,2026-05-04,hello\nann@x.example,soon,hello\n"
    (file,) = workspace.files.preview_import([("notes.csv", data)]).files
    assert (file.source, file.rows, file.entries, len(file.problems)) == ("notes", 2, 1, 1)
    assert file.problems[0].sentence.startswith("notes.csv, line 3, column date: 'soon'")
    assert dump(workspace) == before


def test_a_hand_changed_it_and_the_file_comes_again(workspace: Workspace) -> None:
    number = load(workspace, notes=[NOTE], plans=[PLAN])
    (note,), (plan,) = workspace.week.practice().notes, workspace.week.practice().plans
    workspace.week.record(replace(note, discussed="the new site"))
    workspace.week.record(replace(plan, done_on=TODAY))
    again = load(workspace, notes=[NOTE], plans=[PLAN])
    assert [n.discussed for n in workspace.week.practice().notes] == ["the new site"]
    assert [p.done_on for p in workspace.week.practice().plans] == [TODAY]
    for each in (number, again):
        report = workspace.data.undo_import(each)
        assert [n.discussed for n in workspace.week.practice().notes] == ["the new site"]
    assert "1 lines of notes stay: changed by hand." in report.kept


@pytest.mark.parametrize(
    ("file", "row", "groups"),
    [
        ("notes", {"discussed": "x"}, {"practice", "evidence"}),
        ("favors", {"direction": "given"}, {"practice", "requests"}),
        ("needs", {"findings": "x"}, {"practice"}),
    ],
)
def test_versions_go_up_only_where_something_changed(
    workspace: Workspace, file: str, row: dict[str, str], groups: set[str]
) -> None:
    def bumped(before: dict[str, int]) -> set[str]:
        after = get(workspace.store, read_versions)
        return {name for name in before if after[name] != before[name]}

    versions = get(workspace.store, read_versions)
    rows = [{"person": "ann@x.example", "date": "2026-05-04"} | row]
    load(workspace, **{file: rows})
    assert bumped(versions) == groups
    versions = get(workspace.store, read_versions)
    load(workspace, **{file: rows})
    assert bumped(versions) == set()
    (entry,) = getattr(workspace.week.practice(), file)
    assert workspace.week.record(entry) == entry and bumped(versions) == set()
    workspace.week.record(replace(entry, day=DAY + timedelta(1)))
    assert bumped(versions) == groups


def test_an_unknown_name_makes_a_person_and_a_number_does_not(workspace: Workspace) -> None:
    report = workspace.files.import_files(
        [("favors.csv", b"person,date,direction\nNew Man,2026-05-04,given\n77,2026-05-04,given\n")]
    )
    assert [favor.person for favor in favors(workspace)] == [someone(workspace, "New Man").id]
    assert [problem.line for problem in report.files[0].problems] == [3]


def test_several_reps_in_one_file(workspace: Workspace) -> None:
    row = {"person": "ann@x.example", "date": "2026-05-04", "why": "moved", "rep": "Bob Ray"}
    load(workspace, losses=[row, row | {"rep": ""}, row | {"rep": "Ann Lee"}])
    assert len(workspace.week.practice().losses) == 1
    assert len(replace(workspace, rep=someone(workspace, "Bob Ray").id).week.practice().losses) == 1
    assert someone(workspace, "Bob Ray").rep and not someone(workspace, "Ann Lee").rep


def test_where_nobody_is_the_rep_it_is_said(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=TODAY)
    report = workspace.files.import_files(
        [("notes.csv", b"person,date,discussed\nAnn,2026-05-04,hi\n")]
    )
    assert "what 1 row would say in the rep's name was left out" in report.files[0].notes[-1]
    workspace.store.close()


def test_whoever_was_erased_does_not_come_back(workspace: Workspace) -> None:
    workspace.data.erase([someone(workspace, "Bob Ray").id])
    about = NOTE | {"discussed": "saw Bob Ray"}
    load(workspace, notes=[about, NOTE | {"person": "bob@x.example"}], plans=[PLAN])
    assert [note.discussed for note in workspace.week.practice().notes] == ["saw [erased]"]
    assert not workspace.people.find("Bob Ray") and not workspace.week.practice().plans
    load(workspace, notes=[about])
    assert len(workspace.week.practice().notes) == 1


# What goes out and comes back --------------------------------------------------------------------

TEXT = st.one_of(
    st.sampled_from(["", "=1+1", "'=1", "''+x", "two\nlines", "a\r\nb", ' "so"; he, said ', "－x"]),
    st.text(max_size=12),
)
DAYS = st.dates(date(1990, 1, 1), TODAY)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry of any kind that a file may hold."""
    name = draw(st.sampled_from(KINDS))
    hints = get_type_hints(FILES[name])
    values: dict[str, Any] = {"id": 0, "rep": 0, "person": draw(st.sampled_from((1, 2, 4, 5)))}
    for item in fields(FILES[name]):
        if item.name in values:
            continue
        words = CHOICES.get((name, item.name)) or WORDS.get((name, item.name))
        if words:
            values[item.name] = draw(st.sampled_from(words))
        elif hints[item.name] is str:
            values[item.name] = draw(TEXT)
        elif hints[item.name] is int:
            values[item.name] = draw(st.integers(1, 5))
        else:
            may = hints[item.name] is not date
            values[item.name] = draw(st.none() | DAYS if may else DAYS)
    return FILES[name](**values)


PEOPLE = [
    ANN, BOB, {"name": REP, "email": "rita@x.example", "rep": "yes"},
    {"name": "Ann Lee", "company": "Other", "title": "Two of this name"}, {"name": "=Odd @ One"},
]  # fmt: skip


def known(workspace: Workspace, practice: Practice) -> dict[str, list[Any]]:
    """All entries without their ids, each person by what tells them apart."""
    label = {p.id: (p.name, p.email, p.company) for p in workspace.people.people()}
    return {
        name: sorted(
            repr(
                [label[one.rep], label[one.person]]
                + [getattr(one, f.name) for f in fields(one) if f.name not in _WHO]
            )
            for one in getattr(practice, name)
        )
        for name in FILES
    }


_WHO = ("id", "rep", "person")


@pytest.fixture(scope="module")
def two_databases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two databases, each with the people of a file of its own: to be copied, an example each."""
    folder = tmp_path_factory.mktemp("people")
    for path in (first := folder / "ties.db", second := folder / "other.db"):
        made = tiesmap.open(path, as_of=TODAY)
        load(made, people=PEOPLE)
        made.store.close()
    return first, second


@given(st.lists(entries(), max_size=6), st.booleans())
@examples(40)
def test_what_goes_out_comes_back_the_same(
    two_databases: tuple[Path, Path], found: list[Entry], raw: bool
) -> None:
    with TemporaryDirectory() as folder:
        first, second = (Path(copy(made, folder)) for made in two_databases)
        workspace = tiesmap.open(first, as_of=TODAY)
        workspace = replace(workspace, rep=someone(workspace, REP).id)
        for entry in found:
            try:
                workspace.week.record(entry)
            except ValueError as refused:
                assert "words" in str(refused)
        files = [(f"{kind}.csv", workspace.week.entries_csv(kind, raw=raw)) for kind in KINDS]
        before = dump(workspace, LOGS)
        report = workspace.files.import_files(files)
        assert not [problem for file in report.files for problem in file.problems]
        assert sum(file.entries for file in report.files) == 0
        assert dump(workspace, LOGS) == before
        # Another database, with the people of a file of their own.
        other = tiesmap.open(second, as_of=TODAY)
        other = replace(other, rep=someone(other, REP).id)
        report = other.files.import_files(files)
        assert not [problem for file in report.files for problem in file.problems]
        assert known(other, other.week.practice()) == known(workspace, workspace.week.practice())
        workspace.store.close()
        other.store.close()


def test_one_of_two_equal_entries_is_removed(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee").id
    kept = [workspace.week.record(Favor(0, 0, ann, DAY, "given", "gift", "tea")) for _ in range(3)]
    workspace.week.remove_entry(kept[0])
    workspace.week.record(replace(kept[1], note="coffee"))
    before = dump(workspace, LOGS)
    workspace.files.import_files([("favors.csv", workspace.week.entries_csv("favors"))])
    assert dump(workspace, LOGS) == before and len(favors(workspace)) == 2


def test_a_spreadsheet_runs_nothing_of_it(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee").id
    workspace.week.record(Detail(0, 0, ann, DAY, "goal", "=HYPERLINK(1)"))
    workspace.week.record(Satisfaction(0, 0, ann, DAY, 5, "@all well"))
    assert b"'=HYPERLINK" in workspace.week.entries_csv("details")
    assert b",=HYPERLINK" in workspace.week.entries_csv("details", raw=True)
    assert workspace.week.entries_csv("details").startswith(
        b"\xef\xbb\xbfrep,person,date,kind,text,"
    )
    assert b"'@all well" in workspace.week.entries_csv("satisfaction")


# The shell ---------------------------------------------------------------------------------------


def run(workspace: Workspace, *words: str) -> Any:
    options = ["--db", workspace.store.url, "--rep", REP, "--as-of", TODAY.isoformat()]
    return CliRunner().invoke(main, [*words, *options])


def test_the_week_in_the_shell(workspace: Workspace, tmp_path: Path) -> None:
    load(workspace, plans=[PLAN | {"kind": "promise"}], notes=[NOTE])
    done = run(workspace, "week", "--json")
    (item, *_) = json.loads(done.stdout)["items"]
    assert item["person"] == "Bob Ray" and item["kind"] == "promise"
    assert item["purpose"] == "keep the promise: send it" and item["due"] == "2026-05-09"
    assert "keep the promise: send it" in run(workspace, "week").stdout
    for suffix, sign in ((".csv", b"person,person_id,kind,"), (".md", b"# This week, 2026-06-30"),
                         (".html", b"<!DOCTYPE html>")):  # fmt: skip
        out = tmp_path / f"week{suffix}"
        assert run(workspace, "week", "--out", str(out)).exit_code == 0
        assert sign in out.read_bytes()
    out = tmp_path / "week.ics"
    assert run(workspace, "week", "--out", str(out)).exit_code == 0
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert str(events[0]["description"]).startswith("keep the promise: send it")


def test_the_practice_in_the_shell(workspace: Workspace, tmp_path: Path) -> None:
    load(workspace, notes=[NOTE])
    out = tmp_path / "notes.csv"
    assert run(workspace, "practice", "--kind", "notes", "--out", str(out)).exit_code == 0
    assert out.read_bytes() == workspace.week.entries_csv("notes")
    again = json.loads(run(workspace, "import", str(out), "--json").stdout)["files"][0]
    assert (again["source"], again["rows"], again["entries"]) == ("notes", 1, 0)
    (row,) = json.loads(run(workspace, "practice", "--kind", "notes", "--json").stdout)["notes"]
    assert row["person"] == "Ann Lee <ann@x.example>" and row["discussed"] == "the site"
    assert "the site" in run(workspace, "practice", "--kind", "notes").stdout
    assert run(workspace, "practice").exit_code == 2
