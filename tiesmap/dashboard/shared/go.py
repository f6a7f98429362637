"""From one page to another: links and jumps to a page, or to one of its views."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import ASK, FILES, VIEWS
from tiesmap.model.ids import PersonId


def link(page: str, label: str, icon: str, view: str = "") -> None:
    """A link to a page, at a view of it."""
    at = {"view": view} if view else None
    st.page_link(FILES[page], label=label, icon=f":material/{icon}:", query_params=at)


def person(number: PersonId, label: str) -> None:
    """A link to a person's own page; the label is ours, as it is read as markdown."""
    at = {"person": str(number)}
    st.page_link(FILES["people"], label=label, icon=":material/person:", query_params=at)


def open_person(number: PersonId, part: str = "") -> None:
    """Turn to a person's own page, at a part of it; this run ends."""
    state.choose("person", number)
    if part:
        state.choose("part", part)
    to("people")


def open_ask(request: str) -> None:
    """Turn to one ask; this run ends."""
    state.choose("ask", request)
    st.switch_page(ASK)


def to(page: str, view: str = "") -> None:
    """Turn to a page, at a view of it; this run ends."""
    if view:
        state.choose("view", view)
    st.switch_page(FILES[page])


def view_of(page: str, **called: str) -> str:
    """The buttons for the views of a page, some `called` otherwise here; the one chosen."""
    return state.switch("View", "view", VIEWS[page] | called, place=page, bare=True)
