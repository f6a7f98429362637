"""The two pictures of what weak ties are for (Onnela et al. 2007), in the rep's own network."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.shared import charts
from tiesmap.workspace.ways.measures import Pictures

_FIFTHS = ("weakest", "weak", "middle", "strong", "strongest")
_WEAK, _STRONG = "weakest ties go first", "strongest ties go first"
_TEAL, _HEIGHT = "#0d9488", 260


def show(found: Pictures) -> None:
    """Overlap by strength, and what is left when ties go; each with what it says."""
    one, two = st.columns(2, gap="large")
    with one:
        st.subheader("Do strong ties share a circle?")
        _overlap(found)
        if found.bridges_are_weak:
            st.markdown("Yes: the strongest ties share more contacts than the weakest.")
        else:
            st.markdown("Not here: the strongest ties share no more contacts than the weakest.")
    with two:
        st.subheader("What holds it together?")
        _giant(found)
        if found.weak_ties_hold:
            st.markdown("The weak ties: without them it falls apart sooner.")
        else:
            st.markdown("Not the weak ties: without the strong ones it falls apart sooner.")
    st.caption(f"{found.ties:,} known ties between {found.people:,} people within your reach.")


def _overlap(found: Pictures) -> None:
    values = [
        {"tie": name, "overlap": value} for name, value in zip(_FIFTHS, found.overlap, strict=True)
    ]
    fifths = charts.each("tie", _FIFTHS)
    charts.show(
        "The share of contacts in common, by fifth of strength",
        _HEIGHT,
        {
            "data": {"values": values},
            "mark": {"type": "bar", "color": _TEAL, "tooltip": True},
            "encoding": {
                "x": {**fifths, "title": "Ties, by fifth of strength", "axis": {"labelAngle": 0}},
                "y": charts.number("overlap", "Share of contacts in common", ".2f"),
            },
        },
    )


def _giant(found: Pictures) -> None:
    values = [
        {"gone": k / (len(left) - 1), "left": value, "order": order}
        for order, left in ((_WEAK, found.weak_first), (_STRONG, found.strong_first))
        for k, value in enumerate(left)
    ]
    color = charts.color("order", {_WEAK: "#d97706", _STRONG: _TEAL}, 1)
    color["legend"]["symbolType"] = "stroke"
    charts.show(
        "How many people are left in the largest part as ties go, the weakest or the strongest "
        "first",
        _HEIGHT,
        {
            "data": {"values": values},
            "mark": {"type": "line", "point": True, "tooltip": True},
            "encoding": {
                "x": charts.share("gone", "Ties gone"),
                "y": charts.share("left", "People in the largest part"),
                "color": color,
                "strokeDash": {
                    **color,
                    "scale": {"domain": [_WEAK, _STRONG], "range": [[4, 2], [1, 0]]},
                },
            },
        },
    )
