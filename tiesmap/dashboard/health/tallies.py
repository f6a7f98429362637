"""What came of the asks: pictures, a table, and what to expect of the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import charts
from tiesmap.model.ids import PersonId
from tiesmap.model.priors import KINDS, Learned, Tally
from tiesmap.workspace import Workspace

# From light to dark as the ask comes further, readable on light and on dark.
_STAGES = {
    "asked": "#94a3b8",
    "answered": "#8ecfc7",
    "agreed": "#14a394",
    "introduced": "#0b7a70",
    "met": "#d97706",
    "won": "#dc2626",
}
_AGREED, _MET = "agreed, of those answered", "met, of those asked"
_BAND, _MARGIN = 46, 150  # pixels: of a group; of the legend and the axis


def most_asked(rows: Sequence[Tally], most: int) -> list[Tally]:
    """The groups with the most asks, the largest first."""
    return sorted(rows, key=lambda row: (-row.asked, row.group))[:most]


def weak_or_strong(rows: Sequence[Tally]) -> str:
    """Whether weak ties work for this rep, as far as the answers tell; fixed words only."""
    of = {row.group: row for row in rows}
    strong, weak = of.get("strong"), of.get("weak")
    if strong is None or weak is None or not strong.answered or not weak.answered:
        return "Strong and weak ties can be compared once both kinds of connectors answered."
    counted = (
        f"Strong ties agreed **{strong.agreed} of {strong.answered}** times, "
        f"weak ties **{weak.agreed} of {weak.answered}**."
    )
    if weak.agreed_between[0] > strong.agreed_between[1]:
        return f"{counted} For you, weak ties agree more often."
    if strong.agreed_between[0] > weak.agreed_between[1]:
        return f"{counted} For you, strong ties agree more often."
    return f"{counted} That is too close, or too few answers, to tell them apart."


def counts(rows: Sequence[Tally]) -> None:
    """How many asks of each group came how far."""
    bars = charts.bars(
        [(row.group, [getattr(row, stage) for stage in _STAGES]) for row in rows],
        _STAGES,
        ("Group", "Came to", "Asks"),
        columns=3,
        title="Asks",
    )
    bars["encoding"]["yOffset"] = {"field": "part", "sort": list(_STAGES)}
    charts.show("How many asks of each group came how far", _height(rows), bars)


def shares(rows: Sequence[Tally]) -> None:
    """How often was agreed and met in each group, with its interval."""
    values = [
        {
            "group": row.group,
            "what": what,
            "share": part / whole,
            "low": between[0],
            "high": between[1],
            "of": f"{part} of {whole}",
            "between": _between(between),
        }
        for row in rows
        for what, part, whole, between in (
            (_AGREED, row.agreed, row.answered, row.agreed_between),
            (_MET, row.met, row.asked, row.met_between),
        )
        if whole
    ]
    charts.show(
        "How often each group agreed, and how often it came to a meeting",
        _height(rows),
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": charts.share("low", "Share"), "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"x": charts.share("share", "Share")},
        },
        data={"values": values},
        encoding={
            "y": charts.each("group", [row.group for row in rows]),
            "yOffset": {"field": "what", "sort": [_AGREED, _MET]},
            "color": charts.color("what", {_AGREED: "#0d9488", _MET: "#d97706"}, 1),
            "tooltip": charts.tooltip(group="Group", what="Share", of="Counted", between="Between"),
        },
    )


def table(rows: Sequence[Tally], what: str, people: Mapping[str, PersonId]) -> None:
    """All groups in numbers; a group that is one of `people` is a link to the person."""
    names.table(
        [what, *(name.capitalize() for name in _STAGES), "Agreed between", "Met between"],
        [
            [
                (people[row.group], row.group) if row.group in people else row.group,
                *(getattr(row, name) for name in _STAGES),
                _between(row.agreed_between) if row.answered else "",
                _between(row.met_between),
            ]
            for row in rows
        ],
        "outcomes",
        "What came of the asks",
    )


def learned(workspace: Workspace) -> None:
    """What the outcomes taught: how often the next ask will be agreed to, and what it rests on."""
    priors = workspace.asks.priors()
    if priors.overall is None:
        return
    people = workspace.people.everybody()
    named: list[tuple[names.Part, Learned]] = [("everybody", priors.overall)]
    named += [(f"{kind} ties", priors.kinds[kind]) for kind in KINDS if kind in priors.kinds]
    own = [(people[c], of) for c, of in priors.connectors.items() if c in people]
    own.sort(key=lambda row: (-row[1].answered, row[0].label.casefold()))
    named += [((person.id, person.label), of) for person, of in own]
    st.subheader("What to expect now")
    st.caption(
        "How often an ask is agreed to: your answers so far, weighed with what is typical, so "
        "that two answers do not swing it. The next plan uses this."
    )
    names.table(
        ["Of", "Expected", "Based on"],
        [[name, f"{of.expected:.0%}", of.basis] for name, of in named],
        "learned",
        "What the outcomes taught",
    )


def _height(rows: Sequence[Tally]) -> int:
    return len(rows) * _BAND + _MARGIN


def _between(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.0%} to {bounds[1]:.0%}"
