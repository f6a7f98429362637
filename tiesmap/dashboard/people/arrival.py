"""How somebody came to the rep: by which introduction, and what follows on it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.asks import onward
from tiesmap.dashboard.shared import days, words
from tiesmap.model.people import Person
from tiesmap.model.statuses import MADE
from tiesmap.workspace import Workspace


def show(workspace: Workspace, person: Person) -> None:
    """Through whom he came and to whom he led on; after an introduction, what follows."""
    links = workspace.onward.chain()
    came = next((one for one in links if one.person == person.id), None)
    led = [one.name for one in links if one.through == person.id]
    lines = []
    if came is not None:
        on = f" on {days.said(came.day)}" if came.day else ""
        lines.append(f"Came to you through {came.through_name}{on}.")
    if led:
        more = " and others" if len(led) > 5 else ""
        lines.append(f"Introduced you to {', '.join(led[:5])}{more}.")
    made = [r for r in workspace.asks.requests() if r.target_id == person.id and r.status in MADE]
    if not lines and not made:
        return
    with st.container(border=True, key="arrival"):
        words.fine("\n".join(lines), "arrival-lines")
        if made:
            onward.next_step(workspace, made[-1], f"person {person.id}")
