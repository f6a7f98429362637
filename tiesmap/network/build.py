"""From tables to a network: who knows whom, and all that is known of each tie, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesmap.model.companies import is_company
from tiesmap.model.days import end_number
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Tables
from tiesmap.network import strength as strength_of
from tiesmap.network.adjacency import Adjacency, spans
from tiesmap.network.judgments import judgments
from tiesmap.network.pairs import Pairs, joined
from tiesmap.network.ties import (
    CONTACT,
    DECLARED,
    EMPLOYER,
    INTRODUCTION,
    LINKED,
    SEEN,
    SEEN_LIMIT,
    Bools,
    Contacts,
    Floats,
    Ints,
    Ties,
)

if TYPE_CHECKING:
    import networkx as nx

_MEETING = CHANNELS.index("meeting")
_DENSE = 16
_BACK, _AHEAD, _MET = range(3)
_SHARE_AHEAD = np.array([0.0, 1.0, 0.5])


@dataclass(frozen=True, eq=False)
class Network:
    """People (nodes 0..n-1), the ties between them, and how strong each is, up to `now`.

    `people` has the columns of `tables.PEOPLE`, its row i is node i; `strength` is one number in
    [0, 1] per tie. Arrays are shared and must not be written to.
    """

    now: float
    people: pd.DataFrame
    ids: Ints
    ties: Ties
    adjacency: Adjacency
    strength: Floats
    contacts: Contacts
    introductions: pd.DataFrame

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def marked(self) -> Bools:
        """Per person: marked "do not ask"."""
        return self.people["do_not_ask"].to_numpy(dtype=bool)

    @cached_property
    def known(self) -> Bools:
        """Per tie: False where it is only inferred."""
        return self.ties.known

    @cached_property
    def category(self) -> NDArray[np.object_]:
        """Per person: the category as text, "" where there is none."""
        return self.people["category"].to_numpy(dtype=object)

    @cached_property
    def category_code(self) -> tuple[Ints, NDArray[np.object_]]:
        """Per person: the number of the category, -1 where there is none; and their names."""
        code, names = pd.factorize(self.category)
        none = np.append(names == "", False)
        return np.where(none[code], -1, code).astype(np.int64), names

    @cached_property
    def known_degree(self) -> Ints:
        """Per person: how many people he or she is known to know."""
        known = np.flatnonzero(self.known)
        ends = np.concatenate([self.ties.a[known], self.ties.b[known]])
        return np.bincount(ends, minlength=len(self))

    @cached_property
    def _names(self) -> tuple[pd.Series, pd.Series]:
        return self.people["name"], self.people["email"]

    def label(self, node: int) -> str:
        """How a person is called: by name, else by address, else by number."""
        name, email = self._names
        return str(name.iat[node] or email.iat[node] or f"person {self.ids[node]}")

    def node(self, person: int) -> int:
        """The node of a stored person's id; KeyError if the person is not in the network."""
        at = int(np.searchsorted(self.ids, person))
        if at == len(self.ids) or self.ids[at] != person:
            raise KeyError(person)
        return at

    def contacts_of(self, node: int) -> Ints:
        """The nodes that `node` is known to know, in ascending order."""
        neighbors = self.adjacency.neighbors(node)
        return np.asarray(neighbors[self.known[self.adjacency.ties_of(node)]], dtype=np.int64)

    def tie_between(self, node: int, other: int) -> int | None:
        """The number of the tie between two nodes, None if there is none."""
        neighbors = self.adjacency.neighbors(node)
        at = int(np.searchsorted(neighbors, other))
        if at == len(neighbors) or neighbors[at] != other:
            return None
        return int(self.adjacency.ties_of(node)[at])

    def graph(self, nodes: Iterable[int] | None = None) -> nx.Graph:
        """A networkx graph of all, or of the given nodes and the ties among them.

        Nodes are ids of stored people with name, company and category; edges carry `strength`
        (higher is better), `cost` = -log(chance) and `known`.
        """
        keep = np.zeros(len(self), dtype=bool)
        keep[list(nodes) if nodes is not None else slice(None)] = True
        # Only here: it is slow to load, and hardly any start of the product needs it.
        import networkx as nx

        graph = nx.Graph()
        shown = self.people.loc[keep, ["person", "name", "company", "category"]]
        graph.add_nodes_from(
            (int(person), {"name": name, "company": company, "category": category})
            for person, name, company, category in shown.itertuples(index=False)
        )
        inside = np.flatnonzero(keep[self.ties.a] & keep[self.ties.b])
        chance = strength_of.chance(self.strength[inside])
        known = self.known[inside]
        for k, tie in enumerate(inside):
            graph.add_edge(
                int(self.ids[self.ties.a[tie]]),
                int(self.ids[self.ties.b[tie]]),
                strength=float(self.strength[tie]),
                cost=float(-np.log(chance[k])),
                known=bool(known[k]),
            )
        return graph


