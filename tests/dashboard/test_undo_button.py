"""What was done last by hand is taken back by one button, on whatever page one is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

import tiesmap
from tests.dashboard.looking import fine, look
from tests.guarded import ANN, BOB, MAIL, load, someone
from tiesmap.dashboard.pages import FILES
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)


@pytest.fixture
def workspace(nobody: Workspace) -> Workspace:
    load(nobody, people=[ANN, BOB], interactions=[MAIL])
    return tiesmap.open(nobody.store.url, as_of=DAY)


def offered(at: AppTest) -> list[Button]:
    return [button for button in at.sidebar.button if button.label.startswith("Undo")]


def comfort(workspace: Workspace) -> int | None:
    return someone(workspace, "Ann Lee").comfort


@pytest.mark.parametrize("page", FILES)
def test_the_button_stands_on_each_page_and_takes_back(page: str, workspace: Workspace) -> None:
    workspace.people.rate({someone(workspace, "Ann Lee").id: 2})
    workspace.people.rate({someone(workspace, "Ann Lee").id: 5})
    at = fine(look(page))
    (button,) = offered(at)
    assert button.label == "Undo: the rating of Ann Lee"
    at = button.click().run()
    assert not at.exception and comfort(workspace) == 2
    assert "Undone: the rating of Ann Lee." in [text.value for text in at.text]
    (button,) = offered(at)
    button.click().run()
    assert comfort(workspace) is None and not offered(at)


def test_nothing_done_by_hand_offers_nothing(workspace: Workspace) -> None:
    assert not offered(fine(look("week")))


def test_what_another_window_did_since_is_not_taken_back_unseen(workspace: Workspace) -> None:
    workspace.people.rate({someone(workspace, "Ann Lee").id: 2})
    at = fine(look("week"))
    workspace.people.set_do_not_ask([someone(workspace, "Bob Ray").id], True)
    at = offered(at)[0].click().run()
    assert not at.exception
    assert comfort(workspace) == 2 and someone(workspace, "Bob Ray").do_not_ask
    assert offered(at)[0].label == "Undo: never asking Bob Ray"


def test_a_name_in_the_label_is_no_markup(workspace: Workspace) -> None:
    odd = "*Al* :red[x] `y` [l](http://x.example) $1$ <b>"
    workspace.people.save_person(Person(0, odd))
    (button,) = offered(fine(look("week")))
    # Markdown takes a mark after a backslash for itself.
    assert re.sub(r"\\(.)", r"\1", button.label) == f"Undo: adding {odd}"
    assert not re.search(r"(?<!\\)[*_`\[\]<>$]|(?<!\\):red", button.label)
