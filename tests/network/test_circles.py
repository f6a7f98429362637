"""Circles: which the rep is at home in, which come next, and who opens each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests import plainly
from tests.network.test_outreach import plain_chances
from tests.networks import LAW, World, stories, world
from tiesmap.model.circles import Circle
from tiesmap.model.settings import Settings
from tiesmap.network.circles import few, find_circles, group, rank_circles

DRAWN = r"""
    Five bakers and three banks, as You know them; You are at home with bakers.

    You - A B C D E (Bakers, rated 5) - X, Y (Inns)     A and B know X, A knows Y.
      `-- F G H (Banks) ---------------- Z (Inns)       H is nobody You said You are at ease with.
          F -------------------------- W (Mills)
"""
TOLD = (
    *(f"You mail {n}\n{n} is in Bakers" for n in "ABCDE"),
    *(f"You mail {n}\n{n} is in Banks" for n in "FGH"),
    "You rate everybody in Bakers 5",
    "A knows X\nB knows X\nA knows Y\nH knows Z 5 of 5\nF knows W 5 of 5",
    "X is in Inns\nY is in Inns\nZ is in Inns\nW is in Mills",
)


def circles(told: World, **settings: float) -> dict[str, Circle]:
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return {c.circle: c for c in find_circles(told.standpoint(settings=chosen), accounts=True)}


def test_the_drawing() -> None:
    assert DRAWN
    found = circles(world(*TOLD))
    # Next ones first, by how surely they open; then the known ones, at home last.
    assert [(c.circle, c.standing, c.known) for c in found.values()] == [
        ("Inns", "next", 0),
        ("Banks", "known", 3),
        ("Bakers", "at home", 5),
    ]
    inns = found["Inns"]
    assert [(o.name, o.through_name, o.begins) for o in inns.openings] == [
        ("X", "A", "Bakers"),
        ("Y", "A", "Bakers"),
    ]
    # Z and W are known to bankers alone, and mills to nobody whom You are at ease with.
    assert inns.reachable == 2


def test_everybody_begins_until_the_rep_said_with_whom_he_is_at_ease() -> None:
    told = world(*(line for line in TOLD if "rate" not in line))
    found = circles(told)
    assert {o.name for o in found["Inns"].openings} == {"X", "Y", "Z"}
    assert found["Mills"].openings[0].through_name == "F"
    # Without a rating he is at home where he knows most people best, and it is not called rated.
    assert found["Bakers"].standing == "at home"
    assert not found["Bakers"].rated


def test_how_few_is_few_is_a_share_and_at_least_two() -> None:
    told = world(*TOLD)
    assert few(told.standpoint().around) == 2
    assert few(told.standpoint(settings=Settings(few_share=0.5)).around) == 4
    assert circles(told, few_share=0.5)["Banks"].standing == "next"


def test_what_the_rep_says_goes_before_what_he_knows() -> None:
    """Rated high he is at home though he knows few there; rated low he is not, though many."""
    told = world(*TOLD, "You mail J\nJ is in Farms\nYou rate everybody in Farms 4")
    assert circles(told)["Farms"].standing == "at home"
    low = world(*TOLD[:-3], "You rate everybody in Bakers 2", *TOLD[-2:])
    assert circles(low)["Bakers"].standing == "known"


def test_people_at_firms_you_know_are_no_way_into_a_circle() -> None:
    told = world(*TOLD, "A works at Acme\nX works at Acme")
    (inns,) = (c for c in find_circles(told.standpoint()) if c.circle == "Inns")
    assert [o.name for o in inns.openings] == ["Y"]


def test_where_nobody_has_a_category_circles_are_communities_and_inferred() -> None:
    r"""You know A, B and C, who hang together; C knows D, E and F of another circle."""
    told = world(
        "You mail A 9 times\nYou mail B 9 times\nYou mail C 9 times",
        *(f"{a} mails {b} 9 times" for a, b in ("AB", "BC", "AC", "DE", "EF", "DF")),
        "C mails D 2 times\nC mails E\nC mails F",
    )
    found = circles(told)
    assert all(c.inferred for c in found.values())
    assert {c.standing: c.known for c in found.values()} == {"next": 0, "at home": 3}
    assert all(name.endswith("’s circle") for name in found)
    opening = found[next(n for n, c in found.items() if c.is_next)].openings[0]
    assert (opening.name, opening.through_name) == ("D", "C")


@LAW
@given(stories())
def test_every_number_of_a_circle(story: list[str]) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    chances, graph = plain_chances(told), plainly.ties(told)
    grouping = group(standpoint)
    names = {k: told.names([k])[0] for k in range(len(standpoint.network))}
    found = find_circles(standpoint, accounts=True)
    of = {names[k]: c for k, c in enumerate(grouping.of.tolist())}
    ratings = told.ratings.people["comfort"]
    everybody_begins = (ratings >= 3.5).sum() <= 2
    for circle in found:
        k = grouping.names.tolist().index(circle.circle)
        inside = sorted((chances[n] for n in chances if of[n] == k), reverse=True)
        known = [n for n in graph["You"] if of[n] == k and graph.edges["You", n]["known"]]
        assert circle.known == len(known)
        if everybody_begins:
            assert circle.reachable == len(inside)
            assert circle.score == pytest.approx(sum(inside[:3]), rel=1e-6)
        assert len(circle.openings) == min(3, circle.reachable)
        assert 1 <= circle.comfort <= 5
    assert dict(rank_circles(standpoint, accounts=True)) == pytest.approx(
        {c.circle: c.score for c in found if c.reachable}
    )
    order = ["next", "known", "at home"]
    assert [order.index(c.standing) for c in found] == sorted(
        order.index(c.standing) for c in found
    )
    for standing in order:
        scores = [c.score for c in found if c.standing == standing]
        assert scores == sorted(scores, reverse=True)


def test_nobody_around() -> None:
    told = world("You is on file\nAnn knows Bob\nBob is in Inns")
    assert find_circles(told.standpoint()) == ()
    assert (group(told.standpoint()).known == np.zeros(1)).all()
