"""Who there is: names, companies, jobs; and who is whose contact."""

from __future__ import annotations

import unicodedata
from collections import deque
from datetime import date, timedelta

from sample_addresses import plain_letters
from sample_words import (
    CITIES,
    COMPANY_KINDS,
    FIRST_HALVES,
    NAME_GROUPS,
    SECOND_HALVES,
    SINGLE_NAMES,
    TITLES,
)
from sample_world import (
    CAST,
    CLOSED_COMPANY,
    CLOSED_TITLES,
    END,
    HOME,
    HOTEL_DOOR,
    HOTEL_SIZES,
    ISLAND,
    REP_FIRM,
    REPS,
    SIZES,
    Dice,
    Person,
    Relation,
    World,
)


def names(dice: Dice) -> list[tuple[str, str]]:
    """(name, mailbox), no family name and no given name twice in a row; more than are needed."""
    groups = []
    for line in NAME_GROUPS:
        given, family = (part.split() for part in line.split("|"))
        group = []
        for _ in range(3):
            group += list(zip(dice.shuffled(given), dice.shuffled(family), strict=False))
        unique = list(dict.fromkeys(group))
        groups.append(unique[:20])
    drawn = [
        (f"{given} {family}", f"{plain_letters(given)}.{plain_letters(family)}")
        for group in groups
        for given, family in group
    ]
    return dice.shuffled([*drawn, *SINGLE_NAMES])


def company_names(dice: Dice) -> list[str]:
    taken = {
        company.split()[0]
        for company in [c[1] for c in CAST.values()] + [HOTEL_DOOR[0], CLOSED_COMPANY[0], ISLAND[0]]
    }
    places = [a + b for a in FIRST_HALVES.split() for b in SECOND_HALVES.split()]
    return [place for place in dice.shuffled(places) if place not in taken]


def add_people(world: World) -> None:
    dice = world.dice
    supply = names(dice)
    # every name in another script and every long one is used: they stand first
    supply.sort(key=lambda pair: pair not in SINGLE_NAMES)
    first, rest = supply[: len(SINGLE_NAMES)], supply[len(SINGLE_NAMES) :]
    queue = deque(dice.shuffled(first + rest[:370]) + rest[370:])
    places = deque(company_names(dice))

    def hire(
        company: str, title: str, category: str, city: str, ring: int, zone: str, name: str = ""
    ) -> int:
        if name:
            given, *_, family = name.split()
            mailbox = f"{plain_letters(given)}.{plain_letters(family)}"
        else:
            name, mailbox = queue.popleft()
        key = len(world.people)
        name = unicodedata.normalize("NFC", name)
        world.people.append(Person(key, name, mailbox, company, title, category, city, ring, zone))
        world.known[key] = set()
        world.staff.setdefault(company, []).append(key)
        return key

    def titles(category: str, lead: str) -> list[str]:
        """A firm's jobs: each held once, then by a deputy."""
        jobs = [job for job in dice.shuffled(TITLES[category].split("|")) if job != lead]
        return [*jobs, *(f"Deputy {job[0].lower()}{job[1:]}" for job in jobs)]

    for name in REPS:
        hire(REP_FIRM, "Account executive", "Insurance", "Columbus", 0, "main", name)
    for index, category in enumerate(HOME):
        roles = deque((role, c) for role, c in CAST.items() if c[0] == category)
        kinds = dice.shuffled(COMPANY_KINDS[category].split("|"))
        number = 0
        for ring, sizes in enumerate(SIZES[index % len(SIZES)], start=1):
            # the cast's firms are small ones: the last of the inner ring
            for position, size in enumerate(sizes):
                city = dice.pick(list(CITIES))
                company = f"{places.popleft()} {kinds[number % len(kinds)]}"
                lead = title = ""
                if ring == 1 and roles and len(sizes) - position <= len(roles):
                    role, (_, company, lead, title, city) = roles.popleft()
                    world.cast[role] = len(world.people)
                jobs = titles(category, title)
                hire(company, title or jobs.pop(0), category, city, ring, "main", lead)
                for job in jobs[: size - 1]:
                    # a firm of the inner ring has a few people whom no rep has met
                    inner = ring if ring > 1 or lead or not dice.chance(0.17) else 2
                    hire(company, job, category, city, inner, "main")
                number += 1
    kinds = COMPANY_KINDS["Hotels"].split("|")
    for position, size in enumerate(HOTEL_SIZES):
        city = "Cleveland" if position == 0 else dice.pick(list(CITIES))
        company = f"{places.popleft()} {kinds[position]}" if position else HOTEL_DOOR[0]
        jobs = dice.shuffled(TITLES["Hotels"].split("|"))
        if position == 0:
            # the far end of the bridging tie, and the person whom it could lead to
            door = hire(company, HOTEL_DOOR[2], "Hotels", city, 2, "hotels", HOTEL_DOOR[1])
            world.cast["bridge_far"] = door
            jobs = ["Head of people", *(job for job in jobs if job != "Head of people")]
        for job in jobs[: size - (position == 0)]:
            hire(company, job, "Hotels", city, 3, "hotels")
    company, category, city, size = CLOSED_COMPANY
    for position in range(size):
        ring = 2 if position < 2 else 3
        hire(company, CLOSED_TITLES[position], category, city, ring, "closed")
    company, category, city, size = ISLAND
    for title in ("Head of people", "Treasury manager", "Branch manager")[:size]:
        hire(company, title, category, city, 3, "island")


