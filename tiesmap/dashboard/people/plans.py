"""Specific actions for one person: promises, a small plan, things done beyond duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.people import entries
from tiesmap.dashboard.shared import days, standing, words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Action
from tiesmap.workspace import Workspace

_KINDS = {
    "action": "an action for this one",
    "promise": "a promise made",
    "beyond": "done beyond duty",
}


def show(workspace: Workspace, who: Person) -> None:
    """A form for one more, and all of them."""
    person = who.id
    turn = state.turn(f"plan {person}")
    with st.form(turn, border=False):
        what, text = st.columns([2, 6])
        kind = what.selectbox("What it is", **words.options(_KINDS))
        said = text.text_input("What to do, or what was done", key=f"text {turn}")
        why, by, button = st.columns([4, 2, 2], vertical_alignment="bottom")
        reason = why.text_input("Why this, for this one")
        due = by.date_input("By when", None, format=days.FIELD)
        added = button.form_submit_button("Add", type="primary", width="stretch")
    action = Action(
        0, workspace.rep_id, person, workspace.writes_on, kind, said.strip(), reason.strip(),
        due if isinstance(due, date) else None, workspace.writes_on if kind == "beyond" else None,
    )  # fmt: skip
    if added and not said.strip():
        st.warning("Write what to do.")
    elif added and (others := workspace.week.same_text(said, person)):
        state.remember(f"same {person}", (said, others))
    elif added:
        entries.add(workspace, action, f"plan {person}")
    same = state.recall(f"same {person}")
    if same and same[0] == said:
        _point_out(workspace, same[1])
        if st.button("Add it anyway", key=f"same {turn}"):
            state.remember(f"same {person}", None)
            entries.add(workspace, action, f"plan {person}")
    _all(workspace, person)


def _point_out(workspace: Workspace, others: tuple[PersonId, ...]) -> None:
    people = workspace.people.everybody()
    names = [people[other].label for other in others if other in people]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    st.warning("The same words are on file for others. What does only this person need?")
    st.text(", ".join(names[:3]) + more)


def _all(workspace: Workspace, person: PersonId) -> None:
    def row(action: Action) -> dict[str, object]:
        late = action.done_on is None and action.due is not None and action.due < workspace.today
        return {
            "What": _KINDS.get(action.kind, action.kind),
            "In words": action.text,
            "Why": action.why,
            "By when": action.due,
            "State": "✓ done" if action.done_on else standing.SHAPES["red"] if late else "open",
            "Done on": action.done_on,
            "Same for others": len(workspace.week.same_text(action.text, person)) or None,
        }

    entries.table(
        workspace,
        entries.of(workspace.week.practice().plans, person),
        row,
        f"plans {person}",
        what="Promises, plans and things done beyond duty",
        nothing="Nothing is promised or planned.",
        label=lambda a: f"{a.kind}: {entries.short(a.text)}",
        steps={
            "Done today": lambda a: replace(a, done_on=workspace.writes_on),
            "Not done yet": lambda a: replace(a, done_on=None),
        },
    )
