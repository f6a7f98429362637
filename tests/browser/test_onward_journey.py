"""The journey in a browser: from "met" on one hop to the next ask, from Week; a tie put right on a
person's page; a name to mention; a list ticked with a client; the chain.

Needs Chromium. Without it the journey is skipped, unless TIESMAP_BROWSER=required.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tiesmap
from tests.browser.hand import choose, press, rest, settle, turn
from tests.browser.served import serving_database
from tests.cli.test_onward_shell import CONTACTS, PEOPLE, WANTED
from tiesmap.workspace import Workspace

pytestmark = pytest.mark.browser

DAY = date(2026, 6, 30)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Rita - Cora - Theo - Gil, who is wanted; Theo was met today, on the way to him."""
    path = tmp_path / "onward.db"
    files = [("people", PEOPLE), ("interactions", CONTACTS), ("targets", WANTED)]
    tiesmap.open(path).files.import_files([(f"{n}.csv", text.encode()) for n, text in files])
    workspace = _open(path)
    workspace.asks.keep_requests(workspace.asks.suggest_requests())
    (ask,) = (
        r for r in workspace.asks.requests() if (r.target, r.goal) == ("Theo Target", "Gil Goal")
    )
    for status in ("asked", "agreed", "accepted", "introduced", "met"):
        ask = workspace.asks.record_step(ask, status)
    workspace.store.close()
    return path


@pytest.fixture
def server(database: Path, tmp_path: Path) -> Iterator[str]:
    with serving_database(database, tmp_path / "log", DAY.isoformat()) as address:
        yield address


def _open(path: Path) -> Workspace:
    return tiesmap.open(path, rep="Rita Rep", as_of=DAY)


def _to(page: Any, address: str) -> None:
    page.goto(address)
    settle(page)


def _press(page: Any, name: str, brings: str) -> None:
    button = page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True)
    press(button.first, page.get_by_text(brings))


def test_from_met_to_the_next_ask(server: str, page: Any, database: Path) -> None:
    ids = {person.name: person.id for person in _open(database).people.people()}
    # Week, on the day of the meeting: report back, in words that are drafted.
    _to(page, f"{server}/week")
    page.get_by_text("tell how it went with Theo Target and say thanks").wait_for()
    _press(page, "Letter", "The report back to the connector")
    page.get_by_text("You introduced me to Theo Target, and we've met").wait_for()
    _to(page, f"{server}/week")
    report = page.locator('[class*="st-key-week-"]').filter(has_text="tell how it went with Theo")
    log = page.get_by_role("button", name="Log it")
    press(report.get_by_role("button", name="Done"), brings=log)
    press(log, brings=page.get_by_text("Logged."))
    settle(page)
    assert not page.get_by_text("tell how it went with Theo Target").count()
    # How at ease, and then the next hop.
    four = page.get_by_role("radio", name="4", exact=True)
    press(page.get_by_role("button", name="Say it"), brings=four)
    press(four, brings=page.get_by_text("ask for the next introduction toward Gil Goal"))
    _press(page, "Plan it", "The next ask is planned.")
    page.get_by_text("Theo Target → Gil Goal").first.wait_for()
    _press(page, "I asked", "Marked as asked.")

    # His page says through whom he came; the tie to his goal is put right, and taken back.
    turn(page, f"{server}/people?person={ids['Theo Target']}&part=Ties")
    page.get_by_text(re.compile("Came to you through Cora Client on (30 Jun|Jun 30)")).wait_for()
    tie = page.get_by_test_id("stMain").get_by_role("combobox", name="The tie to")
    press(page.get_by_text("Put a tie right"), brings=tie)
    choose(page, "The tie to", "Gil Goal")
    noted = page.get_by_text("Noted. It counts from now on")
    press(page.get_by_role("radio", name="not at all"), brings=noted)
    settle(page)
    said = page.get_by_text("you said they do not know each other")
    said.wait_for()
    assert _open(database).ways.paths_to(ids["Gil Goal"]).paths == ()
    _press(page, "Take that back", "Taken back: what is on file counts again.")
    assert _open(database).ways.paths_to(ids["Gil Goal"]).paths
    # The chain, drawn and as a table.
    turn(page, f"{server}/outward?view=chain")
    page.get_by_text("of your contacts came by an introduction").wait_for()
    page.get_by_test_id("stVegaLiteChart").wait_for()

    after = _open(database)
    asked = [(r.connector, r.target, r.status) for r in after.asks.requests() if r.asked_on]
    assert ("Theo Target", "Gil Goal", "asked") in asked
    assert after.people.everybody()[ids["Theo Target"]].comfort == 4
    assert page.outside == []


def test_a_name_to_mention_and_a_list_to_tick(server: str, page: Any, database: Path) -> None:
    # Find: the lighter favor for whoever is ticked; then it has letters and states of its own.
    _to(page, f"{server}/find")
    line = page.get_by_text("Cora Client → Una Union")
    line.wait_for()
    row = page.locator('[data-testid="stHorizontalBlock"]').filter(has=line).last
    rest(page)
    row.get_by_role("checkbox").check(force=True)
    _press(page, "Only ask to mention the name", "One ask to mention a name is new on My asks.")
    (ask,) = (r for r in _open(database).asks.requests() if r.is_mention)
    assert (ask.connector, ask.target, ask.status) == ("Cora Client", "Una Union", "planned")
    turn(page, f"{server}/asks?ask={ask.request}")
    page.get_by_text("Subject: May I mention your name?").wait_for()
    _press(page, "I asked", "you asked whether you may mention the name")
    _press(page, "They will do it", "Your own message to the one you want to meet")
    page.get_by_text("To: una@x.example").wait_for()
    # For one meeting: the list is ticked on the page.
    _to(page, f"{server}/asks?view=meeting")
    choose(page, "Whom do you meet?", "Cora Client")
    keep = page.get_by_role("button", name="Keep the answers")
    press(page.get_by_text("A list to tick together"), brings=keep)
    names = _open(database).onward.tick_list(ask.connector_id)
    at = [one.name for one in names].index("Gil Goal") + 1
    rest(page)
    row = page.get_by_role("radiogroup", name=f"Known to your client: {at}")
    row.get_by_text("not him").click()
    press(keep, brings=page.get_by_text("0 yes, 1 not him"))
    limits = _open(database).asks.limits()
    gil = next(one.person for one in names if one.name == "Gil Goal")
    assert (ask.connector_id, gil) in limits.no_go
    assert page.outside == []
