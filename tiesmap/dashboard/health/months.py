"""Pictures of the health of the whole network: shapes and words beside the colors."""

from __future__ import annotations

from collections.abc import Sequence

from tiesmap.dashboard.shared import charts, days
from tiesmap.model.week import BucketHealth, MonthHealth, StageHealth

# Readable on light and on dark, and apart in gray; each state has its shape besides.
_STATES = {"on time": "#0f766e", "due": "#d97706", "overdue": "#dc2626"}
_MARKS = ("circle", "diamond", "square")
_GRAY, _VIOLET = "#94a3b8", "#8b5cf6"
_HEIGHT = 300
_BAND, _AROUND = 38, 70  # pixels: of a bar; of the legend and the axis


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


def shares(rows: Sequence[MonthHealth]) -> None:
    """Which share of the relationships was on time, due and overdue at each month's end."""
    values = [
        {
            "month": days.month(row.month),
            "day": days.said(row.month),
            "state": state,
            "share": count / row.people,
            "of": f"{count} of {row.people}",
        }
        for row in rows
        if row.people
        for state, count in zip(_STATES, _standing(row), strict=True)
    ]
    color = charts.color("state", _STATES)
    shape = {**color, "scale": {"domain": list(_STATES), "range": list(_MARKS)}}
    charts.show(
        "The share of relationships on time, due and overdue, month by month",
        _HEIGHT,
        {
            "data": {"values": values},
            "mark": {"type": "line", "point": {"size": 70, "filled": True}, "strokeWidth": 2},
            "encoding": {
                "x": charts.each("month", _months(rows), upright=True),
                "y": charts.share("share"),
                "color": color,
                "shape": shape,
                "tooltip": charts.tooltip(day="As of", state="State", of="People"),
            },
        },
    )


def contacts(rows: Sequence[MonthHealth]) -> None:
    """How many contacts there were each month, and how many of them asked for something."""
    counts = [(row.contacts - row.asked, row.asked) for row in rows]
    colors = {"asked nothing": _GRAY, "asked for something": _VIOLET}
    charts.show(
        "The contacts of each month, and how many of them asked for something",
        _HEIGHT,
        charts.bars(
            zip(_months(rows), counts, strict=True),
            colors,
            ("Month", "They", "Contacts"),
            upright=True,
        ),
    )


def buckets(rows: Sequence[BucketHealth]) -> None:
    """Of each bucket, how many are on time, due and overdue; the numbers stand in the bars."""
    bars = charts.bars(
        [(row.bucket, _standing(row)) for row in rows], _STATES, ("Kind", "State", "People")
    )
    # A number that does not fit its bar is left out: whoever points at the bar reads it.
    least = max([1, *(row.people * 0.05 for row in rows)])
    middle = {**bars["encoding"], "x": {**bars["encoding"]["x"], "bandPosition": 0.5}}
    numbers = {
        **bars,
        "mark": {"type": "text", "fontWeight": 600, "aria": False},
        "encoding": {
            **middle,
            "text": {"field": "count"},
            "detail": {"field": "part"},
            "color": _where("datum.part === 'due'", "#1c1917", "#ffffff"),
            "opacity": _where(f"datum.count < {least}", 0, 1),
        },
    }
    charts.show(
        "Of each kind of relationship, how many are on time, due and overdue",
        _height(rows),
        bars,
        numbers,
    )


def stages(rows: Sequence[StageHealth]) -> None:
    """How many people are in each stage, those on time dark; a line is the number wanted."""
    colors = {"on time": _STATES["on time"], "not on time": _GRAY}
    named = [(row.stage.replace("_", " "), row) for row in rows]
    bars = charts.bars(
        [(stage, (row.on_time, row.people - row.on_time)) for stage, row in named],
        colors,
        ("Stage", "State", "People"),
    )
    wanted = [{"group": stage, "wanted": row.benchmark} for stage, row in named if row.benchmark]
    lines = {
        "data": {"values": wanted},
        "mark": {"type": "tick", "thickness": 4, "size": 26, "color": _VIOLET, "aria": False},
        "encoding": {
            "y": bars["encoding"]["y"],
            "x": charts.number("wanted", None, "d"),
            "tooltip": charts.tooltip(wanted="You want"),
        },
    }
    charts.show(
        "How many people are in each stage, beside how many you want", _height(rows), bars, lines
    )


def _standing(row: MonthHealth | BucketHealth) -> tuple[int, int, int]:
    return row.on_time, row.due, row.overdue


def _months(rows: Sequence[MonthHealth]) -> list[str]:
    return [days.month(row.month) for row in rows]


def _height(rows: Sequence[object]) -> int:
    return max(len(rows), 1) * _BAND + _AROUND


def _where(test: str, value: object, otherwise: object) -> charts.Spec:
    return {"condition": {"test": test, "value": value}, "value": otherwise}
