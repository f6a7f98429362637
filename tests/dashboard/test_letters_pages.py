"""The language of the letters, where it is asked: in the guided start, and above a letter."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

import tiesmap
from tests.dashboard.looking import look, said
from tiesmap.workspace import Workspace

PEOPLE = "\n".join(
    [
        "name,email,company,title,category,comfort,client",
        "Claudia Keller,c@keller.example,Keller AG,Geschäftsführerin,Dental,5,yes",
        *(
            f"Tom Feld{letter},t{letter}@feld.example,Feld{letter} GmbH,Einkaufsleiter,Hotels,,"
            for letter in "abc"
        ),
    ]
)
TIES = "person,other,contacts\nPetra Huber,Claudia Keller,20\n" + "".join(
    f"Claudia Keller,Tom Feld{letter},9\n" for letter in "abc"
)


def filled(nobody: Workspace) -> Workspace:
    files = [("people.csv", PEOPLE.encode()), ("ties.csv", TIES.encode())]
    nobody.files.import_files(files, "Petra Huber")
    return tiesmap.open(nobody.store.url, rep="Petra Huber", as_of=nobody.as_of)


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def test_the_start_proposes_it_and_keeps_it_with_the_line(nobody: Workspace) -> None:
    workspace = filled(nobody)
    at = look("setup/start")
    while not any(one.label.startswith("What does somebody gain") for one in at.text_input):
        press(at, "Skip this step")
    (language,) = (one for one in at.selectbox if one.label == "The language of your letters")
    assert language.value == "de"
    next(one for one in at.text_input if one.label.startswith("What does")).set_value("Wir helfen.")
    press(at, "Go on")
    assert "Sehr geehrte Frau Keller," in said(at) + "".join(code.value for code in at.code)
    assert tiesmap.open(workspace.store.url, rep=workspace.rep).letters.language() == ("de", "de")


def test_above_a_letter_it_is_one_click(nobody: Workspace) -> None:
    workspace = filled(nobody)
    workspace.start.plan(workspace.start.asks(1))
    (ask,) = workspace.asks.requests()
    at = look("ask", ask=ask.request)
    assert "Your letters are in English, and your files look otherwise." in said(at)
    press(at, "Write in Deutsch")
    assert "look otherwise" not in said(at)
    assert any(area.value.startswith("Sehr geehrte Frau Keller,") for area in at.text_area)
    assert any(area.value.startswith("Guten Tag Tom Feld") for area in at.text_area)
