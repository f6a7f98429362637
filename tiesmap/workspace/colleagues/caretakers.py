"""Whom to ask first where somebody, or somebody at his firm, is a colleague's client."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import numpy as np
import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.reasons import LookedAfter, Reason, ReasonKind
from tiesmap.network.standpoint import Surroundings
from tiesmap.store.sharing.beside import caretakers

Said = dict[PersonId, LookedAfter]
"""Somebody -> whose client he is."""


def say(
    around: Surroundings,
    connection: sa.Connection,
    some: Callable[[Iterable[PersonId]], Mapping[PersonId, Person]],
) -> Said:
    """id -> what to do first about colleagues' clients, and about strangers at the clients' firms.

    `some` people are known by id. Whom the rep knows there himself he may ask as ever.
    """
    reps = caretakers(connection, around.network.person(around.rep), datetime.now())
    if not reps:
        return {}
    network, people = around.network, some(reps)
    found = {one: _by(reps[one], people[one].label) for one in reps if one in people}
    of_firm: dict[int, list[PersonId]] = {}
    known = set(network.ids.tolist())
    for one in sorted(found.keys() & known):
        firm = int(network.firm[network.node(one)])
        if firm >= 0:
            of_firm.setdefault(firm, []).append(one)
    strangers = np.isin(network.firm, list(of_firm)) & ((around.ring < 0) | (around.ring > 1))
    for node in np.flatnonzero(strangers & ~network.reps).tolist():
        clients = of_firm[int(network.firm[node])]
        inside = {rep: name for one in clients for rep, name in reps[one].items()}
        at = next((people[one].company for one in clients if people[one].company), "")
        whom = at or f"{people[clients[0]].label}'s firm"
        found.setdefault(PersonId(int(network.ids[node])), _by(inside, whom))
    return found


def _by(reps: Mapping[PersonId, str], whom: str) -> LookedAfter:
    why = Reason(ReasonKind.FIRST, (whom, *dict.fromkeys(reps.values())))
    return LookedAfter(frozenset(reps), why)
