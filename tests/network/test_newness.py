"""Newness: another category, another community, over a bridging tie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.networks import LAW, stories, world
from tiesmap.network.newness import crosses_bridge, newness, newness_of

DRAWN = r"""
    You know A and D.      B - C        F
                            \ /        / \      A, B, C are Hotels; D, F, G Banks, E says nothing.
                             A    E - D - G     A, B, C hang together, so do D, E, F, G.
"""
TOLD = (
    "You mail A 3 times\nYou mail D 3 times",
    "A knows B\nA knows C\nB knows C\nD knows F\nD knows G\nF knows G\nD knows E",
    "A is in Hotels\nB is in Hotels\nC is in Inns\nD is in Banks\nF is in Banks\nG is in Banks",
)


def test_newness_worked_by_hand() -> None:
    """Of the two contacts one is in each community: a share of 1/2, so each is half new.

    B: 1/(1 + 1 contact in Hotels) + 1/2 = 1, a third of it. C: Inns are wholly new, 1 + 1/2.
    E: no category counts half.
    """
    assert DRAWN
    told = world(*TOLD)
    standpoint = told.standpoint()
    goals = np.array(told.nodes("B C E"))
    none = np.zeros(3, dtype=bool)
    expected = [(1 / 2 + 1 / 2) / 3, (1 + 1 / 2) / 3, (1 / 2 + 1 / 2) / 3]
    assert newness(standpoint, goals, none) == pytest.approx(expected)
    assert newness(standpoint, goals, ~none) == pytest.approx([e + 1 / 3 for e in expected])


def test_what_is_new_in_words() -> None:
    told = world(*TOLD)
    standpoint = told.standpoint()
    value, why = newness_of(standpoint, tuple(told.nodes("You A C")))
    assert why == ("you know nobody in Inns yet",)
    assert value == pytest.approx(1 / 2)
    assert newness_of(standpoint, tuple(told.nodes("You A B")))[1] == (
        "you know only one person in Hotels",
    )


def test_a_familiar_category_is_not_called_new() -> None:
    told = world(
        *(f"You mail {name}\n{name} is in Hotels" for name in "ABCD"), "A knows E\nE is in Hotels"
    )
    # Four contacts are no longer "only" a few.
    assert newness_of(told.standpoint(), tuple(told.nodes("You A E")))[1] == ()
    fewer = world(
        *(f"You mail {name}\n{name} is in Hotels" for name in "ABC"), "A knows E\nE is in Hotels"
    )
    why = newness_of(fewer.standpoint(), tuple(fewer.nodes("You A E")))[1]
    assert why == ("you know only 3 people in Hotels",)


def test_the_way_bridges_where_a_tie_beyond_the_first_hop_does() -> None:
    r"""You - A, and two triangles A-B-C and D-E-F, joined by C - D."""
    told = world(
        "You mail A",
        *(f"{a} knows {b}" for a, b in ("AB", "BC", "AC", "DE", "EF", "DF", "CD")),
    )
    standpoint = told.standpoint()
    assert crosses_bridge(standpoint, tuple(told.nodes("You A C D")))
    assert not crosses_bridge(standpoint, tuple(told.nodes("You A B")))
    why = newness_of(standpoint, tuple(told.nodes("You A C D")))[1]
    assert why == ("the way there bridges into another circle",)


@given(stories())
@LAW
def test_newness_lies_between_0_and_1(story: list[str]) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    goals = np.arange(len(standpoint.network))
    none = np.zeros(len(goals), dtype=bool)
    found = newness(standpoint, goals, none)
    assert ((found >= 0) & (found <= 2 / 3)).all()
    assert newness(standpoint, goals, ~none) == pytest.approx(found + 1 / 3)