def build_network(
    tables: Tables, as_of: date | datetime, settings: Settings | None = None
) -> Network:
    """The network of all evidence in the tables, as it stands at `as_of`.

    Evidence from later than that is passed over, and `tables` is not changed. Raises ValueError
    where people are not ordered, or where a table names somebody who is not among them.
    """
    settings = settings or Settings()
    now = end_number(as_of)
    tables = tables.until(now)
    people = tables.people
    ids = people["person"].to_numpy(dtype=np.int64)
    if len(ids) > 1 and not bool(np.all(np.diff(ids) > 0)):
        raise ValueError("people must be ordered by person, each once")
    contacts = _contacts(tables.contacts, ids)
    ties = _ties(tables, contacts, ids, now, settings)
    return Network(
        now=now,
        people=people,
        ids=ids,
        ties=ties,
        adjacency=Adjacency.of(len(ids), ties.a, ties.b),
        strength=strength_of.tie_strength(ties),
        contacts=contacts,
        introductions=tables.introductions,
    )


def _contacts(table: pd.DataFrame, ids: Ints) -> Contacts:
    return Contacts(
        interaction=table["interaction"].to_numpy(dtype=np.int64),
        day=table["day"].to_numpy(dtype=np.float64),
        sender=_nodes(table["sender"], ids),
        recipient=_nodes(table["recipient"], ids),
        recipients=table["recipients"].to_numpy(dtype=np.int64),
        channel=table["channel"].to_numpy(dtype=np.int8),
    )


def _nodes(column: pd.Series, ids: Ints) -> Ints:
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


