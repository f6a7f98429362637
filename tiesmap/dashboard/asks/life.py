"""A request's life: where it stands, what comes next and by when, and everything that was."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import board, lighter, onward
from tiesmap.dashboard.shared import boundary, days, somebody
from tiesmap.introductions.requests import OUTCOME_MEANING, overdue
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.requests import OUTCOMES, IntroRequest
from tiesmap.model.statuses import MADE, Status
from tiesmap.workspace import Workspace

_NAMED = "The ask is for a named person now."


def show(workspace: Workspace, request: IntroRequest) -> None:
    """The status and what can follow, the outcome, the way on, and the history."""
    st.markdown(f"**{_said_of(request, request.status).capitalize()}**: {request.meaning}")
    if todo := workspace.asks.next_step(request):
        by = request.follow_up_on
        late = " (overdue)" if overdue(request, workspace.today) else ""
        day = f", by {days.said(by, workspace.today)}{late}" if by else ""
        st.text(f"Next: {todo}{day}.")
    follow = workspace.asks.can_follow(request)
    statuses = [word for word in follow if word not in OUTCOMES]
    st.caption("What happened next?" if statuses else "No further step follows.")
    steps = [step for step in workspace.asks.history(request) if not step.undone]
    with st.container(horizontal=True):
        for status in statuses:
            unsaid = status == Status.ASKED and not request.purpose
            if st.button(
                _act(request, status),
                help="Write the purpose first."
                if unsaid
                else replace(request, status=Status(status)).meaning,
                disabled=unsaid,
                key=f"to {status} {request.request}",
            ):
                with boundary.or_refused():
                    workspace.asks.record_step(request, status)
                state.rerun(f"Marked as {spaced(status)}.")
        if steps and st.button(
            "Undo the last step",
            icon=":material/undo:",
            type="tertiary",
            key=f"undo {request.request}",
        ):
            with boundary.or_refused():
                workspace.asks.undo_step(request)
            state.rerun("The last step was undone.")
    _outcome(workspace, request, [word for word in follow if word in OUTCOMES])
    if request.target_id is None and statuses:
        _name(workspace, request)
    if request.status in MADE:
        onward.what_follows(workspace, request, request.request)
    lighter.mention(workspace, request)
    _history(workspace, request)


def _outcome(workspace: Workspace, request: IntroRequest, possible: list[str]) -> None:
    """What came of it, apart from the status."""
    if request.outcome:
        st.markdown(f"What came of it: **{OUTCOME_MEANING[request.outcome]}**")
    if not possible:
        return
    chosen = st.selectbox(
        "What came of it" if not request.outcome else "Or rather",
        possible,
        index=None,
        format_func=lambda word: OUTCOME_MEANING[word],
        placeholder="Not yet known",
        key=f"outcome {request.request} {request.version}",
    )
    if chosen in possible:
        workspace.asks.record_step(request, chosen)
        state.rerun("The outcome is saved.")


def _name(workspace: Workspace, request: IntroRequest) -> None:
    """Who was named in answer to an open ask."""
    people = workspace.people.everybody()
    chosen = somebody.choose(
        workspace,
        "Whom did they name?",
        [p for p in people if p not in (workspace.rep, request.connector_id)],
        "Somebody on file",
        key=f"named {request.request} {request.version}",
    )
    if chosen and st.button("Ask for this person", key=f"name {request.request}"):
        with boundary.or_refused():
            workspace.asks.name_target(request, chosen)
        state.rerun(_NAMED)
    with st.expander("Somebody who is not on file yet", type="compact"):
        _new_name(workspace, request)


def _new_name(workspace: Workspace, request: IntroRequest) -> None:
    """Whom the connector named, put on file with it."""
    with st.form(state.turn(f"new name {request.request}"), border=False):
        name = st.text_input("Name")
        title = st.text_input("Title")
        company = st.text_input("Company", request.target_company)
        email = st.text_input("E-mail")
        if not st.form_submit_button("Add and ask for"):
            return
    if not name.strip():
        st.warning("Give the name.")
        return
    new = Person(
        PersonId(0),
        name.strip(),
        email.strip(),
        company=company.strip(),
        title=title.strip(),
        category=request.target_category,
        category_by="hand" if request.target_category else "",
    )
    with boundary.or_refused():
        workspace.asks.name_target(request, workspace.people.save_person(new).id)
    state.rerun(_NAMED, f"new name {request.request}")


def _history(workspace: Workspace, request: IntroRequest) -> None:
    steps = workspace.asks.history(request)
    if not steps:
        return
    with st.expander(f"History ({len(steps)})", icon=":material/history:", type="compact"):
        st.dataframe(
            [
                {
                    "Day": step.at.date(),
                    "From": spaced(step.from_status),
                    "To": spaced(step.to_status),
                    "By": step.by,
                    "Note": ", ".join(filter(None, (step.note, "undone" if step.undone else ""))),
                }
                for step in steps
            ],
            hide_index=True,
            alt="The steps of this ask",
            key=f"history {request.request}",
            column_config={"Day": st.column_config.DateColumn(format=days.column())},
        )


def _said_of(request: IntroRequest, status: str) -> str:
    """A status as one reads it; nobody introduces where only a name is mentioned."""
    wrote = request.is_mention and status == Status.INTRODUCED
    return "written to" if wrote else spaced(status)


def _act(request: IntroRequest, status: str) -> str:
    """A step as the button says it that takes it."""
    wrote = request.is_mention and status == Status.INTRODUCED
    return "I wrote to them" if wrote else board.said_step(status)


def spaced(word: str) -> str:
    """A status or an outcome as one reads it."""
    return word.replace("_", " ")
