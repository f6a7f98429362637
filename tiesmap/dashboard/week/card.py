"""This week's things: each with its kind, its purpose and its reason, and what to do with it."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.asks import onward
from tiesmap.dashboard.shared import boundary, days, go, pieces, standing, words
from tiesmap.dashboard.week import conversation
from tiesmap.model.practice import FAVOR_KINDS
from tiesmap.model.tact import Favor
from tiesmap.model.week import ITEM_KINDS, WeekItem
from tiesmap.workspace import Workspace

_DONE = "done on the cards"
"""What is kept of the session under this name: by item, what was done with it since the page was
made, in words, and the number by which it is undone."""
NOT_THIS_ONE = 28
"""Days for which "not this one" keeps an item away."""


ICONS = {
    "after_sale": "notification_important",
    "report": "reply",
    "comfort": "sentiment_satisfied",
    "onward": "arrow_forward",
    "change": "celebration",
    "offer": "volunteer_activism",
    "promise": "handshake",
    "answer": "mark_email_unread",
    "action": "task_alt",
    "event": "event",
    "ask": "forward_to_inbox",
    "favor": "redeem",
    "need": "checklist",
    "contact": "call",
    "wake": "alarm",
    "open_up": "explore",
}
"""The sign of each kind of item, by its name among the Material icons."""


def key_of(item: WeekItem) -> str:
    """What tells an item from the others of any week."""
    return f"{item.kind} {item.person} {item.request} {item.entry}"


def show(workspace: Workspace, item: WeekItem, number: int) -> None:
    """One thing of the week: what is done with it runs this card alone."""
    pieces.piece(workspace, f"week {number}", lambda: _card(workspace, item, number))


def begin() -> None:
    """Forget what was done on the cards: the page is made anew, and shows what is left to do."""
    state.remember(_DONE, {})


def _card(workspace: Workspace, item: WeekItem, number: int) -> None:
    key = key_of(item)
    with st.container(border=True, key=f"week-{number}"):
        if done := (state.recall(_DONE) or {}).get(key):
            _is_done(workspace, item, number, *done)
            return
        kind, what, actions = st.columns([4, 14, 11], vertical_alignment="center", gap="small")
        # Beside each other where there is room, as on a phone.
        with kind, st.container(horizontal=True, vertical_alignment="center", gap="small"):
            icon = ICONS.get(item.kind, "task_alt")
            label = f":material/{icon}: **{ITEM_KINDS[item.kind].label}**"
            st.markdown(label, width="content")
            with st.container(key=f"fine-due-{number}", width="content"):
                st.text(item.say_due(workspace.today, days.said), width="content")
        with what:
            name = (item.person, item.name)
            names.lines([[f"{number}. ", name], [item.purpose], [item.reason]], key, "card")
        with actions, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _done(workspace, item, key, number)
            standing.snooze(workspace, item.person, key, item.kind)
            st.button(
                "Not this one",
                type="tertiary",
                key=f"not {key}",
                help=f"Hides it for {NOT_THIS_ONE} days. It does not count as a contact.",
                on_click=pieces.act,
                args=(lambda: _leave_out(workspace, item), f"week {number}"),
            )
            if item.kind == "report":
                _letter(item, key)
    if state.recall(conversation.OPEN) == key:
        _over_the_page(workspace, item)


def _is_done(
    workspace: Workspace, item: WeekItem, number: int, sentence: str, operation: int
) -> None:
    """What was done, in place of the card, and how it is undone; the others keep their places."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        names.lines([[(item.person, item.name), f": {sentence}"]], f"done {number}")
        st.button(
            "Undo",
            icon=":material/undo:",
            type="tertiary",
            key=f"undo week {number} {operation}",
            on_click=pieces.act,
            args=(lambda: _undone(workspace, item, operation), f"week {number}"),
        )
        if st.button("Show what comes next", type="tertiary", key=f"next {number} {operation}"):
            st.rerun()


def _noted(workspace: Workspace, item: WeekItem, sentence: str) -> None:
    """Keep what was just done with an item, for its card."""
    last = workspace.data.last_by_hand()
    done = state.recall(_DONE) or {}
    state.remember(_DONE, {**done, key_of(item): (sentence, last.number if last else 0)})


def _undone(workspace: Workspace, item: WeekItem, operation: int) -> None:
    workspace.data.undo_last(operation)
    done = dict(state.recall(_DONE) or {})
    done.pop(key_of(item), None)
    state.remember(_DONE, done)


def _leave_out(workspace: Workspace, item: WeekItem) -> None:
    until = workspace.writes_on + timedelta(days=NOT_THIS_ONE)
    workspace.week.snooze(item.person, until, item.kind)
    _noted(workspace, item, f"left out until {days.said(until, workspace.today)}.")


def _do(workspace: Workspace, item: WeekItem) -> None:
    workspace.week.done(item)
    _noted(workspace, item, "marked as asked." if item.kind == "ask" else "done.")


def _letter(item: WeekItem, key: str) -> None:
    """To the letter that reports back."""
    if st.button("Letter", type="tertiary", key=f"letter {key}", help="What to write, drafted"):
        go.open_ask(item.request)


def _done(workspace: Workspace, item: WeekItem, key: str, number: int) -> None:
    """How it is done: at once, with a few words, or on the page of the request."""
    if item.kind in ("promise", "action", "ask"):
        st.button(
            "Asked" if item.kind == "ask" else "Done",
            icon=":material/check:",
            key=f"done {key}",
            on_click=pieces.act,
            args=(lambda: _do(workspace, item), f"week {number}"),
        )
    elif item.kind in ("comfort", "onward"):
        _after_a_meeting(workspace, item, key)
    elif item.kind == "answer":
        if st.button("Answer", icon=":material/mark_email_read:", key=f"done {key}"):
            state.choose("person", None)
            go.to("asks")
    elif item.kind == "favor":
        with st.popover("Done", icon=":material/check:", key=f"done {key}"):
            _favor(workspace, item, key)
    elif st.button("Done", icon=":material/check:", key=f"done {key}"):
        state.remember(conversation.OPEN, key)


def _after_a_meeting(workspace: Workspace, item: WeekItem, key: str) -> None:
    """How at ease one is with whom one met, or the next ask."""
    if item.kind == "comfort":
        with st.popover("Say it", icon=":material/sentiment_satisfied:", key=f"done {key}"):
            onward.ease(workspace, item.person, None, f"week {key}")
        return
    met = next((r for r in workspace.asks.requests() if r.request == item.request), None)
    if met and st.button("Plan it", icon=":material/arrow_forward:", key=f"done {key}"):
        onward.plan_next(workspace, met)


def _leave() -> None:
    state.remember(conversation.OPEN, None)


@st.dialog("What came of it", width="medium", on_dismiss=_leave)
def _over_the_page(workspace: Workspace, item: WeekItem) -> None:
    with boundary.said():
        words.name(item.name, "log")
        conversation.form(workspace, item.person, f"week {key_of(item)}", item)


def _favor(workspace: Workspace, item: WeekItem, key: str) -> None:
    with st.form(f"favor {key}", border=False):
        kind = st.selectbox("What you gave", FAVOR_KINDS, key=f"kind {key}")
        note = st.text_input("In a few words", key=f"words {key}")
        if st.form_submit_button("Note it", type="primary"):
            now = workspace.writes_on
            workspace.week.record(
                Favor(0, workspace.rep_id, item.person, now, "given", kind, note.strip())
            )
            state.rerun("Noted as given.")
