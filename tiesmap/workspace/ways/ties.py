"""Ties in words for the rep, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from tiesmap.model.days import date_of
from tiesmap.model.evidence import IN_WORDS
from tiesmap.model.ids import Node, PersonId
from tiesmap.network import reach
from tiesmap.network.classify import CLASSES
from tiesmap.network.standpoint import Surroundings
from tiesmap.network.strength import reasons as tie_reasons
from tiesmap.workspace.kept import EVIDENCE, kept
from tiesmap.workspace.view import View


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie in words. `overlap` and `opens` are None where they have no meaning."""

    person_id: PersonId
    person: str
    other_id: PersonId
    other: str
    strength: float
    tie_class: str
    bridging: bool
    dead_end: bool
    overlap: float | None
    opens: tuple[str, ...]
    contacts: int
    last_contact: date | None
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]


@kept(EVIDENCE)
def ties(view: View, person: PersonId | None = None) -> tuple[Tie, ...]:
    """The ties of one person, or of the rep and everybody within two steps of him.

    The rep's own ties come first; each group is sorted by strength, strongest first.
    """
    network, around = view.network, view.around
    every = network.ties
    if person is None:
        near = (around.ring >= 0) & (around.ring <= 2)
        chosen = np.flatnonzero(near[every.a] & near[every.b])
        front = around.rep
    else:
        front = view.node(person)
        chosen = np.asarray(network.adjacency.ties_of(front))
    own = (every.a[chosen] == front) | (every.b[chosen] == front)
    order = np.lexsort((every.b[chosen], every.a[chosen], -network.strength[chosen], ~own))
    opened = reach.what_contacts_open(around)
    name = cache(network.label)
    return tuple(_tie(around, int(tie), front, opened, name) for tie in chosen[order])


def _tie(
    around: Surroundings,
    tie: int,
    front: Node,
    opened: Mapping[Node, reach.Opened],
    name: Callable[[Node], str],
) -> Tie:
    network, ties = around.network, around.network.ties
    a, b = Node(int(ties.a[tie])), Node(int(ties.b[tie]))
    if b == front:
        a, b = b, a
    overlap = float(around.structure.overlap[tie])
    of_rep = around.rep in (a, b)
    opens = opened.get(b if a == around.rep else a) if of_rep else None
    last = float(ties.last[tie])
    # As on a path: reasons speak to the rep.
    one, two = ("you" if node == around.rep else name(node) for node in sorted((a, b)))
    return Tie(
        person_id=network.person(a),
        person=name(a),
        other_id=network.person(b),
        other=name(b),
        strength=float(network.strength[tie]),
        tie_class=CLASSES[around.tie_class[tie]],
        bridging=bool(around.bridging[tie]),
        dead_end=bool(around.structure.dead_end[tie]),
        overlap=None if np.isnan(overlap) else overlap,
        opens=((*opens.categories, *(name(node) for node in opens.people)) if opens else ()),
        contacts=int(ties.contacts(tie)),
        last_contact=None if np.isnan(last) else date_of(last),
        evidence=tuple(word for bit, word in IN_WORDS.items() if ties.evidence[tie] & bit),
        reasons=tie_reasons(ties, tie, one, two, network.now),
    )
