"""The chain of introductions: who came to the rep through whom, over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Link
from tiesmap.model.tact import Made


def chain(arrivals: Iterable[Made], names: Mapping[PersonId, str]) -> tuple[Link, ...]:
    """The links as one reads a tree: each one followed by those who came through him.

    `arrivals` has the first introduction of each person to the rep; whoever has no name is left
    out. Two people who are said to have brought each other begin a chain each.
    """
    ordered = sorted(arrivals, key=lambda one: (one.day or date.max, one.other))
    through: dict[PersonId, Made] = {}
    for one in ordered:
        if one.other in names and one.connector in names and not _leads(one, through):
            through.setdefault(one.other, one)
    after = grouped((one.connector, other) for other, one in through.items())
    found: list[Link] = []
    roots = [root for root in after if root not in through]
    waiting = [(other, 1) for root in reversed(roots) for other in reversed(after[root])]
    while waiting:
        person, step = waiting.pop()
        one, own = through[person], after.get(person, [])
        found.append(
            Link(
                person, names[person], one.connector, names[one.connector], one.day, one.outcome,
                step, _count(person, after),
            )
        )  # fmt: skip
        waiting += [(other, step + 1) for other in reversed(own)]
    return tuple(found)


def _leads(one: Made, through: Mapping[PersonId, Made]) -> bool:
    """Whether the connector came, in the end, through the very person."""
    at = one.connector
    while at in through and at != one.other:
        at = through[at].connector
    return at == one.other


def _count(person: PersonId, after: Mapping[PersonId, list[PersonId]]) -> int:
    waiting, count = list(after.get(person, ())), 0
    while waiting:
        count += 1
        waiting += after.get(waiting.pop(), ())
    return count
