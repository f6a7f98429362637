"""Pictures of every page for a reader to look at: two themes, three widths, three kinds of data.

    make pictures            all of them, into build/pictures
    make pictures ARGS="--page week --width 1280"
    make pictures ARGS="--opened --width 1280 390"     what opens over pages of the sample

Each picture is of the whole page. Nothing is compared: looking is the test.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tiesmap
from tests import repfiles
from tests.browser.hand import settle
from tests.browser.served import ARGUMENTS, chromium, serving_database
from tests.places import EVERY_VIEW
from tiesmap.workspace.sample import ask_around, sample_files

DAY = "2026-06-30"
WIDTHS = {1280: 720, 1440: 900, 390: 844}
"""The widths of a laptop, a screen and a phone, each with its height, in pixels."""

_DRAWN = "() => !document.querySelector('[data-testid=\"stSkeleton\"]')"
"""Whether all parts have been drawn: a part that is still loaded shows a grey bar."""


def _nothing(database: Path) -> None:
    """No data at all."""


def _sample(database: Path) -> None:
    """The invented sample network."""
    workspace = tiesmap.open(database)
    workspace.files.import_files(sample_files())
    ask_around(workspace)


def _linkedin(database: Path) -> None:
    """What a LinkedIn export alone gives, for somebody called Lena Hartwig."""
    files = [("linkedin.zip", repfiles.linkedin_zip())]
    tiesmap.open(database).files.import_files(files, repfiles.REP)


DATA: dict[str, Callable[[Path], None]] = {
    "empty": _nothing,
    "sample": _sample,
    "linkedin": _linkedin,
}
"""What is on file in a picture, by its name."""


OPENED: dict[str, tuple[str, ...]] = {
    "communities": ("outward?layout=communities",),
    "everybody": ("outward?layout=rings",),
    "wanted": ("find?to=wanted",),
    "person": ("people?person=325",),
    "team": ("health?view=coach", "The team"),
    "benchmarks": ("health?view=coach", "Benchmarks"),
    "trial": ("health?view=coach", "Trial"),
    "visit": ("week?view=visits", "A new visit"),
    "import-back": ("setup?view=data", "Undo"),
    "twice": ("setup?view=data", "Twice on file?"),
    "drafts": ("setup?view=settings", "Your drafts"),
    "colleagues": ("setup?view=settings", "Your colleagues"),
    "done": ("week", "Done"),
    "snooze": ("week", "Snooze"),
    "say": ("week", "Say it"),
    "ask-for": ("people?person=325", "Ask them for …"),
    "log": ("people?person=325", "Log"),
    "formats": ("asks", "More formats"),
    "more": ("asks", "More"),
    "copy": ("asks", "Open", "Copy"),
    "why": ("find", "Why"),
}
"""What a page of the sample opens: its name, the page, and what is clicked there, in turn."""


def take_opened(out: Path, widths: list[int], themes: list[str]) -> list[Path]:
    """Take a picture of each dialog and popover; those that are not there now are left out."""
    from playwright.sync_api import sync_playwright

    taken = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        database = Path(folder) / "sample.db"
        _sample(database)
        with serving_database(database, Path(folder) / "log.txt", DAY) as address:
            for theme, width in itertools.product(themes, widths):
                view = {"width": width, "height": WIDTHS[width]}
                for name, (where, *clicks) in OPENED.items():
                    context = browser.new_context(viewport=view, color_scheme=theme)
                    page = context.new_page()
                    page.goto(f"{address}/{where}")
                    _drawn(page)
                    main = page.get_by_test_id("stMain")
                    for one in clicks:
                        button = main.get_by_role("button", name=one, exact=True)
                        part = button if button.count() else main.get_by_text(one, exact=True)
                        if part.count():
                            part.first.click()
                            _drawn(page)
                    path = out / f"opened-{name}-{theme}-{width}.png"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=str(path))
                    taken.append(path)
                    context.close()
        browser.close()
    return taken


def take(
    out: Path, data: list[str], pages: list[str], widths: list[int], themes: list[str]
) -> list[Path]:
    """Take the pictures; the files that were written."""
    from playwright.sync_api import sync_playwright

    taken = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        for name in data:
            database = Path(folder) / f"{name}.db"
            DATA[name](database)
            with serving_database(database, Path(folder) / "log.txt", DAY) as address:
                for theme in themes:
                    for width in widths:
                        for page in pages:
                            path = out / f"{page.replace('/', '-')}-{name}-{theme}-{width}.png"
                            _one(browser, f"{address}/{address_of(page)}", theme, width, path)
                            taken.append(path)
        browser.close()
    return taken


def address_of(view: str) -> str:
    """The end of the address of "page/view"."""
    return view.replace("/", "?view=")


def _one(browser: Any, address: str, theme: str, width: int, path: Path) -> None:
    view = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=view, color_scheme=theme)
    page = context.new_page()
    page.goto(address)
    _drawn(page)
    # The page scrolls inside Streamlit's own box: the window is made as high as what is in it.
    high = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('[data-testid=\"stMain\"] > *')]"
        ".map(part => part.scrollHeight))"
    )
    page.set_viewport_size({"width": width, "height": max(view["height"], min(high + 80, 6000))})
    _drawn(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(path))
    context.close()


def _drawn(page: Any) -> None:
    page.set_default_timeout(120_000)  # A busy machine takes its time.
    settle(page)
    page.wait_for_function(_DRAWN)


def main() -> None:
    """Take the pictures that the command line names."""
    every = EVERY_VIEW
    parser = argparse.ArgumentParser(description="Pictures of every page.")
    parser.add_argument("--out", type=Path, default=Path("build/pictures"))
    parser.add_argument("--data", nargs="*", choices=DATA, default=list(DATA))
    parser.add_argument("--page", nargs="*", choices=every, default=every)
    parser.add_argument("--width", nargs="*", type=int, choices=WIDTHS, default=list(WIDTHS))
    themes = ["light", "dark"]
    parser.add_argument("--theme", nargs="*", choices=themes, default=themes)
    parser.add_argument("--opened", action="store_true", help="dialogs and popovers alone")
    asked = parser.parse_args()
    if asked.opened:
        for path in take_opened(asked.out, asked.width, asked.theme):
            print(path)
        return
    for path in take(asked.out, asked.data, asked.page, asked.width, asked.theme):
        print(path)


if __name__ == "__main__":
    main()
