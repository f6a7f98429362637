"""A letter on its page: in which language it is, and how it is sent."""

from __future__ import annotations

import io
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.dashboard.looking import look, said
from tiesmap.workspace import Workspace

PEOPLE = "\n".join(
    [
        "name,email,phone,company,title,category,comfort,client",
        "Claudia Keller,c@keller.example,0441 5550142,Keller AG,Geschäftsführerin,Dental,5,yes",
        *(
            f"Tom Feld{letter},t{letter}@feld.example,,Feld{letter} GmbH,Einkaufsleiter,Hotels,,"
            for letter in "abc"
        ),
    ]
)
TIES = "person,other,contacts\nPetra Huber,Claudia Keller,20\n" + "".join(
    f"Claudia Keller,Tom Feld{letter},9\n" for letter in "abc"
)


def filled(nobody: Workspace, people: str = PEOPLE) -> Workspace:
    files = [("people.csv", people.encode()), ("ties.csv", TIES.encode())]
    nobody.files.import_files(files, "Petra Huber")
    return tiesmap.open(nobody.store.url, rep="Petra Huber", as_of=nobody.as_of)


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def test_the_start_proposes_it_and_keeps_it_with_the_line(nobody: Workspace) -> None:
    workspace = filled(nobody)
    at = at_the_line()
    (language,) = (one for one in at.selectbox if one.label == "The language of your letters")
    assert language.value == "de"
    next(one for one in at.text_input if one.label.startswith("What does")).set_value("Wir helfen.")
    press(at, "Go on")
    assert "Sehr geehrte Frau Keller," in said(at) + "".join(code.value for code in at.code)
    assert tiesmap.open(workspace.store.url, rep=workspace.rep).letters.language() == ("de", "de")


def at_the_line() -> AppTest:
    at = look("setup/start")
    while not any(one.label.startswith("What does somebody gain") for one in at.text_input):
        press(at, "Skip this step")
    return at


def test_where_there_are_no_letters_in_their_language_the_start_says_so(nobody: Workspace) -> None:
    italian = PEOPLE.replace("Geschäftsführerin", "Titolare").replace(
        "Einkaufsleiter", "Responsabile acquisti"
    )
    filled(nobody, italian)
    at = at_the_line()
    (language,) = (one for one in at.selectbox if one.label == "The language of your letters")
    assert language.value == "en"
    assert "Your files look like Italian, in which there are no letters:" in said(at)


def test_where_there_are_letters_nothing_is_said_of_it(nobody: Workspace) -> None:
    filled(nobody)
    assert "there are no letters" not in said(at_the_line())


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


@pytest.mark.parametrize("often", [1, 400])
def test_a_letter_goes_to_the_mail_program_wholly_or_not_at_all(
    nobody: Workspace, often: int
) -> None:
    workspace = filled(nobody)
    workspace.start.plan(workspace.start.asks(1))
    (ask,) = workspace.asks.requests()
    typed = {"letter": "Guten Tag", "note_to_forward": " ".join(["weiter"] * often)}
    workspace.asks.save_request(replace(ask, **typed))
    at = look("ask", ask=ask.request)
    (link,) = [one.proto for one in at.get("link_button")]
    assert link.label == "Open in your mail program"
    body = parse_qs(urlsplit(link.url).query).get("body", [""])[0]
    assert body.count("weiter") == (1 if often == 1 else 0)
    assert ("copy it first and paste it" in said(at)) == (often > 1)


def test_beside_an_ask_stands_how_to_reach_whom_one_asks_and_in_the_workbook_the_letter(
    nobody: Workspace,
) -> None:
    workspace = filled(nobody)
    workspace.start.plan(workspace.start.asks(1))
    (ask,) = workspace.asks.requests()
    for at in (look("ask", ask=ask.request), look("asks", view="board")):
        assert "0441 5550142" in said(at)
    # On the board before whoever is asked for, so that nobody takes it for his number.
    assert said(at).index("0441 5550142") < said(at).index("→")
    data = workspace.reports.requests_file([ask], ".xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(data))["Letters"].iter_rows(values_only=True)
    (letter,) = workspace.letters.letters(ask)
    assert list(rows) == [
        ("to", "phone", "email", "target", "subject", "letter"),
        (
            "Claudia Keller", "0441 5550142", "c@keller.example", ask.target, letter.subject,
            letter.whole,
        ),
    ]  # fmt: skip
    assert workspace.asks.read_requests("My asks.xlsx", data) == (0, ())
