"""Whom a rep can serve says who is on a list; the chance orders it. Expected: by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.networks import World, world
from tiesmap.model.companies import number_firms
from tiesmap.model.ids import Node
from tiesmap.network.circles import find_circles
from tiesmap.network.market import ANYBODY, ELSEWHERE, FITS, OPEN, WANTED, Market
from tiesmap.network.nextdoor import Knowledge, ask_next_door
from tiesmap.network.outreach import suggest, suggest_open
from tiesmap.network.planning import plan

FLEETS = Market(
    wanted=frozenset({"schools"}),
    served={"logistics": 0.9, "building": 0.2, "dental": 0.04},
    next_door={"retail": 0.6, "logistics": 0.1, "hotels": 0.2},
)


@pytest.mark.parametrize(
    ("served", "largest"),
    [(0.12, 0.79), (0.15, 0.79), (0.06, 0.36)],
)
def test_a_trade_that_five_asks_by_proportion_would_not_reach_is_a_straggler(
    served: float, largest: float
) -> None:
    """By the highest average: largest/1, largest/2 ... largest/5 are all above its own share."""
    told = Market(served={"food": largest, "building": served}, next_door={"building": 0.2})
    assert sorted([served, *(largest / k for k in range(1, 6))])[0] == served
    assert told.fit("Food") == FITS and told.fit("Building") == ELSEWHERE
    assert told.worth("Building") == pytest.approx(0.05) and not told.why("Building")
    even = Market(served={"food": largest, "building": largest / 4})
    assert even.fit("Building") == FITS


def test_a_trade_is_wanted_served_next_door_or_elsewhere() -> None:
    fits = {name: FLEETS.fit(name) for name in ("Schools", "Building", "Retail", "Hotels", "")}
    assert fits == {
        "Schools": WANTED,
        "Building": FITS,
        "Retail": FITS,
        "Hotels": ELSEWHERE,
        "": OPEN,
    }
    # One client of many in a trade makes it no trade of his.
    assert FLEETS.fit("Dental") == ELSEWHERE
    assert [
        FLEETS.worth(name) for name in ("Schools", "Logistics", "Retail", "Hotels", "Dental")
    ] == (pytest.approx([1.0, 1.0, 0.15, 0.05, 0.05]))
    assert FLEETS.why("Logistics") == "clients of yours are in it"
    assert FLEETS.why("Retail") == "it deals with your clients' trades"
    assert FLEETS.why("Hotels") == ""


def test_where_nothing_is_known_everything_goes_by_chance() -> None:
    told = world(*AROUND)
    nodes = np.array(told.nodes("Dentist Hauler Grocer Painter"))
    assert not ANYBODY and ANYBODY.fit("Logistics") == OPEN and ANYBODY.why("Logistics") == ""
    assert set(ANYBODY.fits(told.standpoint(), nodes).tolist()) == {OPEN}
    assert ANYBODY.worths(told.standpoint(), nodes).tolist() == [1.0] * 4
    assert [c.circle for c in find_circles(told.standpoint())] == [
        c.circle for c in find_circles(told.standpoint(), market=ANYBODY)
    ]


AROUND = (
    "You mail Ann 9 times\nYou mail Bea 9 times\nYou mail Cal 9 times",
    "Ann knows Dentist 5 of 5\nDentist is in Dental",
    "Bea knows Hauler 2 of 5\nHauler is in Logistics",
    "Bea knows Grocer\nGrocer is in Retail",
    "Cal knows Painter 3 of 5",
)


def names(told: World, market: Market, top: int) -> list[str]:
    found = suggest(told.standpoint(), reach="far", top=top, market=market)
    return [one.path.names[-1] for one in found]


def test_the_next_circles_of_his_market_go_before_others() -> None:
    circles = find_circles(world(*AROUND).standpoint(), market=FLEETS)
    told = {c.circle: c.worth_it for c in circles}
    assert list(told) == ["Logistics", "Retail", "Dental"]
    assert told["Dental"] == "" and told["Logistics"] == "clients of yours are in it"
    assert next(c.circle for c in find_circles(world(*AROUND).standpoint())) == "Dental"


def test_who_fits_is_on_the_list_and_the_chance_orders_it() -> None:
    told = world(*AROUND)
    assert names(told, ANYBODY, 2)[0] == "Dentist"
    assert names(told, FLEETS, 2) == ["Hauler", "Grocer"]
    # Where there is room for all, the likeliest is first again.
    assert names(told, FLEETS, 9)[0] == "Dentist"
    (hauler,) = suggest(told.standpoint(), reach="far", top=1, market=FLEETS)
    assert "Logistics: clients of yours are in it" in hauler.path.reasons


def test_a_title_of_another_kind_than_the_clients_have_comes_later() -> None:
    owners = Market(served={"logistics": 1.0}, suits=lambda title: title == "Owner")
    told = world(
        "You mail Ann 9 times",
        "Ann knows Clerk 5 of 5\nClerk is in Logistics\nClerk is a Clerk",
        "Ann knows Boss\nBoss is in Logistics\nBoss is an Owner",
    )
    assert names(told, owners, 1) == ["Boss"]


def test_a_plan_asks_for_those_who_fit_before_likelier_ones() -> None:
    told = world(*AROUND)

    def first(market: Market) -> str:
        return plan(told.standpoint(), asks=1, market=market).asks[0].path.names[-1]

    assert first(ANYBODY) == "Dentist"
    assert first(FLEETS) == "Hauler"


STAR = (
    "You mail Ann 30 times\nAnn is in Accounts",
    "You mail Bob 20 times\nBob is in Accounts",
    "You mail Cat 10 times\nCat is in Haulage\nCat works at Haulers Guild",
    "You mail Dan 5 times\nDan is in Haulage\nDan works at Dans Vans",
)
NEAR = {"Accounts": ("Dental", "Haulage"), "Haulage": ("Retail",), "Farms": ("Haulage",)}


def asked(market: Market, most: int = 4) -> list[tuple[str, str]]:
    told = world(*STAR)
    knowledge = Knowledge(NEAR, lambda title: "", gathers=lambda company: "Guild" in company)
    asks = ask_next_door(told.standpoint(), knowledge, most=most, market=market)
    return [(told.name(ask.connector), ask.about) for ask in asks]


def test_open_asks_are_about_his_market_again_and_again() -> None:
    """Dentists buy no vans; who is at the haulers' guild knows haulers, though she is one."""
    haulers = Market(served={"haulage": 1.0}, next_door={"farms": 1.0})
    assert asked(ANYBODY)[:2] == [("Cat", "Haulage"), ("Ann", "Dental")]
    assert asked(haulers, 1) == [("Cat", "Haulage")]
    assert asked(haulers) == [
        ("Ann", "Haulage"), ("Bob", "Haulage"), ("Cat", "Haulage"), ("Dan", "Haulage"),
    ]  # fmt: skip
    # Dan, a hauler himself, is asked for peers only because haulers are served.
    assert ("Dan", "Haulage") not in asked(ANYBODY)


