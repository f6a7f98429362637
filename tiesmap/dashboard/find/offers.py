"""Asks to choose from: a line each, to tick, and one button that puts them on My asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.find import chain
from tiesmap.dashboard.shared import boundary, words
from tiesmap.introductions.facts import open_question
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.reasons import first_of
from tiesmap.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Offer:
    """One ask that the rep can choose: a path, or an open ask, and what is said beside it."""

    ask: ReferralPath | OpenAsk
    facts: tuple[str, ...] = ()
    """In sight: a few words each."""
    why: tuple[str, ...] = ()
    """A click away: what speaks for it, and the figures."""
    others: tuple[str, ...] = ()
    """Other ways to the same person, a line each."""
    above: str = ""
    """What stands above the line, such as the wish that it serves."""
    asked: str = ""
    """The status of the ask where it is on the list already."""


def choose(workspace: Workspace, offers: Sequence[Offer], place: str) -> None:
    """Show the offers; those that the rep ticked go on My asks.

    A tick alone does not run the page: the form is sent by its buttons.
    """
    key = state.turn(f"offers {place}")
    people = workspace.people.everybody()
    with st.form(key, border=False):
        buttons = st.container(horizontal=True, vertical_alignment="center")
        ticks = [
            _line(offer, people, f"{key} {number}", number)
            for number, offer in enumerate(offers, start=1)
        ]
        with buttons:
            some = st.form_submit_button(
                "Put the ticked on My asks", type="primary", icon=":material/playlist_add_check:"
            )
            every = st.form_submit_button(f"All {len(offers)}") if len(offers) > 1 else False
            named = any(isinstance(offer.ask, ReferralPath) for offer in offers)
            lighter = named and st.form_submit_button(
                "Only ask to mention the name",
                type="tertiary",
                help="The lighter favor for the ticked: may you mention your contact's name when "
                "you write to the one you want to meet yourself?",
            )
    chosen = [
        offer.ask
        for offer, ticked in zip(offers, ticks, strict=True)
        if every or ((some or lighter) and ticked)
    ]
    if chosen and lighter:
        _mention(workspace, chosen, f"offers {place}")
    elif chosen:
        _plan(workspace, chosen, f"offers {place}")
    elif some or lighter:
        words.notice("Tick those you want to ask for, then put them on My asks.")


def _plan(workspace: Workspace, chosen: Sequence[ReferralPath | OpenAsk], turn: str) -> None:
    paths = [ask for ask in chosen if isinstance(ask, ReferralPath)]
    new = workspace.asks.plan(paths, [ask for ask in chosen if isinstance(ask, OpenAsk)])
    state.rerun(
        f"{'One ask is' if new == 1 else f'{new} asks are'} new on My asks. Read the letters there "
        "before you send them.",
        turn,
    )


def _mention(workspace: Workspace, chosen: Sequence[ReferralPath | OpenAsk], turn: str) -> None:
    """The lighter favor for those who have a name; an open ask has nobody to write to."""
    with boundary.or_refused():
        new = workspace.onward.mentions([ask for ask in chosen if isinstance(ask, ReferralPath)])
    left = sum(isinstance(ask, OpenAsk) for ask in chosen)
    state.rerun(
        f"{'One ask' if new == 1 else f'{new} asks'} to mention a name "
        f"{'is' if new == 1 else 'are'} new on My asks."
        + (" An open ask has nobody to write to yet, and was left out." if left else ""),
        turn,
    )


def _line(offer: Offer, people: dict[PersonId, Person], key: str, number: int) -> bool:
    """One offer on a line; whether it is ticked."""
    mine = f"on My asks: {offer.asked.replace('_', ' ')}" if offer.asked else ""
    facts = " · ".join(text for text in (*offer.facts, *first_of(offer.ask.why), mine) if text)
    rows: list[list[names.Part]] = [[offer.above]] if offer.above else []
    rows += [_said(offer.ask, people), [facts]]
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        ticked = st.checkbox(
            f"Ask {number}", key=f"tick-{key}", label_visibility="collapsed", width="content"
        )
        names.lines(rows, f"who {key}", "offer")
        with st.popover("Why", width="content"):
            names.lines(_why(offer), f"why {key}")
    return ticked


def _why(offer: Offer) -> list[list[names.Part]]:
    rows = [chain.drawn(offer.ask)] if isinstance(offer.ask, ReferralPath) else []
    rows += [[f"• {line}"] for line in offer.why if line]
    if offer.others:
        rows += [["Other ways, in case this one is closed:"]]
        rows += [[f"• {line}"] for line in offer.others]
    return rows


def _said(ask: ReferralPath | OpenAsk, people: dict[PersonId, Person]) -> list[names.Part]:
    if isinstance(ask, ReferralPath):
        return [*chain.parts(ask, people)]
    connector = people.get(ask.connector)
    if connector is None:
        return []
    return [(ask.connector, connector.label), f": “{open_question(ask, connector)}”"]
