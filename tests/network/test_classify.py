"""Strong, weak, dormant, inferred: by strength and silence."""

from __future__ import annotations

import pytest

from tests.networks import world
from tiesmap.model.settings import Settings
from tiesmap.network.classify import CLASSES, tie_classes


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Strong from .35: x / (x + 3) >= .35 from x = 1.62 on.
        ("You mail Ann 2 times", "strong"),
        ("You mail Ann", "weak"),
        ("You mail Ann 10 times 45 days ago", "strong"),
        ("You mail Ann 10 times 150 days ago", "weak"),
        # 4 mails were strength 4.01 / 7.01 then; silent for more than 180 days since.
        ("You mail Ann 4 times 181 days ago", "dormant"),
        ("You mail Ann 4 times 180 days ago", "weak"),
        ("You mail Ann 4 times 3000 days ago", "dormant"),
        # Once is not a strong tie, however long ago.
        ("You mail Ann 730 days ago", "weak"),
        ("You mail Ann 3000 days ago", "weak"),
        ("You know Ann 1 of 5\nYou mail Ann 400 days ago", "weak"),
        ("Ann introduced You to Bob 400 days ago", "weak"),
        # The four were spread over years: never strong.
        (
            "You mail Ann 300 days ago\nYou mail Ann 600 days ago\nYou mail Ann 900 days ago",
            "weak",
        ),
        ("You know Ann 4 of 5", "strong"),
        ("You know Ann 2 of 5", "weak"),
        ("You are linked to Ann", "weak"),
        ("Bob mails You and Ann 9 times", "inferred"),
        ("You work at Acme\nAnn works at Acme", "inferred"),
        ("You work at Acme\nAnn works at Acme\nYou mail Ann", "weak"),
    ],
)
def test_the_class_of_a_tie(told: str, expected: str) -> None:
    people = world(told)
    network = people.network()
    found = tie_classes(network, Settings())[people.tie(network, "You", "Ann")]
    assert CLASSES[found] == expected


def test_the_thresholds_are_settings() -> None:
    people = world("You mail Ann 4 times 100 days ago")
    network = people.network()

    def under(**chosen: float) -> str:
        return CLASSES[tie_classes(network, Settings(**chosen))[0]]  # type: ignore[arg-type]

    # x = 4 x 2^(-100/45) + .01 = .867, strength .224.
    assert under() == "weak"
    assert under(strong_from=0.22) == "strong"
    assert under(dormant_after=99) == "dormant"
    assert under(dormant_after=99, strong_from=0.6) == "weak"
