"""Referral paths: cases in words (cases/paths.toml), and all simple paths by brute force."""

from __future__ import annotations

import tomllib
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, World, stories, world
from tests.places import CASES
from tiesmap.model.circles import Circle
from tiesmap.model.paths import ReferralPath
from tiesmap.model.settings import Settings
from tiesmap.model.tact import Tact
from tiesmap.network.circles import find_circles
from tiesmap.network.market import Market
from tiesmap.network.outreach import suggest, suggest_open
from tiesmap.network.paths import find_paths, nearest_known, to_path
from tiesmap.network.standpoint import begin_with
from tiesmap.network.tact import heed

CASES = tomllib.loads((CASES / "paths.toml").read_text("utf-8"))["case"]
SAID = {"name", "story", "goal", "company", "category", "outward", "open", "wish", "first", "all",
        "why", "never", "hops", "circles", "accounts", "from", "worn", "serves", "near", "wants",
        "top"}  # fmt: skip


def answers(case: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """What tiesmap says to a case: "You > Ann > Dora" or "Ann: category Hotels", with reasons."""
    told = world(case["story"])
    standpoint = told.standpoint(settings=Settings(max_hops=case.get("hops", 3)))
    left = {told.ids[name]: factor for name, factor in case.get("worn", {}).items()}
    said = {p: Tact(factor=factor or 1.0, room=int(factor > 0)) for p, factor in left.items()}
    standpoint = heed(standpoint, said)
    if "from" in case:
        standpoint = begin_with(standpoint, told.nodes(case["from"]))
    people, accounts = told.tables.people, case.get("accounts", False)
    served, near = case.get("serves", ()), case.get("near", ())
    market = Market(
        wanted=frozenset(name.casefold() for name in case.get("wants", ())),
        served={name.casefold(): 1 / len(served) for name in served},
        next_door={name.casefold(): 1.0 for name in near},
    )
    if "circles" in case:
        circles = find_circles(standpoint, accounts=accounts, market=market)
        return [(_circle(circle), ()) for circle in circles]
    if "open" in case:
        wish = [tuple(case["wish"])] if "wish" in case else []
        asks = suggest_open(standpoint, wish, top=50, anybody=False)
        return [(f"{told.name(a.connector)}: {a.kind} {a.about}", a.reasons) for a in asks]
    if "outward" in case:
        top = case.get("top", 50)
        suggested = suggest(
            standpoint, reach=case["outward"], top=top, accounts=accounts, market=market
        )
        found = [one.path for one in suggested]
    elif "goal" in case:
        found = find_paths(standpoint, [told.node(case["goal"])], each=50, top=50)
    else:
        column = "company" if "company" in case else "category"
        goals = np.flatnonzero(people[column] == case[column]).tolist()
        found = find_paths(standpoint, goals, top=50)
    return [(" > ".join(path.names), path.reasons) for path in found]


def _circle(circle: Circle) -> str:
    ways = [f"{o.name} through {o.through_name} ({o.begins})" for o in circle.openings]
    return f"{circle.circle}, {circle.standing}: {'; '.join(ways)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= SAID
    found = answers(case)
    shown = [answer for answer, _ in found]
    assert shown[: len(case["first"])] == case["first"]
    if case.get("all"):
        assert len(shown) == len(case["first"])
    for words in case.get("why", []):
        assert any(words in reason for reason in found[0][1]), found[0][1]
    for name in case.get("never", []):
        assert not any(name in answer for answer in shown)


def routes(told: World, paths: list[ReferralPath]) -> list[str]:
    assert all(path.names == tuple(told.name(p) for p in path.people) for path in paths)
    return [" > ".join(path.names) for path in paths]


@given(stories(), st.integers(1, 4), st.integers(1, 30))
@LAW
def test_paths_are_the_best_of_all_simple_paths(story: list[str], most: int, each: int) -> None:
    """Chances of all simple paths come from networkx and a plain computation of every hop."""
    told = world(*story)
    standpoint = told.standpoint(settings=Settings(max_hops=most))
    asking = plainly.hops(told)
    for goal in told.ids:
        known = plainly.paths(asking, goal, most)
        found = find_paths(standpoint, [told.node(goal)], each=each, top=each)
        shown = routes(told, found)
        assert len(shown) == len(set(shown)) == min(each, len(known))
        best = sorted(known.values(), reverse=True)[: len(found)]
        assert [path.chance for path in found] == pytest.approx(best, rel=1e-6)
        for path, route in zip(found, shown, strict=True):
            assert path.chance == pytest.approx(known[route], rel=1e-6)


@given(stories(), st.integers(1, 6))
@LAW
def test_the_best_path_to_each_of_many(story: list[str], top: int) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    asking = plainly.hops(told)
    everybody = range(len(standpoint.network))
    found = find_paths(standpoint, everybody, top=top)
    best = {goal: max(plainly.paths(asking, goal).values(), default=0.0) for goal in told.ids}
    reachable = sorted((chance for chance in best.values() if chance), reverse=True)
    assert [path.chance for path in found] == pytest.approx(reachable[:top], rel=1e-6)
    assert len({path.goal for path in found}) == len(found)
    for path in found:
        assert path.chance == pytest.approx(best[path.names[-1]], rel=1e-6)
        alone = find_paths(standpoint, [standpoint.network.node(path.goal)])
        assert alone == [path]


@given(stories(), st.integers(1, 4))
@LAW
def test_what_holds_for_every_path(story: list[str], most: int) -> None:
    told = world(*story)
    standpoint = told.standpoint(settings=Settings(max_hops=most))
    people = told.tables.people
    marked = set(people.loc[people["do_not_ask"], "person"])
    contacts = set(standpoint.network.ids[standpoint.around.contacts].tolist())
    everybody = range(len(standpoint.network))
    for path in find_paths(standpoint, everybody, each=5, top=99):
        assert path.rep == told.ids["You"]
        assert len(set(path.people)) == len(path.people) == len(path.hops) + 1 <= most + 1
        assert not marked & set(path.people)
        assert path.connector in contacts
        # The rep can ask every contact himself: from the target on nobody is one.
        assert not contacts & set(path.people[2:])
        assert path.chance == pytest.approx(prod(hop.chance for hop in path.hops))
        assert all(0 < hop.chance <= 1 and hop.reasons for hop in path.hops)
        assert 0 <= path.newness <= 1


def test_a_path_carries_names_classes_and_reasons() -> None:
    told = world(
        "You mail Ann 4 times\nYou rate Ann 4\nAnn mails You and Dora\nDora is in Hotels",
    )
    (path,) = find_paths(told.standpoint(), [told.node("Dora")])
    assert path.names == ("You", "Ann", "Dora")
    assert [hop.tie_class for hop in path.hops] == ["strong", "weak"]
    assert path.reasons == (
        "You and Ann: you wrote or called 4 times, Ann once, last contact 1 March (today), "
        "your comfort 4.0 of 5 (rated)",
        "Ann and Dora: Ann addressed you both together once, Ann wrote or called once, "
        "Dora never did, last contact 1 March (today)",
        "you know nobody in Hotels yet",
    )
    assert (path.target, path.goal) == (told.ids["Dora"], told.ids["Dora"])


def test_a_route_without_a_tie_is_no_path() -> None:
    told = world("You mail Ann\nDora is on file")
    with pytest.raises(ValueError, match="no tie"):
        to_path(told.standpoint(), tuple(told.nodes("You Ann Dora")))


def test_the_nearest_people_whom_the_rep_knows() -> None:
    """Of the goal's company first, then of its category, each by comfort; nobody marked."""
    told = world(
        *(f"You mail {name}\nYou rate {name} {comfort}" for name, comfort in
          zip("ABCDE", (1, 2, 3, 4, 5), strict=True)),
        "A works at Acme\nB works at acme\nC is in Hotels\nE works at Acme\nE must not be asked",
        "Goal works at Acme\nGoal is in Hotels",
    )  # fmt: skip
    standpoint = told.standpoint(settings=Settings(infer_employer=False))
    assert told.names(nearest_known(standpoint, told.node("Goal"))) == ["B", "A", "C", "D"]
    more = world(*(f"You mail {name}" for name in "ABCDEF"), "Goal is on file")
    assert more.names(nearest_known(more.standpoint(), more.node("Goal"))) == list("ABCDE")
    unknown = world("You mail A\nYou mail B\nYou rate B 5\nGoal is on file")
    near = nearest_known(unknown.standpoint(), unknown.node("Goal"))
    assert unknown.names(near) == ["B", "A"]
    assert unknown.standpoint().network.label(near[0]) == "B"
