"""The week as a calendar file and as a page, the page before a call; with words that would run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from icalendar import Calendar

from tests.nurtured import DAY, REP
from tiesmap.exporting.weeks import brief_to_html, item_uid, week_to_html, week_to_ics
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Note, Practice
from tiesmap.model.week import WeekItem
from tiesmap.nurture.briefs import write_brief

EVIL = '<script>alert(1)</script>"&\x00\r\nBEGIN:VEVENT'
ITEM = WeekItem("contact", 2, "Ana", "bring the offer", "last contact 65 days ago", DAY, 1.0)


def test_each_item_is_an_event_and_what_is_late_stands_on_the_day() -> None:
    late = replace(ITEM, person=3, due=date(2026, 1, 1), name=EVIL, purpose=EVIL)
    soon = replace(ITEM, person=4, due=DAY + timedelta(days=3))
    events = Calendar.from_ical(week_to_ics([ITEM, late, soon], rep=REP, as_of=DAY)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [DAY, DAY, DAY + timedelta(days=3)]
    assert str(events[0]["summary"]) == "Contact: Ana"
    assert str(events[0]["description"]) == "bring the offer\nlast contact 65 days ago"
    assert len({str(event["uid"]) for event in events}) == 3


def test_an_item_keeps_its_uid_when_its_day_moves() -> None:
    assert item_uid(ITEM, REP) == item_uid(replace(ITEM, due=date(2026, 8, 1), worth=9.0), REP)
    assert item_uid(ITEM, REP) != item_uid(replace(ITEM, kind="need"), REP)
    assert item_uid(ITEM, REP) != item_uid(ITEM, 9)


def test_pages_hold_the_words_and_nothing_that_runs() -> None:
    week = week_to_html([replace(ITEM, name=EVIL, reason=EVIL, due=date(2026, 6, 1))], as_of=DAY)
    practice = Practice(
        notes=(Note(1, REP, 2, DAY, EVIL, "a pilot", "bring the offer"),),
        details=(Detail(1, REP, 2, DAY, "family", EVIL, "mail", date(2026, 7, 1)),),
    )
    brief = brief_to_html(
        write_brief(Person(2, EVIL), practice, DAY, in_common=("Bo Li",)), as_of=DAY
    )
    for page in (week.decode(), brief.decode()):
        assert "<script" not in page and "&lt;script&gt;alert(1)" in page
        assert "default-src 'none'" in page and "http://" not in page and "https://" not in page
    assert "bring the offer" in week.decode() and "days late" in week.decode()
    for words in ("proposed: a pilot", "(1 July); mail", "Bo Li", "Questions"):
        assert words in brief.decode()


def test_an_empty_week_says_so() -> None:
    assert "Nothing is due this week." in week_to_html([], as_of=DAY).decode()
    assert not Calendar.from_ical(week_to_ics([], rep=REP, as_of=DAY)).walk("VEVENT")
