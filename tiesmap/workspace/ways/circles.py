"""Outward: the circles around the rep, whom to meet next, and whom to start from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tiesmap.model.circles import Circle
from tiesmap.model.ids import Node
from tiesmap.model.paths import Suggestion
from tiesmap.model.tact import Tact
from tiesmap.network import circles as around
from tiesmap.network import outreach
from tiesmap.network.arrays import Bools, Ints
from tiesmap.network.footing import acquainted, at_ease, on_firm_ground
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.network.tact import heed
from tiesmap.workspace.drawn import reach_of
from tiesmap.workspace.history.past import lost
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.market.market import clients, closed_trades, market
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View

Starts = tuple[int | str, ...]
"""From whom to begin: ids of people, and names of categories."""
_NAMED = 3
"""Of so many who should be left alone it is said why."""


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


def well_known(view: View, here: Standpoint, starts: Starts = ()) -> Standpoint:
    """The standpoint in which only those are asked whom the rep knows, over ties that bear an
    introduction; all contacts where nothing says whom he knows, and whom he `starts` from. Not in a
    deal that is open or lost: others are asked first."""
    known = acquainted(here)
    asked = here.around.contacts if starts or not len(known) else known
    passed = () if starts else (*rivals(view), *in_deals(view))
    return on_firm_ground(here, np.setdiff1d(asked, passed))


def rivals(view: View) -> Ints:
    """The contacts (nodes) in the rep's own trade at other firms than his, who are asked for
    nobody: neither clients, nor people with whom he is at ease."""
    here, ids = view.around.contacts, view.network.ids
    near = {*(one.id for one in clients(view)), *own_firm(view).people}
    known = np.isin(here, at_ease(view.standpoint)) | np.isin(ids[here], list(near))
    return np.asarray(here[in_own_trade(view, here) & ~known])


def in_deals(view: View) -> list[Node]:
    """The contacts (nodes) with whom a deal is open or lost, and who are no clients; but not who
    introduced the rep and whose deal is over."""
    found = {person: said for person, said in tact(view).items() if said.deal}
    people = view.some(found)
    return view.nodes(
        person for person, said in found.items() if not (said.introduced and lost(people[person]))
    )


def in_own_trade(view: View, nodes: Ints) -> Bools:
    """Which of these people are in the rep's own trade."""
    code, names = view.around.category_code
    own = np.isin(names.astype(str), list(closed_trades(view)))
    return np.asarray(np.append(own, False)[code[nodes]])


def tactful(view: View) -> Standpoint:
    """The standpoint with the chances that tact leaves, for whom to ask first."""
    return heed(view.taught, tact(view))


def free_now(view: View, starts: Starts = ()) -> Standpoint:
    """The standpoint from which may be asked now: whoever should be left alone opens nothing, and
    nobody opens the one he would rather not ask. All other chances are as they were.

    Raises Unanswerable where everybody to begin with should be left alone.
    """
    here, said = begin(view, view.taught, starts), tact(view)
    closed = {
        person: Tact(room=one.room, no_go=one.no_go)
        for person, one in said.items()
        if one.room <= 0 or one.no_go
    }
    now = replace(heed(here, closed), tact=said)
    if starts and not now.asked:
        held = [p for p in sorted(here.asked) if p in said and said[p].blocked][:_NAMED]
        why = "; ".join(f"{view.people[p].label} ({said[p].blocked})" for p in held)
        why = why or "they are marked do not ask, or you would not ask them for anybody"
        raise Unanswerable(f"Nobody of those you begin with should be asked now: {why}.")
    return now


@kept(ALL)
def circles(view: View, *, from_: Starts = (), accounts: bool = False) -> tuple[Circle, ...]:
    """The circles around the rep: those he could enter next first, by how surely they open.

    Then those he knows, those he is at home in last. `from_` and `accounts` as in `suggest`.
    """
    here = free_now(view, from_)
    return around.find_circles(here, accounts=accounts, market=market(view))


@kept(ALL)
def suggest(
    view: View, reach: str = "", top: int = 20, *, from_: Starts = (), accounts: bool = False
) -> tuple[Suggestion, ...]:
    """Whom the rep should meet next, through whom: near, balanced or far.

    Without `reach`: as the lot of a trial says of this week, else balanced.

    `from_` are the people (ids) and categories (names) to begin with; without any, everybody
    he is tied to, also hardly (`asks.choice` says whom to ask). People at firms where he knows
    somebody are left out unless `accounts`, and nothing leads over contacts who should be left
    alone now.
    """
    here = free_now(view, from_)
    reach = reach_of(view, reach)
    found = outreach.suggest(here, reach=reach, top=top, accounts=accounts, market=market(view))
    return tuple(found)
