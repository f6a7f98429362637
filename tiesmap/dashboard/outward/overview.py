"""What the network holds: its size, and where the rep stands in it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.shared import go, words
from tiesmap.workspace import Workspace


def show(workspace: Workspace) -> None:
    """The overview, and where to go from here."""
    rep = workspace.rep_person
    st.text(f"You are {', '.join(part for part in (rep.label, words.place(rep)) if part)}.")
    size = workspace.ways.overview()
    with st.container(horizontal=True, gap="medium"):
        for label, count in (
            ("People on file", size.people),
            ("You know", size.known),
            ("One introduction away", size.one_away),
            ("Strong ties of yours", size.classes.get("strong", 0)),
        ):
            st.metric(label, f"{count:,}", width="content")
        st.metric(
            "Dormant ties of yours",
            size.classes.get("dormant", 0),
            help="Once strong, silent for long: often one message is enough.",
            width="content",
        )
    if size.one_away == 0:
        st.info(
            "All these people are your own contacts, and nothing says which of them know each "
            "other, so no path can lead further yet. Mails and meetings with several people "
            "in them, a list of who knows whom or a colleague's contacts would add that. Until "
            "then Find suggests open asks.",
            icon=":material/info:",
        )
    elif few := workspace.ways.why_few():
        st.info(few, icon=":material/info:")
    with st.container(horizontal=True):
        go.link("week", "Do this week's ten", "today")
        go.link("outward", "Look at the map", "hub", view="map")
        go.link("outward", "Where you are at home", "explore", view="circles")
        go.link("find", "Find paths", "route")
        go.link("find", "Plan the asks", "event_upcoming")


def show_standing(workspace: Workspace) -> None:
    """How far the rep's network goes, in a few sentences."""
    size = workspace.ways.overview()
    st.subheader("Where you stand")
    st.markdown(
        f"You know **{size.known}** people; **{size.one_away}** more are one introduction away, "
        f"**{size.two_away}** two."
    )
    st.markdown(
        "Of your own ties "
        + ", ".join(f"**{count}** are {word}" for word, count in size.classes.items() if count)
        + "."
    )
    st.markdown(
        "Choose a person on the map or in the list to see their ties and the best way to them."
    )
