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


CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
SPAIN = """Begoña,Núñez Ortiz,,b@norte.example.es,Lácteos Norte,Directora de compras,03 Feb 2024
Íñigo,Beltrán,,,Conservas Beltrán,Jefe de producción,11 Mar 2023
Raúl,Cárdenas Gil,,,Asesoría Cárdenas,Socio fundador,02 Jun 2022
Inés,Ordóñez,,,Hotel Miramar,Responsable de mantenimiento,19 Sep 2021
Mark,Dale,,,Dale Labels,Sales Director,01 Oct 2020
"""
PORTUGAL = """João,Simões,,j@conservas.example.pt,Conservas Simões,Diretor de produção,03 Feb 2024
Inês,Conceição,,,Hotel do Mar,Responsável de compras,11 Mar 2023
António,Leitão,,,Leitão & Filhos,Sócio-gerente,02 Jun 2022
Mónica,Araújo,,,Banco do Minho,Gestora de clientes,19 Sep 2021
Mark,Dale,,,Dale Labels,Sales Director,01 Oct 2020
"""
NETHERLANDS = """Anouk,Jansen,,a@jansen.example.nl,Zuivelhandel Jansen,Hoofd inkoop,03 Feb 2024
Pieter,van den Berg,,,Bakkerij Van den Berg,Directeur,11 Mar 2023
Marieke,Bos,,,Bos Installatie,Bedrijfsleider,02 Jun 2022
Kees,Visser,,,Visser Bouw,Projectleider,19 Sep 2021
Mark,Dale,,,Dale Labels,Sales Director,01 Oct 2020
"""
ITALY = """Giulia,Ferri,,g.ferri@ferri.example.it,Ferri Imballaggi,Responsabile acquisti,03 Feb 2024
Marco,Villa,,,Latteria Villa,Direttore di stabilimento,11 Mar 2023
Paolo,Neri,,,Studio Neri,Titolare,02 Jun 2022
Elena,Conti,,,Pastificio Conti,Responsabile della qualità,19 Sep 2021
"""
FRANCE = """Hélène,Lefèvre,,h@laiterie.example.fr,Laiterie Lefèvre,Responsable qualité,03 Feb 2024
Gaël,Prévost,,,Conserverie Prévost,Directeur de site,11 Mar 2023
Zoé,Guérin,,,Hôtel Guérin,Gérante,02 Jun 2022
"""
ENGLAND = """Ann,Lee,,a@lee.example.com,Lee Foods,Managing Director,03 Feb 2024
Bo,Hill,,b@hill.example.co,Hill Hauling,Operations Director,11 Mar 2023
Cy,Ray,,,Ray Hotels,Commercial Director,02 Jun 2022
"""


@pytest.mark.parametrize(
    ("connections", "code", "none_in"),
    [
        (SPAIN, "es", ""),
        (PORTUGAL, "pt", ""),
        (NETHERLANDS, "nl", ""),
        (ITALY, "en", "Italian"),
        (FRANCE, "fr", ""),
        (ENGLAND, "en", ""),
    ],
)
def test_a_list_of_connections_tells_the_language(
    tmp_path: Path, connections: str, code: str, none_in: str
) -> None:
    files = [("Connections.csv", (CONNECTIONS + connections).encode())]
    tiesmap.open(tmp_path / "a.db").files.import_files(files, "Petra Huber")
    letters = tiesmap.open(tmp_path / "a.db", rep="Petra Huber").letters
    assert (letters.language(), letters.has_none_in()) == (("", code), none_in)


@pytest.mark.parametrize(
    ("connections", "trade", "called"),
    [
        (SPAIN, "Food & drink", "Alimentación"),
        (PORTUGAL, "Food & drink", "Alimentação"),
        (PORTUGAL, "Hotels", "Hotelaria"),
        (NETHERLANDS, "Construction", "Bouw"),
        (ITALY, "Food & drink", "Food & drink"),
    ],
)
def test_kinds_of_business_are_proposed_in_that_language(
    tmp_path: Path, connections: str, trade: str, called: str
) -> None:
    files = [("Connections.csv", (CONNECTIONS + connections).encode())]
    tiesmap.open(tmp_path / "a.db").files.import_files(files, "Petra Huber")
    looks = tiesmap.open(tmp_path / "a.db", rep="Petra Huber").start.looks()
    assert {one.category: one.name for one in looks}[trade] == called


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
