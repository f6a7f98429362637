"""Write the invented sample network: six CSV files and their README.

    python data/sample/make_sample.py [--out DIR]

Standard library only. Every draw comes from `random.Random(seed).random()`, whose sequence Python
guarantees across versions, and only whole numbers, + - * / are computed with it: the files come
out byte for byte the same everywhere.

The order of work: people and companies -> who is whose contact -> who knows whom -> past
introductions -> two years of contact -> files. The stories told in the README are laid down
first and guarded while everything else is drawn around them.
"""

from __future__ import annotations

import argparse
import csv
import random
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from sample_words import (
    CATEGORIES,
    CITIES,
    CLIENT_OCCASIONS,
    COMPANY_KINDS,
    COVERS,
    FIRST_HALVES,
    GIFTS,
    LETTERS,
    NAME_GROUPS,
    NOTES,
    OTHER_OCCASIONS,
    SECOND_HALVES,
    SINGLE_NAMES,
    TITLES,
)

T = TypeVar("T")

SEED = 20260630
FIRST_DAY = date(2024, 7, 1)
LAST_DAY = date(2026, 6, 30)
END = (LAST_DAY - FIRST_DAY).days

REP_FIRM = "Tansy & Vale Benefits"
REPS = ("Maren Holloway", "Tomás Ibarra Quiñones", "Divya Raghunathan")
HOME = {  # category -> the rep who is at home there; nobody knows a hotel
    "Manufacturing": 0,
    "Automotive": 0,
    "Food service": 0,
    "Logistics": 0,
    "Health care": 1,
    "Education": 1,
    "Insurance": 1,
    "Retail": 1,
    "Banking": 2,
    "Legal": 2,
    "Real estate": 2,
}
# Company sizes of a category: companies the reps work with, companies one step further, two.
SIZES: tuple[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...] = (
    ((7, 5, 4, 4, 3, 2), (3, 2), (2, 2)),
    ((9, 5, 4, 3, 2, 2), (2, 2, 1), (3, 1)),
    ((6, 6, 5, 4, 2, 2), (4,), (3, 2)),
)
# The people of the stories: key -> (category, company, name, title, city). Each leads the next
# free company of the inner ring of the category.
CAST = {
    "bridge": (
        "Food service",
        "Fennelgarth Catering",
        "Rosalind Achterberg",
        "Owner",
        "Cleveland",
    ),
    "pair_a": (
        "Food service",
        "Sorrelcombe Frozen Meals",
        "Eszter Halmágyi",
        "Operations director",
        "Toledo",
    ),
    "pair_b": (
        "Logistics",
        "Yarrowgate Cold Haulage",
        "Desmond Okafor-Lund",
        "Owner",
        "Toledo",
    ),
    "fresh": (
        "Logistics",
        "Rookbourne Freight",
        "Dagný Þorvaldsdóttir",
        "Fleet director",
        "Indianapolis",
    ),
    "dormant": (
        "Manufacturing",
        "Teaselfell Castings",
        "Halina Szczepańska-Dunn",
        "Operations director",
        "Dayton",
    ),
    "popular": (
        "Manufacturing",
        "Gorseholt Makers' Guild",
        "Ngozi Eberechukwu",
        "President",
        "Columbus",
    ),
    "only_way": ("Legal", "Osiergate Law", "Leopold Varga-Stein", "Of counsel", "Cincinnati"),
}
HOTEL_SIZES = (4, 4, 3, 3, 2)
HOTEL_DOOR = ("Pewterhaven Hotels", "Jean-Baptiste Kouassi-Merle", "Director of purchasing")
CLOSED_COMPANY = ("Zinniafell Instruments", "Manufacturing", "Cincinnati", 5)
CLOSED_TITLES = (
    "Human resources director",
    "Plant manager",
    "Chief financial officer",
    "Operations director",
    "Purchasing manager",
)
ISLAND = ("Vetchmoor Savings", "Banking", "Pittsburgh", 3)
TIERS = {"close": (56, 112), "regular": (18, 44), "occasional": (5, 16), "weak": (1, 4)}
OUTCOMES = ("client", "opportunity", "not_now", "no")


class Dice:
    """Draws from one seeded stream, using nothing of `random` that may change between versions."""

    def __init__(self, seed: int) -> None:
        self._next: Callable[[], float] = random.Random(seed).random

    def below(self, n: int) -> int:
        return int(self._next() * n)

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def chance(self, p: float) -> bool:
        return self._next() < p

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.below(i + 1)
            out[i], out[j] = out[j], out[i]
        return out

    def tail(self, scale: int, most: int) -> int:
        """A heavy-tailed whole number from `scale` to `most`: P(X > x) = scale / x."""
        return min(most, int(scale / (1.0 - self._next())))


