"""What one does with a person: ask them for somebody, write, log a talk, see the way."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import openly
from tiesmap.dashboard.shared import boundary, go, words
from tiesmap.dashboard.week import conversation
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace


def show(workspace: Workspace, person: Person) -> None:
    """The buttons; the first is the one that most often leads on."""
    standing = workspace.ways.standings().get(person.id)
    known = standing is not None and standing.ring == 1
    with st.container(horizontal=True):
        if known and not person.do_not_ask:
            if st.button("Ask them for …", type="primary", icon=":material/forward_to_inbox:"):
                _ask(workspace, person)
        elif st.button("Show the way", type="primary", icon=":material/route:"):
            state.choose("target", person.id)
            state.choose("to", "person")
            go.to("find")
        if person.email:
            at = quote(person.email, safe="@")
            st.link_button("Write", f"mailto:{at}", icon=":material/mail:")
        if st.button("Log", icon=":material/add_comment:", help="A talk, a call, a meeting"):
            _log(workspace, person)
        if st.button("Show on the map", icon=":material/hub:"):
            go.to("outward", "map")


@st.dialog("Ask them for …", width="medium")
def _ask(workspace: Workspace, person: Person) -> None:
    """At most five whom this contact can best open; one click puts one on My asks."""
    with boundary.said():
        words.name(person.label, "ask-for")
        found = workspace.asks.asks_for(person.id)
        said = workspace.asks.tact().get(person.id)
        if said is not None and said.blocked:
            words.notice(workspace.asks.why_not(person.id))
            return
        for number, request in enumerate(found, start=1):
            who, press = st.columns([4, 1], vertical_alignment="center")
            with who:
                words.line(request.target, f"ask-for-{number}")
                words.fine(_about(request), f"ask-for-about-{number}")
            if press.button("Ask", key=f"ask for {request.request}", width="stretch"):
                _plan(workspace, request)
        if not found:
            st.caption("Nobody is known by name whom they could bring you together with.")
        openly.form(workspace, person.id, "person")


def _about(request: IntroRequest) -> str:
    place = ", ".join(part for part in (request.target_title, request.target_company) if part)
    return "\n".join(line for line in (place, request.purpose) if line)


def _plan(workspace: Workspace, request: IntroRequest) -> None:
    """To its letter on My asks: the new ask, or the one that is on the list already."""
    stored = workspace.asks.keep_drafted(request)
    go.open_ask(stored.request)


@st.dialog("Log a conversation", width="medium")
def _log(workspace: Workspace, person: Person) -> None:
    with boundary.said():
        words.name(person.label, "log-person")
        conversation.form(workspace, person.id, f"log {person.id}")
