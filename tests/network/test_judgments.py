"""What somebody says of a tie himself: lowered, raised, confirmed, denied."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tests.networks import TODAY, World, world
from tiesmap.model.settings import Settings
from tiesmap.network.build import build_network
from tiesmap.network.network import Network
from tiesmap.network.outreach import suggest
from tiesmap.network.paths import find_paths
from tiesmap.network.strength import reasons


def told(*rows: tuple[str, str, float | None, bool]) -> World:
    """You mail Ann often, Ann mails Bob often, both Ann and Cy work at Acme; and what was said.

    A row is (one, other, strength, by hand).
    """
    base = world(
        "You mail Ann 30 times",
        "Ann mails Bob 30 times",
        "Ann works at Acme\nCy works at Acme",
        *("{} knows {} 3 of 5".format(*row[:2]) for row in rows),
    )
    ties = base.tables.ties.copy()
    ties["strength"] = pd.Series([row[2] for row in rows], dtype="float64")
    ties["by_hand"] = pd.Series([row[3] for row in rows], dtype="bool")
    people = base.tables.people.copy()
    people["rep"] = people["name"] == "You"
    return replace(base, tables=replace(base.tables, ties=ties, people=people))


def network(world: World) -> Network:
    return build_network(world.tables, TODAY, Settings())


def strength(world: World, a: str, b: str) -> float | None:
    found = network(world)
    tie = found.tie_between(world.node(a), world.node(b))
    return None if tie is None else float(found.strength[tie])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Judged 1 ... 5 stands for .1 ... .9.
        ([(1.0, True)], 0.1),
        ([(5.0, True)], 0.9),
        ([(3.0, False), (1.0, True)], 0.1),
        ([(1.0, True), (3.0, False)], 0.1),
        ([(2.0, True), (4.0, True)], 0.7),
        # An imported judgment of the rep's own tie counts before contact, too.
        ([(1.0, False)], 0.1),
        ([(2.0, False), (4.0, False)], 0.7),
    ],
)
def test_the_reps_word_beats_counting_for_his_own(rows, expected):
    world = told(*(("You", "Ann", mark, hand) for mark, hand in rows))
    assert strength(world, "You", "Ann") == pytest.approx(expected)


def test_confirmed_without_a_mark_it_is_as_counted_and_a_little_more():
    counted = strength(told(), "You", "Ann")
    assert counted < strength(told(("You", "Ann", None, True)), "You", "Ann") < counted + 0.01


def test_of_others_a_hand_decides_and_an_import_adds():
    counted = strength(told(), "Ann", "Bob")
    assert strength(told(("Ann", "Bob", 1.0, True)), "Ann", "Bob") == pytest.approx(0.1)
    assert strength(told(("Ann", "Bob", 1.0, False)), "Ann", "Bob") > counted
    assert strength(told(("Bob", "Ann", 5.0, True)), "Ann", "Bob") == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        ([(0.0, True)], False),
        ([(0.0, False)], False),
        ([(3.0, False), (0.0, True)], False),
        ([(0.0, False), (3.0, True)], True),
        ([(0.0, False), (None, True)], True),
        ([(0.0, True), (3.0, True)], True),
        ([(0.0, False), (2.0, False)], True),
    ],
)
@pytest.mark.parametrize("pair", [("You", "Ann"), ("Ann", "Bob"), ("Ann", "Cy")])
def test_denied_is_gone_whatever_else_tells_of_it(pair, rows, there):
    world = told(*((*pair, mark, hand) for mark, hand in rows))
    assert (strength(world, *pair) is not None) == there


def goals(standpoint):
    """The nodes of those whom outward suggests."""
    found = suggest(standpoint, reach="near", top=99, accounts=True)
    return [standpoint.network.node(one.path.goal) for one in found]


def test_a_denied_tie_is_in_no_path_suggestion_or_count():
    before, after = told(), told(("Ann", "Bob", 0.0, True))
    bob = before.node("Bob")
    assert find_paths(before.standpoint(), [bob])
    assert bob in goals(before.standpoint())
    here = after.standpoint()
    assert not find_paths(here, [bob]) and here.around.ring[bob] == -1
    assert bob not in goals(here)
    assert here.network.known_degree[after.node("Ann")] == 1
    assert here.network.tie_between(after.node("Ann"), after.node("Bob")) is None
    assert len(here.network.ties) == len(before.network().ties) - 1


def test_whose_word_it_was_is_said():
    world = told(("You", "Ann", 1.0, True), ("Ann", "Bob", 2.0, True))
    found = network(world)

    def said(a: str, b: str, *names: str) -> tuple[str, ...]:
        tie = found.tie_between(world.node(a), world.node(b))
        return reasons(found.ties, int(tie or 0), *names, found.now)

    assert "you judged 1 of 5" in said("You", "Ann", "you", "Ann")
    assert "judged 2 of 5, whatever the contacts say" in said("Ann", "Bob", "Ann", "Bob")
    plain = told(("Ann", "Bob", 2.0, False))
    found, world = network(plain), plain
    assert "judged 2 of 5" in said("Ann", "Bob", "Ann", "Bob")
