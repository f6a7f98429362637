"""The two pictures of what weak ties are for (Onnela et al. 2007), in the rep's own network."""

from __future__ import annotations

from typing import Any

import streamlit as st

from tiesmap.workspace.ways.measures import Pictures

_FIFTHS = ("weakest", "weak", "middle", "strong", "strongest")
_WEAK, _STRONG = "weakest ties go first", "strongest ties go first"


def show(found: Pictures) -> None:
    """Overlap by strength, and what is left when ties go; each with what it says."""
    one, two = st.columns(2, gap="large")
    with one:
        st.subheader("Do strong ties share a circle?")
        st.vega_lite_chart(spec=_overlap(found), width="stretch")
        if found.bridges_are_weak:
            st.markdown("Yes: the strongest ties share more contacts than the weakest.")
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
            "y": _number("overlap", "Share of contacts in common", ".2f"),
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
                "legend": {"orient": "top", "title": None, "columns": 1},
            },
            "strokeDash": {**order, "legend": None},
        },
    }


def _number(field: str, title: str, style: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": title, "axis": {"format": style}}
