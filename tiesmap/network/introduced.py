"""Introductions that happened in the mails: somebody writes to the rep and to somebody new in one
mail, and the two write on.

What is found is a guess from who wrote to whom and when, and from mails whose subject calls them an
introduction, to be confirmed by the rep: the text of a mail is not read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from tiesmap.model.ids import Node
from tiesmap.network.arrays import Bools
from tiesmap.network.exchanges import MAILS, MEETING
from tiesmap.network.network import Network

MOST = 4
"""Recipients of a mail that may be an introduction; with more it is a circular."""
WITHIN = 60.0
"""Days in which the two must have written on."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody (nodes) who seems to have introduced the rep to somebody else."""

    introducer: Node
    other: Node
    day: float
    """Of the mail to both."""
    first: float
    """Of the first contact of the two without the introducer; nan where there was none."""
    contacts: int
    """How many of those there were since."""


def find_introduced(network: Network, rep: Node, called: Collection[int] = ()) -> list[Introduced]:
    """Introductions of the rep (a node) that the mails tell of and nobody recorded, newest first.

    The mail is the first of a few recipients that went to both; before it there was no contact
    between them, and within `WITHIN` days after it there was one. A colleague in copy, of who
    wrote or of the rep, is none. One that calls itself an introduction (`called`, numbers of
    interactions) needs no answer, and may be to a colleague of who wrote.
    """
    contacts = network.contacts
    mails = np.isin(contacts.channel, MAILS)
    few = (contacts.recipients > 1) & (contacts.recipients <= MOST)
    met, met_day = _others(network, rep, contacts.channel == MEETING)
    alone = (contacts.sender == rep) | (contacts.recipient == rep)
    who = np.where(contacts.sender == rep, contacts.recipient, contacts.sender)[alone]
    direct = np.concatenate([who, met])
    direct_day = np.concatenate([contacts.day[alone], met_day])
    recorded = recorded_to(network, rep)

    rows, other = _rows_together(network, rep, mails & few)
    says_so = np.isin(contacts.interaction[rows], list(called))
    order = np.lexsort((contacts.day[rows], ~says_so))  # what says so goes first
    found: dict[int, Introduced] = {}
    seen: set[int] = set()
    for row, person, says in zip(
        rows[order].tolist(), other[order].tolist(), says_so[order].tolist(), strict=True
    ):
        sender, day = int(contacts.sender[row]), float(contacts.day[row])
        if person in seen or sender in (rep, person):
            continue
        seen.add(person)
        days = direct_day[direct == person]
        first = float(days.min()) if len(days) else np.nan
        colleagues = (rep,) if says else (sender, rep)
        if (
            person in recorded
            or first < day
            or not (says or first <= day + WITHIN)
            or network.marked[[sender, person]].any()
            or _is_colleague(network, person, *colleagues)
        ):
            continue
        found[person] = Introduced(Node(sender), Node(person), day, first, len(days))
    return sorted(found.values(), key=lambda one: (-one.day, one.other))


def _is_colleague(network: Network, node: int, *of: int) -> bool:
    """Whether somebody is at the firm of one of these nodes."""
    firm = network.firm
    return bool(firm[node] >= 0 and np.isin(firm[node], firm[list(of)]))


def _rows_together(network: Network, rep: Node, chosen: Bools) -> tuple[np.ndarray, np.ndarray]:
    """The chosen rows whose recipients are the rep and another: the row, and the other."""
    contacts = network.contacts
    mine = np.unique(contacts.interaction[chosen & (contacts.recipient == rep)])
    rows = np.flatnonzero(chosen & np.isin(contacts.interaction, mine))
    rows = rows[contacts.recipient[rows] != rep]
    return rows, contacts.recipient[rows]


def _others(network: Network, rep: Node, chosen: Bools) -> tuple[np.ndarray, np.ndarray]:
    """With whom the rep was invited to the same meeting by somebody else, and when."""
    rows, other = _rows_together(network, rep, chosen)
    return other, network.contacts.day[rows]


def recorded_to(network: Network, rep: Node) -> set[int]:
    """The nodes to whom an introduction of the rep is on file already."""
    table = network.introductions
    mine = network.person(rep)
    pairs = zip(table["person"].tolist(), table["other"].tolist(), strict=True)
    return {network.node(b if a == mine else a) for a, b in pairs if mine in (a, b)}
