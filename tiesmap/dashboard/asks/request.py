"""One ask: its letters, edited in place and saved as they are typed, and its next step."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.asks import letters, life, lighter, word
from tiesmap.dashboard.shared import conversations, days, words
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.reasons import ReasonKind
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace


def show(workspace: Workspace, request: IntroRequest) -> None:
    """The ask with its words, its status and what can follow."""
    target = request.target
    whom: names.Part = target if request.target_id is None else (request.target_id, target)
    asked: names.Part = (request.connector_id, request.connector)
    names.lines([[asked, " → ", whom]], f"ask {request.request}", tone="heading")
    left, right = st.columns([3, 2], gap="large")
    with left:
        _purpose(workspace, request)
        lighter.goal(workspace, request)
        letters.show(workspace, request)
    with right:
        word.ask(workspace, request)
        conversations.last(workspace, request.connector_id, request.connector, request.request)
        life.show(workspace, request)
        st.date_input(
            "Follow up on",
            request.follow_up_on,
            format=days.FIELD,
            key=f"follow_up_on {letters.place_of(request)}",
            on_change=letters.save,
            args=(workspace, request, "follow_up_on"),
        )
        _facts(workspace, request)


def _purpose(workspace: Workspace, request: IntroRequest) -> None:
    """What the ask is for; where it says nothing, what to say instead."""
    key = f"purpose {letters.place_of(request)}"
    purpose = st.text_area(
        "The purpose of my call",
        request.purpose,
        height="content",
        key=key,
        on_change=letters.save,
        args=(workspace, request, "purpose"),
    )
    if not is_empty_purpose(purpose):
        return
    if purpose.strip():
        words.notice(
            "What is in it for them? A call just to be in touch is easily put off. Say what you "
            "ask for, and why this person."
        )
    else:
        words.notice("Write what you ask for before you ask. For example:")
    for number, better in enumerate(workspace.asks.better_purposes(request)):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Use this", key=f"better {number} {key}"):
                workspace.asks.save_request(replace(request, purpose=better))
                letters.show_anew(request)
                state.rerun("Saved.")
            words.fine(better, f"better-{number}-{request.request}")


def _facts(workspace: Workspace, request: IntroRequest) -> None:
    connector = workspace.people.person(request.connector_id)
    phone = connector.phone if connector else ""
    facts = (
        f"Last contact {days.said(request.last_contact)}" if request.last_contact else "",
        f"Asked on {days.said(request.asked_on)}" if request.asked_on else "",
        _listed("Connector", request.connector_company, phone, request.connector_email),
        _listed("Target", request.target_title, request.target_company, request.target_email),
        f"Path: {' → '.join(('You', *request.path[1:]))}",
    )
    words.fine("\n".join(fact for fact in facts if fact), f"facts-{request.request}")
    with st.expander("Why, with the figures", type="compact"):
        figures = f"chance {words.chance(request.chance)}, tie strength {request.tie_strength:.2f}"
        # Whom to ask first is said above, as of now.
        why = [str(one) for one in request.why if one.kind is not ReasonKind.FIRST]
        words.fine(words.bullets((*why, figures)), f"why-{request.request}")


def _listed(what: str, *parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f"{what}: {said}" if said else ""
