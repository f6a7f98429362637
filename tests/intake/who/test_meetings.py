"""Meetings that did not take place, and who is none. Expected: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.formats.calendar import read_calendar
from tiesmap.intake.who.meetings import is_called_off, is_room

REP = "ORGANIZER;CN=Rita Rep:mailto:rita@us.example"


def event(*lines: str) -> bytes:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTART:20260304T140000Z")
    return "\r\n".join([*head, REP, *lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()


def others(*lines: str) -> list[str]:
    checked = read_calendar(event(*lines), "c.ics", date(2026, 6, 1))
    return [to for record in checked.interactions for to in record.to]


@pytest.mark.parametrize(
    ("title", "off"),
    [
        ("Canceled: Lunch", True),
        ("Cancelled event: Lunch", True),
        ("CANCELLED - Lunch", True),
        ("Abgesagt: Lunch", True),
        ("[Abgesagt] Lunch", True),
        ("Annulé : déjeuner", True),
        ("Cancelado: almuerzo", True),
        ("Annullato: pranzo", True),
        ("Geannuleerd: lunch", True),
        ("Odwołane: lunch", True),
        ("キャンセル: 昼食", True),
        ("已取消：午餐", True),
        ("Lunch (cancelled)", True),
        ("Lunch", False),
        ("Cancellation policy review", False),
        ("Talk about the cancelled order", False),
        ("Canceled flights: who pays?", False),
    ],
)
def test_a_title_says_that_a_meeting_was_called_off(title: str, off: bool) -> None:
    assert is_called_off(title) is off
    ann = "ATTENDEE;CN=Ann Lee;PARTSTAT=ACCEPTED:mailto:ann@x.example"
    assert bool(others(f"SUMMARY:{title}", ann)) is not off


@pytest.mark.parametrize(
    ("name", "address", "room"),
    [
        ("Meeting Room 4", "room4@us.example", True),
        ("Besprechungsraum Nord", "", True),
        ("Salle de réunion B", "", True),
        ("Conf Room Alps", "", True),
        ("", "room-4@us.example", True),
        ("Beamer", "", True),
        ("Jane Room", "jane.room@us.example", False),
        ("Sala Mbeki", "sala@x.example", False),
        ("Ann Lee", "ann@room.example", False),
        ("Raumer, Karl", "karl@x.example", False),
    ],
)
def test_rooms_and_things_are_nobody(name: str, address: str, room: bool) -> None:
    assert is_room(name, address) is room


def test_who_never_answered_was_not_there() -> None:
    ann = "ATTENDEE;CN=Ann Lee;PARTSTAT=ACCEPTED:mailto:ann@x.example"
    bob = "ATTENDEE;CN=Bob Ray;PARTSTAT=NEEDS-ACTION:mailto:bob@x.example"
    thing = "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Screen:mailto:screen@us.example"
    assert others(ann, bob, thing) == ["Ann Lee <ann@x.example>"]
    checked = read_calendar(event(bob), "c.ics", date(2026, 6, 1))
    assert not checked.interactions
    assert checked.notes == ("Left out: meetings that nobody answered (1).",)