@dataclass(frozen=True, slots=True)
class Person:
    key: int
    name: str
    mailbox: str  # the part of the address before the @
    company: str
    title: str
    category: str
    city: str
    ring: int  # 0 rep, 1 contact of a rep, 2 known to contacts only, 3 known to the second ring
    zone: str  # main, hotels, closed or island: ties between zones exist only by hand


@dataclass(frozen=True, slots=True)
class Tie:
    person: int
    other: int
    contacts: int | None
    last: date | None
    kind: str
    since: date | None
    strength: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    when: str
    sender: int
    to: tuple[int, ...]
    channel: str
    purpose: str
    note: str


@dataclass(frozen=True, slots=True)
class Introduction:
    day: date
    introducer: int
    person: int
    other: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a rep has with one contact: how often (tier), from which to which day, and as what."""

    tier: str
    start: int = 0
    stop: int = END
    client: str = ""
    stage: str = ""
    signed_on: date | None = None


@dataclass(slots=True)
class World:
    """The sample while it is being made."""

    dice: Dice
    people: list[Person] = field(default_factory=list)
    cast: dict[str, int] = field(default_factory=dict)
    relations: list[dict[int, Relation]] = field(default_factory=lambda: [{}, {}, {}])
    known: dict[int, set[int]] = field(default_factory=dict)  # who knows whom, reps left out
    staff: dict[str, list[int]] = field(default_factory=dict)  # company -> people
    ties: list[Tie] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)
    do_not_ask: list[int] = field(default_factory=list)

    def around(self, key: int) -> set[int]:
        """Everybody whom this person knows, colleagues included."""
        return (self.known[key] | set(self.staff[self.people[key].company])) - {key}

    def may_know(self, a: int, b: int) -> bool:
        """Whether a new tie between two people leaves the rings and the stories intact."""
        one, two = self.people[a], self.people[b]
        if a == b or 0 in (one.ring, two.ring) or one.zone != two.zone:
            return False
        if {one.ring, two.ring} == {1, 3}:
            return False
        pair = (self.cast["pair_a"], self.cast["pair_b"])
        for mine, theirs in (pair, pair[::-1]):
            beyond = self.around(theirs) | {theirs}
            if (a == mine and b in beyond) or (b == mine and a in beyond):
                return False
        return True

    def meet(self, a: int, b: int) -> None:
        self.known[a].add(b)
        self.known[b].add(a)


# ---------------------------------------------------------------- people and companies


def plain_letters(text: str) -> str:
    """The letters a mail address would use: é -> e, ß -> ss."""
    table = str.maketrans(
        {
            "ø": "o",
            "ł": "l",
            "ß": "ss",
            "æ": "ae",
            "\N{LATIN SMALL LETTER DOTLESS I}": "i",
            "đ": "d",
            "þ": "th",
            "ð": "d",
        }
    )
    folded = unicodedata.normalize("NFKD", text.lower().translate(table))
    return "".join(c for c in folded if c.isascii() and (c.isalnum() or c == "-"))


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


# ---------------------------------------------------------------- who is whose contact


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


# ---------------------------------------------------------------- who knows whom


def add_tie(world: World, a: int, b: int, kind: str, since: date | None = None) -> bool:
    """Declare a tie unless it is there already or would break a story."""
    if b in world.known[a] or not world.may_know(a, b):
        return False
    dice = world.dice
    contacts = dice.tail(1, 70)
    if kind in ("colleague", "supplier", "client"):
        contacts = dice.tail(3, 90)
    # who is in touch often was so lately; a tie of a few contacts may be of any age
    ago = dice.tail(8, 700) if contacts >= 10 else dice.between(12, 720)
    last = LAST_DAY - timedelta(days=ago)
    met = since or date(2006, 1, 1) + timedelta(days=dice.below(6600))
    if last < met:
        last = min(LAST_DAY, met + timedelta(days=20))
    strength = None
    if dice.chance(0.35):
        floor = 3 if kind in ("friend", "family") else 1
        strength = min(5, max(floor, 1 + contacts // 8 + dice.below(2)))
    known_since = met if since or dice.chance(0.5) else None
    if strength is not None and dice.chance(0.3):  # judged by somebody, never counted
        world.ties.append(Tie(a, b, None, None, kind, known_since, strength))
    else:
        world.ties.append(Tie(a, b, contacts, last, kind, known_since, strength))
    world.meet(a, b)
    return True


def add_ties(world: World) -> None:
    dice, cast, people = world.dice, world.cast, world.people

    def by_hand(a: int, b: int, contacts: int, last: date, kind: str, since: date, s: int) -> None:
        world.ties.append(Tie(a, b, contacts, last, kind, since, s))
        world.meet(a, b)

    # the stories first
    far = cast["bridge_far"]
    by_hand(cast["bridge"], far, 2, date(2026, 2, 11), "association", date(2025, 3, 20), 1)
    closed = world.staff[CLOSED_COMPANY[0]]
    way = cast["only_way"]
    by_hand(way, closed[0], 14, date(2026, 5, 19), "client", date(2019, 4, 2), 4)
    by_hand(way, closed[1], 5, date(2026, 1, 22), "client", date(2022, 10, 5), 3)

    for company, staff in world.staff.items():
        if company == REP_FIRM:
            continue
        share = 0.65 if len(staff) <= 4 else 0.45
        for i, a in enumerate(staff):
            for b in staff[i + 1 :]:
                if people[a].zone in ("closed", "island") or dice.chance(share):
                    add_tie(world, a, b, "colleague")

    main = [p.key for p in people if p.zone == "main" and p.ring > 0]
    inner = [key for key in main if people[key].ring == 1]
    # some people know far more others than most: they stand in the urn several times
    fame = {key: dice.tail(1, 9) for key in main}
    urns: dict[tuple[str, int], list[int]] = {}
    for key in main:
        person = people[key]
        urns.setdefault((person.category, person.ring), []).extend([key] * fame[key])
    trade_kinds = ("association", "association", "friend", "classmate", "supplier", "client")
    cross_kinds = ("supplier", "client", "friend", "classmate", "association", "supplier")

    for key in inner:
        category = people[key].category
        for _ in range(dice.between(0, 3)):
            friends = sorted(world.known[key])
            other = dice.pick(urns[category, 1])
            if friends and dice.chance(0.45):  # friends of friends meet
                other = dice.pick(sorted(world.around(dice.pick(friends)) - {key}) or [other])
            add_tie(world, key, other, dice.pick(trade_kinds))
        if dice.chance(0.45):
            add_tie(world, key, dice.pick(inner), dice.pick(cross_kinds))

    popular = cast["popular"]
    for other in dice.shuffled(inner)[:34]:
        add_tie(world, popular, other, dice.pick(("association", "association", "friend")))

    for key in main:
        person = people[key]
        if person.ring == 2:
            for _ in range(dice.between(1, 3)):
                urn = urns[person.category, 1] if dice.chance(0.7) else inner
                add_tie(world, key, dice.pick(urn), dice.pick(cross_kinds))
            if dice.chance(0.4):
                add_tie(world, key, dice.pick(urns[person.category, 2]), dice.pick(trade_kinds))
        if person.ring == 3:
            for _ in range(dice.between(1, 2)):
                add_tie(world, key, dice.pick(urns[person.category, 2]), dice.pick(trade_kinds))

    # hotels: a small world of its own, each house tied to one before it
    houses = [c for c, staff in world.staff.items() if people[staff[0]].zone == "hotels"]
    for position, company in enumerate(houses[1:], start=1):
        earlier = [key for house in houses[:position] for key in world.staff[house]]
        for _ in range(2):
            add_tie(
                world,
                dice.pick(world.staff[company]),
                dice.pick(earlier),
                dice.pick(("association", "friend", "classmate")),
            )
    for house in houses:
        first, *others = world.staff[house]
        for key in others:
            if house == houses[0] or not world.known[key]:
                add_tie(world, first, key, "colleague")

    # whoever got no tie by chance gets one, so that everybody but the island can be reached
    for key in main:
        if people[key].ring > 1 and not any(
            people[o].ring == people[key].ring - 1 for o in world.known[key]
        ):
            urn = urns[people[key].category, people[key].ring - 1]
            while not add_tie(world, key, dice.pick(urn), dice.pick(trade_kinds)):
                pass

    # the reps: colleagues of each other, and old friends of a few contacts
    for a, b in ((0, 1), (0, 2), (1, 2)):
        met = date(2018, 3, 5) + timedelta(days=dice.below(1200))
        world.ties.append(Tie(a, b, None, None, "colleague", met, 4))
    for rep, relations in enumerate(world.relations):
        old = [key for key, r in relations.items() if r.tier in ("regular", "close")]
        old = [key for key in old if key not in cast.values()]
        for key, kind in zip(
            dice.shuffled(old)[:4], ("friend", "classmate", "friend", "association"), strict=True
        ):
            met = date(2001, 1, 1) + timedelta(days=dice.below(6000))
            world.ties.append(Tie(rep, key, None, None, kind, met, dice.between(3, 5)))


# ---------------------------------------------------------------- past introductions


def workday(day: int) -> int:
    """The day itself, or the Friday before a weekend; counted from the first day."""
    weekday = (FIRST_DAY + timedelta(days=day)).weekday()
    return day - max(0, weekday - 4) if day >= 2 else day


def ordinary(day: int) -> date:
    """The last day up to this one on which people work."""
    while quiet(day):
        day -= 1
    return FIRST_DAY + timedelta(days=day)


def day_number(day: date) -> int:
    return (day - FIRST_DAY).days


def add_introductions(world: World) -> None:
    dice, cast = world.dice, world.cast
    taken = set(cast.values())

    def introduce(introducer: int, rep: int, other: int, day: date, outcome: str) -> None:
        """Record that `introducer` brought the rep to `other`; their contact starts then."""
        world.introductions.append(Introduction(day, introducer, rep, other, outcome))
        taken.add(other)
        if other not in world.known[introducer]:
            add_tie(world, introducer, other, "association", day - timedelta(days=900))
        world.contacts.append(
            Contact(f"{day}T10:12", introducer, (rep, other), "email", "introduction", "")
        )
        if other == cast["fresh"]:
            return
        start = day_number(day) + 1
        if outcome == "client":
            signed = ordinary(min(start + dice.between(50, 90), END - 32))
            relation = Relation("regular", start, END, "yes", "client", signed)
        elif outcome == "opportunity":
            relation = Relation("occasional", start, END, "no", "prospect")
        else:
            stop = min(END, start + 45)
            relation = Relation("weak", start, stop, "no", "lead" if outcome == "not_now" else "")
        world.relations[rep][other] = relation

    def newcomer(rep: int, introducer: int) -> int:
        """A loose contact of the rep whom the introducer knows or may well know."""
        loose = [
            key
            for key, r in world.relations[rep].items()
            if r.tier in ("weak", "occasional") and key not in taken and key != introducer
        ]
        already = [key for key in loose if key in world.known[introducer]]
        possible = [key for key in loose if world.may_know(introducer, key)]
        return dice.pick(already or possible)

    # asked too often: nine introductions by one woman in five months
    popular = cast["popular"]
    for day, rep, outcome in (
        (date(2025, 2, 18), 0, "opportunity"),
        (date(2025, 9, 9), 1, "not_now"),
        (date(2026, 1, 20), 0, "opportunity"),
        (date(2026, 2, 5), 0, "not_now"),
        (date(2026, 2, 24), 1, "opportunity"),
        (date(2026, 3, 12), 0, "no"),
        (date(2026, 4, 2), 0, "opportunity"),
        (date(2026, 4, 21), 2, "not_now"),
        (date(2026, 5, 7), 0, "no"),
        (date(2026, 5, 26), 1, "no"),
        (date(2026, 6, 16), 0, "not_now"),
    ):
        introduce(popular, rep, newcomer(rep, popular), day, outcome)

    # the client who was won and then left alone came through an introduction, too
    helper = next(
        key
        for key, r in world.relations[0].items()
        if r.tier == "close"
        and key not in cast.values()
        and world.people[key].category == "Automotive"
    )
    world.cast["fresh_helper"] = helper
    introduce(helper, 0, cast["fresh"], date(2025, 10, 7), "client")

    plan = [
        (rep, outcome)
        for rep, outcomes in enumerate(
            (
                ("client", "opportunity", "not_now", "no", "opportunity"),
                ("client", "client", "opportunity", "not_now", "no"),
                ("client", "opportunity", "opportunity", "not_now", "no"),
            )
        )
        for outcome in outcomes
    ]
    asked: set[int] = {popular, helper}
    for number, (rep, outcome) in enumerate(dice.shuffled(plan)):
        helpers = [
            key
            for key, r in world.relations[rep].items()
            if r.tier in ("close", "regular") and r.stop == END and r.start == 0
        ]
        introducer = dice.pick([k for k in helpers if k not in asked and k not in cast.values()])
        asked.add(introducer)
        day = ordinary(40 + number * 42 + dice.below(20))
        introduce(introducer, rep, newcomer(rep, introducer), day, outcome)

    # what the reps did for others: two contacts brought together
    brought = (
        (0, "opportunity"),
        (0, "client"),
        (0, "not_now"),
        (1, "opportunity"),
        (1, "no"),
        (2, "client"),
        (2, "not_now"),
    )
    for number, (rep, outcome) in enumerate(brought):
        friends = [
            key
            for key, r in world.relations[rep].items()
            if r.tier in ("close", "regular") and r.start == 0 and r.stop == END
            if key not in cast.values()
        ]
        a = b = friends[0]
        while b in world.around(a) or not world.may_know(a, b):
            a, b = dice.pick(friends), dice.pick(friends)
        day = ordinary(100 + number * 80 + dice.below(30))
        world.introductions.append(Introduction(day, rep, a, b, outcome))
        world.contacts.append(
            Contact(f"{day}T14:40", rep, (a, b), "email", "introduction", "You two should talk.")
        )
        add_tie(world, a, b, "supplier", day)


# ---------------------------------------------------------------- two years of contact


def quiet(day: int) -> bool:
    """Weekends, the first half of August and the days around the year's end."""
    when = FIRST_DAY + timedelta(days=day)
    in_recess = (when.month == 8 and when.day <= 15) or (when.month, when.day) >= (12, 22)
    return when.weekday() >= 5 or in_recess or (when.month == 1 and when.day <= 3)


