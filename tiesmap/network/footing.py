"""Whom the rep knows well enough to ask, and which ties bear an introduction.

A link on LinkedIn, a row of a list or one mail to many says that two people may have heard of each
other, not that one would do the other a favor. What is enough is our judgment, not measured.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tiesmap.model.evidence import DECLARED, INTRODUCTION, LINKED
from tiesmap.model.ids import PersonId
from tiesmap.model.vocabulary import TieKind
from tiesmap.network.arrays import Bools, Ints
from tiesmap.network.comfort import MIDDLE
from tiesmap.network.reach import COMFORTABLE
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.strength import SHARING, saturate, strength_at_last_contact
from tiesmap.network.ties import Ties

_OFTEN = 3
"""So many messages that went one way are more than a mail to many."""
_TO_TWO = 2**-SHARING
"""What a mail to two people adds for each: from it on, a tie is more than a mail to many."""
_LISTED = ("", TieKind.CONTACT, TieKind.CLIENT, TieKind.LINKEDIN, TieKind.OTHER)
"""Kinds of ties for which a row of a list is enough."""


def at_ease(standpoint: Standpoint) -> Ints:
    """The contacts (nodes) with whom the rep says he is at ease, themselves or by category."""
    contacts = standpoint.around.contacts
    return contacts[standpoint.comfort.said[contacts] >= COMFORTABLE]


def acquainted(standpoint: Standpoint) -> Ints:
    """The contacts (nodes) whom the rep knows: whom he rated 3 or more, and whom he met, was
    introduced to, judged or wrote to and heard from, unless he rated them less."""
    network, rep = standpoint.network, standpoint.rep
    nodes = network.adjacency.neighbors(rep)
    ties = network.adjacency.ties_of(rep).astype(np.int64)
    said = standpoint.comfort.said[nodes]
    known = (said >= MIDDLE) | (np.isnan(said) & _in_touch(network.ties, ties))
    return np.asarray(nodes[known & (standpoint.around.ring[nodes] == 1)], dtype=np.int64)


def introducers(standpoint: Standpoint) -> Ints:
    """The contacts (nodes) who introduced the rep before, but for those whom he rated low."""
    contacts = standpoint.around.contacts
    made = [bool(standpoint.introduced(PersonId(one))) for one in standpoint.network.ids[contacts]]
    low = standpoint.comfort.said[contacts] < MIDDLE
    return np.asarray(contacts[np.array(made, dtype=bool) & ~low], dtype=np.int64)


def on_firm_ground(standpoint: Standpoint, asked: Ints) -> Standpoint:
    """The standpoint from which only these contacts (nodes) are asked, and nobody is asked for over
    a tie that is hardly one."""
    network, adjacency = standpoint.network, standpoint.network.adjacency
    own = adjacency.row(standpoint.rep)
    chance = np.where(_bears(network.ties, network.now)[adjacency.tie], standpoint.chance, 0.0)
    kept = np.isin(adjacency.other[own], asked)
    chance[own] = np.where(kept, standpoint.chance[own], 0.0)
    return replace(standpoint, chance=chance)


def _in_touch(ties: Ties, at: Ints) -> Bools:
    """Per tie: whether both wrote, or they met, were introduced, or somebody says how well."""
    both = (ties.given[at] > 0) & (ties.taken[at] > 0)
    met = (ties.together[at] > 0) | (ties.introductions[at] > 0) | (ties.summed[at] >= _OFTEN)
    told = (ties.judged[at] >= MIDDLE) | ~np.isin(ties.kind[at], _LISTED)
    return np.asarray(both | met | told)


def _bears(ties: Ties, now: float) -> Bools:
    """Per tie: whether it is more than a mail to many: one to a single person, say."""
    stated = (ties.evidence & (DECLARED | INTRODUCTION | LINKED)) != 0
    both = (ties.given > 0) & (ties.taken > 0)
    often = ties.given + ties.taken >= _OFTEN
    direct = strength_at_last_contact(ties, now) >= saturate(_TO_TWO)
    return np.asarray(stated | both | often | direct | (ties.together > 0))
