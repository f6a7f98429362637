"""Two sessions at once: databases of one address, reps side by side, and who is gone meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, load, someone
from tests.stored import get, keep_own
from tiesmap.model.practice import BUCKETS, Action, Detail, Note, Pace
from tiesmap.network.network import Network
from tiesmap.network.standpoint import Standpoint
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.pace import PACE
from tiesmap.store.settings import read_of_rep
from tiesmap.store.store import Conflict
from tiesmap.workspace import Unanswerable, Workspace

DAY = date(2026, 5, 4)
TODAY = date(2026, 6, 30)
CY = {"name": "Cy Dow", "email": "cy@x.example"}
SUE = {"name": "Sue Rep", "email": "sue@x.example", "rep": "yes"}


def filled(database: Path | str) -> Workspace:
    opened = tiesmap.open(database, as_of=TODAY)
    load(opened, people=[ANN, BOB, CY, SUE], interactions=[MAIL])
    return replace(opened, rep=someone(opened, REP).id)


@pytest.fixture
def workspace(database: str) -> Iterator[Workspace]:
    opened = filled(database)
    yield opened
    opened.store.close()


def as_sue(workspace: Workspace) -> Workspace:
    return replace(workspace, rep=someone(workspace, "Sue Rep").id)


# Databases ---------------------------------------------------------------------------------------


def network(workspace: Workspace) -> Network:
    with workspace.view() as view:
        return view.network


def standing(workspace: Workspace) -> Standpoint:
    with workspace.view() as view:
        return view.standpoint


def wrote(workspace: Workspace, text: str) -> None:
    workspace.week.record(Note(0, 0, someone(workspace, "Ann Lee").id, DAY, text))


def test_two_databases_in_memory_do_not_show_each_other() -> None:
    one, two = filled(":memory:"), filled(":memory:")
    wrote(one, "of one")
    assert [note.discussed for note in one.week.practice().notes] == ["of one"]
    wrote(two, "of two")
    assert [note.discussed for note in two.week.practice().notes] == ["of two"]
    assert network(one) is not network(two)
    assert one.store != two.store and one.store.opening != two.store.opening


def test_a_process_that_opens_a_database_again_still_holds_it(tmp_path: Path) -> None:
    """Else what it writes from then on goes into a log that another process has thrown away."""
    path = tmp_path / "ties.db"
    workspace = filled(path)
    again = tiesmap.open(str(path), as_of=TODAY)
    look = (
        "import sqlite3, sys; raw = sqlite3.connect(sys.argv[1]);"
        "print(raw.execute('select discussed from notes').fetchall()); raw.close()"
    )

    def elsewhere() -> str:
        command = [sys.executable, "-c", look, str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert elsewhere() == "[]"
    wrote(workspace, "after another process has closed it")
    assert elsewhere() == "[('after another process has closed it',)]"
    again.store.close()
    workspace.store.close()


def test_a_database_made_anew_does_not_show_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "ties.db"
    old = filled(path)
    wrote(old, "of old")
    assert (
        len(old.week.week()) == len(old.week.week())
        and old.week.practice().notes[0].discussed == "of old"
    )
    old.store.close()
    for file in tmp_path.glob("ties.db*"):
        file.unlink()
    new = filled(path)
    wrote(new, "of new")
    assert [note.discussed for note in new.week.practice().notes] == ["of new"]
    new.store.close()


@pytest.mark.parametrize("damaged", [False, True])
def test_after_going_back_nothing_kept_from_before_is_shown(tmp_path: Path, damaged: bool) -> None:
    path = tmp_path / "ties.db"
    workspace = filled(path)
    workspace.data.back_up()
    wrote(workspace, "before")
    person = replace(someone(workspace, "Bob Ray"), city="Rome")
    workspace.people.save_person(person)
    assert workspace.week.practice().notes[0].discussed == "before"
    known = workspace.people.everybody()
    assert known[person.id].city == "Rome"
    name = workspace.data.backups()[-1].name
    if damaged:
        workspace.store.close()
        path.write_bytes(path.read_bytes()[:4096] + bytes(8192))
    workspace.data.restore(name)
    wrote(workspace, "after")
    workspace.people.save_person(replace(someone(workspace, "Bob Ray"), city="Oslo"))
    assert [note.discussed for note in workspace.week.practice().notes] == ["after"]
    assert workspace.people.everybody()[person.id].city == "Oslo"
    workspace.store.close()


def test_going_back_twice_is_noticed_by_an_open_page(workspace: Workspace) -> None:
    workspace.data.back_up()
    name = workspace.data.backups()[-1].name
    cities = []
    for city in ("Rome", "Oslo"):
        workspace.data.restore(name)
        workspace.people.save_person(replace(someone(workspace, "Bob Ray"), city=city))
        cities.append(workspace.people.everybody()[someone(workspace, "Bob Ray").id])
    rome, oslo = cities
    assert workspace.people.everybody()[oslo.id].city == "Oslo"
    with pytest.raises(Conflict):
        workspace.people.save_person(replace(rome, title="Owner"))
    workspace.store.close()


# Reps --------------------------------------------------------------------------------------------


def test_no_rep_changes_the_entries_of_another(workspace: Workspace) -> None:
    wrote(workspace, "mine")
    (note,) = workspace.week.practice().notes
    sue = as_sue(workspace)
    with pytest.raises(Conflict, match="another rep"):
        sue.week.record(replace(note, discussed="hers"))
    with pytest.raises(Conflict, match="another rep"):
        sue.week.remove_entry(note)
    assert workspace.week.practice().notes == (note,) and sue.week.practice().notes == ()


def test_the_second_window_is_told(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee").id
    shown = workspace.week.record(Action(0, 0, ann, DAY, "promise", "send it"))
    first = workspace.week.record(replace(shown, done_on=TODAY), was=shown)
    with pytest.raises(Conflict, match="changed since"):
        workspace.week.record(replace(shown, due=TODAY), was=shown)
    with pytest.raises(Conflict, match="changed since"):
        workspace.week.remove_entry(shown)
    # The same once more changes nothing, so nobody is told anything.
    assert workspace.week.record(replace(shown, done_on=TODAY), was=shown) == first
    assert workspace.week.practice().plans == (first,)
    later = workspace.week.record(replace(first, due=TODAY), was=first)
    assert workspace.week.practice().plans == (later,) and workspace.week.remove_entry(later)


def test_an_entry_seen_from_an_earlier_day_is_changed_there(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee").id
    workspace.week.record(Detail(0, 0, ann, DAY, "goal", "a shop", used_on=TODAY))
    earlier = replace(workspace, as_of=TODAY - timedelta(9))
    (shown,) = earlier.week.practice().details
    assert shown.used_on is None
    earlier.week.record(replace(shown, text="two shops"), was=shown)
    (shown,) = earlier.week.practice().details
    assert [(d.text, d.used_on) for d in workspace.week.practice().details] == [
        ("two shops", TODAY)
    ]
    assert earlier.week.remove_entry(shown) and workspace.week.practice().details == ()


def test_a_rep_erased_meanwhile_is_said_in_a_sentence(workspace: Workspace) -> None:
    assert workspace.week.week() is not None
    workspace.data.erase([workspace.rep_id])
    for question in (workspace.week.week, workspace.week.health, lambda: standing(workspace)):
        with pytest.raises(Unanswerable, match="choose another"):
            question()


# What is kept for a rep --------------------------------------------------------------------------


def aside(workspace: Workspace, pairs: list[tuple[int, int]]) -> None:
    keep_own(workspace.store, workspace.rep_id, SET_ASIDE, sorted(map(list, pairs)), "requests")


def set_aside(workspace: Workspace) -> list[list[int]] | None:
    found: list[list[int]] | None = get(workspace.store, read_of_rep, workspace.rep_id, SET_ASIDE)
    return found


def test_what_was_set_aside_follows_a_merge_and_comes_back(workspace: Workspace) -> None:
    ann, bob, cy = (someone(workspace, name).id for name in ("Ann Lee", "Bob Ray", "Cy Dow"))
    aside(workspace, [(ann, bob), (bob, cy), (cy, ann)])
    before = set_aside(workspace)
    number = workspace.duplicates.merge(cy, bob)
    assert set_aside(workspace) == sorted([[ann, cy], [cy, ann]])
    assert workspace.asks.set_aside_count() == 2
    workspace.duplicates.unmerge(number)
    assert set_aside(workspace) == before


def test_what_two_reps_set_aside_is_one_after_they_are_merged(workspace: Workspace) -> None:
    ann, bob, cy = (someone(workspace, name).id for name in ("Ann Lee", "Bob Ray", "Cy Dow"))
    sue = as_sue(workspace)
    aside(workspace, [(ann, bob), (sue.rep_id, ann)])
    aside(sue, [(ann, bob), (bob, cy), (workspace.rep_id, bob)])
    both = [set_aside(one) for one in (workspace, sue)]
    number = workspace.duplicates.merge(workspace.rep_id, sue.rep_id)
    assert set_aside(workspace) == sorted([[ann, bob], [bob, cy]])
    assert set_aside(sue) is None
    workspace.duplicates.unmerge(number)
    assert [set_aside(one) for one in (workspace, sue)] == both


def test_a_pace_of_a_newer_version_is_read_as_far_as_it_is_known(workspace: Workspace) -> None:
    bucket = {"name": "close", "priority": 1, "days": 3, "needs_days": 4, "color": "red"}
    stored = {"items": 4, "buckets": [bucket, {"color": "blue"}], "shade": 1}
    keep_own(workspace.store, workspace.rep_id, PACE, stored, "practice")
    pace = workspace.week.pace()
    assert pace.items == 4 and [(b.name, b.days) for b in pace.buckets] == [("close", 3)]
    keep_own(workspace.store, workspace.rep_id, PACE, {"buckets": [{"color": "blue"}]}, "practice")
    assert workspace.week.pace() == Pace() and workspace.week.pace().buckets == BUCKETS
