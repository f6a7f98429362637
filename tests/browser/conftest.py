"""One Chromium for all journeys of a process, and a fresh page for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.served import ARGUMENTS, chromium, note_outside, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium."""
    place = chromium()
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page that notes requests to anywhere else."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, accept_downloads=True, color_scheme="light"
    )
    opened = context.new_page()
    opened.outside = []
    opened.on("request", lambda request: note_outside(opened.outside, request.url))
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo, as `make demo` starts it."""
    folder = tmp_path_factory.mktemp("demo")
    with serving(["demo"], folder / "log.txt", {"TMPDIR": str(folder)}) as address:
        yield address
