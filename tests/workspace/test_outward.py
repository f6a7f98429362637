"""Outward from the sample: where Maren's network leads, as a coach who knows her would judge it.

Maren rates Manufacturing and Automotive 5, Food service and Logistics 4, Banking 2. She knows
nobody in hotels; Rosalind, a client of hers, knows one hotel man.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tiesmap.model.paths import ReferralPath
from tiesmap.workspace import Unanswerable, Workspace

AT_EASE = {"Manufacturing", "Automotive", "Food service", "Logistics"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, sample_database: bytes) -> Path:
    path = tmp_path_factory.mktemp("outward") / "sample.db"
    path.write_bytes(sample_database)
    return path


@pytest.fixture(scope="module")
def maren(database: Path) -> Workspace:
    return tiesmap.open(database, rep="p001", as_of=date(2026, 6, 30))


def at_one_firm(workspace: Workspace, path: ReferralPath) -> bool:
    """Whether the connector is asked for somebody at his own firm."""
    people = workspace.people.everybody()
    one, other = (people[person].company.casefold() for person in path.people[1:3])
    return bool(one) and one == other


def test_far_leads_out_of_what_she_knows_and_out_of_the_connector_s_firm(maren: Workspace) -> None:
    """Another colleague at a client is account work, and a fifth truck dealer nothing new."""
    far = maren.ways.outward("far", 10)
    people = maren.people.everybody()
    circles = [people[one.path.goal].category for one in far]
    assert sum(at_one_firm(maren, one.path) for one in far) <= 1
    assert not AT_EASE & set(circles)
    assert "Hotels" in circles
    assert [one.chance for one in far] == sorted((one.chance for one in far), reverse=True)


def test_hotels_are_among_the_first_circles_through_whom_she_is_at_ease_with(
    maren: Workspace,
) -> None:
    """Nobody of hers is in hotels, and one good client is all it takes."""
    found = maren.ways.circles()
    names = [circle.circle for circle in found]
    assert "Hotels" in names[:3]
    hotels = next(circle for circle in found if circle.circle == "Hotels")
    assert (hotels.is_next, hotels.inferred, hotels.known) == (True, False, 0)
    assert {o.through_name for o in hotels.openings} == {"Rosalind Achterberg"}
    assert {o.begins for o in hotels.openings} == {"Food service"}
    assert {c.circle for c in found if c.at_home} == AT_EASE
    # At most five of her 105 contacts are in what is called next.
    assert {c.circle for c in found if c.is_next} == {
        "Hotels", "Banking", "Health care", "Real estate",
    }  # fmt: skip
    assert all(c.known <= 5 for c in found if c.is_next)


def test_balanced_is_half_new_and_shares_at_most_half_with_near(maren: Workspace) -> None:
    near, balanced = (
        {one.path.goal for one in maren.ways.outward(reach, 10)} for reach in ("near", "balanced")
    )
    assert len(near & balanced) <= 5
    far = {one.path.goal for one in maren.ways.outward("far", 10)}
    assert len(far & balanced) == 5


def test_account_work_is_its_own_list(maren: Workspace) -> None:
    """With the switch, people at her clients' firms come back, and lead the list."""
    people = maren.people.everybody()
    firms = {people[p].company for p, s in maren.ways.standings().items() if s.ring == 1}
    without = maren.ways.outward("near", 20)
    assert not any(people[one.path.goal].company in firms for one in without)
    assert any(
        people[one.path.goal].company in firms
        for one in maren.ways.outward("near", 5, accounts=True)
    )


def test_from_her_food_people_every_way_begins_with_one_of_them(maren: Workspace) -> None:
    people = maren.people.everybody()
    found = maren.ways.outward("far", 5, from_=("food service",))
    assert {people[one.path.connector].category for one in found} == {"Food service"}
    (rosalind,) = maren.people.find("Rosalind Achterberg")
    alone = maren.ways.outward("balanced", 5, from_=(rosalind.id,))
    assert {one.path.connector for one in alone} == {rosalind.id}
    plan = maren.asks.plan_asks(3, from_=(rosalind.id,))
    assert {ask.path.connector for ask in plan.asks} == {rosalind.id}
    with pytest.raises(Unanswerable, match="begin with somebody you know"):
        maren.ways.outward("far", from_=("Hotels",))


def test_a_plan_of_ten_asks_leads_into_several_circles(maren: Workspace) -> None:
    """Nine of ten inside the connector's firm, as it was, meet nobody new."""
    plan = maren.asks.plan_asks(10)
    assert len(plan.asks) == 10
    assert sum(at_one_firm(maren, ask.path) for ask in plan.asks) <= 2
    people = maren.people.everybody()
    assert len({people[ask.path.target].category for ask in plan.asks}) >= 4


def test_one_ask_serves_many_wishes(maren: Workspace) -> None:
    """Yūka decides at a hotel: who asks for her asks for hotels. Zinniafell is one firm."""
    found = {w.target.name or w.target.company or w.target.category: w for w in maren.asks.wishes()}
    yuka, hotels = found["Yūka Tsukuda"], found["Hotels"]
    assert yuka.path is not None
    assert hotels.path == yuka.path
    assert hotels.openly is None
    firm = [w.path for w in found.values() if w.target.company == "Zinniafell Instruments"]
    assert len(firm) == 3
    assert len(set(firm)) == 1
    # Nobody is asked for two different things.
    asked = {w.path.people for w in found.values() if w.path}
    assert len({people[1] for people in asked}) == len(asked)
    people = maren.people.everybody()
    for wish in found.values():
        if wish.openly is not None:
            assert wish.path is None
            assert people[wish.openly.connector].company != wish.openly.about
            assert wish.openly.reasons[0].startswith(("is in ", "knows "))


def test_the_weakest_step_of_a_path_is_named(maren: Workspace) -> None:
    (jean,) = maren.people.find("Jean-Baptiste Kouassi-Merle")
    path = maren.ways.paths_to(jean.id).paths[0]
    assert path.weak_link == (
        "the weak link is Rosalind Achterberg to Jean-Baptiste Kouassi-Merle: "
        "two contacts, 139 days ago, judged 1 of 5"
    )


def test_the_report_of_circles_has_its_columns(maren: Workspace) -> None:
    rows = maren.reports.circle_rows(maren.ways.circles())
    assert list(rows[0]) == [
        "circle", "inferred", "at_home", "comfort", "known", "opens", "through", "from", "score",
    ]  # fmt: skip
    assert rows[0]["circle"] == "Hotels"
    assert rows[0]["through"] == ["Rosalind Achterberg"] * 3
    text = maren.reports.circles_csv(maren.ways.circles()).decode("utf-8-sig")
    assert text.startswith("circle,inferred,at_home,comfort,known,opens,through,from,score")