def clock(dice: Dice, day: int) -> str:
    when = FIRST_DAY + timedelta(days=day)
    return f"{when}T{dice.between(8, 17):02d}:{dice.below(60):02d}"


def occasion(world: World, key: int, relation: Relation) -> str:
    dice = world.dice
    covers = COVERS[world.people[key].category]
    pool = CLIENT_OCCASIONS if relation.client == "yes" else OTHER_OCCASIONS
    return dice.pick(pool).format(cover=dice.pick(covers))


def write_history(world: World, rep: int, key: int, relation: Relation) -> None:
    """All contact of a rep with one person alone."""
    dice = world.dice
    low, high = TIERS.get(relation.tier, (0, 0))
    wanted = dice.between(low, high)
    if relation.tier == "regular" and relation.stop < END:
        wanted = min(wanted, 24)
    if relation.tier == "dormant":
        wanted = 72
    if relation.tier == "fresh":
        wanted = 24
    out: list[Contact] = []

    def put(day: int, sent: bool, channel: str, purpose: str = "", note: str = "") -> None:
        if not relation.start <= day <= relation.stop:
            return
        when = clock(dice, day)
        if channel in ("gift", "letter"):
            when = when[:10]
        pair = (rep, key) if sent else (key, rep)
        out.append(Contact(when, pair[0], (pair[1],), channel, purpose, note))

    def episode(day: int) -> None:
        """One reason to be in touch: a thread of mails, a call, a visit."""
        purpose = occasion(world, key, relation) if dice.chance(0.45) else ""
        note = dice.pick(NOTES) if dice.chance(0.16) else ""
        draw = dice.below(100)
        sent = dice.chance(0.55)
        if draw < 52:
            length = dice.between(1, 4) if wanted > 8 else dice.between(1, 2)
            for step in range(length):
                put(workday(day + step), sent, "email", purpose, note if step == 0 else "")
                sent = not sent
        elif draw < 72:
            put(day, sent, "call", purpose, note)
        elif draw < 86 and wanted > 3:
            put(day, True, "meeting", purpose, note)
        elif draw < 93:
            put(day, sent, "message")
        else:
            put(day, sent, "social")

    days = [d for d in range(relation.start, relation.stop + 1) if not quiet(d)] or [relation.stop]
    if relation.tier in ("close", "dormant") and wanted:
        for year in (2024, 2025):
            present = day_number(date(year, 12, 12)) + dice.below(5)
            put(workday(present), True, "gift", dice.pick(GIFTS))
        renewal = dice.between(30, 330)
        cover = dice.pick(COVERS[world.people[key].category])
        for day in (workday(renewal), workday(renewal + 364)):
            put(day - 3, True, "email", f"renewal review of {cover}")
            put(day, True, "meeting", f"renewal review of {cover}")
    if relation.tier in ("regular", "occasional") and dice.chance(0.08):
        put(dice.pick(days), dice.chance(0.6), "letter", dice.pick(LETTERS))
    if relation.tier in ("close", "regular") and relation.stop == END:
        episode(workday(END - 2 - dice.below(26 if relation.tier == "close" else 60)))
    while len(out) < wanted:
        day = dice.pick(days)
        if relation.tier == "dormant" and day > 365 and dice.chance(0.7):
            continue  # it thinned out before it stopped
        episode(day)
    world.contacts.extend(out)


