"""One introduction request: its words to edit, its next step."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import letters, life
from tiesmap.dashboard.shared import words
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace


def show(seat: Workspace, request: IntroRequest) -> None:
    """The request with its words, its status and what can follow."""
    with st.container(border=True):
        words.name(f"{request.connector} → {request.target}", f"ask-{request.request}")
        left, right = st.columns([3, 2], gap="large")
        with left:
            edited = _texts(seat, request)
            letters.show(seat, edited)
        with right:
            # A step keeps what was typed, saved or not.
            life.show(seat, edited)
            _facts(request)


def _texts(seat: Workspace, request: IntroRequest) -> IntroRequest:
    """The words to edit; the request as it stands on the screen."""
    key = f"{request.request} {request.version}"
    purpose_key, note_key = f"purpose {key}", f"note {key}"
    purpose = st.text_area(
        "The purpose of my call is to …", request.purpose, height=110, key=purpose_key
    )
    if is_empty_purpose(purpose):
        _question(seat, request, purpose, purpose_key)
    note = st.text_area(
        "Note that the connector can forward",
        request.note_to_forward,
        height=240,
        key=note_key,
        help="Your words to the one you want to meet. The message to the connector is below.",
    )
    follow_up = st.date_input(
        "Follow up on", request.follow_up_on, format="YYYY-MM-DD", key=f"follow up {key}"
    )
    edited = replace(
        request,
        purpose=purpose.strip(),
        note_to_forward=note.strip(),
        follow_up_on=follow_up,
    )
    with st.container(horizontal=True):
        if st.button("Save", type="primary", icon=":material/save:", key=f"save {key}"):
            seat.asks.save_request(edited)
            state.tell("Saved.")
            st.rerun()
        st.button(
            "Draft the note anew",
            icon=":material/refresh:",
            key=f"anew {key}",
            help="From your texts in the settings and what is on file now. Not saved by itself.",
            on_click=lambda: state.write(note_key, seat.asks.redraft_note(request)),
        )
    return edited


def _question(seat: Workspace, request: IntroRequest, purpose: str, key: str) -> None:
    """A purpose that says nothing, and what to say instead."""
    if purpose.strip():
        words.notice(
            "What is in it for them? A call whose purpose is only to be in touch is soon put off. "
            "Say what you ask for, and why this person."
        )
    else:
        words.notice("Say what you ask for before you ask. For example:")
    for number, better in enumerate(seat.asks.better_purposes(request)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Use this",
                key=f"better {number} {key}",
                on_click=state.write,
                args=(key, better),
            )
            words.fine(better, f"better-{number}-{request.request}")


def _facts(request: IntroRequest) -> None:
    facts = (
        f"Chance {words.chance(request.chance)}, tie strength {request.tie_strength:.2f}",
        f"Last contact {request.last_contact.isoformat()}" if request.last_contact else "",
        f"Asked on {request.asked_on.isoformat()}" if request.asked_on else "",
        _listed("Connector", request.connector_company, request.connector_email),
        _listed("Target", request.target_title, request.target_company, request.target_email),
        f"Path: {' → '.join(('You', *request.path[1:]))}",
    )
    words.fine("\n".join(fact for fact in facts if fact), f"facts-{request.request}")
    with st.expander("Why", type="compact"):
        words.fine(words.bullets(request.reasons), f"why-{request.request}")


def _listed(what: str, *parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f"{what}: {said}" if said else ""
