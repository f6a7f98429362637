"""The first step of the guided start: cards, on which the rep says how at ease he is with whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.setup.cards import Card, Rated, rating_cards
from tiesmap.dashboard.shared import boundary, words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

_CARDS, _SHOWN = "start cards", "start shown"


def show_again() -> None:
    """Make the cards of the same people anew, with what was said of them since."""
    state.remember(_CARDS, None)


def choose_anew() -> None:
    """Choose anew whom the cards ask about."""
    state.remember(_SHOWN, None)


def was_shown() -> bool:
    """Whether there are cards to go back to."""
    return bool(state.recall(_SHOWN))


@st.fragment
def show(workspace: Workspace, ended: Callable[[], None]) -> None:
    """The cards; once all are through, or the rep goes on, they are put away: it `ended`."""

    with boundary.said():

        def put_away() -> None:
            show_again()
            ended()

        def rated(said: Sequence[Rated], done: bool) -> None:
            keep(workspace, said)
            if done:
                _skip_unsaid(workspace)
                put_away()

        cards = _cards(workspace)
        st.caption(
            "Whose call do you look forward to? Press 1 (hardly at ease) to 5 (at home), C for a "
            "client, P for private (family and friends: never asked), S to skip, U to undo. "
            "Everything outward starts from those you are at ease with."
        )
        rating_cards(cards, key="start ratings", on_rated=rated)
        if state.recall("start rated") and st.button("Go on", type="primary"):
            put_away()


def _cards(workspace: Workspace) -> list[Card]:
    """The same cards until all are through, also while their ratings come in."""
    people = workspace.people.everybody()
    cards = state.recall(_CARDS)
    if cards is None or cards[0] != workspace.rep or any(c.id not in people for c in cards[1]):
        shown = state.recall(_SHOWN)
        # Who was joined with somebody since, or erased, is on no card any more.
        if shown is None or shown[0] != workspace.rep or any(p not in people for p, *_ in shown[1]):
            first = workspace.start.first_to_rate()
            shown = (workspace.rep, [(one.person, one.why, one.client) for one in first])
            state.remember(_SHOWN, shown)
        found = [_card(people[person], why, client) for person, why, client in shown[1]]
        cards = (workspace.rep, found)
        state.remember(_CARDS, cards)
    return list(cards[1])


def _card(person: Person, why: str, client: bool) -> Card:
    # Where nothing says who it is, the address does.
    place = words.place(person) or (person.email if person.name else person.phone)
    return Card(person.id, person.label, place, why, person.comfort, client)


def keep(workspace: Workspace, said: Sequence[Rated]) -> None:
    """Store what was said.

    Of who was joined with somebody since it counts for that one; of who is gone nothing does.
    """
    there = workspace.people.kept_for(one.id for one in said)
    said = [replace(one, id=there[one.id]) for one in said if one.id in there]
    now: dict[PersonId, int | None] = {
        one.id: one.comfort or None for one in said if one.comfort is not None
    }
    if now:
        workspace.people.rate(now)
    clients = {one.id: one.client for one in said if one.client is not None}
    if clients:
        workspace.people.mark_clients(clients)
    for private in (True, False):
        marked = [one.id for one in said if one.private is private]
        if marked and (private or state.recall("start private")):
            workspace.people.set_do_not_ask(marked, private)
            state.remember("start private", True)
    state.remember("start rated", True)


def _skip_unsaid(workspace: Workspace) -> None:
    """Whoever was passed over on a card is not asked about again."""
    people = workspace.people.everybody()
    cards = state.recall(_CARDS)
    shown = [people[card.id] for card in cards[1] if card.id in people] if cards else []
    unsaid = [one.id for one in shown if one.comfort is None and not one.do_not_ask]
    if unsaid:
        workspace.start.skip(*unsaid)
