"""The past replayed: would the real introducer, the person met next, their circle have been named?

Connectors are asked for seven days before the mail that introduced, each on the network of that
moment; next people and circles once a month, as of the month's beginning. Nobody's ratings count:
they were made with the outcome in mind. Intervals: 95 %, percentile bootstrap over reps, as one
rep's introductions are not independent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesmap.model.days import moment_of
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.replay import Introducer, Replay, Score
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Ratings, Tables
from tiesmap.network.adjacency import positions_in_rows
from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.build import build_network
from tiesmap.network.candidates import find_candidates
from tiesmap.network.circles import group, rank_circles
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.happened import BEFORE, Happened, find_happened, recorded
from tiesmap.network.network import Network, firms_of
from tiesmap.network.outreach import rank_connectors
from tiesmap.network.standpoint import Standpoint, look_around, stand

DAYS = 365
MONTH = 365.25 / 12
TEN = 10
LATELY = 91.0
DRAWS = 1000
MOST = 10
"""Introducers who are named."""

Case = tuple[str, str, int, float, float]
"""Question, rule, rep, whether the real one came first, and 1 / its rank."""


def replay(
    tables: Tables, now: float, rep: PersonId | None = None, days: int = DAYS,
    settings: Settings | None = None, noticed: Sequence[Happened] | None = None,
) -> Replay:  # fmt: skip
    """What the last so many days up to `now` (a day number) would have said.

    `tables` hold all evidence; `rep` is the id of whose introductions are counted apart. `noticed`
    are those that he is asked about: of his own no other in the mails counts, and these do even
    where nobody else could have made them, so that there was nothing to foresee. None asks nobody.
    """
    on_file = {_pair(one): one for one in recorded(tables.introductions, rep)}
    asked = {_pair(one): one for one in noticed or ()}
    found = on_file | {
        _pair(one): one
        for one in _without_colleagues(tables.people, find_happened(tables.contacts))
        if noticed is None or rep not in _pair(one) or _pair(one) in asked | on_file
    }
    happened = [one for one in found.values() if now - days <= one.day <= now]
    counted = [one for one in (asked | found).values() if now - days <= one.day <= now]
    settings = settings or Settings()
    cases = [*_connectors(tables, happened, settings), *_next(tables, happened, settings)]
    return Replay(
        days=days,
        introductions=len(counted),
        own=sum(rep in _pair(one) for one in counted),
        unconfirmed=sum(rep in _pair(one) and _pair(one) not in on_file for one in counted),
        scores=tuple(_scores(cases)),
        introducers=_introducers(tables, counted, now),
    )


def _pair(one: Happened) -> frozenset[PersonId]:
    return frozenset((one.rep, one.target))


def _without_colleagues(people: pd.DataFrame, found: Iterable[Happened]) -> list[Happened]:
    """Those in the mails that join two firms: a colleague in copy is no introduction."""
    firm = dict(zip(people["person"].tolist(), firms_of(people).tolist(), strict=True))
    return [
        one
        for one in found
        if firm[one.target] not in {firm[one.rep], firm[one.introducer]} - {-1}
        and (firm[one.rep] != firm[one.introducer] or firm[one.rep] < 0)
    ]


def _connectors(tables: Tables, happened: Sequence[Happened], settings: Settings) -> Iterable[Case]:
    """For each introduction, where the real introducer stood among those who could have made it."""
    parts = _Parts(tables)
    for one in happened:
        network = build_network(
            parts.around((one.rep, one.target)), moment_of(one.day - BEFORE), settings
        )
        rep, target, real = (network.node(p) for p in (one.rep, one.target, one.introducer))
        ranked = dict(rank_connectors(_stand(network, rep, settings), target))
        if not one.candidates and len(ranked) < 2:
            continue  # on file, and nobody else was known to know both: nothing to foresee
        ties, both = network.ties, {}
        for node in ranked:
            pair = [network.tie_between(node, end) for end in (rep, target)]
            at = [tie for tie in pair if tie is not None]
            counts = [ties.contacts(tie) for tie in at]
            both[node] = (float(np.prod(counts)), float(np.min(np.nan_to_num(ties.last[at]))))
        rules = {
            "tiesmap": ranked,
            "most contacts with both": {node: value for node, (value, _) in both.items()},
            "most recent with both": {node: last for node, (_, last) in both.items()},
        }
        for rule, values in rules.items():
            yield ("connector", rule, one.rep, *_place(values, real))


def _next(tables: Tables, happened: Sequence[Happened], settings: Settings) -> Iterable[Case]:
    """For each month, where those stood whom a rep met in it, and their circles."""
    months: dict[int, dict[PersonId, list[PersonId]]] = {}
    for one in happened:
        month = months.setdefault(int(one.day // MONTH), {})
        month.setdefault(one.rep, []).append(one.target)
    for number, reps in sorted(months.items()):
        network = build_network(tables, moment_of(number * MONTH), settings)
        for rep, targets in sorted(reps.items()):
            here = _stand(network, network.node(rep), settings)
            found = find_candidates(here)
            met = [network.node(target) for target in targets]
            met = [node for node in met if node in found.node]
            rules = {"tiesmap": found.chance, "most mutual contacts": found.connectors}
            for rule, value in rules.items():
                values = dict(zip(found.node.tolist(), value.tolist(), strict=True))
                for node in met:
                    place = _place(values, node)
                    yield ("next person", rule, rep, float(place[1] >= 1 / TEN), place[1])
            yield from _circles(here, rep, met)


def _circles(here: Standpoint, rep: PersonId, met: Sequence[int]) -> Iterable[Case]:
    """Where the circles of those met stood among the ones that the rep could enter next."""
    code = here.network.category_code[0]
    if not len(met) or (code[met] < 0).all():
        return
    grouping = group(here)
    entered = [node for node in met if grouping.in_next(np.array([node]), inferred=False)[0]]
    if not entered:
        return
    new = set(grouping.names[(grouping.standing == "next") & ~grouping.inferred].tolist())
    scores = {name: score for name, score in rank_circles(here, accounts=True) if name in new}
    found = find_candidates(here)
    of = grouping.of[found.node]
    size = Counter(str(grouping.names[k]) for k in of[of >= 0].tolist())
    for node in entered:
        name = str(grouping.names[grouping.of[node]])
        yield ("next circle", "tiesmap", rep, *_place(scores, name))
        yield ("next circle", "most people within reach", rep, *_place(
            {other: float(size[other]) for other in new}, name
        ))  # fmt: skip


def _stand(network: Network, node: Node, settings: Settings) -> Standpoint:
    # What is rated today was not rated then.
    unrated = measure_comfort(network, node, Ratings())
    return stand(look_around(network, node, settings), unrated)


class _Parts:
    """All evidence in which one of some people took part, cut out of everything."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        contacts = tables.contacts
        self._interaction = contacts["interaction"].to_numpy()
        sides = [contacts[name].to_numpy() for name in ("sender", "recipient")]
        order = [np.argsort(side, kind="stable") for side in sides]
        self._sides = [(side[at], at) for side, at in zip(sides, order, strict=True)]

    def around(self, people: Sequence[int]) -> Tables:
        """The tables of these people: their ties are as in the whole, others' are not."""
        rows = [
            at[np.searchsorted(side, person) : np.searchsorted(side, person, "right")]
            for side, at in self._sides
            for person in people
        ]
        number = np.unique(self._interaction[np.concatenate(rows)])
        first = np.searchsorted(self._interaction, number)
        last = np.searchsorted(self._interaction, number, "right")
        tables = self._tables
        contacts = tables.contacts.iloc[positions_in_rows(first, last - first)]
        near = np.unique(
            np.concatenate([contacts["sender"], contacts["recipient"], np.asarray(people)])
        )
        ties, made = tables.ties, tables.introductions
        own = ties["person"].isin(people) | ties["other"].isin(people)
        mine = made[["introducer", "person", "other"]].isin(people).any(axis=1)
        ties, made = ties[own], made[mine]
        ends = [ties["person"], ties["other"], made["introducer"], made["person"], made["other"]]
        near = np.unique(np.concatenate([near, *ends]).astype(np.int64))
        return replace(
            tables,
            people=_rows_of(tables, near),
            contacts=contacts.reset_index(drop=True),
            ties=ties.reset_index(drop=True),
            introductions=made.reset_index(drop=True),
        )