def add_relations(world: World) -> None:
    dice, cast = world.dice, world.cast
    fixed = {
        cast["bridge"]: {0: "close"},
        cast["pair_a"]: {0: "close"},
        cast["pair_b"]: {0: "close"},
        cast["fresh"]: {0: "fresh"},
        cast["dormant"]: {0: "dormant"},
        cast["popular"]: {0: "regular", 1: "occasional", 2: "occasional"},
        cast["only_way"]: {0: "occasional", 2: "regular"},
    }
    for key, tiers in fixed.items():
        for rep, tier in tiers.items():
            world.relations[rep][key] = Relation(tier)
    for category, home in HOME.items():
        circle = dice.shuffled(
            p.key
            for p in world.people
            if p.category == category and p.ring == 1 and p.key not in fixed
        )
        size = dice.between(13, 15)
        mine, others = circle[:size], circle[size:]
        ladder = ["close"] * 3 + ["regular"] * 5 + ["occasional"] * 4 + ["weak"] * 4
        for key, tier in zip(mine, ladder, strict=False):
            world.relations[home][key] = Relation(tier)
        away = [rep for rep in range(3) if rep != home]
        guests = [(key, away[i % 2]) for i, key in enumerate(others)]
        guests += [(key, rep) for rep in away for key in dice.shuffled(mine)[: dice.between(1, 2)]]
        for key, rep in guests:
            draw = dice.below(20)
            tier = "regular" if draw < 1 else "occasional" if draw < 8 else "weak"
            world.relations[rep][key] = Relation(tier)
    for relations in world.relations:
        for key, relation in relations.items():
            relations[key] = with_history(dice, relation)


def with_history(dice: Dice, relation: Relation) -> Relation:
    """Give a relation its dates and its stage."""
    tier = relation.tier
    start, stop = 0, END
    if tier in ("regular", "occasional", "weak"):
        draw = dice.below(20)
        if draw < 5:
            start = dice.between(90, 560)
        elif draw < 9:
            stop = dice.between(160, 520)
    old = date(2012, 1, 1) + timedelta(days=dice.below(4300))
    draw = dice.below(20)
    if tier == "close":
        return Relation(tier, 0, END, "yes", "client", old)
    if tier == "dormant":
        return Relation(tier, 0, 406, "yes", "client", date(2017, 9, 14))
    if tier == "fresh":
        return Relation(tier, 463, 611, "yes", "client", date(2026, 2, 26))
    if tier == "regular" and stop < END:
        return Relation(tier, start, stop, "no", "past_client", old)
    if tier == "regular" and draw < 8 and start == 0:
        return Relation(tier, start, stop, "yes", "client", old)
    if tier == "regular" and draw < 15:
        return Relation(tier, start, stop, "no", "prospect" if draw < 12 else "partner")
    if tier == "occasional" and stop == END and draw < 7:
        return Relation(tier, start, stop, "no", "prospect" if draw < 4 else "lead")
    return Relation(tier, start, stop)
