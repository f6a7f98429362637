"""Open asks where no path leads on. Expected: by hand."""

from __future__ import annotations

from tests.networks import World, world
from tiesmap.model.paths import OpenAsk
from tiesmap.network.nextdoor import Knowledge, ask_next_door

NEAR = {"Hotels": ("Travel", "Food"), "Food": ("Hotels", "Retail"), "Legal": ("Banking",)}


def level(title: str) -> str:
    return "owner" if title == "Owner" else ""


STAR = (
    "You mail Ann 30 times 2 days ago",
    "You mail Bob 10 times 2 days ago",
    "You mail Cat 3 times 2 days ago",
    "Dora is linked to You",
    "Ann is in Hotels",
    "Ann works at Grand",
    "Bob is in Hotels",
    "Cat is in Food",
    "Dora is a Owner",
)


def asked(
    told: World, wanted: tuple[tuple[str, str], ...] = (), most: int = 5, busy: tuple[str, ...] = ()
) -> list[tuple[str, str, str]]:
    ids = [int(told.network().ids[told.node(name)]) for name in busy]
    asks = ask_next_door(told.standpoint(), Knowledge(NEAR, level), wanted, most=most, busy=ids)
    return [(told.name(ask.connector), ask.about, ask.reasons[0]) for ask in asks]


def test_each_is_asked_about_what_his_business_deals_with() -> None:
    found = asked(world(*STAR))
    assert found[0] == ("Ann", "Travel", "is in Hotels, which deals with Travel")
    assert {name: about for name, about, _ in found[1:3]} == {"Bob": "Food", "Cat": "Retail"}
    assert found[3][0] == "Dora"
    assert found[3][2].startswith("runs a business")
    assert len({name for name, *_ in found}) == len({about for _, about, _ in found}) == 4


def test_nobody_is_asked_about_his_own_firm_or_business() -> None:
    wishes = (("category", "Hotels"), ("company", "Grand"))
    told = world(*STAR, "Ann is a Owner", "Bob is a Owner")
    for name, about, _ in asked(told, wishes):
        assert (name, about) not in (("Ann", "Grand"), ("Ann", "Hotels"), ("Bob", "Hotels"))


def test_the_wanted_go_before_what_lies_near() -> None:
    found = asked(world(*STAR, "Bob is a Owner"), (("company", "Zeta"),))
    assert ("Bob", "Zeta") in [(name, about) for name, about, _ in found[:2]]


def test_where_little_is_known_goes_before_where_much_is() -> None:
    friends = [f"{name} is in Travel" for name in ("Eve", "Fay", "Gus", "Hal")]
    links = [f"{name} is linked to You" for name in ("Eve", "Fay", "Gus", "Hal")]
    told = world(*STAR[:5], *friends, *links)
    assert asked(told, most=1) == [("Ann", "Food", "is in Hotels, which deals with Food")]


def test_who_must_not_be_asked_or_is_busy_is_not() -> None:
    told = world(*STAR, "Ann must not be asked")
    assert "Ann" not in [name for name, *_ in asked(told)]
    assert "Bob" not in [name for name, *_ in asked(world(*STAR), busy=("Bob",))]


def test_nothing_is_asked_where_nothing_is_known() -> None:
    assert ask_next_door(world("You is on file").standpoint(), Knowledge(NEAR, level)) == ()


def test_it_is_an_open_ask_with_the_chance_of_the_first_hop() -> None:
    told = world("You mail Ann 30 times 2 days ago", "Ann is in Legal")
    (ask,) = ask_next_door(told.standpoint(), Knowledge(NEAR, level))
    standpoint = told.standpoint()
    first = float(standpoint.chance[standpoint.slot(standpoint.rep, told.node("Ann"))])
    assert isinstance(ask, OpenAsk)
    assert (ask.kind, ask.about, ask.chance) == ("category", "Banking", first)
