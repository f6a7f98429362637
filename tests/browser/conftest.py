"""One Chromium and one tab for all journeys of a process; each journey finds the tab empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.hand import watch
from tests.browser.served import ARGUMENTS, chromium, note_outside, serving

_SIZE = {"width": 1440, "height": 1000}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium."""
    place = chromium()
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def _tab(browser: Any) -> Iterator[Any]:
    """A tab that stays: a new one compiles all scripts of the dashboard anew."""
    # What moves by itself is drawn anew all the time, and no journey is about that.
    context = browser.new_context(
        viewport=_SIZE, accept_downloads=True, color_scheme="light", reduced_motion="reduce"
    )
    watch(context)
    opened = context.new_page()
    opened.on("request", lambda request: note_outside(opened.outside, request.url))
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


@pytest.fixture
def page(_tab: Any) -> Iterator[Any]:
    """A tab without a past, which notes requests to anywhere else."""
    _tab.outside = []
    _tab.set_viewport_size(_SIZE)
    _tab.emulate_media(color_scheme="light")
    yield _tab
    # What the dashboard left in the browser is its origin's: gone before the next journey.
    _tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    _tab.context.clear_cookies()
    _tab.goto("about:blank")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo, as `make demo` starts it."""
    folder = tmp_path_factory.mktemp("demo")
    with serving(["demo"], folder / "log.txt", {"TMPDIR": str(folder)}) as address:
        yield address
