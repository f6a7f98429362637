"""What is on file between the rep and a connector, and why the connector may know somebody: for the
words of a letter."""

from __future__ import annotations

from datetime import date

import numpy as np

from tiesmap.introductions.turns import Between
from tiesmap.model.days import date_of
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary

_RUNS_IT = ("owner", "top")


def between(view: View, connector: PersonId, ask: OpenAsk | None = None) -> Between:
    """What the two share; with an open `ask`, also why the connector may know somebody there."""
    contacts = view.contacts
    own = contacts[contacts["person"] == connector]
    latest = own.iloc[-1] if len(own) else None
    knows, deals, runs_it = (False, False, False) if ask is None else _reasons(view, connector, ask)
    return Between(
        view.today,
        None if latest is None else date_of(float(latest["day"])),
        "" if latest is None else str(CHANNELS[int(latest["channel"])]),
        _since(view, connector),
        knows,
        deals,
        runs_it,
    )


def _since(view: View, connector: PersonId) -> date | None:
    network = view.network
    tie = network.tie_between(view.around.rep, view.node(connector))
    if tie is None or np.isnan(network.ties.first[tie]):
        return None
    return date_of(float(network.ties.first[tie]))


def _reasons(view: View, connector: PersonId, ask: OpenAsk) -> tuple[bool, bool, bool]:
    """Whether the connector knows people there whom the rep does not know, deals with that
    business, runs a business."""
    network, node = view.network, view.node(connector)
    near, firm = network.contacts_of(node), network.firm
    near = near[(view.around.ring[near] > 1) & ((firm[near] != firm[node]) | (firm[near] < 0))]
    if ask.kind == "company":
        knows = bool(network.at_company(ask.about)[near].any())
    else:
        about = ask.about.casefold()
        knows = any(str(network.category[other]).casefold() == about for other in near.tolist())
    words = vocabulary(view.place.store)
    category = str(network.category[node])
    deals = ask.about in words.near.get(category, ())
    level = words.propose("", str(network.people["title"].iat[Node(node)])).level
    return knows, deals, level in _RUNS_IT
