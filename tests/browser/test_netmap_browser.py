"""The map in a real browser: clicks reach Python, the view stays, and names stay characters."""

from __future__ import annotations

from datetime import date

import pytest

import tiesmap
from tests.browser.hand import press, rest, stood
from tests.browser.served import serving_script
from tiesmap.exporting.mapfile import to_html
from tiesmap.model.map import MapPerson, MapSector, MapTie, MapView

pytestmark = pytest.mark.browser

PAGE = """
import streamlit as st
from tests.browser.test_netmap_browser import network
from tiesmap.dashboard.netmap import light, network_map

state = st.session_state
state["runs"] = state.get("runs", 0) + 1


def pick(person):
    state["chosen"] = person


st.header("Maps")
plain, hidden = st.tabs(["Map", "Other"])
with plain:
    chosen = state.get("chosen")
    steps = [(1, 11), (11, 13)] if chosen == 13 else []
    picked = network_map(network(), key="one", on_pick=pick)
    light(network(), selected=chosen, people=[p for s in steps for p in s], ties=steps, key="one")
    st.text(f"chosen={chosen} picked={picked} runs={state['runs']}")
    st.button("Run again")
    st.button("Choose 14", on_click=pick, args=(14,))
with hidden:
    network_map(network(), key="two")
"""
NAMES = (
    "<img src=x onerror=\"window.PWNED=1;document.title='PWNED'\">",
    "![x](http://127.0.0.1:9/p.png)",
    '<a href="javascript:window.PWNED=1">href</a>',
    "</script><script>window.PWNED=1</script>",
)


