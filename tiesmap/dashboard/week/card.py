"""This week's things: each with its kind, its purpose and its reason, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import onward
from tiesmap.dashboard.shared import boundary, go, standing, words
from tiesmap.dashboard.week import conversation
from tiesmap.model.english import say_count
from tiesmap.model.practice import FAVOR_KINDS
from tiesmap.model.tact import Favor
from tiesmap.model.week import ITEM_KINDS, WeekItem
from tiesmap.workspace import Workspace

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
    """One thing of the week."""
    key = key_of(item)
    with st.container(border=True, key=f"week-{number}"):
        kind, what, actions = st.columns([4, 13, 12], vertical_alignment="center", gap="small")
        with kind, st.container(gap="xxsmall"):
            icon = ICONS.get(item.kind, "task_alt")
            st.markdown(f":material/{icon}: **{ITEM_KINDS[item.kind].label}**")
            words.fine(_due(item, workspace.today), f"due-{number}")
        with what, st.container(gap="xxsmall"):
            with st.container(key=f"card-week-{number}"):
                st.text(f"{number}. {item.name}")
            st.text(item.purpose)
            words.fine(item.reason, f"reason-{number}")
        with actions, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _done(workspace, item, key)
            standing.snooze(workspace, item.person, key, item.kind)
            if st.button(
                "Not this one",
                type="tertiary",
                key=f"not {key}",
                help=f"Hides it for {NOT_THIS_ONE} days.",
            ):
                workspace.week.snooze(
                    item.person, workspace.writes_on + timedelta(days=NOT_THIS_ONE), item.kind
                )
                state.tell("Left out; the next one moves up.")
                st.rerun()
            _open(item, key)


def _open(item: WeekItem, key: str) -> None:
    """To the letter that reports back, else to the person's page."""
    if item.kind == "report":
        if st.button("Letter", type="tertiary", key=f"letter {key}", help="What to write, drafted"):
            state.choose("ask", item.request)
            go.to("asks")
    elif st.button("Open", type="tertiary", key=f"open {key}", help="This person's page"):
        state.choose("person", item.person)
        go.to("people")


def _done(workspace: Workspace, item: WeekItem, key: str) -> None:
    """How it is done: at once, with a few words, or on the page of the request."""
    if item.kind in ("promise", "action", "ask"):
        label = "Asked" if item.kind == "ask" else "Done"
        if st.button(label, icon=":material/check:", key=f"done {key}"):
            workspace.week.done(item)
            state.tell("Marked as asked." if item.kind == "ask" else "Done.")
            st.rerun()
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


def log(workspace: Workspace, items: Sequence[WeekItem]) -> None:
    """The form of the item whose "Done" was pressed, over the page until it is logged or left."""
    found = next((item for item in items if key_of(item) == state.recall(conversation.OPEN)), None)
    if found is not None:
        _over_the_page(workspace, found)


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
            state.tell("Noted as given.")
            st.rerun()


def _due(item: WeekItem, today: date) -> str:
    days = (today - item.due).days
    if days > 0:
        return f"{say_count(days, 'day')} late"
    return "today" if days == 0 else f"by {item.due.isoformat()}"
