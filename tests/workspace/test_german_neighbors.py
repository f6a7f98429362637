"""With whom a business deals is the same whatever the rep calls it. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.guarded import load
from tiesmap.model.paths import OpenAsk
from tiesmap.workspace.letters.common_ground import between
from tiesmap.workspace.opening import open_workspace

DAY, REP = date(2026, 11, 28), "Anke Rep"
ROWS = [
    ("Jens Alt", "Alt Hochbau", "Bau"),
    ("Ute Neu", "Neu Tiefbau", "Bau"),
    ("Ole Tag", "Hotel Tag", "Hotellerie"),
]
PEOPLE = [
    {
        "name": name,
        "email": f"{name[0]}@x.example",
        "company": firm,
        "category": said,
        "comfort": "5",
    }
    for name, firm, said in ROWS
]


def test_who_deals_with_whom_is_known_in_the_words_of_the_rep(tmp_path: Path) -> None:
    seat = open_workspace(tmp_path / "ties.db", as_of=DAY)
    load(seat, REP, people=PEOPLE)
    seat = open_workspace(tmp_path / "ties.db", REP, DAY)
    jens = seat.people.find("Jens Alt")[0].id
    said = {one.connector: one.reasons[0] for one in seat.ways.open_asks(20)}
    # A hotel deals with builders, whatever the rep's list calls the two.
    assert said[jens] == "is in Bau, which deals with Hotellerie"
    with seat.view() as view:
        assert between(view, jens, OpenAsk(jens, "category", "Banken", 0.1, ())).deals
        assert not between(view, jens, OpenAsk(jens, "category", "Tierärzte", 0.1, ())).deals


@pytest.mark.parametrize("called", ["", "Verbände & Kammern"])
def test_whoever_is_at_a_guild_is_asked_about_its_members(tmp_path: Path, called: str) -> None:
    guild = {"name": "Elke Voss", "email": "e@x.example", "company": "Elektro-Innung Hasetal",
             "title": "Geschäftsführerin", "category": called, "comfort": "5"}  # fmt: skip
    seat = open_workspace(tmp_path / "ties.db", as_of=DAY)
    load(seat, REP, people=[*PEOPLE, guild])
    seat = open_workspace(tmp_path / "ties.db", REP, DAY)
    elke = seat.people.find("Elke Voss")[0]
    assert elke.category == (called or "Verbände & Kammern")
    said = {one.connector: one for one in seat.ways.open_asks(20)}
    assert said[elke.id].about in ("Bau", "Hotellerie")
    assert said[elke.id].reasons[0] == "is at Elektro-Innung Hasetal, which knows its members"
