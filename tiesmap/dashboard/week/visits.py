"""What did you see? After a call in the field, on a phone: each by himself, then side by side."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import names, seat, state
from tiesmap.dashboard.shared import boundary, days, somebody, words
from tiesmap.model.visits import MARKS, POINTS, Ending, Seen, Side, Visit
from tiesmap.nurture.visits import LAST, say_lately
from tiesmap.workspace import Workspace

_WHO = {Side.REP: "The rep", Side.COACH: "The coach"}
_LAST = 8
"""So many visits are shown, the newest first."""


def page(workspace: Workspace) -> None:
    """The visits: note, compare, agree; and how far the two see the same."""
    st.caption(
        "You went to a client together. Each notes what he saw of the client, without the other; "
        "then compare."
    )
    with boundary.said():
        _begin(workspace)
        visits = workspace.visits.visits()
        for visit in visits[:_LAST]:
            with st.container(border=True, key=f"visit-{visit.id}"):
                _visit(workspace, visit)
        _agreement(workspace)


def _begin(workspace: Workspace) -> None:
    called = seat.labels(workspace)
    anew = state.turn("new visit")
    with (
        st.expander("A new visit", icon=":material/add:", key=anew),
        st.form(f"form of {anew}", border=False),
    ):
        others = somebody.others(workspace)
        client = somebody.choose(workspace, "Client", others, "Whom you visited")
        before = {called[one.id]: one.id for one in workspace.visits.coaches()}
        reps = [called[one.id] for one in workspace.people.reps() if one.id != workspace.rep]
        coach = st.selectbox(
            "Who went along",
            list(dict.fromkeys((*before, *reps))),
            index=0 if before else None,
            placeholder="Your coach's name",
            accept_new_options=True,
        )
        day = st.date_input("Day", workspace.writes_on, format=days.FIELD)
        if st.form_submit_button("Begin", type="primary"):
            if client is None or not coach:
                words.notice("Say whom you visited, and who went along.", "wrong")
                return
            known = {called[one.id]: one.id for one in workspace.people.reps()} | before
            workspace.visits.begin(client, known.get(coach, coach), day)
            state.rerun("Now each notes what he saw.", "new visit")


def _visit(workspace: Workspace, visit: Visit) -> None:
    with_whom = f"with {workspace.visits.other(visit)}"
    words.name(f"{visit.client}, {with_whom}, {days.said(visit.day)}", f"visit-{visit.id}")
    if visit.is_open:
        _side_by_side(visit)
        _agree(workspace, visit)
        return
    sides = workspace.visits.sides(visit)
    for side in sides:
        if side in visit.noted:
            st.caption(f"{_WHO[side]}: noted, and covered until the other is in too.")
    waiting = [side for side in sides if side not in visit.noted]
    if not waiting:
        return
    if len(waiting) > 1:
        chosen = st.segmented_control(
            "Who notes now?", waiting, format_func=lambda side: _WHO[side], key=f"who {visit.id}"
        )
        if chosen is None:
            return
        waiting = [chosen]
    _form(workspace, visit, waiting[0])


def _form(workspace: Workspace, visit: Visit, side: Side) -> None:
    place = f"{visit.id} {side}"
    with st.form(f"seen {place}", border=False):
        st.markdown(f"**{_WHO[side]}**: the client …")
        st.caption(", ".join(f"{mark} {word}" for mark, word in MARKS.items()))
        marks = [
            st.segmented_control(
                f"… {said}",
                list(MARKS),
                key=f"{name} {place}",
            )
            for name, said in POINTS.items()
        ]
        ending = st.segmented_control("How it ended", list(Ending), key=f"ending {place}")
        text = st.text_input("In a few words, if you like", key=f"words {place}")
        if st.form_submit_button("That is what I saw", type="primary"):
            given = [mark for mark in marks if mark is not None]
            if ending is None or len(given) < len(marks):
                words.notice("Give a mark for each of the five, and say how it ended.", "wrong")
                return
            now = workspace.visits.note(visit.id, side, given, ending, text)
            state.rerun("Both are in: compare." if now.is_open else "Noted. The other is next.")


def _side_by_side(visit: Visit) -> None:
    rep, coach = visit.by_rep, visit.by_coach
    if rep is None or coach is None:
        return
    rows: list[list[names.Cell]] = [
        [said, one, other, abs(one - other)]
        for said, one, other in zip(POINTS.values(), rep.marks, coach.marks, strict=True)
    ]
    heads = ["The client", "Rep", "Coach", "Apart"]
    names.table(heads, rows, f"seen {visit.id}", "What each saw")
    for side, saw in ((Side.REP, rep), (Side.COACH, coach)):
        st.text(_line(side, saw))


def _line(side: Side, saw: Seen) -> str:
    return f"{_WHO[side]}: it ended with “{saw.ending}”" + (f". {saw.words}" if saw.words else "")


def _agree(workspace: Workspace, visit: Visit) -> None:
    if visit.agreed:
        until = f", until {days.said(visit.due)}" if visit.due else ""
        st.text(f"Agreed: {visit.agreed}{until}")
    label = "Change what you agreed on" if visit.agreed else "One thing you agree on"
    with st.popover(label, icon=":material/handshake:"), st.form(f"agree {visit.id}", border=False):
        text = st.text_input("What", visit.agreed, key=f"agreed {visit.id}")
        by = visit.due or workspace.writes_on
        due = st.date_input("Until", by, format=days.FIELD, key=f"due {visit.id}")
        if st.form_submit_button("Agreed", type="primary"):
            workspace.visits.agree(visit, text, due)
            state.rerun("Agreed.")


def _agreement(workspace: Workspace) -> None:
    found = workspace.visits.agreement()
    if not found:
        return
    st.subheader("How far you see the same")
    st.caption(
        "For you two alone. Near: the same mark, or one beside it. Lately: in this visit and the "
        f"{LAST - 1} before it."
    )
    names.table(
        ["Day", "Client", "With", "Same, of 5", "Near, of 5", "The same end", "Near lately"],
        [
            [
                days.said(one.visit.day),
                one.visit.client,
                workspace.visits.other(one.visit),
                one.same,
                one.near,
                "yes" if one.same_ending else "no",
                say_lately(one),
            ]
            for one in reversed(found)
        ],
        "agreement",
        "How far you see the same",
    )