def test_two_colleagues_are_not_asked_the_same() -> None:
    told = world(
        "You mail Ann 30 times\nAnn is in Accounts\nAnn works at Sums GmbH",
        "You mail Bob 20 times\nBob is in Accounts\nBob works at Sums",
        "You mail Cid\nCid is in Accounts\nCid works at Other",
    )
    haulers = Market(served={"haulage": 1.0})
    asks = ask_next_door(told.standpoint(), Knowledge(NEAR, lambda title: ""), market=haulers)
    who = [told.name(ask.connector) for ask in asks if ask.about == "Haulage"]
    assert who == ["Ann", "Cid"]


def test_somebody_the_rep_is_only_linked_to_is_not_asked_sooner_for_his_association() -> None:
    """Not the president he never wrote to, while he said of others that he likes to call them."""
    strangers = (
        "You are linked to Pam\nPam is in Haulage\nPam works at Haulers Guild",
        "You are linked to Bob\nBob is in Accounts",
    )
    knowledge = Knowledge(NEAR, lambda title: "", gathers=lambda company: "Guild" in company)
    haulers = Market(served={"haulage": 1.0})

    def first(of: World) -> str:
        return of.name(
            ask_next_door(of.standpoint(), knowledge, most=1, market=haulers)[0].connector
        )

    assert first(world(*strangers)) == "Pam"
    assert first(world(*strangers, "You rate Bob 5")) == "Bob"


def test_a_chamber_has_members_of_every_trade() -> None:
    told = world("You mail Cat 9 times\nCat works at Town Chamber")
    knowledge = Knowledge(NEAR, lambda title: "", gathers=lambda company: "Chamber" in company)
    haulers = Market(served={"haulage": 1.0})
    (ask,) = ask_next_door(told.standpoint(), knowledge, market=haulers)
    assert (ask.about, ask.reasons[0]) == ("Haulage", "is at Town Chamber, which knows its members")
    assert ask_next_door(told.standpoint(), knowledge) == ()
    wish = (("category", "Inns"),)
    assert [a.about for a in ask_next_door(told.standpoint(), knowledge, wish)] == ["Inns"]


def test_a_firm_is_told_by_colleagues_and_spelled_in_more_ways_than_one() -> None:
    """Julie is a partner of a law firm: the lawyer she knows is her colleague."""
    told = world(
        "You mail Julie 9 times\nJulie works at Weller Bauman LLP\nJulie knows Lou",
        "Lou is in Legal\nLou works at Weller Bauman",
        "You mail Kim 9 times\nKim knows Lou",
    )
    asks = suggest_open(told.standpoint(), top=9, anybody=False)
    assert [told.name(ask.connector) for ask in asks] == ["Kim"]


def test_a_firm_under_two_names_at_one_mail_domain_is_one() -> None:
    """Bas and Eva are at one cake factory: neither is asked for the other, nor is she new."""
    told = world(
        "You mail Bas 9 times\nBas works at De Molen Koek\nBas writes from demolenkoek.example",
        "Eva works at Koekfabriek De Molen\nEva writes from demolenkoek.example",
        "Eva is in Food\nBas knows Eva\nYou mail Kim 9 times\nKim knows Eva",
    )
    standpoint = told.standpoint()
    assert [told.name(ask.connector) for ask in suggest_open(standpoint, anybody=False)] == ["Kim"]
    (wish,) = suggest_open(standpoint, [("company", "de molen koek")], anybody=False)
    assert told.name(wish.connector) == "Kim"
    eva = told.node("Eva")
    assert standpoint.around.accounts[eva]
    assert not standpoint.around.bridging[standpoint.network.adjacency.ties_of(Node(eva))].any()


@pytest.mark.parametrize(
    ("names", "alike"),
    [
        (("Rumpf Waste", "Rumpf Waste Services", "Rumpf Waste Services, Inc."), [0, 0, 0]),
        (("Tri-County Tanker Lines", "Tri County Tanker Lines LLC"), [0, 0]),
        (("First Federal", "First Federal of Licking", "First Federal of Ohio"), [0, 1, 2]),
        (("Bank", "Bank of America"), [0, 1]),
        (("Self-employed", "", "Freelance"), [-1, -1, -1]),
    ],
)
def test_spellings_of_one_firm_have_one_number(names: tuple[str, ...], alike: list[int]) -> None:
    assert number_firms(names) == alike
