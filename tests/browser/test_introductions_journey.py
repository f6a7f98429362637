"""A journey in a real browser: from the plan of the week to a meeting, and found again after a
restart of the server.

Needs Chromium. Without it the journey is skipped, unless TIESMAP_BROWSER=required.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

import tiesmap
from tests.browser.hand import choose, press, rest, save, settle, turn
from tests.browser.served import serving_database
from tests.browser.test_journey import DAY, sample_in
from tiesmap.workspace import Workspace

pytestmark = pytest.mark.browser

PURPOSE = "Ask for a quarter of an hour about fleet insurance."


def _button(page: Any, name: str) -> Any:
    return page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True)


def _text(page: Any, text: str) -> Any:
    return page.get_by_test_id("stText").filter(has_text=text).first


def _purpose(page: Any) -> Any:
    return page.get_by_label("The purpose of my call")


def _save(page: Any, button: str, path: Path) -> Path:
    return save(page.get_by_role("button", name=button), path)


def _until(page: Any, ask: Callable[[], str]) -> str:
    """The first answer that is not empty; a busy machine may take a while."""
    for _ in range(100):
        if said := ask():
            return said
        page.wait_for_timeout(200)
    return ""


def _expected(database: Path, connector: int) -> str:
    """How the connector stands on the page of outcomes, from the workspace."""
    workspace = tiesmap.open(database, as_of=date.fromisoformat(DAY))
    of = workspace.asks.priors().connectors.get(connector)
    return of.basis if of else ""


def test_from_the_plan_to_a_meeting(page: Any, tmp_path: Path) -> None:
    workspace = sample_in(tmp_path)
    database = tmp_path / "again.db"
    workspace = tiesmap.open(database, as_of=date.fromisoformat(DAY))
    first = workspace.asks.plan_asks(10).asks[0]
    connector, target = first.path.names[1:3]
    before = first.chance
    workspace.store.close()
    with serving_database(database, tmp_path / "log.txt", DAY) as address:
        # The plan of the week.
        page.goto(f"{address}/find")
        settle(page)
        page.get_by_role("checkbox", name="Ask 1", exact=True).check(force=True)
        press(
            page.get_by_role("button", name="Put the ticked on My asks"),
            brings=page.get_by_text("One ask is new on My asks"),
        )
        # One connector's ask list.
        turn(page, f"{address}/asks?view=meeting")
        choose(page, "Whom do you meet?", connector)
        _text(page, f"1. {target}").wait_for()
        listed = _save(page, "Page to print", tmp_path / "asks.html").read_text(encoding="utf-8")
        assert target in listed and f"Ask {connector}" in listed
        # Edit the draft, then step by step.
        turn(page, f"{address}/asks?view=board")
        press(_button(page, "Open"), brings=_purpose(page))
        rest(page)
        _purpose(page).fill(PURPOSE)
        page.keyboard.press("Control+Enter")
        settle(page)
        for status, act in (
            ("asked", "I asked"),
            ("agreed", "They will do it"),
            ("accepted", "The other said yes"),
            ("introduced", "We are introduced"),
            ("met", "We met"),
        ):
            press(_button(page, act), brings=_text(page, f"Marked as {status}."))
            if status == "introduced":
                press(_button(page, "All asks"), brings=_button(page, "More formats"))
                book = _export(page, tmp_path, "asks.xlsx", "Excel workbook")
                days = _export(page, tmp_path, "due.ics", "Follow-ups for a calendar")
                press(_button(page, "Open"), brings=_purpose(page))
        _check_files(book, days, connector, target)
        turn(page, f"{address}/health?view=outcomes")
        connector_id = first.path.connector
        basis = _until(page, lambda: _expected(database, connector_id))
        assert basis.startswith("agreed 1 of 1; typical here")
        assert page.get_by_text("What to expect now").count() == 1
        _outcomes(page, basis)
    after = tiesmap.open(database, as_of=date.fromisoformat(DAY))
    learned = after.asks.priors().connectors[connector_id]
    assert learned.expected > learned.typical
    assert _chance(after, connector_id) > _chance(_without(after), connector_id) and before > 0
    after.store.close()
    # All there after a restart.
    with serving_database(database, tmp_path / "again.txt", DAY) as address:
        page.goto(f"{address}/asks")
        settle(page)
        press(_button(page, "Open"), brings=_purpose(page))
        assert _until(page, _purpose(page).input_value) == PURPOSE
        page.get_by_text("History (6)").wait_for()
        assert page.get_by_text("The report back").count() == 1
        turn(page, f"{address}/health?view=outcomes")
        _outcomes(page, basis)
    assert page.outside == []


def _export(page: Any, folder: Path, name: str, button: str) -> Path:
    press(_button(page, "More formats"), brings=page.get_by_role("button", name=button))
    path = _save(page, button, folder / name)
    page.keyboard.press("Escape")
    return path


def _check_files(book: Path, days: Path, connector: str, target: str) -> None:
    sheet = openpyxl.load_workbook(book)["All"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert (row["connector"], row["target"], row["status"]) == (connector, target, "introduced")
    assert row["purpose"] == PURPOSE and row["asked_on"].date() == date.fromisoformat(DAY)
    (event,) = Calendar.from_ical(days.read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt == date(2026, 7, 7)
    assert connector in event["SUMMARY"] and target in event["SUMMARY"]


def _outcomes(page: Any, basis: str) -> None:
    """One ask of this month, agreed to and met; and what is expected of the connector now."""
    rows = page.get_by_role("row")
    # Month, then asked, answered, agreed, introduced, met, won.
    month = rows.filter(has_text="Jun 2026").filter(has=page.get_by_role("cell"))
    month.first.wait_for()
    assert month.get_by_role("cell").all_inner_texts()[1:7] == ["1", "1", "1", "1", "1", "0"]
    rows.filter(has_text=basis).first.wait_for()


def _chance(workspace: Workspace, connector: int) -> float:
    """That of the rep's first hop to the connector."""
    with workspace.view() as view:
        here = view.taught
        return float(here.chance[here.slot(here.rep, view.node(connector))])


def _without(workspace: Workspace) -> Workspace:
    """The same as of the day before the ask."""
    return tiesmap.open(workspace.store.url, rep=workspace.rep, as_of=date(2026, 6, 29))
