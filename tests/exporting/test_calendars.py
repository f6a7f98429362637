"""The calendar file, read back by icalendar: whole days, steady ids, texts that stay texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given, settings
from icalendar import Calendar

from tests.listed import PLAIN, TODAY, ink, lists
from tiesmap.exporting.calendars import event_uid, follow_ups_to_ics


def events(data: bytes) -> list:
    return Calendar.from_ical(data).walk("VEVENT")


def test_an_event_is_a_whole_day_that_blocks_no_time():
    (event,) = events(follow_ups_to_ics([PLAIN, replace(PLAIN, follow_up_on=None)], as_of=TODAY))
    assert event.decoded("dtstart") == date(2026, 7, 7)
    assert not isinstance(event.decoded("dtstart"), datetime)
    assert event.decoded("dtend") == date(2026, 7, 8)
    assert event["summary"] == "Follow up with Anna Berg about Tom Field"
    assert event["description"] == (
        "Ask Anna Berg for an introduction to Tom Field\n"
        "Status: asked (you asked the connector)\nAsked on 2026-06-01"
    )
    assert (event["transp"], event["sequence"]) == ("TRANSPARENT", 2)
    assert event.decoded("dtstamp").date() == TODAY


def test_the_file_is_as_the_standard_wants_it():
    data = follow_ups_to_ics([replace(PLAIN, purpose="väl, det; är så\n" * 30)], as_of=TODAY)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    calendar = Calendar.from_ical(data)
    assert calendar["version"] == "2.0" and calendar["method"] == "PUBLISH" and calendar["prodid"]


def test_a_request_keeps_its_id_and_no_two_share_one():
    moved = replace(PLAIN, follow_up_on=date(2026, 8, 1), status="agreed", version=4)
    assert event_uid(moved) == event_uid(PLAIN)
    others = [replace(PLAIN, request="rxyz"), replace(PLAIN, rep="Jon"), replace(PLAIN, rep_id=2)]
    assert len({event_uid(request) for request in (PLAIN, *others)}) == 4


@settings(deadline=None)
@given(lists)
def test_hostile_texts_neither_add_nor_break_events(requests):
    found = events(follow_ups_to_ics(requests, as_of=TODAY))
    due = [request for request in requests if request.follow_up_on]
    assert [event["uid"] for event in found] == [event_uid(request) for request in due]
    for event, request in zip(found, due, strict=True):
        assert set(event) <= {
            "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
        }  # fmt: skip
        assert event.decoded("dtstart") == request.follow_up_on
        assert ink(event["description"]).startswith(ink(request.purpose))
        assert ink(request.connector)[:150] in ink(event["summary"])
        assert "\n" not in event["summary"]


def test_the_last_day_there_is():
    (event,) = events(follow_ups_to_ics([replace(PLAIN, follow_up_on=date.max)], as_of=TODAY))
    assert event.decoded("dtstart") == date.max and "dtend" not in event


def test_a_backslash_before_an_n_is_no_line_end():
    path = "C:\\Notes\\New; a, b\\n"
    data = follow_ups_to_ics([replace(PLAIN, target=path, purpose=path)], as_of=TODAY)
    text = data.decode("utf-8").replace("\r\n ", "")
    escaped = "C:\\\\Notes\\\\New\\; a\\, b\\\\n"
    assert f"about {escaped}\r\n" in text
    assert f"DESCRIPTION:{escaped}\\nStatus: asked" in text