def write_groups(world: World, rep: int) -> None:
    """Visits to several people of one firm, mails that tie contacts to each other, breakfasts."""
    dice, cast = world.dice, world.cast
    relations = world.relations[rep]
    aside = {cast["dormant"], cast["fresh"], cast["pair_a"], cast["pair_b"]}
    usual = {
        key: r
        for key, r in relations.items()
        if key not in aside and r.start == 0 and r.stop == END
    }
    warm = [key for key, r in usual.items() if r.tier in ("close", "regular")]

    def record(day: int, sender: int, to: Sequence[int], channel: str, purpose: str) -> None:
        inside = [key for key in (sender, *to) if key != rep]
        ties = [(sender, key) for key in to] if channel == "email" else []
        if channel == "meeting":
            ties = [(a, b) for i, a in enumerate(inside) for b in inside[i + 1 :]]
        ties = [(a, b) for a, b in ties if rep not in (a, b)]
        if not all(b in world.known[a] or world.may_know(a, b) for a, b in ties):
            return
        for a, b in ties:
            world.meet(a, b)
        when = clock(dice, day)
        world.contacts.append(Contact(when, sender, tuple(to), channel, purpose, ""))

    days = [d for d in range(END + 1) if not quiet(d)]
    firms: dict[str, list[int]] = {}
    for key in usual:
        firms.setdefault(world.people[key].company, []).append(key)
    for staff in firms.values():
        if len(staff) < 2:
            continue
        busy = sum(relations[key].tier in ("close", "regular") for key in staff)
        for _ in range(2 * busy if busy else dice.below(2)):
            some = dice.shuffled(staff)[: dice.between(2, min(5, len(staff)))]
            purpose = occasion(world, some[0], relations[some[0]])
            if dice.chance(0.5):
                record(dice.pick(days), rep, some, "meeting", purpose)
            else:
                record(dice.pick(days), some[0], (rep, *some[1:]), "email", purpose)
    for key in dice.shuffled(warm)[:16]:  # a contact writes to the rep and to a friend as well
        friends = [o for o in sorted(world.known[key]) if o in usual]
        if friends:
            record(dice.pick(days), key, (rep, dice.pick(friends)), "email", "trade breakfast")
    for number in range(4):
        category = dice.pick([c for c, home in HOME.items() if home == rep])
        guests = [key for key in warm if world.people[key].category == category]
        some = dice.shuffled(guests)[: dice.between(4, 7)]
        record(workday(75 + number * 180), rep, some, "meeting", "trade breakfast")


