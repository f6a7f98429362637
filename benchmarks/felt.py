"""What a click costs on the warm sample, in a real browser: messages, KiB and seconds.

    python benchmarks/felt.py [--repeats N] [--only NAME ...] [--cold] [--json]

Twenty named actions, as a rep takes them, in a session that has seen a person, an ask and the map
before: the scripts of Streamlit's parts are loaded where the first of a kind is shown, and what
waits for one stands there a third of a second later (`--cold`). Each is done once to warm up and
then `--repeats` times; counted is everything the server sends from the click until the page has
settled (`settle` in tests/browser/hand.py: the script has run and nothing changed for a quarter of
a second). Seconds are those from the click to the last message and the last change of the page, by
the browser's own clock. Messages and KiB are the same on any machine; seconds are not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tiesmap
from tests.browser.hand import Wire, settle, turn, watch
from tests.browser.served import ARGUMENTS, chromium, serving
from tiesmap.workspace.sample import sample_files

DAY = "2026-06-30"


@dataclass(frozen=True, slots=True)
class Action:
    """A click as the rep sees it: the page on which it is, what leads to it, the click itself."""

    name: str
    page: str
    act: Callable[[Any], None]
    before: Callable[[Any], None] | None = None


@dataclass(frozen=True, slots=True)
class Felt:
    """What one action took: medians of all its runs; the messages and KiB of the largest."""

    name: str
    messages: int
    kib: float
    seconds: float


def button(name: str, *, exact: bool = True) -> Callable[[Any], None]:
    """A click on the first button of that name."""
    return lambda page: (
        page.get_by_test_id("stMain").get_by_role("button", name=name, exact=exact).first.click()
    )


def radio(name: str) -> Callable[[Any], None]:
    """A click on one of a row of choices."""
    return lambda page: page.get_by_role("radio", name=name, exact=True).first.click()


def pick(label: str, text: str) -> Callable[[Any], None]:
    """A choice from a list, by typing."""

    def act(page: Any) -> None:
        box = page.get_by_test_id("stMain").get_by_role("combobox", name=label)
        box.click()
        box.fill(text)
        page.get_by_role("option", name=text).first.click()

    return act


def to(page_name: str) -> Callable[[Any], None]:
    """To another page by the navigation."""
    return lambda page: (
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=page_name).click()
    )


def drawn(page: Any) -> None:
    """Until the map is there."""
    box = page.locator(".tiesmap-box").first.element_handle()
    page.wait_for_function("el => el.tiesmap && el.tiesmap.people().length > 0", arg=box)


def on_map(page: Any) -> None:
    """A click on a person of the map who is not chosen."""
    box = page.locator(".tiesmap-box").first
    at = box.evaluate(
        "el => { const m = el.tiesmap, now = m.focus()?.selected;"
        " const id = m.people().find(id => id !== now); return m.at(id); }"
    )
    box.click(position=at)


def tick(page: Any) -> None:
    """A tick on the first ask of Find."""
    page.get_by_test_id("stMain").get_by_role("checkbox", name="Ask 1").first.click(force=True)


def first_row(page: Any) -> None:
    """A click on the second cell of the first row of a table."""
    page.locator(".dvn-scroller").first.click(position={"x": 120, "y": 52})


def type_letter(page: Any) -> None:
    """A word more in the letter, and on to the next field."""
    field = page.get_by_test_id("stTextArea").nth(1).get_by_role("textbox")
    field.press("End")
    field.type("!")
    field.press("Tab")


ACTIONS = (
    Action("turn to Week", "people", to("Week")),
    Action("turn to People", "week", to("People")),
    Action("turn to Find", "week", to("Find")),
    Action("turn to My asks", "week", to("My asks")),
    Action("turn to Outward", "week", to("Outward")),
    Action("turn to Health", "week", to("Health")),
    Action("a tick on Find", "find", tick),
    Action("near instead of balanced on Find", "find?reach=balanced", radio("Near")),
    Action("paths to a company", "find?to=company", pick("Company", "Umbermere Bakery")),
    Action("choose a person on the map", "outward?view=map", on_map, drawn),
    Action(
        "choose a person on the map of everybody", "outward?view=map&layout=rings", on_map, drawn
    ),
    Action("find a person on the map", "outward?view=map", pick("Find on the map", "Rosalind")),
    Action("everybody on the map", "outward?view=map&layout=answer", radio("Everybody")),
    Action("open a person from the table", "people", first_row),
    Action("rate a person", "people?person=325", radio("3")),
    Action("search among people", "people", lambda page: search(page)),
    Action("a step of an ask on the board", "asks?view=board", button("Asked", exact=False)),
    Action("open an ask", "asks?view=board", button("Open")),
    Action("a word in a letter", "asks?view=board", type_letter, button("Open")),
    Action("not this one on Week", "week", button("Not this one")),
)
"""What is measured, as a rep would name it."""


def search(page: Any) -> None:
    """A word into the search of People."""
    box = page.get_by_role("searchbox", name="Search")
    box.fill("bakery")
    box.press("Enter")


def measure(actions: tuple[Action, ...], repeats: int, *, cold: bool = False) -> list[Felt]:
    """Every action on a fresh sample that has some asks."""
    from playwright.sync_api import sync_playwright

    felt = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "sample.db"
        _make(database)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        arguments = ["--db", str(database), "--as-of", DAY]
        with serving(arguments, Path(folder) / "log.txt") as address:
            for action in actions:
                felt.append(_one(browser, address, action, repeats, cold=cold))
                print(felt[-1], file=sys.stderr, flush=True)
        browser.close()
    return felt


def _make(database: Path) -> None:
    workspace = tiesmap.open(database)
    workspace.files.import_files(sample_files())
    workspace = tiesmap.open(database, rep="Maren Holloway", as_of=date.fromisoformat(DAY))
    workspace.asks.plan([one.path for one in workspace.ways.outward(top=12)])


def _look_around(page: Any, address: str) -> None:
    """See a person, the map, an ask and the week."""
    turn(page, f"{address}/people?person=325")
    button("Back to everybody")(page)
    settle(page)
    turn(page, f"{address}/outward?view=map")
    turn(page, f"{address}/asks?view=board")
    button("Open")(page)
    settle(page)
    turn(page, f"{address}/week")


def _one(browser: Any, address: str, action: Action, repeats: int, *, cold: bool) -> Felt:
    runs = []
    for _ in range(repeats + 1):
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        watch(context)
        page = context.new_page()
        wire = Wire(page)
        page.goto(f"{address}/{action.page}")
        settle(page)
        if not cold:
            _look_around(page, address)
            turn(page, f"{address}/{action.page}")
        if action.before is not None:
            action.before(page)
            settle(page)
        page.wait_for_timeout(500)
        sent, size = wire.messages, wire.bytes
        began = page.evaluate("performance.now()")
        action.act(page)
        page.wait_for_timeout(150)
        settle(page)
        took = (page.evaluate("tiesmapRest.stirred") - began) / 1000
        runs.append((wire.messages - sent, wire.bytes - size, took))
        context.close()
    warm = runs[1:]
    return Felt(
        action.name,
        max(messages for messages, _, _ in warm),
        round(max(size for _, size, _ in warm) / 1024, 1),
        round(median(took for _, _, took in warm), 2),
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What a click costs on the warm sample.")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", nargs="*", metavar="NAME")
    parser.add_argument("--cold", action="store_true", help="in a browser that just opened")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    chosen = tuple(a for a in ACTIONS if not asked.only or any(
        re.search(name, a.name) for name in asked.only
    ))  # fmt: skip
    felt = measure(chosen, asked.repeats, cold=asked.cold)
    if asked.json:
        print(json.dumps([asdict(one) for one in felt]))
        return 0
    print("| action | messages | KiB | seconds |\n| --- | --- | --- | --- |")
    for one in felt:
        print(f"| {one.name} | {one.messages} | {one.kib:g} | {one.seconds:g} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
