"""The rating cards in a real browser: one key a person, undo, and names stay characters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.hand import press, rest, watch
from tests.browser.served import serving_script

pytestmark = pytest.mark.browser

EVIL = "<img src=x onerror='window.BROKEN=1'>"
PAGE = f"""
import json
import streamlit as st
from tiesmap.dashboard.setup.cards import Card, rating_cards

state = st.session_state
state["runs"] = state.get("runs", 0) + 1
cards = [Card(7, "Ana Ruiz", "Buyer, Acme", "last in May"), Card(8, {EVIL!r}),
         Card(9, "Bo Lund", comfort=2, client=True), Card(10, "Cy Fox")]


def rated(said, done):
    state.setdefault("said", []).extend([one.id, one.comfort, one.client] for one in said)
    state["done"] = done or state.get("done", False)


st.header("Cards")
rating_cards(cards, key="some", on_rated=rated)
if not state.get("joined") and st.button("Join them"):
    state["joined"] = True
    st.rerun()
st.text("said=" + json.dumps(state.get("said", [])))
st.text(f"done={{state.get('done')}} runs={{state['runs']}}")
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_script(PAGE, tmp_path_factory.mktemp("cards")) as found:
        yield found


def _said(page: Any) -> list[list[Any]]:
    text = page.get_by_text("said=").inner_text()
    found: list[list[Any]] = json.loads(text.removeprefix("said="))
    return found


def _opened(page: Any, address: str) -> Any:
    """Where the name of the first card stands."""
    page.goto(address)
    name = page.locator(".cards-name")
    name.get_by_text("Ana Ruiz").wait_for()
    rest(page)
    return name


def test_one_key_a_person_and_one_message_for_many(address: str, page: Any) -> None:
    name = _opened(page, address)
    # The cards have the focus at once: nobody has to click first.
    page.keyboard.press("c")
    page.keyboard.press("5")
    assert name.inner_text() == EVIL
    page.keyboard.press("s")
    assert name.inner_text() == "Bo Lund"
    assert page.locator('[data-key="2"]').get_attribute("aria-pressed") == "true"
    page.keyboard.press("4")
    page.keyboard.press("1")
    page.get_by_text("done=True").wait_for()
    assert page.get_by_text("That is all of them").is_visible()
    assert _said(page) == [[7, 5, True], [9, 4, None], [10, 1, None]]
    # Four people and five keys are one message: the page ran once more.
    assert "runs=2" in page.get_by_text("done=").inner_text()
    assert page.evaluate("window.BROKEN") is None


def test_undo_takes_back_what_was_said(address: str, page: Any) -> None:
    name = _opened(page, address)
    page.keyboard.press("3")
    page.keyboard.press("s")
    page.keyboard.press("4")
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert name.inner_text() == "Ana Ruiz"
    assert page.locator('[data-key="u"]').is_disabled()
    page.get_by_text("said=[[").wait_for()
    # What was rated before comes back, what was not is not rated.
    assert _said(page) == [[7, 0, False], [9, 2, True]]


def test_it_works_by_touch_on_a_phone(address: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    watch(context)
    page = context.new_page()
    _opened(page, address)
    page.get_by_role("button", name="5 at home").tap()
    page.get_by_text("said=[[7").wait_for()
    assert _said(page) == [[7, 5, None]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    context.close()


def test_a_button_that_is_gone_leaves_the_keys_to_the_cards(address: str, page: Any) -> None:
    name = _opened(page, address)
    join = page.get_by_role("button", name="Join them")
    press(join, gone=join)
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("c")
    page.keyboard.press("5")
    page.keyboard.press("s")
    assert name.inner_text() == "Bo Lund"
    page.get_by_text("said=[[7").wait_for()
    assert _said(page) == [[7, 5, True]]


def test_after_a_click_beside_the_cards_the_keys_are_theirs(address: str, page: Any) -> None:
    name = _opened(page, address)
    for at, beside in enumerate((page.get_by_text("said="), page.get_by_text("runs="))):
        beside.click()
        page.mouse.click(5, 300 + at)
        page.keyboard.press("5")
    assert name.inner_text() == "Bo Lund"
    page.get_by_role("heading", name="Cards").click()
    page.keyboard.press("s")
    assert name.inner_text() == "Cy Fox"
    # Whatever has the focus to be used keeps its keys.
    page.get_by_role("button", name="Join them").focus()
    page.keyboard.press("s")
    assert name.inner_text() == "Cy Fox"


def test_out_of_sight_nobody_is_rated_by_a_key_for_the_cards_come_first(
    address: str, page: Any
) -> None:
    page.set_viewport_size({"width": 900, "height": 420})
    name = _opened(page, address)
    join = page.get_by_role("button", name="Join them")
    join.scroll_into_view_if_needed()
    page.get_by_text("runs=").scroll_into_view_if_needed()
    press(join, gone=join)
    page.keyboard.press("5")
    assert name.inner_text() == "Ana Ruiz"
    page.keyboard.press("5")
    assert name.inner_text() == EVIL
