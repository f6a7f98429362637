"""The board of asks, from planned to met."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.asks import asks, colleague
from tiesmap.dashboard.shared import days, go, pieces, words
from tiesmap.introductions.requests import overdue
from tiesmap.model.approvals import Gate
from tiesmap.model.english import say_count
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUSES, UNASKED, Status
from tiesmap.workspace import Workspace

_COLUMNS: dict[str, tuple[Status, ...]] = {
    "Planned": (Status.PLANNED,),
    "Asked": (Status.ASKED,),
    "Agreed": (Status.AGREED, Status.ACCEPTED),
    "Introduced": (Status.INTRODUCED,),
    "Met": (Status.MET,),
}
"""The columns of the board, and whose asks stand in each."""
_CLOSED = tuple(
    status
    for status in STATUSES
    if status != Status.SUGGESTED and not any(status in held for held in _COLUMNS.values())
)
_PIECE = "board"
_ACTS: dict[str, str] = {
    Status.PLANNED: "Plan it",
    Status.ASKED: "I asked",
    Status.AGREED: "They will do it",
    Status.ACCEPTED: "The other said yes",
    Status.INTRODUCED: "We are introduced",
    Status.MET: "We met",
    Status.DECLINED: "They would rather not",
    Status.REFUSED: "The other said no",
    Status.NO_ANSWER: "No answer came",
    Status.WITHDRAWN: "Take it back",
}
"""What a click on a step says happened, in the words of the one who clicks."""
_MOST = 12
"""Cards in a column; the table has all."""


def page(workspace: Workspace) -> None:
    """The board, and what can be done with all asks at once: a step runs the board alone."""
    found = workspace.asks.listed()
    tools = st.container(horizontal=True, vertical_alignment="center")
    with tools:
        if st.button("Suggest ten", icon=":material/lightbulb:"):
            _suggest(workspace)
        go.link("find", "Find more", "route")
        if found:
            asks.export(workspace, found)
    if found:
        pieces.piece(workspace, _PIECE, lambda: _all(workspace, workspace.asks.listed()))
    else:
        nothing()
    asks.hidden(workspace)
    asks.take_back(workspace)


def _all(workspace: Workspace, found: Sequence[IntroRequest]) -> None:
    """What is suggested, and what is under way."""
    suggested = [r for r in found if r.status == Status.SUGGESTED]
    if suggested:
        _suggestions(workspace, suggested)
    if len(suggested) < len(found):
        _board(workspace, found)


def _suggestions(workspace: Workspace, found: Sequence[IntroRequest]) -> None:
    """What tiesmap proposes and the rep has not decided yet, apart from what he plans."""
    with st.container(border=True, key="suggestions"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/lightbulb: **Suggested, not planned yet** ({len(found)})")
            st.button(
                "Plan them all",
                icon=":material/playlist_add_check:",
                on_click=pieces.act,
                args=(lambda: _plan_all(workspace, found), _PIECE),
            )
        for one in sorted(found, key=_named_first)[:_MOST]:
            _suggestion(workspace, one)
        if len(found) > _MOST:
            st.caption(f"and {len(found) - _MOST} more in the table")


def _plan_all(workspace: Workspace, found: Sequence[IntroRequest]) -> None:
    workspace.asks.plan_stored(found)
    state.tell(f"{say_count(len(found), 'ask')} planned.")


def _suggestion(workspace: Workspace, one: IntroRequest) -> None:
    """One suggestion in a line, with what to do about it."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        connector, target = named(workspace, one)
        row: list[names.Part] = [connector, " → ", target]
        first: list[list[names.Part]] = [[said] for said in workspace.asks.ask_first(one)]
        names.lines([row, *first], f"suggested {one.request}")
    with right, st.container(horizontal=True, gap="small"):
        for step, label in ((Status.PLANNED, "Plan it"), (Status.WITHDRAWN, "Not this one")):
            st.button(
                label,
                key=f"step {step} {one.request}",
                type="tertiary",
                on_click=pieces.act,
                args=(partial(_move, workspace, one, step), _PIECE),
            )
        if st.button("Open", key=f"open {one.request}", type="tertiary"):
            go.open_ask(one.request)


def _named_first(one: IntroRequest) -> tuple[bool, float]:
    return one.target_id is None, -one.chance


def _board(workspace: Workspace, found: Sequence[IntroRequest]) -> None:
    """The asks that are under way, a column for each stage, the first to act on at the top."""
    late = sum(overdue(r, workspace.today) for r in found)
    if late:
        words.notice(
            f"{late} {'ask is' if late == 1 else 'asks are'} late: the next step was due before "
            "today.",
            "note",
        )
    stages = [
        (title, here)
        for title, statuses in _COLUMNS.items()
        if (here := sorted((r for r in found if r.status in statuses), key=attrgetter("turn")))
    ]
    if len(stages) == 1:
        _stage(workspace, *stages[0], beside=3)
    else:
        for column, stage in zip(st.columns(max(len(stages), 1)), stages, strict=False):
            with column:
                _stage(workspace, *stage)
    if closed := sum(r.status in _CLOSED for r in found):
        st.caption(f"{closed} more {'is' if closed == 1 else 'are'} closed: see the table.")


