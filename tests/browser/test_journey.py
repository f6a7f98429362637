"""A journey in a real browser: the demo is opened, a category chosen, two paths ticked, the list
exported and read back; a click on the map reaches the page; names stay characters.

Needs Chromium. Without it the journey is skipped, unless TIESMAP_BROWSER=required.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tiesmap
from tests.browser.hand import choose, press, save, settle, stood, turn
from tests.browser.served import serving_database
from tiesmap.workspace.sample import ASKED, sample_files

pytestmark = pytest.mark.browser

EVIL_IMAGE = "![x](http://127.0.0.1:9/p.png)"
EVIL_TAG = '<img src=x onerror="window.BROKEN=1">'
DAY = "2026-06-30"


def test_from_the_demo_to_an_exported_list(demo: str, page: Any, tmp_path: Path) -> None:
    page.goto(f"{demo}/setup")
    settle(page)
    category = page.get_by_role("radio", name="A category")
    press(page.get_by_role("link", name="Find", exact=True), brings=category)
    press(category)
    choose(page, "Category", "Hotels")
    for number in (1, 3):
        page.get_by_role("checkbox", name=f"Ask {number}", exact=True).check(force=True)
    # Both ask the same of the same: to meet him, and somebody behind him.
    one = page.get_by_text("One ask is new on My asks")
    press(page.get_by_role("button", name="Put the ticked on My asks"), brings=one)
    listed = page.get_by_role("button", name="Save and print")
    press(page.get_by_role("link", name="My asks"), brings=listed)
    path = save(listed, tmp_path / "asks.xlsx")
    elsewhere = sample_in(tmp_path)
    # With those that the sample's rep has made before.
    assert elsewhere.asks.read_requests("asks.xlsx", path.read_bytes()) == (len(ASKED) + 1, ())
    # The only way into hotels that data/sample/README.md tells of.
    (request,) = (r for r in elsewhere.asks.requests() if r.connector == "Rosalind Achterberg")
    assert request.status == "planned"
    assert request.rep == "Maren Holloway"
    assert request.target == "Jean-Baptiste Kouassi-Merle"
    assert request.path[:3] == (request.rep, request.connector, request.target)
    assert 0 < request.chance < 1
    assert request.purpose and request.note_to_forward and request.reasons
    assert page.outside == []


def sample_in(folder: Path) -> tiesmap.Workspace:
    """The sample in a new database, where everybody has the same id as in the demo."""
    first = tiesmap.open(folder / "again.db")
    first.files.import_files(sample_files())
    first.store.close()
    return tiesmap.open(folder / "again.db")


def test_a_click_on_the_map_chooses_the_person(demo: str, page: Any, tmp_path: Path) -> None:
    page.goto(f"{demo}/outward")
    settle(page)
    box = page.locator(".tiesmap-box")
    box.locator("canvas").first.wait_for()
    label = "Rosalind Achterberg"
    whom = sample_in(tmp_path).people.find(label)[0].id
    # Where she stands once the map has been fitted to its box.
    spot = stood(page, box, f"box => box.tiesmap.at('{whom}')")
    corner = box.bounding_box()
    page.mouse.click(corner["x"] + spot["x"], corner["y"] + spot["y"])
    page.wait_for_url(re.compile(r"[?&]person=\d+"))
    settle(page)
    assert page.get_by_test_id("stText").get_by_text(label, exact=True).count() >= 1
    # The choice is in the address and survives a refresh.
    address = page.url
    page.reload()
    settle(page)
    assert page.url == address
    assert page.get_by_test_id("stText").get_by_text(label, exact=True).count() >= 1
    assert page.outside == []


@pytest.fixture
def hostile(browser: Any, tmp_path: Path) -> Iterator[str]:
    """A dashboard on people whose names are markup."""
    database = tmp_path / "hostile.db"
    people = (
        "id,name,company,title,category\n"
        f"1,{EVIL_IMAGE},{EVIL_IMAGE},{EVIL_IMAGE},{EVIL_IMAGE}\n"
        f'2,"{EVIL_TAG.replace(chr(34), chr(34) * 2)}",Acme,,Hotels\n'
        f"3,Ann href {EVIL_IMAGE},Acme,,Hotels\n"
    )
    mails = (
        "date,from,to,channel,purpose\n"
        f"2026-06-01,Rep {EVIL_IMAGE},1,email,{EVIL_IMAGE}\n"
        "2026-06-02,1,2,email,\n2026-06-03,2,3,meeting,\n"
    )
    workspace = tiesmap.open(database)
    workspace.files.import_files(
        [("people.csv", people.encode()), ("interactions.csv", mails.encode())],
        f"Rep {EVIL_IMAGE}",
    )
    workspace.store.close()
    with serving_database(database, tmp_path / "log.txt", DAY) as address:
        yield address


@pytest.fixture
def empty(browser: Any, tmp_path: Path) -> Iterator[str]:
    """A dashboard without any data."""
    with serving_database(tmp_path / "new.db", tmp_path / "log.txt") as address:
        yield address


def test_files_are_brought_in_for_somebody_new(empty: str, page: Any, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,company,category\nAnn,Acme,Hotels\nBob,Inn,Hotels\n", encoding="utf-8")
    page.goto(empty)
    settle(page)
    page.set_input_files('input[type="file"]', str(people))
    settle(page)
    whose = page.get_by_role("combobox", name="Whose contacts are these?")
    whose.fill("Rep One")
    page.keyboard.press("Enter")
    settle(page)
    loaded = page.get_by_text("Loaded: 2 new people")
    press(page.get_by_role("button", name="Bring them in"), brings=loaded)
    workspace = tiesmap.open(tmp_path / "new.db")
    assert workspace.rep_person.name == "Rep One"
    assert {person.name for person in workspace.people.people()} == {"Ann", "Bob", "Rep One"}
    turn(page, f"{empty}/setup")
    page.get_by_text("Step 1 of 4: These people first").wait_for()
    # Once there is a network, the product opens with the week.
    page.goto(empty)
    settle(page)
    assert page.get_by_role("heading", name="Week").count() == 1
    assert page.outside == []


def test_names_stay_characters_and_fetch_nothing(hostile: str, page: Any) -> None:
    page.goto(hostile)
    settle(page)
    seen = page.locator("body").inner_text()
    # Whoever is chosen stays so on what is turned to later: last.
    for place in ("outward", "find", "asks", "people", "setup", "health", "setup?view=settings",
                  "week?view=give", "outward?view=circles", "health?view=outcomes",
                  "find?to=wanted", "setup?view=data", "asks?view=table", "asks?view=meeting",
                  "people?person=2", "outward?person=3", "find?to=person&target=3"):  # fmt: skip
        turn(page, f"{hostile}/{place}")
        assert page.url.startswith(f"{hostile}/{place}")
        seen += page.locator("body").inner_text()
        assert page.evaluate("window.BROKEN") is None
        assert page.locator('img[src*="127.0.0.1:9"], img[src="x"]').count() == 0
    assert EVIL_IMAGE in seen and EVIL_TAG in seen
    assert page.outside == []


def test_the_server_forbids_outside_requests_and_hides_errors(demo: str) -> None:
    with urllib.request.urlopen(demo) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    rules = dict(part.split(" ", 1) for part in policy.split("; "))
    assert rules["default-src"] == "'self'" and rules["object-src"] == "'none'"
    assert "http" not in policy
    assert not any("*" in rule.replace("127.0.0.1:*", "").replace("localhost:*", "")
                   for rule in rules.values())  # fmt: skip


def test_a_person_is_chosen_by_keyboard(demo: str, page: Any) -> None:
    page.goto(f"{demo}/outward")
    settle(page)
    box = page.get_by_test_id("stMain").get_by_role("combobox", name="Find on the map")
    box.focus()
    page.keyboard.type("Rosalind")
    page.get_by_role("option", name="Rosalind Achterberg").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]person=\d+"))
    page.get_by_test_id("stText").filter(has_text="Rosalind Achterberg").first.wait_for()


def test_a_click_on_a_row_opens_what_it_is_about(demo: str, page: Any) -> None:
    page.goto(f"{demo}/outward?view=evidence")
    settle(page)
    who = page.get_by_role("row").filter(has_text="Ngozi Eberechukwu")
    who.get_by_role("cell").last.click()
    page.wait_for_url(re.compile(r"/people\?.*person=\d+"))
    page.get_by_text("Back to everybody").wait_for()
    turn(page, f"{demo}/outward?view=circles")
    page.get_by_role("row").filter(has_text="Hotels").get_by_role("cell").nth(2).click()
    page.wait_for_url(re.compile(r"/find\?.*category=Hotels"))
