"""Beside the map's first state: the few contacts who open a new circle, and what they open."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.names import Part
from tiesmap.dashboard.shared import go, words
from tiesmap.model.ids import PersonId
from tiesmap.model.map import MapView
from tiesmap.workspace import Workspace


def show(workspace: Workspace, view: MapView) -> None:
    """Each contact with whom he opens; what to do next, also where nobody opens anything."""
    openly = any(person.id < 0 for person in view.people)
    st.subheader("Whom to ask openly" if openly else "Who opens a new circle")
    rows = _rows(view)
    if not rows:
        words.notice(workspace.ways.why_no_path())
        go.link("setup", "Bring in more", "upload_file", view="start")
        return
    if openly:
        st.caption("Nothing on file says whom your contacts know there: these are likely to.")
    names.lines(rows, "openers")
    go.link("find", "Choose whom to ask", "route")


def _rows(view: MapView) -> list[list[Part]]:
    """A line for each contact: "Rosalind opens Hotels: Jean-Baptiste, Florin"."""
    people = {person.id: person for person in view.people}
    opens: dict[PersonId, dict[str, list[Part]]] = {}
    for tie in view.ties:
        ends = [people[end] for end in (tie.person, tie.other) if end in people]
        if len({one.ring == 1 for one in ends}) < 2:
            continue
        contact, opened = sorted(ends, key=lambda one: one.ring)
        asked = f" (your ask: {tie.ask})" if tie.ask else ""
        circles = opens.setdefault(contact.id, {})
        if opened.id < 0:
            circles[opened.label] = [asked] if asked else []
        else:
            where = circles.setdefault(opened.category or opened.company, [])
            where += [", " if where else ": ", (opened.id, opened.label), asked]
    rows: list[list[Part]] = []
    for asked_of, found in opens.items():
        named = any(parts and parts[0] == ": " for parts in found.values())
        verb = " opens " if named else " may know "
        underway = people[asked_of].ask
        already = f" (already {underway})" if underway else ""
        row: list[Part] = [(asked_of, people[asked_of].label), already, verb]
        for number, (name, parts) in enumerate(found.items()):
            row += ["; " if number else "", name, *parts]
        rows.append([part for part in row if part])
    return rows