def _ties(tables: Tables, contacts: Contacts, ids: Ints, now: float, settings: Settings) -> Ties:
    n = max(len(ids), 1)
    channel = tables.contacts["channel"].to_numpy()
    in_contact, of_contact = _contact_sums(_exchanges(contacts, channel, now), n)

    declared = tables.ties
    person, other = _nodes(declared["person"], ids), _nodes(declared["other"], ids)
    kept = person != other
    declared, person, other = declared.loc[kept], person[kept], other[kept]
    by_word = Pairs.of(person, other, n)

    made = tables.introductions
    who = [_nodes(made[name], ids) for name in ("introducer", "person", "other")]
    introduced_x = np.concatenate([who[0], who[0], who[1]])
    introduced_y = np.concatenate([who[1], who[2], who[2]])
    unlike = introduced_x != introduced_y
    introduced = Pairs.of(introduced_x[unlike], introduced_y[unlike], n)

    grouped = _several(contacts) & (contacts.recipients <= SEEN_LIMIT) & (channel != _MEETING)
    seen_x, seen_y, _ = recipient_pairs(contacts, np.flatnonzero(grouped))
    unlike_seen = seen_x != seen_y
    seen = Pairs.of(seen_x[unlike_seen], seen_y[unlike_seen], n)

    same = _same_employer(tables.people, settings) if settings.infer_employer else _NO_PAIRS
    employed = Pairs.of(same[0], same[1], n)

    groups = (in_contact, by_word, introduced, seen, employed)
    key, (tie, said, with_intro, together, same_company) = joined(groups)
    m = len(key)
    a = key // n

    given_word = declared.iloc[by_word.order]
    word_last = _days(given_word, "last_contact")
    contacts_told = given_word["contacts"].fillna(0).to_numpy(dtype=np.float64)
    faded = contacts_told * strength_of.decay(now - word_last)
    dated = ~np.isnan(word_last)
    intro_day = np.tile(made["day"].to_numpy(dtype=np.float64), 3)[unlike][introduced.order]
    intro_amount = strength_of.INTRODUCTION_AMOUNT * strength_of.decay(now - intro_day)
    intro_dated = ~np.isnan(intro_day)

    kind_of_row = declared["kind"].to_numpy(dtype=object)
    linked = kind_of_row == "linkedin"
    tie_of_row = np.empty(len(declared), dtype=np.int64)
    tie_of_row[by_word.order] = by_word.spread(said)
    kind = np.full(m, "", dtype=object)
    kind[tie_of_row[linked]] = "linkedin"
    # What somebody said of the two tells more than a link.
    kind[tie_of_row[~linked]] = kind_of_row[~linked]

    evidence = np.zeros(m, dtype=np.uint8)
    evidence[tie] |= CONTACT
    evidence[tie_of_row[~linked]] |= DECLARED
    evidence[tie_of_row[linked]] |= LINKED
    evidence[with_intro] |= INTRODUCTION
    evidence[together] |= SEEN
    evidence[same_company] |= EMPLOYER
    own = tables.people["rep"].to_numpy(dtype=bool)
    judged = judgments(given_word, by_word, own[a[said]] | own[key[said] % n])
    denied = _laid(m, 0, (said, judged.denied)).astype(bool)
    ties = Ties(
        a=a,
        b=key - a * n,
        given=_laid(m, 0, (tie, of_contact.given)),
        taken=_laid(m, 0, (tie, of_contact.taken)),
        together=_laid(m, 0, (tie, of_contact.together)),
        recent_given=_laid(m, 0.0, (tie, of_contact.recent_given)),
        recent_taken=_laid(m, 0.0, (tie, of_contact.recent_taken)),
        recent_told=_laid(
            m,
            0.0,
            (said, by_word.sums(np.where(dated, faded, 0.0))),
            (with_intro, introduced.sums(np.where(intro_dated, intro_amount, 0.0))),
            join=np.add,
        ),
        undated=_laid(
            m,
            0.0,
            (said, by_word.sums(np.where(dated, 0.0, contacts_told))),
            (with_intro, introduced.sums(np.where(intro_dated, 0.0, intro_amount))),
            join=np.add,
        ),
        first=_laid(
            m,
            np.nan,
            (tie, of_contact.first),
            (said, by_word.least(_days(given_word, "since"))),
            (said, by_word.least(word_last)),
            (with_intro, introduced.least(intro_day)),
            join=np.fmin,
        ),
        last=_laid(
            m,
            np.nan,
            (tie, of_contact.last),
            (said, by_word.most(word_last)),
            (with_intro, introduced.most(intro_day)),
            join=np.fmax,
        ),
        summed=_laid(m, 0.0, (said, by_word.sums(contacts_told))),
        judged=_laid(m, np.nan, (said, judged.mark)),
        decides=_laid(m, 0, (said, judged.decides)).astype(bool),
        introductions=_laid(m, 0, (with_intro, introduced.sizes)),
        seen=_laid(m, 0, (together, seen.sizes)),
        evidence=evidence,
        kind=kind,
    )
    return ties.without(denied)


@dataclass(frozen=True, eq=False, slots=True)
class _Exchanges:
    """Contacts between two people each: one row per contact, and one per two who met in a meeting.

    `way` is _MET for a meeting, else _AHEAD or _BACK: from the lower node to the higher or from the
    higher to the lower. `weight` is as in `strength.contact_weight`.
    """

    sender: Ints
    recipient: Ints
    day: Floats
    weight: Floats
    way: NDArray[np.uint8]