def write_stories(world: World) -> None:
    cast, me = world.cast, 0

    def say(when: str, sender: int, to: int, channel: str, purpose: str, note: str) -> None:
        world.contacts.append(Contact(when, sender, (to,), channel, purpose, note))

    bridge, way, popular = cast["bridge"], cast["only_way"], cast["popular"]
    far, fresh = world.people[cast["bridge_far"]], cast["fresh"]
    say(
        "2026-05-14T11:30",
        me,
        bridge,
        "meeting",
        "renewal review of seasonal staff plan",
        f"Met {far.name} of {far.company} twice at food fairs. Hardly knows him.",
    )
    say(
        "2026-05-21T15:05",
        way,
        me,
        "call",
        "question on professional liability",
        f"Is outside counsel to {CLOSED_COMPANY[0]}. They let nobody else in.",
    )
    say(
        "2026-06-17T09:20",
        popular,
        me,
        "email",
        "introduction",
        "Did it gladly, but her week is full. Third favor since May.",
    )
    say(
        "2026-06-09T13:15",
        cast["pair_a"],
        me,
        "call",
        "question on product recall cover",
        "Needs a haulier with cooled trucks from September; the old one gives up.",
    )
    say(
        "2026-06-11T10:45",
        cast["pair_b"],
        me,
        "call",
        "renewal review of cargo cover",
        "Two cooled trucks stand idle from September. Wants a food maker nearby.",
    )
    say(
        "2025-08-11T16:00",
        cast["dormant"],
        me,
        "call",
        "claim on machinery breakdown cover",
        "Settled, took long. Will call after the summer.",
    )
    say("2026-02-26T11:00", me, fresh, "meeting", "enrollment for fleet cover", "Signed.")
    say(
        "2026-03-04T08:40",
        fresh,
        me,
        "email",
        "enrollment for fleet cover",
        "Thanks us; expects a visit in spring.",
    )