def _stage(workspace: Workspace, title: str, here: Sequence[IntroRequest], beside: int = 1) -> None:
    """The asks of one stage, so many `beside` one another."""
    st.markdown(f"**{title}** ({len(here)})")
    for first in range(0, min(len(here), _MOST), beside):
        row = here[first : min(first + beside, _MOST)]
        for column, one in zip(st.columns(beside), row, strict=False):
            with column:
                _card(workspace, one)
    if len(here) > _MOST:
        st.caption(f"and {len(here) - _MOST} more in the table")


def named(workspace: Workspace, one: IntroRequest) -> tuple[names.Part, names.Part]:
    """Links to the connector and the target, who are told apart from others of their name."""
    said = workspace.people.apart((one.connector_id, one.target_id))
    connector = one.connector_id, said.get(one.connector_id, one.connector)
    if one.target_id is None:
        return connector, one.target
    return connector, (one.target_id, said.get(one.target_id, one.target))


def _word(workspace: Workspace, one: IntroRequest) -> Gate | None:
    """What stands before an ask that was not made yet: somebody decides who may ask."""
    return workspace.approvals.gate(one) if one.status in UNASKED else None


def _card(workspace: Workspace, one: IntroRequest) -> None:
    """One ask: of whom, for whom, its day, and the step that most often comes next."""
    with st.container(border=True, gap="xxsmall"):
        connector, target = named(workspace, one)
        rows: list[list[names.Part]] = [[connector]]
        asked = workspace.people.person(one.connector_id)
        if asked is not None and asked.phone:
            rows.append([asked.phone])
        rows.append(["→ ", target])
        if one.follow_up_on is not None:
            late = "late: " if overdue(one, workspace.today) else "by "
            rows.append([f"{late}{days.said(one.follow_up_on, workspace.today)}"])
        gate = _word(workspace, one)
        rows += [[gate.sentence]] if gate is not None else []
        if one.is_of_colleague:
            rows.append(["; ".join(one.reasons)])
        names.lines(rows, f"board {one.request}", "card")
        steps = f"steps-{one.request}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=steps):
            if not one.is_of_colleague and (gate is None or gate.is_open):
                _next(workspace, one)
            # One row, which stands below the step where it finds no room beside it.
            with st.container(horizontal=True, width="content", gap="small"):
                if st.button("Open", key=f"open {one.request}", type="tertiary"):
                    go.open_ask(one.request)
                if one.is_of_colleague:
                    colleague.steps(workspace, one, _PIECE)
                else:
                    _further(workspace, one)


def _next(workspace: Workspace, one: IntroRequest) -> None:
    """The step that most often comes next, by one click."""
    step = next((s for s in workspace.asks.next_statuses(one) if s in STATUSES), None)
    if step is None or (step == Status.ASKED and not one.purpose.strip()):
        return
    st.button(
        said_step(step),
        key=f"step {one.request}",
        icon=":material/check:",
        type="tertiary",
        on_click=pieces.act,
        args=(lambda: _move(workspace, one, step), _PIECE),
    )


def _further(workspace: Workspace, one: IntroRequest) -> None:
    """Every other step, also over several at once."""
    others = [s for s in workspace.asks.next_statuses(one)[1:] if s in STATUSES]
    unsaid = not one.purpose.strip() and one.status in (Status.SUGGESTED, Status.PLANNED)
    further = [*others, *(() if unsaid else workspace.asks.can_jump(one))]
    if not further:
        return
    chosen = st.menu_button(
        "More", further, format_func=said_step, key=f"move {one.request}", type="tertiary"
    )
    if chosen in further:
        _move(workspace, one, chosen)
        st.rerun()


def said_step(status: str) -> str:
    """What a click that leads to a status says."""
    return _ACTS.get(status) or status.replace("_", " ").capitalize()


def _move(workspace: Workspace, one: IntroRequest, to: str) -> None:
    if to in workspace.asks.next_statuses(one):
        workspace.asks.record_step(one, to)
    else:
        workspace.asks.jump(one, to)
    state.tell(f"{one.connector} → {one.target}: {to.replace('_', ' ')}.")


def nothing() -> None:
    """What to do while there is no ask yet."""
    st.info(
        "No asks yet. Choose some on Find, or let tiesmap suggest ten: your wanted list first, "
        "then the best ways outward through different contacts.",
        icon=":material/info:",
    )


def _suggest(workspace: Workspace) -> None:
    with st.spinner("Looking for the best asks"):
        new = workspace.asks.keep_requests(workspace.asks.suggest_requests(10))
    found = "One new suggestion." if new == 1 else f"{new} new suggestions."
    state.rerun(found if new else "Nothing new: the ten best are on your list already.")
