"""Each kind of evidence that two people know each other, and how all of it becomes ties.

A kind is a function: from what is `Given` to what it says of each pair, by fields of `Ties`. One
more kind is one more function in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesmap.model.companies import is_company
from tiesmap.model.evidence import (
    CONTACT,
    DECLARED,
    EMPLOYER,
    FORMER,
    INTRODUCTION,
    LINKED,
    SEEN,
)
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Tables
from tiesmap.network import strength as strength_of
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.exchanges import MEETING, contact_sums, recipient_pairs, several
from tiesmap.network.judgments import judgments
from tiesmap.network.pairs import Pairs, joined
from tiesmap.network.ties import SEEN_LIMIT, Contacts, Ties

_DENSE = 16


@dataclass(frozen=True, eq=False, slots=True)
class Given:
    """What the evidence is read from; person i of `ids` is node i of `n`."""

    tables: Tables
    contacts: Contacts
    ids: Ints
    now: float
    settings: Settings

    @property
    def n(self) -> int:
        return max(len(self.ids), 1)


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """What one kind of evidence says of pairs: a value a pair for each field of `Ties` it tells.

    `denied` marks pairs of whom somebody said that they do not know each other, whatever else
    tells of them.
    """

    pairs: Pairs
    values: Mapping[str, NDArray[Any] | int]
    denied: Bools | None = None


def in_contact(given: Given) -> Said:
    """Who wrote to, called or met whom."""
    pairs, sums = contact_sums(given.contacts, given.now, given.n)
    values = {name: getattr(sums, name) for name in sums.__slots__}
    return Said(pairs, values | {"evidence": CONTACT})


def declared(given: Given) -> Said:
    """What files and hands say of who knows whom: a kind, a strength, a sum of contacts."""
    table, n = given.tables.ties, given.n
    person, other = nodes_of(table["person"], given.ids), nodes_of(table["other"], given.ids)
    kept = person != other
    table, pairs = table.loc[kept], Pairs.of(person[kept], other[kept], n)
    rows = table.iloc[pairs.order]
    last = _days(rows, "last_contact")
    told = rows["contacts"].fillna(0).to_numpy(dtype=np.float64)
    faded = told * strength_of.decay(given.now - last)
    dated = ~np.isnan(last)
    own = given.tables.people["rep"].to_numpy(dtype=bool)
    judged = judgments(rows, pairs, own[pairs.key // n] | own[pairs.key % n])

    kind_of_row = table["kind"].to_numpy(dtype=object)
    linked = kind_of_row == "linkedin"
    pair_of_row = np.empty(len(table), dtype=np.int64)
    pair_of_row[pairs.order] = pairs.spread(np.arange(len(pairs)))
    kind = np.full(len(pairs), "", dtype=object)
    kind[pair_of_row[linked]] = "linkedin"
    # What somebody said of the two tells more than a link.
    kind[pair_of_row[~linked]] = kind_of_row[~linked]
    evidence = np.zeros(len(pairs), dtype=np.uint8)
    evidence[pair_of_row[~linked]] |= DECLARED
    evidence[pair_of_row[linked]] |= LINKED
    values = {
        "recent_told": pairs.sums(np.where(dated, faded, 0.0)),
        "undated": pairs.sums(np.where(dated, 0.0, told)),
        "first": np.fmin(pairs.least(_days(rows, "since")), pairs.least(last)),
        "last": pairs.most(last),
        "summed": pairs.sums(told),
        "judged": judged.mark,
        "decides": judged.decides,
        "evidence": evidence,
        "kind": kind,
    }
    return Said(pairs, values, judged.denied)


def introduced(given: Given) -> Said:
    """Who introduced whom to whom: all three know each other from then on."""
    made = given.tables.introductions
    who = [nodes_of(made[name], given.ids) for name in ("introducer", "person", "other")]
    x, y = np.concatenate([who[0], who[0], who[1]]), np.concatenate([who[1], who[2], who[2]])
    unlike = x != y
    pairs = Pairs.of(x[unlike], y[unlike], given.n)
    day = np.tile(_days(made, "day"), 3)[unlike][pairs.order]
    amount = strength_of.INTRODUCTION_AMOUNT * strength_of.decay(given.now - day)
    dated = ~np.isnan(day)
    return Said(
        pairs,
        {
            "recent_told": pairs.sums(np.where(dated, amount, 0.0)),
            "undated": pairs.sums(np.where(dated, 0.0, amount)),
            "first": pairs.least(day),
            "last": pairs.most(day),
            "introductions": pairs.sizes,
            "evidence": INTRODUCTION,
        },
    )


def seen_together(given: Given) -> Said:
    """Who got the same mail, among few; those of a meeting met, which is contact."""
    contacts = given.contacts
    few = contacts.recipients <= SEEN_LIMIT
    grouped = several(contacts) & few & (contacts.channel != MEETING)
    x, y, _ = recipient_pairs(contacts, np.flatnonzero(grouped))
    unlike = x != y
    pairs = Pairs.of(x[unlike], y[unlike], given.n)
    return Said(pairs, {"seen": pairs.sizes, "evidence": SEEN})


def same_employer(given: Given) -> Said:
    """Who works for the same company, where the settings take that for a sign."""
    if given.settings.infer_employer:
        x, y = _at_one_company(given.tables.people["company"], given.settings)
    else:
        x = y = np.empty(0, dtype=np.int64)
    return Said(Pairs.of(x, y, given.n), {"evidence": EMPLOYER})


def once_colleagues(given: Given) -> Said:
    """Who was at a company where the other is or was too, where the settings infer from that."""
    former = given.tables.former
    former = former[np.isin(former["person"], given.ids)]
    if not given.settings.infer_employer or former.empty:
        nobody = np.empty(0, dtype=np.int64)
        return Said(Pairs.of(nobody, nobody, given.n), {"evidence": FORMER})
    now = given.tables.people["company"]
    then = _plain_company(former["company"])
    there = _plain_company(now).isin(set(then)).to_numpy()
    node = np.concatenate(
        [np.flatnonzero(there), np.searchsorted(given.ids, former["person"].to_numpy())]
    )
    until = np.concatenate([np.full(int(there.sum()), np.nan), _days(former, "until")])
    company = pd.concat([now[there], former["company"]], ignore_index=True)
    x, y = _at_one_company(company, given.settings)
    parted = np.fmin(until[x], until[y])
    kept = (node[x] != node[y]) & ~np.isnan(parted)
    pairs = Pairs.of(node[x][kept], node[y][kept], given.n)
    return Said(pairs, {"parted": pairs.most(parted[kept]), "evidence": FORMER})


KINDS: tuple[Callable[[Given], Said], ...] = (
    in_contact,
    declared,
    introduced,
    seen_together,
    same_employer,
    once_colleagues,
)

_MISSING: Mapping[str, Any] = {
    **dict.fromkeys(("given", "taken", "together", "introductions", "seen"), 0),
    **dict.fromkeys(("recent_given", "recent_taken", "recent_told", "undated", "summed"), 0.0),
    **dict.fromkeys(("first", "last", "judged", "parted"), np.nan),
    "decides": False,
    "evidence": np.uint8(0),
    "kind": "",
}
"""What stands in each field of `Ties` where no evidence tells it."""
_JOINED: Mapping[str, np.ufunc] = {
    "recent_told": np.add,
    "undated": np.add,
    "summed": np.add,
    "first": np.fmin,
    "last": np.fmax,
    "evidence": np.bitwise_or,
}
"""How a field is made of the values that several kinds of evidence have for one tie."""


def ties_of(given: Given) -> Ties:
    """All ties: each pair that any kind of evidence tells of, and what all kinds say of it."""
    said = [kind(given) for kind in KINDS]
    key, places = joined([one.pairs for one in said])
    a = key // given.n
    fields = {
        name: _laid(len(key), name, [(at, one) for at, one in zip(places, said, strict=True)])
        for name in _MISSING
    }
    denied = np.zeros(len(key), dtype=bool)
    for at, one in zip(places, said, strict=True):
        if one.denied is not None:
            denied[at] = one.denied
    return Ties(a=a, b=key - a * given.n, **fields).without(denied)


def _laid(m: int, name: str, parts: Sequence[tuple[Ints, Said]]) -> NDArray[Any]:
    """A field of m ties: each part's values at its ties, joined where several parts have one."""
    missing = _MISSING[name]
    dtype = object if isinstance(missing, str) else np.asarray(missing).dtype
    # Zeros cost no memory until something is written there.
    found = (
        np.zeros(m, dtype) if not missing and dtype is not object else np.full(m, missing, dtype)
    )
    join = _JOINED.get(name)
    laid = False
    for tie, said in parts:
        if name in said.values and len(tie):
            value = said.values[name]
            found[tie] = join(found[tie], value) if join is not None and laid else value
            laid = True
    return found


