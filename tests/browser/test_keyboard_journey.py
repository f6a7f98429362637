"""From a file to the printed list by the keyboard alone, and where one is can always be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tiesmap
from tests import repfiles
from tests.browser.hand import Wire, rest, settle
from tests.browser.served import serving_database

pytestmark = pytest.mark.browser

_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return { name: "", tag: "", seen: true };
  const ids = (at.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const label = ids.map((id) => at.getRootNode().getElementById(id)?.textContent).join(" ");
  const name = at.getAttribute("aria-label") || label || at.labels?.[0]?.textContent
    || at.textContent || "";
  // The ring may be around what holds the element, as with a field or a card.
  let seen = false;
  for (let box = at, k = 0; box && k < 8 && !seen; box = box.parentElement, k += 1) {
    const style = getComputedStyle(box);
    seen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none";
  }
  return { name: name.trim(), tag: at.tagName, seen };
}"""
MOST = 60
"""Presses of Tab from one thing to the next."""


class Keys:
    """Somebody without a mouse."""

    def __init__(self, page: Any) -> None:
        self.page, self.pressed = page, 0

    def to(self, name: str) -> None:
        """Tab on to what is called so; every place on the way must be seen."""
        rest(self.page)
        passed: list[str] = []
        for _ in range(MOST):
            here = self.page.evaluate(_FOCUSED)
            assert here["seen"], f"nothing shows that {here['name'] or here['tag']!r} has the focus"
            # The part of the page that the first link skips to holds every name.
            if name in here["name"] and here["tag"] != "MAIN":
                return
            passed.append(here["name"][:30])
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{name!r} is not reached; passed: {passed}")

    def press(self, name: str) -> None:
        self.to(name)
        self.pressed += 1
        self.page.keyboard.press("Enter")


def test_from_a_file_to_the_printed_list_without_a_mouse(page: Any, tmp_path: Path) -> None:
    database, keys, wire = tmp_path / "own.db", Keys(page), Wire(page)
    (tmp_path / "linkedin.zip").write_bytes(repfiles.linkedin_zip(40))
    with serving_database(database, tmp_path / "log.txt") as address:
        page.goto(f"{address}/setup")
        settle(page)
        with page.expect_file_chooser() as waiting:
            keys.press("Upload")
        waiting.value.set_files(str(tmp_path / "linkedin.zip"))
        settle(page)
        keys.press("Bring them in")
        page.locator(".cards-name").wait_for()
        settle(page)
        _, _, cards = page.locator(".cards-count").inner_text().partition(" of ")
        for number in range(int(cards)):
            page.keyboard.press("54321"[number % 5])
        line = page.get_by_label("What does somebody gain from meeting you, in one line?")
        right = page.get_by_test_id("stMain").get_by_role("button", name="Right, go on")
        right.or_(line).first.wait_for()
        settle(page)
        if right.count():
            keys.press("Right, go on")
        line.wait_for()
        settle(page)
        keys.to("What does somebody gain")
        page.keyboard.type("I help firms keep their people insured for less.")
        page.keyboard.press("Enter")
        page.get_by_test_id("stMain").get_by_role("button", name="Put them on My asks").wait_for()
        settle(page)
        keys.press("Put them on My asks")
        page.get_by_role("heading", name="My asks").wait_for()
        settle(page)
        keys.press("More formats")
        with page.expect_download() as saving:
            keys.press("Page to print")
        saving.value.save_as(tmp_path / "asks.html")
        assert (tmp_path / "asks.html").read_text("utf-8").count("class=box") >= 5
        page.keyboard.press("Escape")
        # After an action the focus is where it was.
        keys.press("Suggest ten")
        settle(page)
        assert "Suggest ten" in page.evaluate(_FOCUSED)["name"]
    # Seen with -rP.
    print(f"{keys.pressed + 1} times Enter, {cards} keys for cards, {wire.messages} messages")
    assert len(tiesmap.open(database, rep=repfiles.REP).asks.requests()) >= 5
    assert page.outside == []
