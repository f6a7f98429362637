"""From tables to a network: who knows whom, and all that is known of each tie, as arrays."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np

from tiesmap.model.days import end_number
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Tables
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.evidence import Given, nodes_of, ties_of
from tiesmap.network.network import Network
from tiesmap.network.strength import tie_strength
from tiesmap.network.ties import Contacts


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
    contacts = Contacts.of(tables.contacts, lambda people: nodes_of(people, ids))
    ties = ties_of(Given(tables, contacts, ids, now, settings))
    return Network(
        now=now,
        people=people,
        ids=ids,
        ties=ties,
        adjacency=Adjacency.of(len(ids), ties.a, ties.b),
        strength=tie_strength(ties),
        contacts=contacts,
        introductions=tables.introductions,
    )
