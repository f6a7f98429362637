"""A week in a real browser: open This week, log a conversation by keyboard, give a favor, snooze,
see the health change, take the calendar along.

Needs Chromium. Without it the journey is skipped, unless TIESMAP_BROWSER=required.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import tiesmap
from tests.browser.hand import press, rest, save, settle, turn
from tests.browser.served import serving_database
from tests.dashboard.test_practice_pages import MAILS, PEOPLE

pytestmark = pytest.mark.browser

DAY = date(2026, 6, 30)
LONG = "Wolfeschlegelsteinhausenbergerdorff " * 4


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Three people: a client left alone since signing, two others in touch lately."""
    path = tmp_path / "week.db"
    people = PEOPLE.replace("Cy Fox", LONG.strip())
    workspace = tiesmap.open(path)
    workspace.files.import_files(
        [("people.csv", people.encode()), ("interactions.csv", MAILS.encode())]
    )
    workspace.store.close()
    return path


@pytest.fixture
def server(database: Path, tmp_path: Path) -> Iterator[str]:
    with serving_database(database, tmp_path / "log.txt", DAY.isoformat()) as address:
        yield address


def _stands(page: Any, on_time: int, due: int, overdue: int) -> None:
    """Until the summary says so: in words, beside a shape each."""
    line = page.locator('[class*="st-key-health-summary"]')
    line.get_by_text(f"{on_time} on time").wait_for()
    line.get_by_text(f"{due} due").wait_for()
    line.get_by_text(f"{overdue} overdue").wait_for()
    assert line.get_by_role("img").count() >= 3


def test_a_week(server: str, page: Any, database: Path, tmp_path: Path) -> None:
    # The product opens with the week: Ana was signed and left alone.
    page.goto(server)
    settle(page)
    assert page.get_by_role("heading", name="Week").count() == 1
    _stands(page, 2, 0, 1)
    page.get_by_text("1. Ana Ruiz").wait_for()
    path = save(page.get_by_role("button", name="For your calendar"), tmp_path / "week.ics")
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "After the sale: Ana Ruiz"

    # A conversation, by keyboard alone: the form opens, each field is a Tab away, Enter logs it.
    rest(page)
    page.get_by_role("button", name="Done").first.focus()
    page.keyboard.press("Enter")
    discussed = page.get_by_label("What was discussed")
    discussed.wait_for()
    rest(page)
    discussed.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("the second oven")
    page.keyboard.press("Tab")
    page.keyboard.type("a visit with the engineer")
    page.keyboard.press("Tab")
    page.keyboard.type("touching base")
    page.keyboard.press("Enter")
    page.get_by_text("That purpose gives the other person nothing").wait_for()
    rest(page)
    purpose = page.get_by_label("The purpose of the next contact is …")
    purpose.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("bring the offer for the oven")
    page.keyboard.press("Enter")
    page.get_by_text("Logged, with the next step.").wait_for()
    settle(page)
    _stands(page, 3, 0, 0)
    assert not page.get_by_text("1. Ana Ruiz").count()

    # Her page: the next step stands, a favor is one click.
    people = {person.name: person.id for person in tiesmap.open(database).people.people()}
    turn(page, f"{server}/people?person={people['Ana Ruiz']}")
    page.get_by_text("Next step: bring the offer for the oven").first.wait_for()
    press(page.get_by_role("radio", name="Give and take"), brings=page.get_by_text("You are even."))
    advice = page.get_by_role("button", name="Advice").first
    press(advice, brings=page.get_by_text("Noted as given: advice."))

    # Leave her alone for two weeks; her next contact is due by her bucket, later than that.
    until = page.get_by_role("button", name="Snooze until then")
    press(page.get_by_role("button", name="Snooze", exact=True), brings=until)
    press(until, brings=page.get_by_text(re.compile("Snoozed until (14 Jul|Jul 14)")))
    page.get_by_text(re.compile("snoozed until (14 Jul|Jul 14)")).wait_for()

    # Somebody with a long name breaks nothing.
    turn(page, f"{server}/people?person={people[LONG.strip()]}")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    turn(page, f"{server}/health")
    _stands(page, 3, 0, 0)

    practice = tiesmap.open(database, as_of=DAY).week.practice()
    assert [note.proposed for note in practice.notes] == ["a visit with the engineer"]
    assert [(f.direction, f.kind) for f in practice.favors] == [("given", "advice")]
    assert [nap.until for nap in practice.snoozes] == [date(2026, 7, 14)]
    assert page.outside == []
