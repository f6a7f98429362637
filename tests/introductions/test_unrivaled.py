"""Schools, churches and charities compete with nobody, and no letter speaks of it. By hand."""

from __future__ import annotations

import pytest

from tiesmap.introductions.facts import open_question
from tiesmap.introductions.languages import names
from tiesmap.introductions.turns import Mark
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.reasons import Reason, ReasonKind

RIVALS = ("compet", "Mitbewerb", "Wettbewerb", "concurren", "oncorr")
KEEPER = Person(PersonId(2), "Latisha Feld", title="Head custodian", category="Schools")


@pytest.mark.parametrize("code", names())
@pytest.mark.parametrize(("about", "rivals"), [("Schools", False), ("Churches", False),
                                                ("Dental", True)])  # fmt: skip
def test_only_where_people_compete_is_it_said(code: str, about: str, rivals: bool) -> None:
    peers = Reason(ReasonKind.PEERS, (about,))
    ask = OpenAsk(PersonId(2), "category", about, 0.3, (peers,))
    text = open_question(ask, KEEPER, Mark("2", code=code))
    assert text.endswith("?") and any(word in text for word in RIVALS) is rivals
