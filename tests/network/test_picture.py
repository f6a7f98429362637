"""What one picture shows: whom, which ties, and never somebody marked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, World, stories, world
from tiesmap.model.map import MapView
from tiesmap.network.picture import NO_CATEGORY, draw_communities, draw_rings

DRAW = {"rings": draw_rings, "communities": draw_communities}
KIND = st.sampled_from(sorted(DRAW))

CIRCLE = """You mail Ann 4 times
You mail Bob
Ann is in Hotels
Bob is in Banks
Bob works at Acme
Bob is a Director
You rate Ann 5
Ann knows Cy 4 of 5
Ann knows Dora
Cy knows Dora
Dora knows Eve
Fay is on file
Bob knows Gil
Gil must not be asked
Gil knows Hal
"""


def names(told: World, view: MapView) -> list[str]:
    return sorted(told.name(person.id) for person in view.people)


def drawn_ties(told: World, view: MapView) -> set[str]:
    return {" ".join(sorted((told.name(tie.person), told.name(tie.other)))) for tie in view.ties}


def test_rings_show_who_is_within_reach() -> None:
    told = world(CIRCLE)
    view = draw_rings(told.standpoint(), clients=told.nodes("Bob"))
    # Fay has no tie, Gil is marked, and Hal lies behind him.
    assert names(told, view) == ["Ann", "Bob", "Cy", "Dora", "Eve"]
    of = {told.name(person.id): person for person in view.people}
    assert {name: person.ring for name, person in of.items()} == {
        "Ann": 1, "Bob": 1, "Cy": 2, "Dora": 2, "Eve": 3,
    }  # fmt: skip
    assert (of["Bob"].label, of["Bob"].company, of["Bob"].role) == ("Bob", "Acme", "Director")
    assert (of["Ann"].comfort, of["Ann"].rated, of["Ann"].client) == (1.0, True, False)
    assert (of["Bob"].rated, of["Bob"].client, of["Cy"].comfort) == (False, True, None)
    assert drawn_ties(told, view) == {
        "Ann You",
        "Bob You",
        "Ann Cy",
        "Ann Dora",
        "Cy Dora",
        "Dora Eve",
    }
    assert view.rep == told.ids["You"]
    assert view.kind == "rings"
    tie = next(t for t in view.ties if {t.person, t.other} == {told.ids["Ann"], told.ids["Cy"]})
    assert (tie.tie_class, tie.title) == ("strong", "Ann – Cy\njudged 4 of 5")


def test_of_guessed_ties_the_one_that_leads_further_in_is_drawn() -> None:
    """Zoe, whom You know, has three colleagues; whether any of the four know each other is a guess.

    Zoe is mentioned last, so that she comes last wherever numbers decide.
    """
    told = world(
        *(f"{name} works at Acme" for name in ("Bob", "Cy", "Dora", "Zoe")), "You mail Zoe"
    )
    view = draw_rings(told.standpoint())
    assert drawn_ties(told, view) == {"You Zoe", "Bob Zoe", "Cy Zoe", "Dora Zoe"}


def test_the_line_inward_is_drawn_beside_stronger_ones_within_the_ring() -> None:
    told = world(
        "You mail Ann\nAnn is linked to Bob",
        *(f"Ann mails {name} 3 times\nBob mails {name} 2 times" for name in "CDEFG"),
    )
    assert "Ann Bob" in drawn_ties(told, draw_rings(told.standpoint()))


def test_communities_leave_the_rep_out() -> None:
    told = world(CIRCLE)
    view = draw_communities(told.standpoint())
    assert names(told, view) == ["Ann", "Bob", "Cy", "Dora", "Eve"]
    assert not any("You" in pair.split() for pair in drawn_ties(told, view))
    assert view.kind == "communities"
    assert view.rep_at is None
    assert (view.sectors, view.radii) == ((), ())


def test_a_category_keeps_to_its_people_and_who_leads_to_them() -> None:
    told = world(CIRCLE, "Cy is in Inns")
    view = draw_rings(told.standpoint(), category="Inns")
    assert names(told, view) == ["Ann", "Cy"]
    also = draw_rings(told.standpoint(), category="Inns", always=told.nodes("Bob Gil Fay You"))
    # Whoever is selected is there as well; but nobody marked, out of reach, nor You as a contact.
    assert names(told, also) == ["Ann", "Bob", "Cy"]


def test_the_most_comfortable_are_kept_where_there_are_too_many() -> None:
    """Of 20 people shown 45 % are contacts, so 9: those rated highest."""
    letters = "ABCDEFGHIJKLMNOP"
    told = world(
        *(f"You mail {n}\nYou rate {n} {5 if n in 'CEGIKMOPD' else 2}" for n in letters),
    )
    view = draw_rings(told.standpoint(), most=20)
    assert names(told, view) == sorted("CEGIKMOPD")


def test_where_categories_are_missing_a_community_stands_in() -> None:
    """Two circles of four, of whom nobody's category is known, and Zoe alone."""
    four, others = "ABCD", "EFGH"
    told = world(
        "You mail A\nYou mail E\nYou mail Zoe",
        *(
            f"{a} knows {b} 4 of 5"
            for group in (four, others)
            for a in group
            for b in group
            if a < b
        ),
    )
    view = draw_rings(told.standpoint())
    sectors = {sector.category: sector.inferred for sector in view.sectors}
    assert sectors.pop(NO_CATEGORY) is False
    assert len(sectors) == 2
    assert all(inferred and name.endswith("’s circle") for name, inferred in sectors.items())
    groups = draw_communities(told.standpoint()).groups
    assert {group.label for group in groups} == set(sectors)


