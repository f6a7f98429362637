"""The first two minutes of a rep with his own files: from the opened product to a list that is
exported and printed, with few clicks, few keys, and five asks that he could send."""

from __future__ import annotations

import html
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import tiesmap
from tests import repfiles
from tests.browser.hand import Wire, press, rest, save, settle
from tests.browser.served import serving_database

pytestmark = pytest.mark.browser

CLICKS, KEYS = 6, 40
_PRINTED = """() => {
  const frame = document.getElementById("tiesmap-printed");
  return frame?.contentDocument.querySelector(".box") && frame.dataset.given
    && frame.contentDocument.documentElement.outerHTML;
}"""
"""What was given to the printer, once it was."""
_WATCH = """() => {
  const own = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow");
  Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get() {
    const inside = own.get.call(this);
    inside.print = () => { this.dataset.given = "yes"; };
    return inside;
  } });
}"""
"""Without a printer: that a frame was printed is written down on it."""
FILES: dict[str, dict[str, bytes]] = {
    "linkedin": {"linkedin.zip": repfiles.linkedin_zip(300)},
    "linkedin and mails": {
        "linkedin.zip": repfiles.linkedin_zip(300),
        "mails.mbox": repfiles.mailbox(),
    },
    "mails": {"mails.mbox": repfiles.mailbox()},
    "crm": {"crm.csv": repfiles.odd_crm_csv()},
    "workbook": {"clients.xlsx": repfiles.workbook()},
}


class Hand:
    """The rep's hand: it counts its clicks and keys."""

    def __init__(self, page: Any) -> None:
        self.page, self.clicks, self.rating_keys = page, 0, 0

    def _button(self, name: str) -> Any:
        self.clicks += 1
        return self.page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True)

    def click(self, name: str, brings: Any) -> None:
        press(self._button(name), brings)

    def save(self, name: str, path: Path) -> bytes:
        return save(self._button(name), path).read_bytes()


def _goes_back(page: Any, line: Any) -> None:
    """From the asks to the line, which is as it was, and on again."""
    press(page.get_by_role("button", name="Back", exact=True), brings=line)
    rest(page)
    assert line.input_value() == "I help firms keep their people insured for less."
    main = page.get_by_test_id("stMain")
    put = main.get_by_role("button", name="Put them on My asks")
    press(main.get_by_role("button", name="Go on", exact=True), brings=put)


@pytest.mark.parametrize("kind", FILES)
def test_two_minutes_from_files_to_five_asks(kind: str, page: Any, tmp_path: Path) -> None:
    database, hand, wire = tmp_path / "own.db", Hand(page), Wire(page)
    brought = []
    for name, data in FILES[kind].items():
        (tmp_path / name).write_bytes(data)
        brought.append(str(tmp_path / name))
    with serving_database(database, tmp_path / "log.txt") as address:
        page.goto(address)
        settle(page)
        page.set_input_files('input[type="file"]', brought)
        hand.clicks += 1
        settle(page)
        whose = page.get_by_role("combobox", name="Whose contacts are these")
        if not whose.input_value():
            whose.fill(repfiles.REP)
            page.keyboard.press("Enter")
            hand.clicks += 1
            settle(page)
        hand.click("Bring them in", page.locator(".cards-name"))
        # These people first: one key each.
        _, _, cards = page.locator(".cards-count").inner_text().partition(" of ")
        for number in range(int(cards)):
            page.keyboard.press("54321"[number % 5])
            hand.rating_keys += 1
        if int(cards) < 30:
            settle(page)
        # These look like ...: right. Not every kind of file has something to sort.
        line = page.get_by_label("What does somebody gain from meeting you, in one line?")
        right = page.get_by_test_id("stMain").get_by_role("button", name="Right, go on")
        right.or_(line).first.wait_for()
        settle(page)
        if right.count():
            hand.click("Right, go on", line)
        line.wait_for()
        settle(page)
        # What to choose stands above the line, whose Enter goes on; the focus is on no way out.
        meet = page.get_by_text("Whom do you want to meet?")
        assert meet.bounding_box()["y"] < line.bounding_box()["y"]
        focused = "() => document.activeElement.closest('button')?.innerText ?? ''"
        assert "Skip" not in page.evaluate(focused)
        # The line can be typed at once.
        page.wait_for_function("() => document.activeElement.tagName === 'INPUT'")
        page.keyboard.type("I help firms keep their people insured for less.")
        page.keyboard.press("Enter")
        hand.clicks += 1
        # Each ask stands there with its reason, and its letter is one click away.
        letters = page.get_by_test_id("stMain").get_by_text("The letter", exact=True)
        page.get_by_test_id("stMain").get_by_role("button", name="Put them on My asks").wait_for()
        assert letters.count() == 5
        if kind == "crm":
            _goes_back(page, line)
        settle(page)
        page.evaluate(_WATCH)
        listed = hand.save("Take them, save and print", tmp_path / "asks.xlsx")
        page.get_by_role("heading", name="My asks").wait_for()
        printed = page.wait_for_function(_PRINTED).json_value()
    # Seen with -rP.
    print(f"{kind}: {hand.clicks} clicks, {hand.rating_keys} keys, {wire.messages} messages")
    assert hand.clicks <= CLICKS and hand.rating_keys <= KEYS
    head, *cells = load_workbook(io.BytesIO(listed))["All"].iter_rows(values_only=True)
    rows = [dict(zip(head, row, strict=True)) for row in cells]
    assert len(rows) == 5
    for row in rows:
        assert row["target"] and row["target_company"] != row["connector_company"] != ""
        assert html.escape(row["connector"]) in printed and row["note_to_forward"]
    workspace = tiesmap.open(database)
    rated = [one for one in workspace.people.everybody().values() if one.comfort is not None]
    assert len(rated) == int(cards)
    assert workspace.rep_person.name == repfiles.REP
    assert page.outside == []
