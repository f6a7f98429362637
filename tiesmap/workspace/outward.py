"""Outward: the circles around the rep, whom to meet next, and whom to start from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tiesmap.model.circles import Circle
from tiesmap.model.paths import Suggestion
from tiesmap.network import circles as around
from tiesmap.network import outreach
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.workspace.market import market
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View

Starts = Sequence[int | str]
"""From whom to begin: ids of people, and names of categories."""


def begin(view: View, standpoint: Standpoint, starts: Starts) -> Standpoint:
    """The standpoint that starts from these contacts only; unchanged where none are given.

    Raises Unanswerable where none of them is a contact of the rep.
    """
    if not starts:
        return standpoint
    contacts = view.around.contacts
    names = {name.strip().casefold() for name in starts if isinstance(name, str)}
    fields = np.array([str(c).casefold() for c in view.network.category[contacts]], dtype=object)
    chosen = np.isin(fields, list(names - {""}))
    chosen |= np.isin(view.network.ids[contacts], [one for one in starts if isinstance(one, int)])
    if not chosen.any():
        raise Unanswerable(
            "None of your contacts is meant: begin with somebody you know, or with a category of "
            "people you know."
        )
    return begin_with(standpoint, contacts[chosen])


def circles(view: View, starts: Starts, accounts: bool) -> tuple[Circle, ...]:
    """The circles around the rep, next ones first."""
    here = begin(view, view.taught, starts)
    return around.find_circles(here, accounts=accounts, market=market(view))


def suggest(
    view: View, reach: str, top: int, starts: Starts = (), accounts: bool = False
) -> list[Suggestion]:
    """Whom the rep should meet next, through whom."""
    here = begin(view, view.taught, starts)
    return outreach.suggest(here, reach=reach, top=top, accounts=accounts, market=market(view))
