"""Asking one contact: what tact says now, how often they may be asked, and for whom never."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import days, somebody, words
from tiesmap.model.people import Person
from tiesmap.model.tact import Limit
from tiesmap.workspace import Workspace


def show(workspace: Workspace, person: Person) -> None:
    """Folded away; for the rep's own contacts."""
    standing = workspace.ways.standings().get(person.id)
    if standing is None or standing.ring != 1:
        return
    with st.expander("Asking this person", icon=":material/front_hand:"):
        said = workspace.asks.tact().get(person.id)
        if said is not None and said.reasons:
            words.fine(words.bullets(said.reasons), "tact-now")
        else:
            st.caption("You can ask this person now.")
        left, right = st.columns(2, gap="large")
        with left:
            _limit(workspace, person)
        with right:
            _no_go(workspace, person)
        _recorded(workspace, person)


def _limit(workspace: Workspace, person: Person) -> None:
    limits = workspace.asks.limits()
    own, common = limits.persons.get(person.id), limits.default
    now = own or common
    with st.form(f"limit {person.id}", border=False):
        most = st.number_input(
            "Ask at most so often in a quarter", 0, 50, now.asks_a_quarter, help="0: never ask"
        )
        rest = st.number_input(
            "After a no, leave them alone for so many days", 0, 1500, now.cool_down_days, 10
        )
        if st.form_submit_button("Save for this person"):
            chosen = Limit(int(most), int(rest))
            workspace.asks.save_limit(person.id, None if chosen == common else chosen)
            state.rerun("Saved. Plans keep to it.")
    if own is not None:
        st.caption(
            f"Everybody else: {common.asks_a_quarter} a quarter, {common.cool_down_days} days."
        )
        if st.button("As for everybody else", type="tertiary", icon=":material/restart_alt:"):
            workspace.asks.save_limit(person.id, None)
            st.rerun()


def _no_go(workspace: Workspace, person: Person) -> None:
    people = workspace.people.everybody()
    names = seat.labels(workspace)
    avoided = [t for c, t in workspace.asks.limits().no_go if c == person.id and t in people]
    chosen = somebody.choose(
        workspace,
        "Would rather not introduce you to",
        [p for p in people if p not in (person.id, workspace.rep, *avoided)],
        "Add somebody they will never be asked for",
        key=state.turn(f"no-go {person.id}"),
    )
    if chosen:
        workspace.asks.set_no_go(person.id, chosen)
        state.turn_over(f"no-go {person.id}")
        st.rerun()
    for other in sorted(avoided, key=lambda p: names[p].casefold()):
        who, back = st.columns([5, 2], vertical_alignment="center")
        with who:
            st.text(names[other])
        if back.button("Allow", key=f"allow {person.id} {other}"):
            workspace.asks.set_no_go(person.id, other, False)
            st.rerun()


def _recorded(workspace: Workspace, person: Person) -> None:
    """Introductions that were recorded by a click, to be taken back."""
    people = workspace.people.everybody()
    for introducer, other, day in workspace.asks.recorded():
        if person.id not in (introducer, other) or not {introducer, other} <= people.keys():
            continue
        who, back = st.columns([6, 2], vertical_alignment="center")
        with who:
            on = f" on {days.said(day)}" if day else ""
            st.text(f"{people[introducer].label} introduced you to {people[other].label}{on}.")
        if back.button("Undo that", key=f"unrecord {introducer} {other}"):
            workspace.asks.unrecord_introduction(introducer, other, day)
            state.rerun("Undone.")