def test_a_sector_is_shaded_by_comfort() -> None:
    told = world(
        "You mail Ann\nAnn is in Hotels\nYou rate everybody in Hotels 5",
        "Ann knows Bob\nBob is in Inns\nYou mail Cy\nCy is in Hotels",
        "Ann knows Dora\nDora is in Inns",
    )
    comfort = {s.category: s.comfort for s in draw_rings(told.standpoint()).sectors}
    # On the map comfort runs from 0 to 1; of Inns nothing is known.
    assert comfort == {"Hotels": 1.0, "Inns": None}


@LAW
@given(stories(), KIND, st.data())
def test_what_holds_for_every_picture(story: list[str], kind: str, data: st.DataObject) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    wanted = data.draw(st.sets(st.sampled_from(range(len(standpoint.network)))))
    view = DRAW[kind](standpoint, always=wanted)
    graph, people = plainly.ties(told), told.tables.people
    marked = set(people.loc[people["do_not_ask"], "person"])
    shown = {person.id for person in view.people}
    assert len(shown) == len(view.people)
    assert not shown & (marked | {told.ids["You"]})
    ends = [(tie.person, tie.other) for tie in view.ties]
    assert len({frozenset(pair) for pair in ends}) == len(ends)
    for tie in view.ties:
        a, b = told.name(tie.person), told.name(tie.other)
        assert {tie.person, tie.other} <= shown | {told.ids["You"]}
        assert (tie.tie_class == "inferred") == (not graph.edges[a, b]["known"])
    contacts = {told.name(person.id) for person in view.people if person.ring == 1}
    if kind == "rings":
        with_you = {
            told.name(sum(pair) - told.ids["You"]) for pair in ends if told.ids["You"] in pair
        }
        assert with_you == contacts
    # Whoever stands further out has a line further in.
    ring = {person.id: person.ring for person in view.people}
    inward = {max(pair, key=ring.__getitem__) for pair in ends
              if set(pair) <= shown and len({ring[p] for p in pair}) == 2}  # fmt: skip
    assert inward == {person for person in shown if ring[person] > 1}
    # Whoever can be reached is there: these networks are small.
    asking = plainly.hops(told)
    reached = {name for name in told.ids if plainly.paths(asking, name)}
    assert {told.name(i) for i in shown} == reached | set(asking["You"])
    assert all(np.isfinite((person.x, person.y)).all() for person in view.people)


@LAW
@given(stories(), KIND, st.integers(1, 6))
def test_a_picture_stays_small(story: list[str], kind: str, most: int) -> None:
    told = world(*story)
    view = DRAW[kind](told.standpoint(), most=most)
    # Each of the three rings is rounded by itself.
    assert len(view.people) <= most + 1.5


@pytest.mark.parametrize("kind", sorted(DRAW))
def test_a_picture_of_nobody(kind: str) -> None:
    told = world("You is on file\nAnn knows Bob")
    view = DRAW[kind](told.standpoint())
    assert (view.people, view.ties) == ((), ())
