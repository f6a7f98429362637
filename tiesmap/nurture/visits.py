"""How far rep and coach see the same, over time: for these two alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tiesmap.model.english import say_count
from tiesmap.model.ids import PersonId
from tiesmap.model.visits import POINTS, Seen, Visit

LAST = 5
"""Of so many visits it is said how far the two see the same lately."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the two saw the same in one visit, and in the last ones up to it."""

    visit: Visit
    same: int
    """How many of the five points got the same mark."""
    near: int
    """How many got the same mark or one beside it; never fewer than `same`."""
    same_ending: bool
    lately: tuple[int, ...]
    """How many points were near in each of the two's up to four visits before it, and in it."""


def compare(one: Seen, other: Seen) -> tuple[int, int]:
    """(how many points got the same mark, how many the same or one beside it)."""
    apart = [abs(a - b) for a, b in zip(one.marks, other.marks, strict=True)]
    return sum(gap == 0 for gap in apart), sum(gap <= 1 for gap in apart)


def agreement(visits: Iterable[Visit]) -> tuple[Agreement, ...]:
    """The agreement of the two in each visit that both noted, oldest first."""
    found: list[Agreement] = []
    near_so_far: dict[tuple[PersonId, PersonId], list[int]] = {}
    for visit in sorted(visits, key=lambda one: (one.day, one.id)):
        if visit.by_rep is None or visit.by_coach is None:
            continue
        same, near = compare(visit.by_rep, visit.by_coach)
        so_far = near_so_far.setdefault((visit.rep, visit.coach), [])
        so_far.append(near)
        found.append(
            Agreement(
                visit=visit,
                same=same,
                near=near,
                same_ending=visit.by_rep.ending == visit.by_coach.ending,
                lately=tuple(so_far[-LAST:]),
            )
        )
    return tuple(found)


def say_lately(one: Agreement) -> str:
    """How many points were near of how many, in how many visits: "12 of 15 (3 visits)"."""
    visits = len(one.lately)
    return f"{sum(one.lately)} of {visits * len(POINTS)} ({say_count(visits, 'visit')})"