def _rows_of(tables: Tables, people: Ints) -> pd.DataFrame:
    ids = tables.people["person"].to_numpy()
    return tables.people.iloc[np.searchsorted(ids, people)].reset_index(drop=True)


def _place(values: Mapping[Node, float] | Mapping[str, float], real: object) -> tuple[float, float]:
    """Whether the real one came first, and 1 / its rank; equal ones share their ranks."""
    if real not in values:
        return 0.0, 0.0
    mine = values[real]  # type: ignore[index]
    better = sum(value > mine for value in values.values())
    equal = sum(value == mine for value in values.values())
    rank = sum(1 / (better + k) for k in range(1, equal + 1)) / equal
    return (1 / equal if better == 0 else 0.0), rank


def _scores(cases: Sequence[Case]) -> Iterable[Score]:
    for question, rule in dict.fromkeys((case[0], case[1]) for case in cases):
        own = [case for case in cases if case[:2] == (question, rule)]
        values = np.array([case[3:] for case in own], dtype=np.float64)
        _, rep = np.unique([case[2] for case in own], return_inverse=True)
        low, high = _between(values, rep)
        first, rank = values.mean(axis=0).tolist()
        yield Score(question, rule, len(own), first, (low[0], high[0]), rank, (low[1], high[1]))


def _between(values: Floats, rep: Ints) -> tuple[list[float], list[float]]:
    """The 95 % interval of each column's mean, over draws of reps."""
    many = int(rep.max()) + 1
    sums = np.stack([np.bincount(rep, column, many) for column in values.T])
    sizes = np.bincount(rep, minlength=many)
    random = np.random.default_rng(7)
    times = np.stack([np.bincount(random.integers(0, many, many), minlength=many)
                      for _ in range(DRAWS)])  # fmt: skip
    means = (times @ sums.T) / np.maximum(times @ sizes, 1)[:, None]
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return low.tolist(), high.tolist()


def _introducers(
    tables: Tables, happened: Sequence[Happened], now: float
) -> tuple[Introducer, ...]:
    made = Counter(one.introducer for one in happened)
    lately = Counter(one.introducer for one in happened if one.day > now - LATELY)
    people = tables.people.set_index("person")
    ranked = sorted(made, key=lambda person: (-made[person], person))[:MOST]
    return tuple(
        Introducer(
            PersonId(int(person)),
            str(people.at[person, "name"] or people.at[person, "email"]),
            made[person],
            lately[person],
        )
        for person in ranked
    )
