"""Calendars: who met when. Expected: by hand from the rules of RFC 5545."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.formats.calendar import is_calendar, read_calendar
from tiesmap.intake.formats.recurrence import SERIES_LIMIT, find_occurrences
from tiesmap.model.intake import Checked
from tiesmap.model.problems import Refused

TODAY = date(2026, 11, 1)
PEOPLE = ("ORGANIZER;CN=Ann Lee:mailto:ann@lee.example", "ATTENDEE:mailto:bob@ray.example")


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"]) + "\r\n"


def read(*parts: str, as_of: date = TODAY, skip_private: bool = False) -> Checked:
    data = "BEGIN:VCALENDAR\r\n" + "".join(parts) + "END:VCALENDAR\r\n"
    return read_calendar(data.encode(), "meetings.ics", as_of, skip_private=skip_private)


def days(checked: Checked) -> list[str]:
    return [f"{record.date:%m-%d %H:%M}" for record in checked.interactions]


def zone(offset: str) -> str:
    return (
        "BEGIN:VTIMEZONE\r\nTZID:Own Zone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


def test_a_meeting_is_of_all_who_did_not_decline_the_organizer_first() -> None:
    checked = read(
        event(
            "DTSTART:20260305T100000Z",
            "SUMMARY:Prices",
            "ATTENDEE;CN=Bob Ray;PARTSTAT=ACCEPTED:MAILTO:Bob@Ray.example",
            "ATTENDEE;CN=Cy;PARTSTAT=DECLINED:mailto:cy@x.example",
            "ATTENDEE;CN=Room 1;CUTYPE=RESOURCE:mailto:room@x.example",
            "ATTENDEE;CN=Dee:urn:uuid:1",
            "ORGANIZER;CN=Ann Lee:mailto:ann@lee.example",
        )
    )
    (record,) = checked.interactions
    assert record.sender == "Ann Lee <ann@lee.example>"
    assert record.to == ("Bob Ray <bob@ray.example>", "Dee")
    assert (record.channel, record.purpose) == ("meeting", "Prices")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DTSTART:20260305T100000Z", "03-05 10:00"),
        ("DTSTART:20260305T100000", "03-05 10:00"),
        ("DTSTART;VALUE=DATE:20260305", "03-05 00:00"),
        ("DTSTART;TZID=Europe/Berlin:20260305T100000", "03-05 09:00"),
        ("DTSTART;TZID=Europe/Berlin:20260705T100000", "07-05 08:00"),
        ("DTSTART;TZID=/Europe/Berlin:20260305T100000", "03-05 09:00"),
        ("DTSTART;TZID=Eastern Standard Time:20260105T100000", "01-05 15:00"),
        ("DTSTART;TZID=Nowhere/At All:20260305T100000", "03-05 10:00"),
    ],
)
def test_moments_are_in_utc_where_the_zone_is_known(start: str, expected: str) -> None:
    assert days(read(event(start, *PEOPLE))) == [expected]


@pytest.mark.parametrize("offset", ["+0500", "-0300", "+0500"])
def test_a_zone_is_that_of_its_own_calendar(offset: str) -> None:
    """Whatever calendar was read before: programs call all sorts of zones by one name."""
    hour = 10 - int(offset[:3])
    meeting = event("DTSTART;TZID=Own Zone:20260305T100000", *PEOPLE)
    for parts in ((zone(offset), meeting), (meeting, zone(offset))):
        assert days(read(*parts)) == [f"03-05 {hour:02}:00"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=WEEKLY;COUNT=3"], ["03-02", "03-09", "03-16"]),
        (["RRULE:FREQ=DAILY;UNTIL=20260304T100000Z"], ["03-02", "03-03", "03-04"]),
        (["RRULE:FREQ=DAILY;UNTIL=20260303"], ["03-02", "03-03"]),
        (["RRULE:FREQ=WEEKLY;BYDAY=MO, WE;COUNT=3;"], ["03-02", "03-04", "03-09"]),
        (["RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3"], ["03-02", "04-06", "05-04"]),
        (
            ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260309T100000Z"],
            ["03-02", "03-16"],
        ),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260309"], ["03-02", "03-16"]),
        (
            ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Berlin:20260309T110000"],
            ["03-02", "03-16"],
        ),
        (["RDATE:20260307T100000Z,20260308T100000Z"], ["03-02", "03-07", "03-08"]),
        (["RDATE;VALUE=PERIOD:20260307T100000Z/PT1H"], ["03-02", "03-07"]),
    ],
)
def test_a_series_is_every_one_of_its_meetings(lines: list[str], expected: list[str]) -> None:
    checked = read(event("UID:1", "DTSTART:20260302T100000Z", *lines, *PEOPLE))
    assert [day[:5] for day in days(checked)] == expected
    assert not checked.problems


def test_a_series_keeps_to_the_clock_on_the_wall() -> None:
    weekly = event(
        "DTSTART;TZID=Europe/Berlin:20260323T100000", "RRULE:FREQ=WEEKLY;COUNT=2", *PEOPLE
    )
    assert days(read(weekly)) == ["03-23 09:00", "03-30 08:00"]  # summer time began on the 29th


def test_an_endless_series_stops_at_the_day_of_the_import() -> None:
    weekly = event("DTSTART:20260302T100000Z", "RRULE:FREQ=WEEKLY", *PEOPLE)
    assert days(read(weekly, as_of=date(2026, 3, 16))) == [
        "03-02 10:00", "03-09 10:00", "03-16 10:00",
    ]  # fmt: skip
    assert len(read(weekly, as_of=date(2026, 3, 15)).interactions) == 2


def test_an_endless_series_goes_as_far_as_the_calendar_does() -> None:
    weekly = event("DTSTART:20260302T100000Z", "RRULE:FREQ=WEEKLY", *PEOPLE)
    alone = event("DTSTART:20260311T080000Z", *PEOPLE)
    data = f"BEGIN:VCALENDAR\r\n{weekly}{alone}END:VCALENDAR\r\n".encode()
    checked = read_calendar(data, "meetings.ics", date(2026, 3, 3), now=TODAY)
    assert days(checked) == ["03-02 10:00", "03-09 10:00", "03-11 08:00"]


def test_of_a_long_series_the_latest_are_read() -> None:
    checked = read(event("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY", *PEOPLE))
    assert len(checked.interactions) == SERIES_LIMIT
    assert checked.interactions[-1].date == datetime(2026, 11, 1, 10)
    assert any("of long series" in note for note in checked.notes)


def test_a_moved_meeting_stands_for_the_one_in_the_series() -> None:
    series = event("UID:1", "DTSTART:20260302T100000Z", "RRULE:FREQ=WEEKLY;COUNT=3", *PEOPLE)
    moved = event("UID:1", "RECURRENCE-ID:20260309T100000Z", "DTSTART:20260310T120000Z", *PEOPLE)
    off = event(
        "UID:1", "RECURRENCE-ID;TZID=Europe/Berlin:20260316T110000", "DTSTART:20260316T100000Z",
        "STATUS:CANCELLED", *PEOPLE,
    )  # fmt: skip
    other = event("UID:2", "DTSTART:20260316T100000Z", *PEOPLE)
    assert days(read(series, moved, off)) == ["03-02 10:00", "03-10 12:00"]
    assert days(read(off, moved, series, other))[-1] == "03-16 10:00"


def test_a_meeting_of_the_next_month_is_on_file_ahead() -> None:
    ahead = event("DTSTART:20261202T100000Z", *PEOPLE)
    weekly = event("DTSTART:20261019T100000Z", "RRULE:FREQ=WEEKLY", *PEOPLE)
    assert days(read(ahead, weekly)) == ["12-02 10:00", "10-19 10:00", "10-26 10:00"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((*PEOPLE, "DTSTART:20260305T100000Z", "STATUS:CANCELLED"), "called off"),
        ((*PEOPLE, "DTSTART:20261203T100000Z"), "over a month ahead"),
        (("DTSTART:20260305T100000Z",), "nobody else"),
        (
            ("DTSTART:20260305T100000Z", PEOPLE[0], PEOPLE[0].replace("ORGANIZER", "ATTENDEE")),
            "nobo",
        ),
        (("SUMMARY:some day",), "nobody else"),
    ],
)
def test_what_was_no_meeting_of_people_is_left_out_and_counted(
    lines: tuple[str, ...], why: str
) -> None:
    checked = read(event(*lines))
    assert checked.interactions == ()
    assert any(why in note and "(1)" in note for note in checked.notes)
    assert not checked.problems


@pytest.mark.parametrize("mark", ["PRIVATE", "CONFIDENTIAL"])
def test_a_private_meeting_keeps_no_title_and_may_be_left_out(mark: str) -> None:
    private = event("DTSTART:20260305T100000Z", "SUMMARY:SECRET", f"CLASS:{mark}", *PEOPLE)
    checked = read(private)
    assert len(checked.interactions) == 1
    assert "SECRET" not in repr(checked)
    assert read(private, skip_private=True).interactions == ()


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        (("DTSTART:SOON", *PEOPLE), "DTSTART"),
        (("DTSTART:00010101T100000Z", *PEOPLE), "DTSTART"),
        (PEOPLE, ""),
        (("DTSTART:20260305T100000Z", "RRULE:FREQ=SECONDLY", *PEOPLE), "RRULE"),
        (("DTSTART:20260305T100000Z", "RRULE:FREQ=NEVER", *PEOPLE), "RRULE"),
        (("DTSTART:20260305T100000Z", "RRULE:nonsense", *PEOPLE), "RRULE"),
        (("DTSTART:20260305T100000Z", "RRULE:FREQ=DAILY;UNTIL=SOON", *PEOPLE), "RRULE"),
    ],
)
def test_a_broken_event_is_a_problem_with_its_line_and_costs_no_other(
    lines: tuple[str, ...], column: str
) -> None:
    good = event("DTSTART:20260306T100000Z", *PEOPLE)
    checked = read(good, event(*lines), good)
    assert [(problem.line, problem.column) for problem in checked.problems] == [(7, column)]
    assert len(checked.interactions) == (3 if column == "RRULE" else 2)


def test_an_event_that_does_not_end_costs_itself() -> None:
    good = event("DTSTART:20260306T100000Z", *PEOPLE)
    checked = read("BEGIN:VEVENT\r\nDTSTART:20260305T100000Z\r\n", good)
    assert [problem.line for problem in checked.problems] == [2]
    assert len(checked.interactions) == 1


def test_rules_and_zones_without_end_cost_themselves() -> None:
    rules = [f"RRULE:FREQ=DAILY;INTERVAL={n}" for n in range(1, 20_000)]
    restless = "RRULE:FREQ=SECONDLY\r\nEND:STANDARD"
    other = zone("+0500").replace("END:STANDARD", restless)
    meeting = event("DTSTART;TZID=Own Zone:20260305T100000", *rules, *PEOPLE)
    began = time.process_time()
    assert len(days(read(other, meeting))) > 100
    assert time.process_time() - began < 5


def test_a_rule_that_never_comes_true_ends() -> None:
    start, end = datetime(2026, 1, 1), datetime(2026, 12, 31)
    assert find_occurrences("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", start, None, end) == []


@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 5), st.dates(
    date(1990, 1, 1), date(2026, 1, 1)))  # fmt: skip
def test_occurrences_are_in_order_and_not_after_the_end(
    frequency: str, interval: int, day: date
) -> None:
    start, end = datetime.combine(day, datetime.min.time()), datetime(2027, 1, 1)
    rule = f"FREQ={frequency};INTERVAL={interval}"
    found = find_occurrences(rule, start, None, end)
    assert found[0] == start
    assert found == sorted(set(found))
    assert found[-1] <= end
    if frequency in ("DAILY", "WEEKLY"):
        step = {"DAILY": 1, "WEEKLY": 7}[frequency] * interval
        assert len(found) == (end - start).days // step + 1


@pytest.mark.parametrize(
    "data", [b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VEVENT\n", b"\r\nbegin:vcalendar\r\n"]
)
def test_a_calendar_is_known_by_how_it_begins(data: bytes) -> None:
    assert is_calendar(data, "file")
    assert not is_calendar(b"name,email\n", "people.csv")


def test_what_is_no_calendar_is_refused_in_words() -> None:
    for data in (b"name,email\n", b"!\xffEG\xf1N:\nEND:", b"\n"):
        with pytest.raises(Refused, match=r"odd.ics is no calendar"):
            read_calendar(data, "odd.ics", TODAY)
    assert read().notes == ("No meeting is in this calendar.",)


@given(st.lists(st.text(alphabet="DTSTARUL:;=Z20260305\"' \t\xe9", max_size=30), max_size=8))
def test_no_lines_are_an_exception(lines: list[str]) -> None:
    checked = read(event(*lines, *PEOPLE), event("DTSTART:20260306T100000Z", *PEOPLE))
    assert len(checked.interactions) >= 1
