"""Birthdays of address books come up each year. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Note, Practice
from tiesmap.nurture.birthdays import birthdays, read_birthday
from tiesmap.nurture.purposes import event_day

CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nBDAY:{day}\r\nEND:VCARD\r\n"
    for name, day in (("Leo Leap", "--0229"), ("Mia May", "1980-05-30"))
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1985-04-12", date(1985, 4, 12)),
        ("19850412", date(1985, 4, 12)),
        ("--0412", date(2000, 4, 12)),
        ("--02-29", date(2000, 2, 29)),
        ("1604-04-12", date(2000, 4, 12)),
        ("1985-04-12T00:00:00Z", date(1985, 4, 12)),
        ("1985-02-29", None),
        ("12.4.", None),
        ("", None),
    ],
)
def test_how_address_books_write_it(text: str, day: date | None) -> None:
    assert read_birthday(text) == day


def test_a_birthday_is_an_event_unless_the_rep_wrote_it_himself() -> None:
    people = [Person(n, f"P{n}", extra={"Birthday": "1985-04-12"}) for n in (2, 3)]
    own = Detail(1, 1, 3, date(2026, 1, 1), "event", "birthday", event_on=date(2026, 4, 12))
    note = Note(1, 1, 2, date(2026, 4, 10), "wish well for 12 April: birthday")
    (found,) = birthdays(people, Practice(details=(own,), notes=(note,)), 1)
    assert (found.person, found.kind, found.used_on) == (2, "event", note.day)
    assert event_day(found, date(2026, 4, 1)) == date(2026, 4, 12)


def test_from_a_card_to_this_week_each_year(tmp_path: Path) -> None:
    path = tmp_path / "cards.db"
    tiesmap.open(path).files.import_files([("me.csv", b"name,rep\nRita Rep,yes\n")])
    tiesmap.open(path).files.import_files([("book.vcf", CARDS.encode())], "Rita Rep")

    def events(day: date) -> dict[str, str]:
        workspace = tiesmap.open(path, rep="Rita Rep", as_of=day)
        return {item.name: item.purpose for item in workspace.week.week(40) if item.kind == "event"}

    assert events(date(2027, 2, 23)) == {"Leo Leap": "wish well for 28 February: birthday"}
    assert events(date(2028, 2, 23)) == {"Leo Leap": "wish well for 29 February: birthday"}
    assert events(date(2026, 5, 30)) == {"Mia May": "think of the day: birthday, today"}
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 5, 30))
    (item,) = (item for item in workspace.week.week(40) if item.kind == "event")
    workspace.week.done(item)
    assert events(date(2026, 5, 30)) == {}
    assert events(date(2027, 5, 30)) == {"Mia May": "think of the day: birthday, today"}