def write_team(world: World) -> None:
    """The reps among themselves, and visits of two of them to a contact they share."""
    dice = world.dice
    days = [d for d in range(END + 1) if not quiet(d)]
    for a, b in ((0, 1), (0, 2), (1, 2), (1, 0), (2, 0)):
        for _ in range(6):
            world.contacts.append(
                Contact(clock(dice, dice.pick(days)), a, (b,), "email", "handover", "")
            )
        shared = [
            key
            for key in world.relations[a]
            if key in world.relations[b]
            and max(world.relations[r][key].start for r in (a, b)) == 0
            and min(world.relations[r][key].stop for r in (a, b)) == END
        ]
        for _ in range(2):
            if shared:
                when = clock(dice, dice.pick(days))
                key = dice.pick(shared)
                world.contacts.append(Contact(when, a, (b, key), "meeting", "catch up", ""))


# ---------------------------------------------------------------- what is wanted, what is barred


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


# ---------------------------------------------------------------- files


def domain(company: str) -> str:
    words = [plain_letters(word) for word in company.split()]
    return "-".join(word for word in words if word) + ".example"


def profile(p: Person) -> str:
    """About two thirds have a page; which ones hangs on the key alone."""
    if p.ring > 0 and p.key % 3 == 1 and p.zone == "main":
        return ""
    return f"https://people.example/in/{p.mailbox.replace('.', '-')}-{p.key * 37 % 1000:03d}"


def email(p: Person) -> str:
    """Most have an address; of people further out it is often unknown."""
    unknown = (p.ring == 3 and p.key % 2 == 0) or (p.ring == 2 and p.key % 5 == 0)
    return "" if unknown else f"{p.mailbox}@{domain(p.company)}"