def network() -> MapView:
    """Four people with hostile names around the rep (1), in two sectors.

    11 and 12 are contacts; 11 knows 13, who knows 14.
    """
    places = {11: (80.0, 0.0, 1), 12: (-80.0, 0.0, 1), 13: (150.0, 60.0, 2), 14: (0.0, 220.0, 3)}
    people = tuple(
        MapPerson(
            id=k,
            label=name,
            company=name,
            category=name,
            ring=ring,
            comfort=0.7,
            rated=False,
            client=ring == 1,
            community=0,
            x=x,
            y=y,
        )
        for (k, (x, y, ring)), name in zip(places.items(), NAMES, strict=True)
    )
    ties = (
        MapTie(1, 11, "strong", False, NAMES[0]),
        MapTie(1, 12, "weak", False, "You – Twelve\nmet once"),
        MapTie(11, 13, "weak", True, NAMES[2]),
        MapTie(13, 14, "inferred", False),
    )
    sectors = (
        MapSector(NAMES[0], -1.5708, 1.5708, 0.8),
        MapSector(NAMES[1], 1.5708, 4.7124, None, inferred=True),
    )
    return MapView(people, ties, sectors, (120.0, 190.0, 260.0), rep=1)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The page of this file, served by Streamlit; gives its address."""
    with serving_script(PAGE, tmp_path_factory.mktemp("page")) as address:
        yield address


@pytest.fixture
def tab(page):
    """A tab that remembers every request and every error."""
    page.set_viewport_size({"width": 1200, "height": 800})
    page.requests, page.problems = [], []
    listeners = {
        "request": lambda request: page.requests.append(request.url),
        "pageerror": lambda error: page.problems.append(str(error)),
        "console": lambda m: page.problems.append(m.text) if m.type == "error" else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def opened(tab, server):
    tab.goto(server)
    box = tab.locator(".tiesmap-box").first
    box.locator("canvas").wait_for(timeout=30_000)
    tab.wait_for_function(WAIT_FITTED)
    rest(tab)
    return box


# Streamlit keeps components in shadow roots: find the first map box whatever it is in.
WAIT_FITTED = """() => {
  const find = (root) => {
    for (const el of root.querySelectorAll("*")) {
      if (el.tiesmap) return el;
      const inside = el.shadowRoot && find(el.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const box = find(document);
  return box && box.tiesmap.view().scale > 0.3 && box.tiesmap.shown().length > 0;
}"""


def click(tab, box, person):
    rest(tab)
    at = box.evaluate("(el, id) => el.tiesmap.at(id)", str(person))
    box.click(position=at)


def said(tab, text):
    tab.get_by_text(text).first.wait_for(timeout=10_000)


def harmless(tab, allowed):
    assert tab.evaluate("window.PWNED") is None and tab.title() != "PWNED"
    outside = [url for url in tab.requests if not url.startswith(allowed)]
    assert outside == [] and tab.problems == []


def test_a_click_selects_and_the_background_clears(tab, server):
    box = opened(tab, server)
    click(tab, box, 12)
    said(tab, "chosen=12 picked=12")
    near = box.evaluate("el => [...el.tiesmap.focus().people].sort()")
    assert near == ["1", "12"]
    # The choice is the page's: the click itself is told once.
    press(tab.get_by_text("Run again"), brings=tab.get_by_text("chosen=12 picked=None"))
    rest(tab)
    box.click(position={"x": 30, "y": 200})
    said(tab, "chosen=None picked=1")
    assert box.evaluate("el => el.tiesmap.focus()") is None


def test_the_best_path_stays_lit(tab, server):
    box = opened(tab, server)
    click(tab, box, 13)
    said(tab, "chosen=13")
    focus = stood(tab, box, "el => [...el.tiesmap.focus().ties].sort()")
    assert focus == ["1 11", "11 13"]
    # Those on the path, and 14, to whom 13 is tied; 12 fades.
    near = box.evaluate("el => [...el.tiesmap.focus().people].sort()")
    assert near == ["1", "11", "13", "14"]


def test_zoom_and_position_survive_a_rerun(tab, server):
    box = opened(tab, server)
    tab.get_by_role("button", name="Zoom in").first.click()
    before = stood(tab, box, "el => el.tiesmap.view()")
    click(tab, box, 11)
    said(tab, "chosen=11")
    press(tab.get_by_text("Run again"), brings=tab.get_by_text("chosen=11 picked=None"))
    assert box.evaluate("el => el.tiesmap.view()") == before


def test_whoever_is_chosen_beside_the_map_comes_into_sight(tab, server):
    box = opened(tab, server)
    for _ in range(8):
        tab.get_by_role("button", name="Zoom in").first.click()
        stood(tab, box, "el => el.tiesmap.view()")
    width, height = box.evaluate("el => [el.clientWidth, el.clientHeight]")
    place = "el => el.tiesmap.at('14')"
    assert box.evaluate(place)["y"] > height
    press(tab.get_by_text("Choose 14"), brings=tab.get_by_text("chosen=14"))
    at = stood(tab, box, place)
    assert 0 < at["x"] < width and 0 < at["y"] < height
    assert box.evaluate("el => el.tiesmap.focus().selected") == "14"


def test_a_line_says_between_whom_it_is(tab, server):
    box = opened(tab, server)
    ends = [box.evaluate("(el, id) => el.tiesmap.at(id)", str(person)) for person in (1, 12)]
    # Just off the middle, where the line of the other tie does not run.
    box.click(position={k: (ends[0][k] + ends[1][k]) / 2 for k in ("x", "y")})
    line = tab.locator(".tiesmap-line").first
    tab.wait_for_function("el => el.textContent !== ''", arg=line.element_handle())
    assert line.inner_text() == "You – Twelve · met once"
    # It is no choice of a person.
    said(tab, "chosen=None")


def test_the_wheel_zooms_only_after_a_click(tab, server):
    box = opened(tab, server)
    scale = "el => el.tiesmap.view().scale"
    before = box.evaluate(scale)
    box.hover(position={"x": 200, "y": 200})
    tab.mouse.wheel(0, -240)
    assert stood(tab, box, scale) == before
    box.click(position={"x": 200, "y": 200})
    tab.mouse.wheel(0, -240)
    assert stood(tab, box, scale) > before


def test_names_are_shown_as_characters_and_nothing_is_fetched(tab, server):
    box = opened(tab, server)
    for person in (11, 12, 13, 14):
        at = box.evaluate("(el, id) => el.tiesmap.at(id)", str(person))
        box.hover(position=at)
        tip = box.locator(".vis-tooltip")
        tip.wait_for(state="visible")
        text = tip.inner_text()
        assert NAMES[person - 11] in text
        assert tip.locator("img, a, script").count() == 0
    click(tab, box, 14)
    said(tab, "chosen=14")
    own = (server, server.replace("http", "ws"), "blob:", "data:")
    harmless(tab, own)


def test_a_map_in_a_hidden_tab_is_fitted_when_it_is_opened(tab, server):
    opened(tab, server)
    tab.get_by_role("tab", name="Other").click()
    second = tab.locator(".tiesmap-box").nth(1)
    second.wait_for(state="visible")
    # It is fitted once it has a size: when the frame after that is drawn.
    stood(tab, second, "el => [el.clientWidth, el.tiesmap.view().scale]")
    width, height = second.evaluate("el => [el.clientWidth, el.clientHeight]")
    for person in ("11", "12", "14"):
        at = second.evaluate("(el, id) => el.tiesmap.at(id)", person)
        assert 0 < at["x"] < width and 0 < at["y"] < height
    assert second.evaluate("el => el.tiesmap.view().scale") > 0.3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_saved_file_works_by_itself(tab, tmp_path, scheme):
    saved = tmp_path / "map.html"
    saved.write_bytes(to_html(network(), heading=NAMES[0]))
    tab.emulate_media(color_scheme=scheme)
    tab.goto(saved.as_uri())
    tab.wait_for_function("window.tiesmap && window.tiesmap.shown().length > 0")
    assert tab.evaluate("window.tiesmap.dark()") == (scheme == "dark")
    box = tab.locator("#map")
    for person in (11, 13):
        at = tab.evaluate("id => window.tiesmap.at(id)", str(person))
        box.hover(position=at)
        tip = tab.locator(".vis-tooltip")
        tip.wait_for(state="visible")
        assert NAMES[person - 11] in tip.inner_text()
    box.click(position=tab.evaluate("window.tiesmap.at('11')"))
    assert tab.evaluate("[...window.tiesmap.focus().people].sort()") == ["1", "11", "13"]
    harmless(tab, (saved.as_uri(), "data:"))


def test_nobody_on_the_first_map_is_without_a_name_on_a_phone(tab, tmp_path, sample_database):
    database = tmp_path / "sample.db"
    database.write_bytes(sample_database)
    rep = tiesmap.open(database, as_of=date(2026, 6, 30))
    saved = tmp_path / "map.html"
    saved.write_bytes(to_html(rep.ways.map_view("answer")))
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(saved.as_uri())
    tab.wait_for_function("window.tiesmap && window.tiesmap.shown().length > 0")
    people = tab.evaluate("window.tiesmap.people().length")
    assert people > 10 and len(tab.evaluate("window.tiesmap.shown()")) == people
