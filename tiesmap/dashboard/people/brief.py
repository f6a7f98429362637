"""The page before a call: stored facts of one person, on the screen and to print."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from tiesmap.dashboard.people.client import SIDES
from tiesmap.dashboard.shared import conversations, days, standing, words
from tiesmap.dashboard.shared.downloads import save
from tiesmap.dashboard.week.coming import said
from tiesmap.exporting.plain import file_name
from tiesmap.exporting.weeks import say_moments
from tiesmap.model.people import Person
from tiesmap.model.week import Brief
from tiesmap.workspace import Workspace


def show(workspace: Workspace, person: Person) -> None:
    """The brief in two columns, and the button that saves it as a page."""
    found = workspace.week.brief(person.id)
    if found.meets is not None:
        words.fine(f"Meeting on {said(found.meets)}", "brief-meets")
    if found.next_purpose:
        on = found.health.next_on if found.health is not None else None
        by = f", {standing.when(on, workspace.today)}" if on else ""
        words.fine(f"Next step: {found.next_purpose}{by}", "brief-next")
    elif found.notes:
        st.markdown(":material/help: **No next step is set.** Set one under Conversations.")
    if found.balance:
        with st.container(horizontal=True, vertical_alignment="top", wrap=False):
            st.markdown(":material/balance:", width="content")
            words.fine(found.balance, "brief-balance")
    if found.first is not None:
        words.fine(
            f"Ask for nothing yet: {found.first.why}. First: {found.first.what}.", "brief-first"
        )
    with st.container(key="titled-brief"):
        left, right = st.columns(2, gap="large")
    with left:
        _part("A purpose for this call", found.purposes[:6])
        _part("A good moment to ask", say_moments(found.moments))
        _part("The last conversations", map(conversations.said, found.notes))
        _part("Questions to ask", found.questions)
    with right:
        _part("To ask about", _details(found))
        promises = (
            f"{p.text}{f', due {standing.when(p.due, workspace.today)}' if p.due else ''}"
            for p in found.promises
        )
        _part("Promises open", promises)
        _part("Standards", (f"{SIDES.get(s.side, s.side)}: {s.text}" for s in found.standards))
        _part("You both know", [", ".join(found.in_common)] if found.in_common else ())
        if found.need is not None:
            _part(
                "Last needs review",
                [f"{days.said(found.need.day)}: {found.need.findings}"],
            )
    save(
        "Page to print",
        f"Before meeting {file_name(person.label)} {workspace.today.isoformat()}",
        ".html",
        lambda: workspace.week.brief_page(person.id),
        key="print brief",
    )


def _part(title: str, lines: Iterable[str]) -> None:
    if said := list(lines):
        st.text(f"{title}\n{words.bullets(said)}")


def _details(found: Brief) -> list[str]:
    return [
        f"{d.kind}: {d.text}{f' ({days.said(d.event_on)})' if d.event_on else ''}"
        for d in found.details[:8]
    ]
