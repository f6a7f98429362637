"""The language of the letters: proposed from what is on file, chosen, and heeded in every text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import tiesmap
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import TargetRecord
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace

PEOPLE = """name,email,company,title,category,comfort,client
Claudia Keller,c@keller.example.de,Keller AG,Geschäftsführerin,Dental,5,yes
Tom Feld,t@feld.example.de,Feld GmbH,Einkaufsleiter,Hotels,,
"""
TIES = "person,other,contacts\nClaudia Keller,Tom Feld,9\nPetra Huber,Claudia Keller,20\n"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    files = [("people.csv", PEOPLE.encode()), ("ties.csv", TIES.encode())]
    tiesmap.open(tmp_path / "a.db").files.import_files(files, "Petra Huber")
    return tiesmap.open(tmp_path / "a.db", rep="Petra Huber")


def planned(ws: Workspace) -> None:
    ws.ways.save_target(TargetRecord(0, name="Tom Feld", company="Feld GmbH"))
    ws.asks.plan([path for answer in ws.ways.wanted() for path in answer.paths[:1]], [])


def test_it_is_proposed_and_never_taken_for_known(ws: Workspace) -> None:
    assert ws.letters.language() == ("", "de")
    with ws.view() as view:
        assert view.words.language.code == "en"
    ws.start.save_gain("I help hotels to wash with less water, and with fewer people.")
    assert ws.letters.language() == ("", "en")


def test_once_chosen_all_is_in_it_but_what_the_rep_wrote(ws: Workspace) -> None:
    planned(ws)
    (ask,) = ws.asks.requests()
    assert ask.note_to_forward.startswith("Hello Tom,")
    ws.letters.save_language("de")
    assert ws.letters.language() == ("de", "de")
    (ask,) = ws.asks.requests()
    assert ask.note_to_forward.startswith("Guten Tag Tom Feld,\n\nmein Name ist Petra Huber.")
    (letter,) = ws.letters.letters(ask)
    assert letter.subject == "Kontakt zu Tom Feld"
    assert letter.body.startswith("Sehr geehrte Frau Keller,\n\n")
    mine = ws.asks.save_request(replace(ask, note_to_forward="My own."))
    ws.letters.save_language("en")
    assert ws.asks.requests()[0].note_to_forward == "My own."
    assert ws.letters.letters(mine)[0].subject == "Introduction to Tom Feld"
    assert mine.status == Status.PLANNED


def test_the_purpose_asks_in_the_language_of_the_letters(ws: Workspace) -> None:
    (claudia,) = ws.people.find("Claudia Keller")
    ws.letters.save_language("de")
    ws.asks.plan([], [OpenAsk(claudia.id, "category", "Hotels", 0.1, ())])
    (ask,) = ws.asks.requests()
    assert ask.purpose.startswith("Ask Claudia Keller openly: “Kennen Sie jemanden aus der Hotel")
    ws.letters.save_language("fr")
    (ask,) = ws.asks.requests()
    assert "dans l'hôtellerie" in ask.purpose and "Kennen" not in ask.purpose
    ws.asks.save_request(replace(ask, purpose="My own."))
    ws.letters.save_language("de")
    assert ws.asks.requests()[0].purpose == "My own."