def nodes_of(column: pd.Series, ids: Ints) -> Ints:
    """The node of each person in a column; ValueError where somebody is not among `ids`."""
    person = column.to_numpy(dtype=np.int64)
    if not len(person):
        return np.empty(0, dtype=np.int64)
    least, most = (int(ids[0]), int(ids[-1])) if len(ids) else (0, -1)
    unknown = np.empty(0, dtype=np.int64)
    if person.min() < least or person.max() > most:
        unknown = person[(person < least) | (person > most)]
        node = unknown
    elif most - least == len(ids) - 1:
        return np.asarray(person - least)
    elif most - least < _DENSE * len(ids):
        # A table costs a few bytes a person, and a look into it a tenth of a search.
        table = np.full(most - least + 1, -1, dtype=np.int64)
        table[ids - least] = np.arange(len(ids))
        node = table[person - least]
        unknown = person[node < 0]
    else:
        node = np.searchsorted(ids, person).astype(np.int64)
        unknown = person[ids[node] != person]
    if len(unknown):
        raise ValueError(f"{column.name} {unknown[0]} is not among the people")
    return node


def _days(table: pd.DataFrame, column: str) -> Floats:
    return np.asarray(table[column].to_numpy(dtype=np.float64))


def _plain_company(company: pd.Series) -> pd.Series:
    return company.astype("str").str.strip().str.casefold()


def _at_one_company(companies: pd.Series, settings: Settings) -> tuple[Ints, Ints]:
    """All pairs of positions with the same company, for companies that are not too large."""
    # Each spelling is looked at once, however many people have it.
    spelling, spellings = pd.factorize(companies)
    company = _plain_company(pd.Series(spellings, dtype="str"))
    code, _ = pd.factorize(company)
    # Two freelancers are no colleagues.
    named = company.map(is_company).to_numpy(dtype=bool)
    codes = np.append(np.where(named, code, -1), -1)[spelling]
    order = np.argsort(codes, kind="stable")
    order = order[codes[order] >= 0]
    sizes = np.bincount(codes[order]) if len(order) else np.empty(0, dtype=np.int64)
    fits = sizes <= settings.employer_limit
    order = order[fits[codes[order]]] if len(order) else order
    grouped = codes[order]
    xs, ys = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for step in range(1, settings.employer_limit):
        alike = np.flatnonzero(grouped[step:] == grouped[:-step])
        if not len(alike):
            break
        xs.append(order[alike])
        ys.append(order[alike + step])
    return np.concatenate(xs).astype(np.int64), np.concatenate(ys).astype(np.int64)
