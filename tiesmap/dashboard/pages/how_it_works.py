"""How it works: what weak ties are for, shown in the rep's own network."""

from __future__ import annotations

from typing import Any

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.parts import empty, words
from tiesmap.workspace import Workspace
from tiesmap.workspace.explaining import Pictures

_FIFTHS = ("weakest", "weak", "middle", "strong", "strongest")
_WEAK, _STRONG = "weakest ties go first", "strongest ties go first"


def page(seat: Workspace) -> None:
    """The idea in three sentences, the two pictures, and what the numbers rest on."""
    st.markdown(
        "People who are close tend to know the same people. So a **strong** tie helps you ask, and "
        "a **weak** tie that bridges into another circle brings you somewhere new (Granovetter "
        "1973). In the calls of 4.6 million people the weak ties held everything together: without "
        "them the network fell apart (Onnela et al. 2007). Here is the same in your network, "
        "measured among the others, without you."
    )
    found = state.keep(seat, "pictures", seat.pictures)
    if found is None:
        st.info(
            "There are too few known ties between other people on file for these pictures. Mails "
            "and meetings with several people in them (interactions.csv) or a list of who knows "
            "whom (ties.csv) would add some.",
            icon=":material/info:",
        )
    else:
        _pictures(found)
    st.subheader("What the numbers rest on")
    st.markdown(
        "**Strength** comes from contact alone, **bridging** from structure alone. A **chance** "
        "ranks: twice the chance is a better idea, not a promise. A **likelihood** is how often "
        "such introductions really happened within 60 days in two mail networks, among people who "
        "were introduced to anybody at all in that time; among everybody it is about a tenth of "
        "that. Nobody has measured whether the people asked said yes, or bought something."
    )
    words.how_to_read()


def _pictures(found: Pictures) -> None:
    one, two = st.columns(2, gap="large")
    with one:
        st.subheader("Do strong ties share a circle?")
        st.vega_lite_chart(spec=_overlap(found), width="stretch")
        if found.bridges_are_weak:
            st.markdown("Yes: the stronger two people's tie, the more contacts they share.")
        else:
            st.markdown("Not here: the strongest ties share no more contacts than the weakest.")
    with two:
        st.subheader("What holds it together?")
        st.vega_lite_chart(spec=_giant(found), width="stretch")
        if found.weak_ties_hold:
            st.markdown("The weak ties: without them it falls apart sooner.")
        else:
            st.markdown("Not the weak ties: without the strong ones it falls apart sooner.")
    st.caption(f"{found.ties:,} known ties between {found.people:,} people within your reach.")


def _overlap(found: Pictures) -> dict[str, Any]:
    x = {"field": "tie", "type": "nominal", "sort": None, "title": "Ties, by fifth of strength"}
    return {
        "height": 260,
        "data": {
            "values": [
                {"tie": name, "overlap": value}
                for name, value in zip(_FIFTHS, found.overlap, strict=True)
            ]
        },
        "mark": {"type": "bar", "color": "#0d9488", "tooltip": True},
        "encoding": {
            "x": {**x, "axis": {"labelAngle": 0}},
            "y": _number("overlap", "Mean neighborhood overlap", ".2f"),
        },
    }


def _giant(found: Pictures) -> dict[str, Any]:
    lines = {_WEAK: found.weak_first, _STRONG: found.strong_first}
    order = {"field": "order", "type": "nominal"}
    return {
        "height": 260,
        "data": {
            "values": [
                {"gone": k / (len(shares) - 1), "left": value, "order": name}
                for name, shares in lines.items()
                for k, value in enumerate(shares)
            ]
        },
        "mark": {"type": "line", "point": True, "tooltip": True},
        "encoding": {
            "x": _number("gone", "Ties gone", "%"),
            "y": _number("left", "People in the largest part", "%"),
            "color": {
                **order,
                "scale": {"domain": list(lines), "range": ["#d97706", "#0d9488"]},
                "legend": {"orient": "top", "title": None},
            },
            "strokeDash": {**order, "legend": None},
        },
    }


def _number(field: str, title: str, style: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": title, "axis": {"format": style}}


seat = state.workspace()
if not empty.without_network(seat, "What weak ties are for, in your own network."):
    page(seat)
