"""Everybody can work with it: axe-core finds nothing serious on any page, in light and in dark;
and every page has one address, which opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.hand import settle, turn
from tests.browser.pictures import DATA, DAY
from tests.browser.served import serving_database
from tests.places import EVERY_VIEW
from tiesmap.dashboard.pages import OLD, PAGES, VIEWS

pytestmark = pytest.mark.browser

TITLES = {page.name: page.title for page in PAGES}
_AXE = "options => axe.run({resultTypes: ['violations'], ...options}).then(f => f.violations)"
_LOOKED_AT = {
    "light": {},
    # In the dark the same stands in the same places: what can differ is the colors.
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
"""What axe-core looks at in each theme."""


@pytest.fixture(scope="module", params=["sample", "empty"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The dashboard on the sample, or on nothing."""
    folder = tmp_path_factory.mktemp("access")
    database = folder / "some.db"
    DATA[request.param](database)
    with serving_database(database, folder / "log.txt", DAY) as found:
        yield found


def address_of(view: str) -> str:
    """The end of the address of "page/view": of the view with which a page opens, the page's."""
    page, _, name = view.partition("/")
    return page if name == next(iter(VIEWS.get(page, {"": ""}))) else f"{page}?view={name}"


def serious(page: Any, theme: str) -> list[tuple[str, str, str]]:
    """What axe-core finds on the page as it stands: the rule, where, and what is wrong."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(pytest.importorskip("axe_playwright_python.sync_playwright").Axe().axe_script)
    return [
        (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"])
        for fault in page.evaluate(_AXE, _LOOKED_AT[theme])
        if fault["impact"] in ("serious", "critical")
    ]


class Look:
    """What is seen of one view after another in two themes: in the one it is turned to in, and as
    soon as the system turns to the other, in which the next is turned to."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.wrong: list[tuple[str, ...]] = []
        self.grounds: set[tuple[str, str]] = set()
        self.themes = ("light", "dark")
        page.set_viewport_size({"width": 1280, "height": 720})

    def at(self, view: str) -> None:
        page = self.page
        title = TITLES[view.split("/")[0]]
        assert page.get_by_role("heading", name=title, level=1, exact=True).count() == 1
        assert page.get_by_role("dialog").count() == 0
        for turned, theme in enumerate(self.themes):
            page.emulate_media(color_scheme=theme)
            if turned:
                settle(page)
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            self.grounds.add((theme, ground))
            self.wrong += [(view, theme, *fault) for fault in serious(page, theme)]
        self.themes = (self.themes[1], self.themes[0])

    def end(self) -> None:
        assert not self.wrong
        assert len(self.grounds) == 2, "the page follows the theme of the system while it is open"


@pytest.mark.parametrize("address", ["sample"], indirect=True)
def test_every_page_opens_at_its_address_with_nothing_serious(address: str, page: Any) -> None:
    """No page answers "not found". Its further views are turned to where it is open: opened anew,
    each is run with its address in tests/dashboard/test_dashboard.py."""
    look, opened = Look(page), ""
    for view in EVERY_VIEW:
        where = f"{address}/{address_of(view)}"
        name = view.split("/")[0]
        if name == opened:
            turn(page, where)
        else:
            page.goto(where)
            settle(page)
        opened = name
        assert page.url.startswith(where)
        look.at(view)
    page.goto(address)
    settle(page)
    assert Path(page.url).name.split("?")[0] == "week"
    look.end()


@pytest.mark.parametrize("address", ["empty"], indirect=True)
def test_every_page_without_data_is_a_click_away_with_nothing_serious(
    address: str, page: Any
) -> None:
    """A click costs a third of what an address does, which loads the whole product anew."""
    look = Look(page)
    page.goto(address)
    settle(page)
    assert Path(page.url).name.split("?")[0] == "setup"
    for view in EVERY_VIEW:
        name, _, part = view.partition("/")
        page.get_by_test_id("stSidebar").get_by_role("link", name=TITLES[name], exact=True).click()
        settle(page)
        button = page.get_by_role("radio", name=VIEWS.get(name, {}).get(part, ""), exact=True)
        if part and button.count():
            button.click()
            settle(page)
        elif page.url != f"{address}/{address_of(view)}":
            turn(page, f"{address}/{address_of(view)}")  # without data there is nothing to choose
        look.at(view)
    look.end()


@pytest.mark.parametrize("address", ["empty"], indirect=True)
def test_an_address_of_an_earlier_tiesmap_turns_to_where_that_is_now(
    address: str, page: Any
) -> None:
    """It does so before anything is read of the database, so one without data will do. One with a
    view and one without are opened anew, as from a bookmark."""
    bookmarks = {bool(view): name for name, (_, view) in reversed(OLD.items())}.values()
    for name, (where, view) in OLD.items():
        if name in bookmarks:
            page.goto(f"{address}/{name}")
            settle(page)
        else:
            turn(page, f"{address}/{name}")
        assert Path(page.url).name == (f"{where}?view={view}" if view else where)
