"""What the network holds: its size, and each category by how far the rep gets in it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import FILES
from tiesmap.dashboard.parts import words
from tiesmap.workspace import Workspace


def show(seat: Workspace) -> None:
    """The overview, and where to go from here."""
    rep = seat.rep_person
    st.text(f"You are {', '.join(part for part in (rep.label, words.place(rep)) if part)}.")
    size = state.keep(seat, "overview", seat.overview)
    one, two, three, four, five = st.columns(5)
    one.metric("People on file", size.people)
    two.metric("You know", size.known)
    three.metric("One introduction away", size.one_away)
    four.metric("Strong ties of yours", size.classes.get("strong", 0))
    five.metric(
        "Dormant ties of yours",
        size.classes.get("dormant", 0),
        help="Once strong, silent for long: often one message is enough.",
    )
    if size.one_away == 0:
        st.info(
            "All these people are your own contacts, and nothing says who of them knows whom: no "
            "path can lead further yet. Mails and meetings (interactions.csv), a list of who knows "
            "whom (ties.csv) or a colleague's contacts would add that. Until then the page Paths "
            "proposes whom to ask openly.",
            icon=":material/info:",
        )
    with st.container(horizontal=True):
        st.page_link(FILES["map"], label="Look at the map", icon=":material/hub:")
        st.page_link(FILES["paths"], label="Find paths", icon=":material/route:")
        st.page_link(FILES["plan"], label="Plan the asks", icon=":material/event_upcoming:")
    _categories(seat)


def _categories(seat: Workspace) -> None:
    reach = state.keep(seat, "reach", seat.reach_by_category)
    if not reach:
        st.caption(
            "Nobody has a category yet; the map lets communities stand in. Set categories on the "
            "page People, or by rules on the page Settings."
        )
        return
    st.subheader("Where you are at home, and what is out there")
    # Worth knowing where the rep knows nobody himself.
    only_ways = {
        row.category: ", ".join(seat.label(node) for node in row.only_ways_in[:3])
        if row.known == 0
        else ""
        for row in reach
    }
    st.dataframe(
        [
            {
                "Category": row.category,
                "Comfort": row.comfort,
                "You know": row.known,
                "At ease with": row.at_ease,
                "Could reach": row.reachable,
                **({"Only way in": ways} if any(only_ways.values()) else {}),
            }
            for row in reach
            for ways in (only_ways[row.category],)
        ],
        height=35 * min(len(reach), 14) + 40,
        hide_index=True,
        alt="Each category: how many you know, are at ease with and could reach",
        column_config={
            "Category": st.column_config.TextColumn(width="medium"),
            "Comfort": st.column_config.ProgressColumn(
                min_value=1,
                max_value=5,
                format="%.1f",
                help="1 (hardly at ease) to 5 (at home); inferred unless you rated it",
            ),
            "Could reach": st.column_config.NumberColumn(
                help="People of this category whom you do not know, within your reach"
            ),
            "Only way in": st.column_config.TextColumn(
                width="large",
                help="Contacts through whom alone you reach somebody in a category you are new to",
            ),
        },
    )


def show_standing(seat: Workspace) -> None:
    """How far the rep's network goes, in a few sentences."""
    size = state.keep(seat, "overview", seat.overview)
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
    st.markdown("Choose a person on the map or in the list to see the ties and the best way there.")