def phones(people: Sequence[Person]) -> dict[int, str]:
    """Numbers of the reps and of most of their contacts, none given twice."""
    given: dict[int, str] = {}
    used = dict.fromkeys(CITIES, 0)
    for p in people:
        if p.ring <= 1 and p.key % 5 not in (1, 3):
            given[p.key] = f"{CITIES[p.city]}-555-01{used[p.city] * 7 % 100:02d}"
            used[p.city] += 1
    return given


def relationship_rows(world: World, ids: dict[int, str]) -> list[dict[str, str]]:
    dice = world.dice
    out = []
    rated = (
        {"Manufacturing": 5, "Automotive": 5, "Food service": 4, "Logistics": 4, "Banking": 2},
        {"Health care": 5, "Education": 4, "Retail": 4, "Insurance": 3, "Legal": 1},
        {"Legal": 5, "Banking": 4, "Real estate": 4, "Manufacturing": 2},
    )
    bounds = {"close": (4, 5), "regular": (3, 5), "occasional": (2, 4), "weak": (1, 3)}
    share = {"close": 0.95, "regular": 0.8, "occasional": 0.4, "weak": 0.15}
    told = {
        world.cast["bridge"]: 5,
        world.cast["dormant"]: 5,
        world.cast["pair_a"]: 5,
        world.cast["pair_b"]: 4,
        world.cast["popular"]: 4,
        world.cast["fresh"]: 3,
        world.cast["only_way"]: 3,
    }
    for rep, relations in enumerate(world.relations):
        for category, comfort in rated[rep].items():
            out.append({"rep": ids[rep], "category": category, "comfort": str(comfort)})
        for key, relation in sorted(relations.items(), key=lambda item: ids[item[0]]):
            tier = relation.tier
            comfort_text = ""
            if rep == 0 and key in told:
                comfort_text = str(told[key])
            elif dice.chance(share.get(tier, 0.0)):
                # now and then a client one meets often and is not at ease with
                hard = tier == "regular" and dice.chance(0.1)
                comfort_text = "1" if hard else str(dice.between(*bounds[tier]))
            bucket = ""
            if key == world.cast["popular"]:
                bucket = "connector"
            elif tier in ("close", "dormant"):
                bucket = "close client"
            elif relation.stage == "client":
                bucket = "client"
            elif tier == "regular":
                bucket = dice.pick(("warm", "warm", "connector", ""))
            elif tier == "occasional":
                bucket = dice.pick(("warm", "wide", ""))
            if not (comfort_text or relation.stage or bucket):
                continue
            out.append(
                {
                    "rep": ids[rep],
                    "person": ids[key],
                    "client": relation.client,
                    "comfort": comfort_text,
                    "stage": relation.stage,
                    "signed_on": str(relation.signed_on or ""),
                    "bucket": bucket,
                }
            )
    return out


