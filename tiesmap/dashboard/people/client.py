"""A client's side of it: standards of day one, needs, satisfaction, after the sale, leaving."""

from __future__ import annotations

from datetime import date

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.people import entries
from tiesmap.dashboard.shared import days, standing, words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Loss, Need, Satisfaction, Standard
from tiesmap.workspace import Workspace

SIDES = {"rep": "you", "client": "the client"}
"""Who keeps a standard that was agreed on."""
_MARKS = {1: "1 not at all", 2: "2", 3: "3", 4: "4", 5: "5 fully"}


def show(workspace: Workspace, person: Person) -> None:
    """The parts, each by itself."""
    one, other = st.columns(2, gap="large")
    with one:
        _after_sale(workspace, person)
        _needs(workspace, person.id)
    with other:
        _standards(workspace, person.id)
        _satisfaction(workspace, person.id)
    _loss(workspace, person.id)


def _after_sale(workspace: Workspace, person: Person) -> None:
    st.subheader("After the sale")
    found = next((one for one in workspace.week.after_sale() if one.person == person.id), None)
    if found is None:
        left = [gone.day for gone in entries.of(workspace.week.practice().losses, person.id)]
        if left and (person.signed_on or date.min) <= max(left):
            words.fine(
                f"Left on {max(left)}, so not a client any more. Signed again? Enter the new day "
                "of signing under On file.",
                "left",
            )
        else:
            st.caption("Not a client with a day of signing yet: enter it under On file.")
        return
    if found.alarm:
        st.markdown(f"{standing.ICONS['red']} **Left alone after the sale**")
    words.fine(found.reason, "after-sale")
    plans = entries.of(workspace.week.practice().plans, person.id)
    beyond = [a for a in plans if a.kind == "beyond" and a.done_on is not None]
    if beyond:
        st.markdown("**Above and beyond**")
        done = (f"{a.done_on} {a.text}" for a in beyond)
        words.fine(words.bullets(done), "beyond")


def _needs(workspace: Workspace, person: PersonId) -> None:
    st.subheader("Needs")
    states = next((need for need in workspace.week.needs() if need.person == person), None)
    if states is not None:
        words.fine(
            f"Next review due {standing.when(states.due, workspace.today)}\n{states.reason}",
            "need-due",
        )
        words.fine(words.bullets(states.changes), "need-changes")
    turn = state.turn(f"need {person}")
    with st.form(turn, border=False):
        findings = st.text_area("What a review found", height=80)
        on, button = st.columns(2, vertical_alignment="bottom")
        next_on = on.date_input("Next one, if not by the interval", None, format=days.FIELD)
        if button.form_submit_button("Add the review", width="stretch"):
            if findings.strip():
                need = Need(
                    0, workspace.rep_id, person, workspace.writes_on, findings.strip(),
                    next_on if isinstance(next_on, date) else None,
                )  # fmt: skip
                entries.add(workspace, need, f"need {person}")
            st.warning("Write what the review found.")
    entries.table(
        workspace,
        entries.of(workspace.week.practice().needs, person),
        lambda n: {"Date": n.day, "Findings": n.findings, "Next": n.next_on},
        f"needs {person}",
        what="Needs reviews",
        nothing="No needs review is on file.",
        label=lambda n: f"{days.said(n.day)}: {entries.short(n.findings)}",
    )


def _standards(workspace: Workspace, person: PersonId) -> None:
    st.subheader("How you agreed to work together")
    turn = state.turn(f"standard {person}")
    with st.form(turn, border=False):
        who, what = st.columns([2, 5])
        side = who.selectbox("Who keeps it", **words.options(SIDES))
        text = what.text_input("The standard", placeholder="answers within a day")
        if st.form_submit_button("Add the standard") and text.strip():
            standard = Standard(
                0, workspace.rep_id, person, workspace.writes_on, side, text.strip()
            )
            entries.add(workspace, standard, f"standard {person}")
    entries.table(
        workspace,
        entries.of(workspace.week.practice().standards, person),
        lambda s: {"Who": SIDES.get(s.side, s.side), "Standard": s.text, "Since": s.day},
        f"standards {person}",
        what="Standards agreed",
        nothing="Nothing is agreed yet.",
        label=lambda s: f"{SIDES.get(s.side, s.side)}: {entries.short(s.text)}",
    )


def _satisfaction(workspace: Workspace, person: PersonId) -> None:
    st.subheader("Satisfaction")
    words.fine(workspace.week.satisfaction_trend(person), "satisfaction-trend")
    turn = state.turn(f"satisfaction {person}")
    with st.form(turn, border=False):
        mark, said = st.columns([2, 5])
        value = mark.selectbox("Mark", **words.options(_MARKS), index=None, placeholder="1 to 5")
        text = said.text_input("In the client's words")
        added = st.form_submit_button("Add the mark")
    if added and value is None:
        st.warning("Choose a mark from 1 to 5.")
    elif added and value is not None:
        marked = Satisfaction(0, workspace.rep_id, person, workspace.writes_on, value, text.strip())
        entries.add(workspace, marked, f"satisfaction {person}")
    entries.table(
        workspace,
        entries.of(workspace.week.practice().satisfaction, person),
        lambda m: {"Date": m.day, "Mark": f"{m.mark} of 5", "In words": m.words},
        f"marks {person}",
        what="Satisfaction marks",
        nothing="No mark is on file.",
        label=lambda m: f"{days.said(m.day)}: {m.mark} of 5",
    )


def _loss(workspace: Workspace, person: PersonId) -> None:
    with st.expander("This client left", icon=":material/logout:"):
        turn = state.turn(f"loss {person}")
        now = workspace.writes_on
        with st.form(turn, border=False):
            on, why = st.columns([2, 5])
            day = on.date_input("When", now, max_value=now, format=days.FIELD)
            text = why.text_input("Why, as far as you know")
            if st.form_submit_button("Note it"):
                entries.add(
                    workspace,
                    Loss(0, workspace.rep_id, person, day, text.strip()),
                    f"loss {person}",
                )
        entries.table(
            workspace,
            entries.of(workspace.week.practice().losses, person),
            lambda gone: {"Date": gone.day, "Why": gone.why},
            f"losses {person}",
            what="When the client left, and why",
            nothing="Not noted.",
            label=lambda gone: days.said(gone.day),
        )
