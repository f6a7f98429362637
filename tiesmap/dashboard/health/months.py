"""Pictures of the health of the whole network: shapes and words beside the colors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tiesmap.model.week import BucketHealth, MonthHealth, StageHealth

_STATES = ("on time", "due", "overdue")
# Readable on light and on dark, and apart in gray; each state has its shape besides.
_COLORS = ("#0f766e", "#d97706", "#dc2626")
_MARKS = ("circle", "diamond", "square")
_LEGEND = {"orient": "top", "title": None}


def in_short(rows: Sequence[MonthHealth]) -> str:
    """How many of the last contacts asked for something, and the favors beside them."""
    lately = rows[-3:]
    count = {name: sum(getattr(row, name) for row in lately)
             for name in ("contacts", "asked", "given", "taken")}  # fmt: skip
    if not count["contacts"]:
        return f"No contact is on file in the last {len(lately)} months."
    share = count["asked"] / count["contacts"]
    given, taken = (f"**{count[name]}** {'favor' if count[name] == 1 else 'favors'}"
                    for name in ("given", "taken"))  # fmt: skip
    return (
        f"Of the **{count['contacts']}** contacts of the last {len(lately)} months "
        f"**{count['asked']}** ({share:.0%}) asked for something; you gave {given} and took "
        f"{taken}."
    )


def shares(rows: Sequence[MonthHealth]) -> dict[str, Any]:
    """Which share of the relationships was on time, due and overdue at each month's end."""
    values = [
        {
            "month": row.month.isoformat(),
            "state": state,
            "share": count / row.people,
            "of": f"{count} of {row.people}",
        }
        for row in rows
        if row.people
        for state, count in zip(_STATES, (row.on_time, row.due, row.overdue), strict=True)
    ]
    return {
        "height": 300,
        "data": {"values": values},
        "mark": {"type": "line", "point": {"size": 70, "filled": True}, "strokeWidth": 2},
        "encoding": {
            "x": _month(rows),
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": None,
                "axis": {"format": "%"},
                "scale": {"domain": [0, 1]},
            },
            "color": _color("state", _STATES, _COLORS),
            "shape": {
                "field": "state",
                "type": "nominal",
                "scale": {"domain": list(_STATES), "range": list(_MARKS)},
                "legend": _LEGEND,
            },
            "tooltip": [
                {"field": "month", "title": "As of"},
                {"field": "state", "title": "State"},
                {"field": "of", "title": "People"},
            ],
        },
    }


def contacts(rows: Sequence[MonthHealth]) -> dict[str, Any]:
    """How many contacts there were each month, and how many of them asked for something."""
    names = ("asked nothing", "asked for something")
    values = [
        {"month": row.month.isoformat(), "what": what, "contacts": count, "order": k}
        for row in rows
        for k, (what, count) in enumerate(
            zip(names, (row.contacts - row.asked, row.asked), strict=True)
        )
    ]
    return {
        "height": 300,
        "data": {"values": values},
        # The table below says the same in words.
        "mark": {"type": "bar", "tooltip": True, "aria": False},
        "encoding": {
            "x": _month(rows),
            "y": {
                "field": "contacts",
                "type": "quantitative",
                "title": None,
                "axis": {"format": "d", "tickMinStep": 1},
            },
            "color": _color("what", names, ("#94a3b8", "#8b5cf6")),
            "order": {"field": "order"},
        },
    }


def buckets(rows: Sequence[BucketHealth]) -> dict[str, Any]:
    """Of each bucket, how many are on time, due and overdue; the numbers stand in the bars."""
    values = [
        {"bucket": row.bucket, "state": state, "people": count, "order": k}
        for row in rows
        for k, (state, count) in enumerate(
            zip(_STATES, (row.on_time, row.due, row.overdue), strict=True)
        )
        if count
    ]
    # A number that does not fit its bar is left out: the tooltip has it.
    least = max((row.people for row in rows), default=0) * 0.05
    y = {"field": "bucket", "type": "nominal", "sort": [row.bucket for row in rows], "title": None}
    x = {
        "field": "people",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d", "tickMinStep": 1},
    }
    order = {"field": "order", "type": "quantitative"}
    return {
        "height": max(len(rows), 1) * 38 + 70,
        "data": {"values": values},
        "encoding": {"y": {**y, "axis": {"labelLimit": 160}}, "order": order},
        "layer": [
            {
                "mark": {"type": "bar", "tooltip": True},
                "encoding": {
                    "x": {**x, "stack": "zero"},
                    "color": _color("state", _STATES, _COLORS),
                },
            },
            {
                "mark": {"type": "text", "fontWeight": 600},
                "encoding": {
                    "opacity": {
                        "condition": {"test": f"datum.people < {least}", "value": 0},
                        "value": 1,
                    },
                    "color": {
                        "condition": {"test": "datum.state === 'due'", "value": "#1c1917"},
                        "value": "#ffffff",
                    },
                    "x": {**x, "stack": "zero", "bandPosition": 0.5},
                    "text": {"field": "people"},
                    "detail": {"field": "state"},
                },
            },
        ],
    }


def stages(rows: Sequence[StageHealth]) -> dict[str, Any]:
    """How many people are in each stage, those on time dark; a line is the number wanted."""
    names = ("on time", "not on time")
    values = [
        {"stage": row.stage.replace("_", " "), "state": state, "people": count, "order": k}
        for row in rows
        for k, (state, count) in enumerate(
            zip(names, (row.on_time, row.people - row.on_time), strict=True)
        )
    ]
    wanted = [
        {"stage": row.stage.replace("_", " "), "wanted": row.benchmark}
        for row in rows
        if row.benchmark
    ]
    y = {
        "field": "stage",
        "type": "nominal",
        "title": None,
        "sort": [row.stage.replace("_", " ") for row in rows],
    }
    return {
        "height": max(len(rows), 1) * 38 + 70,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "bar", "tooltip": True},
                "encoding": {
                    "y": y,
                    "x": {"field": "people", "type": "quantitative", "title": None},
                    "color": _color("state", names, ("#0f766e", "#94a3b8")),
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            {
                "data": {"values": wanted},
                "mark": {
                    "type": "tick",
                    "thickness": 4,
                    "size": 26,
                    "color": "#8b5cf6",
                    "aria": False,
                },
                "encoding": {
                    "y": y,
                    "x": {"field": "wanted", "type": "quantitative"},
                    "tooltip": [{"field": "wanted", "title": "You want"}],
                },
            },
        ],
    }


def _month(rows: Sequence[MonthHealth]) -> dict[str, Any]:
    return {
        "field": "month",
        "type": "ordinal",
        "title": None,
        "sort": [row.month.isoformat() for row in rows],
        "axis": {"labelExpr": "timeFormat(toDate(datum.label), '%b %Y')", "labelAngle": -40},
    }


def _color(field: str, names: Sequence[str], colors: Sequence[str]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(colors)},
        "legend": _LEGEND,
    }
