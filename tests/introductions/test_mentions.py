"""May I mention your name? The second kind of ask, with states and words of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tiesmap.introductions.requests import to_mention
from tiesmap.introductions.steps import can_follow, next_step, take_step
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest

REP, CORA, THEO = Person(1, "Rita"), Person(2, "Cora"), Person(3, "Theo")
ASK = IntroRequest(
    "rabcdefghij", "planned", "Rita", 1, "Cora", 2, "Theo", 3, "Eva", 4,
    ("Rita", "Cora", "Theo", "Eva"), 0.1, ("knows Theo",), purpose="Ask", note_to_forward="old",
)  # fmt: skip
NOW = datetime(2026, 6, 30, 9)


def mention() -> IntroRequest:
    return to_mention(ASK, rep=REP, connector=CORA, target=THEO)


def test_it_stands_beside_the_ask_for_an_introduction():
    found = mention()
    assert (found.request, found.is_mention, ASK.is_mention) == ("mabcdefghij", True, False)
    assert "mention that name to Theo" in found.purpose
    assert "We both know Cora, who's fine with me saying so." in found.note_to_forward
    # Whom it is all for is known to the rep alone.
    assert found.goal == "Eva" and "Eva" not in found.note_to_forward
    assert to_mention(found, rep=REP, connector=CORA, target=THEO) is found


def test_who_has_no_name_or_was_asked_already_cannot_be_mentioned_to():
    for other, why in (
        (replace(ASK, target_id=None), "nobody to write to"),
        (replace(ASK, asked_on=date(2026, 6, 1)), "asked for the introduction already"),
    ):
        with pytest.raises(ValueError, match=why):
            to_mention(other, rep=REP, connector=CORA, target=THEO)


def test_its_life_goes_without_the_targets_yes():
    request, seen = mention(), []
    for status in ("asked", "agreed", "introduced", "met"):
        request, step = take_step(request, status, NOW, 7)
        assert step is not None
        seen.append(request.meaning)
    assert seen == [
        "you asked whether you may mention the name",
        "you may mention the name",
        "you wrote to the target and mentioned the name",
        "you met",
    ]
    agreed = replace(mention(), status="agreed")
    assert "accepted" not in can_follow(agreed) and "introduced" in can_follow(agreed)
    assert next_step(agreed) == "write to Theo and mention Cora"
    assert "refused" in can_follow(replace(mention(), status="introduced"))
    assert "introduced" not in can_follow(replace(ASK, status="agreed"))
