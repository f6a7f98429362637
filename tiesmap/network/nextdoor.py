"""Open asks where no path leads on: about another kind of business, to somebody with a reason.

A LinkedIn export or a client list is a star: nobody in it is known to know anybody. What is left is
to ask those the rep is at ease with about a business that theirs deals with ("who do you know in
construction?"), never about their own firm or their own kind of business, where they are least
free to say and the rep gets nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tiesmap.model.paths import OpenAsk, say_comfort
from tiesmap.network.standpoint import Standpoint

_EVERY_FIRM = ("Banking", "Insurance", "Accounting", "Legal", "Recruiting")
"""With whom anybody deals who runs a business."""
_RUNS_IT = ("owner", "top")
_NEAR, _RUNS, _WANTED = 1.0, 0.6, 0.8
"""How good a reason is to know somebody there: our judgment, not measured."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What words say of businesses and titles: `near` as in categories.toml, `level` of a title.

    About the businesses in `passed` nobody is asked, such as the rep's own.
    """

    near: Mapping[str, Sequence[str]]
    level: Callable[[str], str]
    passed: frozenset[str] = frozenset()


def ask_next_door(
    standpoint: Standpoint,
    knowledge: Knowledge,
    wanted: Sequence[tuple[str, str]] = (),
    *,
    most: int = 5,
    busy: Collection[int] = (),
    further: bool = True,
) -> tuple[OpenAsk, ...]:
    """The best open asks, each connector and each business once.

    `wanted` are ("company" | "category", name) pairs of the wanted list, which go first; then,
    if `further`, the businesses in which the rep knows fewest; without, a wish may be asked of
    several. `busy` (ids) are asked for something else already. The chance is that of the first
    hop times how good the reason is.
    """
    network = standpoint.network
    own = network.adjacency.neighbors(standpoint.rep)
    start = int(network.adjacency.start[standpoint.rep])
    chances = standpoint.chance[start : start + len(own)]
    known = _known_in(standpoint)
    asks: list[tuple[float, OpenAsk]] = []
    for node, chance in zip(own.tolist(), chances.tolist(), strict=True):
        person = network.person(node)
        if chance <= 0 or person in busy:
            continue
        company = str(network.people["company"].iat[node]).casefold()
        category = str(network.category[node])
        level = knowledge.level(str(network.people["title"].iat[node]))
        said = standpoint.around.say_category(node)
        for kind, about, good, why in _about(category, said, level, wanted, knowledge.near):
            if about.casefold() in (company, category.casefold()):
                continue
            if about in knowledge.passed or (not further and (kind, about) not in wanted):
                continue
            new = 1.0 if (kind, about) in wanted else 1 / (1 + known.get(about, 0))
            ease = say_comfort(standpoint.comfort.person[node])
            ask = OpenAsk(person, kind, about, chance * good, (why, ease))
            asks.append(((chance * good * new**0.5), ask))
    asks.sort(key=lambda one: (-one[0], one[1].connector, one[1].about))
    return _each_once([ask for _, ask in asks], most, further)


def _known_in(standpoint: Standpoint) -> dict[str, int]:
    names, counts = np.unique(
        standpoint.network.category[standpoint.around.contacts].astype(str), return_counts=True
    )
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


def _about(
    category: str,
    said: str,
    level: str,
    wanted: Sequence[tuple[str, str]],
    near: Mapping[str, Sequence[str]],
) -> list[tuple[str, str, float, str]]:
    """(kind, about what, how good the reason is, the reason) for somebody in a business.

    `said` is that business in words.
    """
    deals = near.get(category, ())
    found: list[tuple[str, str, float, str]] = []
    for kind, name in wanted:
        if kind == "category" and name in deals:
            found.append((kind, name, _NEAR, f"is in {said}, which deals with {name}"))
        elif level in _RUNS_IT:
            found.append((kind, name, _WANTED, "runs a business and meets many"))
    found += [("category", name, _NEAR, f"is in {said}, which deals with {name}") for name in deals]
    if level in _RUNS_IT:
        found += [
            ("category", name, _RUNS, f"runs a business, which needs {name.lower()}")
            for name in _EVERY_FIRM
            if name not in deals
        ]
    return found


def _each_once(asks: Sequence[OpenAsk], most: int, each_business: bool) -> tuple[OpenAsk, ...]:
    people: set[int] = set()
    abouts: set[str] = set()
    found = []
    for ask in asks:
        if ask.connector in people or (each_business and ask.about in abouts):
            continue
        people.add(ask.connector)
        abouts.add(ask.about)
        found.append(ask)
        if len(found) == most:
            break
    return tuple(found)
