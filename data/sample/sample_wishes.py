"""Whom the reps want to meet, and who is not to be asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from sample_addresses import profile
from sample_world import CLOSED_COMPANY, HOTEL_DOOR, ISLAND, Person, Relation, World


def hops(world: World, rep: int, around: Callable[[int], set[int]]) -> dict[int, int]:
    """Hops from a rep to everybody through contacts, no colleague of the rep as a step."""
    far = dict.fromkeys(world.relations[rep], 1)
    queue = deque(far)
    while queue:
        key = queue.popleft()
        for other in sorted(around(key)):
            if other not in far and world.people[other].ring > 0 and key not in world.do_not_ask:
                far[other] = far[key] + 1
                queue.append(other)
    return far


def bar_some(world: World) -> None:
    """A handful of people who are not to be asked; none of them carries a story."""
    dice = world.dice
    plain = [p for p in world.people if p.zone == "main" and p.key not in world.cast.values()]
    introducers = {i.introducer for i in world.introductions}
    loose = [
        p.key
        for p in plain
        if p.key not in introducers
        and any(r.get(p.key, Relation("")).tier == "occasional" for r in world.relations)
    ]
    second = [p.key for p in plain if p.ring == 2]
    world.do_not_ask = sorted(dice.shuffled(loose)[:4] + dice.shuffled(second)[:2])


def choose_targets(world: World) -> list[dict[str, str]]:
    """The wish list: people, firms and categories, near, far and out of reach."""
    dice = world.dice
    # as far by known ties alone as when colleagues are supposed to know each other
    distance = hops(world, 0, world.known.__getitem__)
    nearest = hops(world, 0, world.around)

    def someone(category: str, far: int) -> Person:
        return dice.pick(
            [
                p
                for p in world.people
                if p.category == category
                and distance.get(p.key) == nearest.get(p.key) == far
                and p.zone == "main"
                and p.key not in world.do_not_ask
                and not any(p.key in r for r in world.relations)
            ]
        )

    def row(p: Person, why: str) -> dict[str, str]:
        return {
            "name": p.name,
            "company": p.company,
            "category": p.category,
            "profile_url": profile(p),
            "why": why,
        }

    closed = [world.people[key] for key in world.staff[CLOSED_COMPANY[0]]]
    hotel = [world.people[key] for key in world.staff[HOTEL_DOOR[0]]]
    island = [world.people[key] for key in world.staff[ISLAND[0]]]
    chain = next(
        p
        for p in world.people
        if p.ring == 2
        and p.category == "Retail"
        and all(world.people[k].ring == 2 for k in world.staff[p.company])
    )
    return [
        row(hotel[1], "Maren: decides on staff benefits for all their houses"),
        {"category": "Hotels", "why": "Maren: nobody of us has a hotel yet"},
        row(closed[0], "Maren: 240 people, shift staff plan up for bids in the fall"),
        row(closed[2], "Divya: banks with two of my clients, never answered a letter"),
        {
            "company": CLOSED_COMPANY[0],
            "category": CLOSED_COMPANY[1],
            "why": "Tomás: anybody there, they insure their travel staff one by one",
        },
        row(someone("Automotive", 2), "Maren: grows fast, garage liability"),
        row(someone("Food service", 2), "Maren: seasonal staff plan before summer"),
        row(someone("Health care", 2), "Tomás: nurses' benefits"),
        row(someone("Legal", 2), "Divya: partners' disability plan"),
        row(someone("Real estate", 3), "Divya: builders' risk for the river site"),
        row(someone("Education", 3), "Tomás: dental plan for three schools"),
        {"company": chain.company, "category": "Retail", "why": "Tomás: 12 stores, one broker"},
        {"category": "Insurance", "why": "Maren: somebody to share large fleets with"},
        row(island[0], "Maren: heard good things; no idea who knows them"),
    ]