def write_csv(path: Path, columns: str, rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_files(world: World, folder: Path) -> None:
    people = world.people
    order = [p.key for p in people if p.ring == 0]
    order += sorted(
        (p.key for p in people if p.ring > 0), key=lambda k: (people[k].mailbox, people[k].name)
    )
    ids = {key: f"p{number:03d}" for number, key in enumerate(order, start=1)}
    targets = choose_targets(world)
    numbers = phones(people)
    write_csv(
        folder / "people.csv",
        "id name email profile_url phone company title category city rep do_not_ask"
        " client comfort stage signed_on notes",
        (
            {
                "id": ids[key],
                "name": people[key].name,
                "email": email(people[key]),
                "profile_url": profile(people[key]),
                "phone": numbers.get(key, ""),
                "company": people[key].company,
                "title": people[key].title,
                "category": people[key].category,
                "city": people[key].city,
                "rep": "yes" if people[key].ring == 0 else "",
                "do_not_ask": "yes" if key in world.do_not_ask else "",
            }
            for key in order
        ),
    )
    write_csv(
        folder / "relationships.csv",
        "rep person category client comfort stage signed_on bucket",
        relationship_rows(world, ids),
    )
    rows = sorted(
        (c.when, ids[c.sender], ";".join(ids[k] for k in c.to), c.channel, c.purpose, c.note)
        for c in world.contacts
    )
    columns = "date from to channel purpose notes"
    write_csv(
        folder / "interactions.csv",
        columns,
        (dict(zip(columns.split(), row, strict=True)) for row in rows),
    )
    write_csv(
        folder / "ties.csv",
        "person other contacts last_contact kind since strength",
        sorted(
            (
                {
                    "person": ids[t.person],
                    "other": ids[t.other],
                    "contacts": "" if t.contacts is None else str(t.contacts),
                    "last_contact": str(t.last or ""),
                    "kind": t.kind,
                    "since": str(t.since or ""),
                    "strength": str(t.strength or ""),
                }
                for t in world.ties
            ),
            key=lambda row: (row["person"], row["other"]),
        ),
    )
    write_csv(
        folder / "introductions.csv",
        "date introducer person other outcome",
        (
            {
                "date": str(i.day),
                "introducer": ids[i.introducer],
                "person": ids[i.person],
                "other": ids[i.other],
                "outcome": i.outcome,
            }
            for i in sorted(world.introductions, key=lambda i: (i.day, ids[i.introducer]))
        ),
    )
    write_csv(folder / "targets.csv", "name company category profile_url why", targets)
    text = readme(world, ids)
    (folder / "README.md").write_bytes(text.encode("utf-8"))


def readme(world: World, ids: dict[int, str]) -> str:
    def who(role: str) -> str:
        p = world.people[world.cast[role]]
        return f"{p.name} ({ids[p.key]}, {p.title}, {p.company})"

    favors = [
        i
        for i in world.introductions
        if i.introducer == world.cast["popular"] and i.day.year == LAST_DAY.year
    ]
    mine = sum(i.person == 0 for i in favors)
    hotels = sum(p.category == "Hotels" for p in world.people)
    island = world.people[world.staff[ISLAND[0]][0]]
    reps = "\n".join(
        f"| {name} ({ids[rep]}) | {', '.join(c for c, home in HOME.items() if home == rep)} "
        f"| {len(world.relations[rep])} |"
        for rep, name in enumerate(REPS)
    )
    parts = [
        "# The sample network",
        "Everybody and everything here is invented: people, firms, mail addresses (all under "
        "`.example`), telephone numbers (from those kept free for fiction), meetings. The cities "
        "are real. Any likeness is chance.",
        "`python data/sample/make_sample.py` (with `sample_words.py`) writes these files, this "
        "one included; seeded, so a second run gives the same bytes. `--out DIR` writes them "
        "elsewhere.",
        f"{len(world.people)} people in {len(world.staff)} firms and {len(CATEGORIES)} "
        f"categories, from {FIRST_DAY} to {LAST_DAY}: take that last day as today. Three "
        f"colleagues at {REP_FIRM}, a broker for business insurance and staff benefits, have "
        "pooled what they have:",
        f"| rep | at home in | direct contacts |\n| --- | --- | --- |\n{reps}",
        "In every row of interactions.csv at least one of the three takes part, as in anybody's "
        "mailbox. What contacts have among themselves comes from mails and meetings with several "
        "of them and from ties.csv. The columns client, comfort, stage, signed_on and notes of "
        "people.csv are empty because they belong to one rep; they stand in relationships.csv.",
        f"## Stories to find\n\nFor {REPS[0]}, the first in people.csv.",
        f"1. **The weak tie that opens a category.** {who('bridge')} is a close client in food "
        f"service. She has met {who('bridge_far')} twice. That one weak tie is the only way from "
        f"the three reps and all their contacts to the {hotels} people in hotels.",
        f"2. **A strong tie gone silent.** {who('dormant')}: client since 2017, in touch more "
        "than once a week in the first year, no word since August 2025.",
        f"3. **Asked too often.** {who('popular')} knows more people than anybody else here and "
        f"made {len(favors)} introductions in 2026, {mine} of them for Maren; none of the last "
        "four led to anything.",
        f"4. **The only way in.** All three reps want {CLOSED_COMPANY[0]} (see targets.csv). "
        f"Nobody but {who('only_way')}, whom Maren and Divya know, knows anybody there.",
        f"5. **Won and left alone.** {who('fresh')} came through {who('fresh_helper')}, signed "
        "on 2026-02-26, wrote on 2026-03-04, and has heard nothing since.",
        f"6. **Two who should meet.** {who('pair_a')} needs a haulier with cooled trucks; "
        f"{who('pair_b')} has two idle. Both in Toledo, both close clients of Maren; they do not "
        "know each other, and nobody but Maren knows both. The notes in interactions.csv say so.",
        f"Also: {len(world.do_not_ask)} people marked do_not_ask, past clients, "
        f"{len(world.introductions)} past introductions with their outcomes, and one wish out of "
        f"reach: nobody knows anybody at {ISLAND[0]}, where {island.name} works.",
    ]
    return "\n\n".join(parts) + "\n"


def make(folder: Path) -> None:
    """Make the sample and write it to `folder`, which is created if need be."""
    world = World(Dice(SEED))
    add_people(world)
    add_relations(world)
    add_ties(world)
    add_introductions(world)
    for rep, relations in enumerate(world.relations):
        for key, relation in relations.items():
            write_history(world, rep, key, relation)
        write_groups(world, rep)
    write_stories(world)
    write_team(world)
    bar_some(world)
    folder.mkdir(parents=True, exist_ok=True)
    write_files(world, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the invented sample network.")
    here = Path(__file__).resolve().parent
    parser.add_argument("--out", type=Path, default=here, help="folder to write to")
    make(parser.parse_args().out)


if __name__ == "__main__":
    main()
