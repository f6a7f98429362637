"""Meetings to come, as the calendar has them: on Week, on a person and before a call."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

import tiesmap
from tiesmap.dashboard.shared import days
from tiesmap.dashboard.shared.person import facts
from tiesmap.model.practice import Note
from tiesmap.store import meetings
from tiesmap.store.operation import KEPT

PEOPLE = b"id,name,email,rep\n1,Rita Rep,rita@us.example,yes\n2,Ann Able,ann@x.example,\n"
TODAY = date.today()


def event(uid: str, begins: str, *people: str) -> str:
    who = [f"ATTENDEE:mailto:{one}" for one in people]
    return "\r\n".join(
        (
            "BEGIN:VEVENT",
            f"UID:{uid}",
            begins,
            "ORGANIZER:mailto:rita@us.example",
            *who,
            "END:VEVENT",
        )
    )


def calendar() -> bytes:
    past, soon, later, far = (TODAY + timedelta(days=days) for days in (-20, 2, 20, 40))
    events = [
        event("past", f"DTSTART:{past:%Y%m%d}T080000", "ann@x.example"),
        event("soon", f"DTSTART:{soon:%Y%m%d}T103000", "ann@x.example", "bo@y.example"),
        event("later", f"DTSTART;VALUE=DATE:{later:%Y%m%d}", "ann@x.example"),
        event("far", f"DTSTART;VALUE=DATE:{far:%Y%m%d}", "ann@x.example"),
    ]
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *events, "END:VCALENDAR", "")
    ).encode()


def _stops(*_: object) -> None:
    raise InterruptedError


def test_what_the_calendar_has_ahead_is_told_and_is_no_contact_yet(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    files = [("people.csv", PEOPLE), ("calendar.ics", calendar())]
    tiesmap.open(path).files.import_files(files, "Rita Rep")
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=TODAY)
    (ann,), (bo,) = workspace.people.find("Ann Able"), workspace.people.find("bo@y.example")
    soon, later = workspace.week.meetings()
    day = TODAY + timedelta(days=2)
    assert (soon.at, set(soon.people)) == (
        datetime.combine(day, time(10, 30)),
        {ann.id, bo.id},
    )
    assert (later.at.date(), later.people) == (TODAY + timedelta(days=20), (ann.id,))
    assert workspace.week.meets(ann.id) == soon.at
    assert f"Meeting on {day.day} " in workspace.week.brief_page(ann.id).decode()
    # What is ahead is no contact: the last one is of the past, and Bo was never met.
    last = [row["date"].date() for row in workspace.people.contacts(ann.id)]
    assert last == [TODAY - timedelta(days=20)]
    assert not workspace.people.contacts(bo.id)
    assert facts(workspace, bo).endswith(f"you meet on {days.said(day, TODAY)}")
    assert bo.id not in {tie.other_id for tie in workspace.ways.ties(workspace.rep_id)}
    after = tiesmap.open(path, rep="Rita Rep", as_of=day + timedelta(days=1))
    assert after.week.meetings() == (later,)
    assert {ann.id, bo.id} <= {
        end for tie in after.ways.ties(after.rep_id) for end in (tie.person_id, tie.other_id)
    }


def test_a_meeting_that_a_newer_calendar_calls_off_is_never_a_contact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    files = [("people.csv", PEOPLE), ("calendar.ics", calendar())]
    tiesmap.open(path).files.import_files(files, "Rita Rep")
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=TODAY)
    (bo,) = workspace.people.find("bo@y.example")
    soon, later = workspace.week.meetings()
    begins = f"DTSTART:{soon.at:%Y%m%dT%H%M%S}"
    newer = calendar().decode().replace(begins, f"{begins}\r\nSTATUS:CANCELLED")
    off = [("calendar.ics", newer.encode())]
    # Stopped in between nothing is stored, so the same file is no repeat; and whose it is need
    # not sit there.
    with monkeypatch.context() as stopped, pytest.raises(InterruptedError):
        stopped.setattr(meetings, "call_off", _stops)
        workspace.files.import_files(off)
    assert workspace.week.meetings() == (soon, later)
    workspace.files.import_files(off)
    assert workspace.week.meetings() == (later,)
    # Undoing the import brings it back, however much was done by hand since.
    for text in map(str, range(KEPT + 1)):
        workspace.week.record(Note(0, workspace.rep_id, bo.id, TODAY, text))
    workspace.data.undo_import()
    assert workspace.week.meetings() == (soon, later)
    (told,) = tiesmap.open(path).files.import_files(off, "Rita Rep").files
    assert "1 meeting on file taken away: called off since." in told.notes
    for note in workspace.week.practice().notes:
        workspace.week.remove_entry(note)
    assert not workspace.files.import_files(off).files[0].interactions
    assert workspace.week.meetings() == (later,)
    workspace.data.undo_import()
    assert workspace.week.meetings() == (later,), "the one before called it off"
    after = tiesmap.open(path, rep="Rita Rep", as_of=soon.at.date() + timedelta(days=1))
    assert after.week.meetings() == (later,)
    assert not after.people.contacts(bo.id)
    # What stands in its place stays, and what was taken away comes back.
    workspace.data.undo_import()
    assert workspace.week.meetings() == (soon, later)
    held = next(line for line in newer.split("END:VEVENT") if begins in line) + "END:VEVENT"
    both = newer.replace(
        held, held + held.replace("UID:soon", "UID:anew").replace("CANCELLED", "CONFIRMED")
    )
    workspace.files.import_files([("calendar.ics", both.encode())])
    assert workspace.week.meetings() == (soon, later)
