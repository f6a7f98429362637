"""Firms of which a list has nobody: offered for the wanted list, never put on it. By hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.reader import Reader
from tiesmap.model.intake import Checked
from tiesmap.model.people import TargetRecord

ACCOUNTS = (
    "Account Name,Primary Contact,Stage,Next Step\n"
    "Acme,Ann Lee,Prospect,\n"
    "Battelle,,Target,get in\n"
    "Ohio State,,Prospect,\n"
    "Acme,,Prospect,second site\n"
    "Old Client Co,,Customer,\n"
    "Pizza Place,,,\n"
)
PORTUGUESE = "Cliente,Contacto,Telemóvel,Ramo,Obs.\nAcme,Ana Silva,912345678,,\n"
PORTUGUESE += "Fábrica Felgueiras,,,Calçado,tentar entrar\n"


def read(text: str, *want: str) -> Checked:
    answers = {"list.csv": {"want": want}} if want else {}
    (checked,) = Reader(date(2026, 11, 1), answers=answers).read("list.csv", text.encode())
    return checked


@pytest.mark.parametrize(
    ("text", "firms"),
    [(ACCOUNTS, ("Battelle", "Ohio State")), (PORTUGUESE, ("Fábrica Felgueiras",))],
)
def test_of_firms_without_anybody_it_is_asked_whether_one_is_wanted(
    text: str, firms: tuple[str, ...]
) -> None:
    checked = read(text)
    assert checked.firms == firms and checked.targets == ()
    (note,) = (one for one in checked.notes if "--want FIRM" in one)
    assert f"({len(firms)})" in note and firms[0] in note


def test_only_those_that_are_named_go_on_the_wanted_list_with_the_note() -> None:
    assert read(ACCOUNTS, "Battelle", "Pizza Place").targets == (
        TargetRecord(3, company="Battelle", why="get in"),
    )
    assert [one.name for one in read(ACCOUNTS, "Battelle").people] == ["Ann Lee"]
