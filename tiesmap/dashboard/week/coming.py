"""The meetings to come, as the calendar has them, each with the way to the page before the call."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import days
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace

_AHEAD = timedelta(days=14)
_SHOWN, _NAMED = 5, 5
BEFORE = "Before the call"
"""The part of a person's page that one reads before a meeting."""


def show(workspace: Workspace) -> None:
    """Those of the next two weeks, a line each; nothing where the calendar has none."""
    until = workspace.today + _AHEAD
    found = [one for one in workspace.week.meetings() if one.at.date() <= until]
    if not found:
        return
    people = workspace.people.everybody()
    rows: list[list[names.Part]] = []
    for one in found[:_SHOWN]:
        row: list[names.Part] = [f"{said(one.at, workspace.today)}: "]
        for number, person in enumerate(one.people[:_NAMED]):
            row += [", " if number else "", (person, people[person].label)]
        more = len(one.people) - _NAMED
        row += [f" and {more} more"] if more > 0 else []
        rows.append([*row, " · ", before(one.people[0])])
    with st.container(border=True, key="coming"):
        st.markdown(":material/event: **Meetings to come**")
        names.lines(rows, "coming")
        if len(found) > _SHOWN:
            st.caption(f"{len(found) - _SHOWN} more in the next two weeks.")


def one_line(workspace: Workspace, person: PersonId) -> None:
    """When the calendar next has a meeting with a person, and the page to read before it."""
    if at := workspace.week.meets(person):
        names.lines([[f"Meeting on {said(at)} · ", before(person)]], f"meets {person}")


def before(person: PersonId) -> names.Turn:
    """The link to what to know before a meeting with a person."""
    return names.Turn(person, "Prepare", BEFORE)


def said(at: datetime, today: date | None = None) -> str:
    """A day in words, with the time where the calendar has one; the year unless that of `today`."""
    day = days.said(at.date(), today)
    return f"{day}, {at:%H:%M}" if (at.hour, at.minute) != (0, 0) else day
