"""What is on file between the rep and a connector, and why the connector may know somebody: for the
words of a letter."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from tiesmap.introductions.turns import Between
from tiesmap.model.days import date_of, day_number, end_number
from tiesmap.model.evidence import CHANNELS, LINKED
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.workspace.history.past import introduced
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary

_RUNS_IT = ("owner", "top")
_SPOKE = tuple(map(CHANNELS.index, ("meeting", "call")))
_LINKS = (CHANNELS.index("social"),)


def between(view: View, connector: PersonId, ask: OpenAsk | None = None) -> Between:
    """What the two share; with an open `ask`, also why the connector may know somebody there."""
    own = _in_touch(view, connector)
    latest = own.iloc[-1] if len(own) and _is_last(view, connector) else None
    knows, deals, runs_it = (False, False, False) if ask is None else _reasons(view, connector, ask)
    return Between(
        view.today,
        None if latest is None else date_of(float(latest["day"])),
        "" if latest is None else _how(latest),
        _since(view, connector, own),
        knows,
        deals,
        runs_it,
        connector in introduced(view),
    )


def _how(contact: pd.Series) -> str:
    """Its channel; "" where they met or talked in a round of several."""
    channel = int(contact["channel"])
    return "" if channel in _SPOKE and not contact["alone"] else str(CHANNELS[channel])


def _in_touch(view: View, connector: PersonId) -> pd.DataFrame:
    """Their contacts, by day, where both wrote or they spoke; none where only one side wrote, or
    one of them is but a link."""
    contacts = view.contacts
    over = contacts["day"] <= over_by(view.today, datetime.now())
    own = contacts[(contacts["person"] == connector) & ~contacts["channel"].isin(_LINKS) & over]
    both = own["from_rep"].any() and not own["from_rep"].all()
    return own if both or own["channel"].isin(_SPOKE).any() else own[:0]


def _is_last(view: View, connector: PersonId) -> bool:
    """Whether the last contact with a day is the last: others may have none."""
    ties, tie = view.network.ties, view.network.tie_between(*view.nodes((view.rep_id, connector)))
    return tie is None or not np.isnan(ties.last_known(view.network.now)[tie])


def over_by(today: date, now: datetime) -> float:
    """The day number up to which a contact is over: nobody gives thanks in the morning for the
    meeting of the afternoon that a calendar holds. On another day than today, its end."""
    return day_number(now) if now.date() == today else end_number(today)


def _since(view: View, connector: PersonId, own: pd.DataFrame) -> date | None:
    """The first day of their contacts, or the one that the rep said; the day on which they were
    linked tells nothing of it."""
    if not len(own):
        return None
    first = float(own["day"].iloc[0])
    ties, tie = view.network.ties, view.network.tie_between(*view.nodes((view.rep_id, connector)))
    if tie is not None and not ties.evidence[tie] & LINKED and not np.isnan(ties.first[tie]):
        first = min(first, float(ties.first[tie]))
    return date_of(first)


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
    trade, asked = (words.trade_called(one) or one for one in (category, ask.about))
    deals = asked in words.near.get(trade, ())
    level = words.propose("", str(network.people["title"].iat[Node(node)])).level
    return knows, deals, level in _RUNS_IT
