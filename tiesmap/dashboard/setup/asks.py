"""One proposed ask in the guided start: of whom, for whom, why, and its letter one click away."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.reasons import ReasonKind, first_of
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace.letters.mailing import Letter


def show(
    ask: IntroRequest, letter: Letter | None, people: Mapping[PersonId, Person], number: int
) -> None:
    """A proposed ask with its reason and its letter."""
    with st.container(gap="xxsmall"):
        words.line(f"{number}. {_said(ask, people)}", f"first-{number}")
        told = (one for one in ask.why if one.kind is ReasonKind.CLIENT or not one.is_private)
        why = [reason.plainly for reason in told]
        said = (*first_of(ask.why), _why(ask, why), _reached(ask, people))
        words.fine("\n".join(filter(None, said)), f"why-{number}")
        if letter is not None:
            with st.expander("The letter", icon=":material/mail:", type="compact"):
                words.fine(f"Subject: {letter.subject}", f"subject-{number}")
                words.fine(letter.whole, f"letter-{number}")


def _said(ask: IntroRequest, people: Mapping[PersonId, Person]) -> str:
    """In one line: Ask Ann Lee (CFO, Acme) for Bo Ek (Buyer, Beta)."""
    connector = people.get(ask.connector_id)
    place = words.place(connector) if connector else ask.connector_company
    asked = f"Ask {ask.connector}" + (f" ({place})" if place else "")
    if ask.target_id is None:
        return f"{asked} for {ask.target}"
    whom = ", ".join(part for part in (ask.target_title, ask.target_company) if part)
    toward = f", on the way to {ask.goal}" if ask.goal != ask.target else ""
    return f"{asked} for {ask.target}" + (f" ({whom})" if whom else "") + toward


def _why(ask: IntroRequest, reasons: list[str]) -> str:
    if not reasons:
        return ""
    if ask.target_id is None:  # "is in Banking, which deals with Investment"
        return f"{ask.connector} {', and '.join(reasons[:2])}."
    return f"Why: {'; '.join(reasons[:2])}."


def _reached(ask: IntroRequest, people: Mapping[PersonId, Person]) -> str:
    """How the connector is reached."""
    if ask.connector_email:
        return f"To: {ask.connector_email}"
    connector = people.get(ask.connector_id)
    phone = connector.phone if connector else ""
    if phone:
        return f"No e-mail address is on file; by phone: {phone}"
    linked = connector is not None and "linkedin.com" in connector.profile_url
    return f"No e-mail address is on file{': send it on LinkedIn' if linked else ''}."