def _exchanges(contacts: Contacts, channel: NDArray[np.int8], now: float) -> _Exchanges:
    met = channel == _MEETING
    # Those met in the same meeting are tied to each other, too, not just to who called it.
    met_x, met_y, met_row = recipient_pairs(contacts, np.flatnonzero(met & _several(contacts)))
    sender = np.concatenate([contacts.sender, met_x])
    recipient = np.concatenate([contacts.recipient, met_y])
    weight = np.empty(len(sender))
    for part in spans(len(channel)):
        weight[: len(channel)][part] = strength_of.contact_weight(
            channel[part], contacts.recipients[part], now - contacts.day[part]
        )
    weight[len(channel) :] = weight[met_row]
    day = np.concatenate([contacts.day, contacts.day[met_row]])
    way = np.where(sender < recipient, np.uint8(_AHEAD), np.uint8(_BACK))
    way[: len(channel)][met] = _MET
    way[len(channel) :] = _MET
    apart = sender != recipient
    if not apart.all():
        sender, recipient, way = sender[apart], recipient[apart], way[apart]
        day, weight = day[apart], weight[apart]
    return _Exchanges(sender, recipient, day, weight, way)


def _several(contacts: Contacts) -> Bools:
    """Contacts with more than one recipient, and not those with oneself."""
    return np.asarray((contacts.recipients > 1) & (contacts.sender != contacts.recipient))


@dataclass(frozen=True, eq=False, slots=True)
class _ContactSums:
    """What the contacts of each pair come to; fields as in `Ties`, one value a pair."""

    given: Ints
    taken: Ints
    together: Ints
    recent_given: Floats
    recent_taken: Floats
    first: Floats
    last: Floats

    @classmethod
    def empty(cls, pairs: int) -> _ContactSums:
        given, taken, together = (np.empty(pairs, dtype=np.int64) for _ in range(3))
        return cls(given, taken, together, *(np.empty(pairs) for _ in range(4)))


def _contact_sums(made: _Exchanges, n: int) -> tuple[Pairs, _ContactSums]:
    """Contacts come pair after pair, so that each sum is one pass over neighboring numbers."""
    pairs = Pairs.of(made.sender, made.recipient, n)
    sums = _ContactSums.empty(len(pairs))
    for at, part in pairs.parts():
        day, weight, way = made.day[part.order], made.weight[part.order], made.way[part.order]
        share = _SHARE_AHEAD[way]
        sums.taken[at], sums.given[at], sums.together[at] = part.counts(way, 3)
        sums.recent_given[at] = part.sums(weight * share)
        sums.recent_taken[at] = part.sums(weight * (1 - share))
        sums.first[at] = part.least(day)
        sums.last[at] = part.most(day)
    return pairs, sums


def _laid(
    m: int,
    missing: float,
    *parts: tuple[Ints, NDArray[Any]],
    join: np.ufunc | None = None,
) -> NDArray[Any]:
    """One value a tie: each part's values at its ties, joined where several parts have one."""
    kind = np.int64 if isinstance(missing, int) else np.float64
    # Zeros cost no memory until something is written there.
    found = np.full(m, missing, kind) if missing else np.zeros(m, kind)
    laid = False
    for tie, value in parts:
        if len(tie):
            found[tie] = join(found[tie], value) if join is not None and laid else value
            laid = True
    return found


_NO_PAIRS = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def _days(table: pd.DataFrame, column: str) -> Floats:
    return np.asarray(table[column].to_numpy(dtype=np.float64))


def recipient_pairs(contacts: Contacts, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs of recipients of the same interaction among `rows`; and one row of each pair.

    Rows of an interaction stand together, so the k-th next row is compared, for k = 1, 2, ...
    """
    interaction, recipient = contacts.interaction[rows], contacts.recipient[rows]
    xs, ys, at = [], [], []
    left = np.arange(len(rows))
    step = 1
    while True:
        left = left[left + step < len(rows)]
        left = left[interaction[left] == interaction[left + step]]
        if not len(left):
            break
        xs.append(recipient[left])
        ys.append(recipient[left + step])
        at.append(rows[left])
        step += 1
    if not xs:
        return (*_NO_PAIRS, np.empty(0, dtype=np.int64))
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(at)


def _same_employer(people: pd.DataFrame, settings: Settings) -> tuple[Ints, Ints]:
    """All pairs of people of the same company, for companies that are not too large."""
    # Each spelling is looked at once, however many people have it.
    spelling, spellings = pd.factorize(people["company"])
    company = pd.Series(spellings, dtype="str").str.strip().str.casefold()
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
