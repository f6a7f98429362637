"""The sample while it is being made: its dice, its people, and the days on which they work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

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


def quiet(day: int) -> bool:
    """Weekends, the first half of August and the days around the year's end."""
    when = FIRST_DAY + timedelta(days=day)
    in_recess = (when.month == 8 and when.day <= 15) or (when.month, when.day) >= (12, 22)
    return when.weekday() >= 5 or in_recess or (when.month == 1 and when.day <= 3)


def clock(dice: Dice, day: int) -> str:
    when = FIRST_DAY + timedelta(days=day)
    return f"{when}T{dice.between(8, 17):02d}:{dice.below(60):02d}"
