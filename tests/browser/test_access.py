"""Everybody can work with it: axe-core finds nothing serious on any page, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pictures import DATA, DAY, address_of
from tests.browser.served import serving, settle
from tests.places import EVERY_VIEW
from tiesmap.dashboard.pages import OLD, PAGES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["sample", "empty"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The dashboard on the sample, or on nothing."""
    folder = tmp_path_factory.mktemp("access")
    database = folder / "some.db"
    DATA[request.param](database)
    arguments = ["--db", str(database), "--as-of", DAY]
    with serving(arguments, folder / "log.txt") as found:
        yield found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_on_any_page(address: str, browser: Any, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme=theme)
    page = context.new_page()
    wrong = []
    for one in EVERY_VIEW:
        page.goto(f"{address}/{address_of(one)}")
        settle(page)
        for fault in axe.run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                where = fault["nodes"][0]
                wrong.append((one, fault["id"], where["html"], where["failureSummary"]))
    context.close()
    assert not wrong


def test_every_page_has_one_address_that_opens(address: str, browser: Any) -> None:
    """No page answers "not found", neither the one with which the product opens."""
    page = browser.new_page()
    for one in PAGES:
        page.goto(f"{address}/{one.name}")
        settle(page)
        assert page.get_by_role("heading", name=one.title, level=1).count() == 1
        assert page.get_by_role("dialog").count() == 0
    for name, (where, _) in OLD.items():
        page.goto(f"{address}/{name}")
        settle(page)
        assert Path(page.url).name.split("?")[0] == where
    page.goto(address)
    settle(page)
    assert Path(page.url).name.split("?")[0] in ("week", "setup")
    page.close()
