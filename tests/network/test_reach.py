"""What a contact opens, and what the rep knows and could reach by category."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given

from tests import plainly
from tests.networks import LAW, World, stories, world
from tiesmap.network.reach import CategoryReach, Opened, reach_by_category, what_contacts_open

DRAWN = r"""
            ,- Cy (Inns)
    You - Ann - Dora (Inns)
      \       `- Eve (Mills)              Bob and Ann both lead to Eve.
       `- Bob ---'
          Bob - Fay (Hotels), a category in which You know Ann
          Hal (marked) - Ida (Banks): nobody may be asked for her
          Ann - Gil (marked, Farms): nobody may be led to him
"""
TOLD = """You mail Ann and Bob
You mail Hal
Ann is in Hotels
You rate Ann 5
Ann knows Cy
Cy is in Inns
Ann knows Dora
Dora is in Inns
Ann knows Eve
Bob knows Eve
Eve is in Mills
Bob knows Fay
Fay is in Hotels
Hal knows Ida
Ida is in Banks
Hal must not be asked
Ann knows Gil
Gil is in Farms
Gil must not be asked
Cy knows Jo
Jo is in Mills
"""


def opened(told: World) -> dict[str, tuple[set[str], tuple[str, ...]]]:
    found = what_contacts_open(told.standpoint().around)
    assert all(isinstance(o, Opened) for o in found.values())
    return {
        told.names([contact])[0]: (set(told.names(o.people)), o.categories)
        for contact, o in found.items()
    }


def test_what_the_contacts_of_the_drawing_open() -> None:
    assert DRAWN
    # Inns lie behind Ann alone, and so does Jo, whom Cy knows; Mills behind both; Hotels You know.
    assert opened(world(TOLD)) == {"Ann": ({"Cy", "Dora", "Jo"}, ("Inns",)), "Bob": ({"Fay"}, ())}


def test_several_categories_in_the_order_of_their_names() -> None:
    told = world(
        "You mail Ann", *(f"Ann knows {n}\n{n} is in {n}ware" for n in ("Zoe", "Bob", "Mia"))
    )
    assert opened(told) == {"Ann": ({"Bob", "Mia", "Zoe"}, ("Bobware", "Miaware", "Zoeware"))}


def test_reach_by_category_of_the_drawing() -> None:
    told = world(TOLD)
    found = {reach.category: reach for reach in reach_by_category(told.standpoint())}
    ann, bob = told.ids["Ann"], told.ids["Bob"]

    def counts(reach: CategoryReach) -> tuple[int, int, int, tuple[int, ...]]:
        return reach.known, reach.at_ease, reach.reachable, reach.only_ways_in

    assert {name: counts(reach) for name, reach in found.items()} == {
        "Hotels": (1, 1, 1, (bob,)),
        "Inns": (0, 0, 2, (ann,)),
        # Eve over two contacts; Jo two introductions away, and over Ann alone.
        "Mills": (0, 0, 2, (ann,)),
    }
    assert found["Hotels"].comfort > found["Inns"].comfort == 1.0
    assert not found["Hotels"].rated


def test_the_most_comfortable_category_comes_first() -> None:
    told = world(
        "You mail Ann\nAnn is in Banks\nYou mail Bob\nBob is in Hotels\nYou mail Cy\nCy is in Inns",
        "You rate everybody in Hotels 5\nYou rate everybody in Banks 2\nYou rate Cy 4",
    )
    found = reach_by_category(told.standpoint())
    assert [reach.category for reach in found] == ["Hotels", "Inns", "Banks"]
    # One fresh mail is comfort 2.09, halfway to 5 is just at ease; halfway to 2 is not.
    assert [(reach.rated, reach.at_ease) for reach in found] == [(True, 1), (False, 1), (True, 0)]


@LAW
@given(stories())
def test_opens_is_what_nobody_else_leads_to(story: list[str]) -> None:
    told = world(*story)
    asking, graph = plainly.hops(told), plainly.ties(told)
    category = dict(graph.nodes(data="category"))
    ways, into = defaultdict(set), defaultdict(set)
    for other in told.ids:
        for way in plainly.paths(asking, other):
            ways[other].add(way.split(" > ")[1])
            into[category[other]].add(way.split(" > ")[1])
    familiar = {category[n] for n in graph["You"] if graph.edges["You", n]["known"]} | {""}
    expected = {}
    for contact in asking["You"]:
        people = {other for other, through in ways.items() if through == {contact}}
        new = {c for c, through in into.items() if through == {contact}} - familiar
        if people or new:
            expected[contact] = (people, tuple(sorted(new)))
    assert opened(told) == expected


@LAW
@given(stories())
def test_every_count_of_a_category(story: list[str]) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    asking, people = plainly.hops(told), told.tables.people
    for reach in reach_by_category(standpoint):
        inside = set(people.loc[people["category"] == reach.category, "name"])
        reachable = {name for name in inside if plainly.paths(asking, name)}
        assert reach.reachable == len(reachable)
        graph = plainly.ties(told)
        known = [n for n in inside if graph.has_edge("You", n) and graph.edges["You", n]["known"]]
        assert reach.known == len(known)
        assert 0 <= reach.at_ease <= reach.known
        assert reach.known + reach.reachable > 0
