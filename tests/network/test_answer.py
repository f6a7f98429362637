"""The map's first state: who opens a new circle, and whom; drawn by hand, and what always holds."""

from __future__ import annotations

from itertools import combinations
from math import atan2, hypot, pi

from hypothesis import given

from tests.networks import LAW, World, stories, world
from tiesmap.model.map import MapView
from tiesmap.model.paths import OpenAsk
from tiesmap.network.answer import CONNECTORS, draw_answer
from tiesmap.network.circles import find_circles

STORY = (
    "You mail Ann 5 times",
    "You mail Bea 5 times",
    "You mail Cy 5 times",
    "Ann is in Banks",
    "Bea is in Banks",
    "Cy is in Banks",
    "Ann knows Hugo 4 of 5",
    "Hugo is in Hotels",
    "Bea knows Ines 4 of 5",
    "Ines is in Inns",
    "Bea knows Jo 4 of 5",
    "Jo is in Inns",
)
"""Ann opens Hotels, where Hugo is, and Bea Inns; Cy opens nothing."""


def drawn(told: World, asks: tuple[OpenAsk, ...] = ()) -> MapView:
    standpoint = told.standpoint()
    return draw_answer(standpoint, find_circles(standpoint), asks)


def test_the_contacts_who_open_a_circle_and_whom_they_open() -> None:
    told = world(*STORY)
    view = drawn(told)
    assert {told.name(one.id): one.ring for one in view.people} == {
        "Ann": 1, "Bea": 1, "Hugo": 2, "Ines": 2, "Jo": 2,
    }  # fmt: skip
    lines = {frozenset((told.name(t.person), told.name(t.other))) for t in view.ties}
    assert lines == {
        frozenset(pair.split()) for pair in ("You Ann", "You Bea", "Ann Hugo", "Bea Ines", "Bea Jo")
    }
    assert [one.category for one in view.sectors] == ["Hotels", "Inns"]
    assert view.kind == "answer"


def test_whoever_is_opened_stands_in_the_slice_of_his_circle() -> None:
    told = world(*STORY)
    view = drawn(told)
    hotels, inns = view.sectors
    for one in view.people:
        if one.ring == 2:
            slice_ = hotels if one.category == "Hotels" else inns
            turn = (atan2(one.y, one.x) - slice_.start_angle) % (2 * pi)
            assert turn <= slice_.end_angle - slice_.start_angle


def test_where_nobody_is_known_there_it_says_whom_to_ask_openly() -> None:
    told = world("You mail Ann 5 times", "Ann is in Banks", "You mail Bea", "Bea is in Banks")
    asks = (
        OpenAsk(told.ids["Ann"], "category", "Hotels", 0.2, ()),
        OpenAsk(told.ids["Bea"], "company", "Acme", 0.1, ()),
    )
    view = drawn(told, asks)
    assert {one.label for one in view.people} == {
        "Ann", "Bea", "somebody in Hotels", "somebody at Acme",
    }  # fmt: skip
    nobody = [one for one in view.people if one.label.startswith("somebody")]
    assert all(one.id < 0 for one in nobody)


def test_of_many_asks_about_the_same_two_are_shown() -> None:
    told = world(*(f"You mail {name}" for name in "ABCDE"))
    asks = tuple(OpenAsk(told.ids[name], "category", "Hotels", 0.1, ()) for name in "ABCDE")
    assert sum(one.ring == 1 for one in drawn(told, asks).people) == 2


def test_nobody_to_show_is_an_empty_picture() -> None:
    view = drawn(world("You mail Ann"))
    assert (view.people, view.ties, view.sectors) == ((), (), ())


@LAW
@given(stories())
def test_what_holds_for_every_answer(story: list[str]) -> None:
    view = drawn(world(*story))
    contacts = [one for one in view.people if one.ring == 1]
    assert len(contacts) <= CONNECTORS
    ends = {end for tie in view.ties for end in (tie.person, tie.other)}
    assert {one.id for one in view.people} <= ends
    assert all(
        hypot(one.x - two.x, one.y - two.y) > 12 for one, two in combinations(view.people, 2)
    )
