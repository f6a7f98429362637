"""How a relationship stands: always a shape and a word, never a color alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import boundary, days
from tiesmap.model.english import say_when
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.week import TO_SORT, Health
from tiesmap.workspace import Workspace

ICONS = {
    "green": ":material/check_circle:",
    "yellow": ":material/schedule:",
    "red": ":material/warning:",
    TO_SORT: ":material/inbox:",
}
WORDS = {"green": "on time", "yellow": "due", "red": "overdue", TO_SORT: "not in touch yet"}
_SIGNS = {"green": "✓", "yellow": "◷", "red": "⚠", TO_SORT: "▫"}
SHAPES = {color: f"{sign} {WORDS[color]}" for color, sign in _SIGNS.items()}
"""The same signs for tables, in which there are no icons."""
HEADS = {color: f"{shape[:2]}{shape[2:].capitalize()}" for color, shape in SHAPES.items()}
TRENDS = {
    "better": ":material/trending_up: better than a quarter ago",
    "steady": ":material/trending_flat: as a quarter ago",
    "worse": ":material/trending_down: worse than a quarter ago",
}
_PROPOSED = ""


def summary(healths: Sequence[Health]) -> None:
    """How many relationships are on time, due and overdue."""
    count = {color: sum(h.color == color for h in healths) for color in WORDS}
    with st.container(horizontal=True, key="health summary"):
        for color, word in WORDS.items():
            if count[color] or color != TO_SORT:
                st.markdown(f"{ICONS[color]} **{count[color]}** {word}", width="content")
        worse = sum(h.trend == "worse" for h in healths)
        better = sum(h.trend == "better" for h in healths)
        if better or worse:
            st.markdown(
                f":material/trending_up: **{better}** better, **{worse}** worse than a quarter ago",
                width="content",
            )


def show(workspace: Workspace, person: Person, health: Health) -> None:
    """One relationship in a band: where it stands, its bucket, and leaving it alone for a while."""
    with st.container(border=True, key="fine-standing"):
        stands, bucket, rest = st.columns([5, 4, 3], vertical_alignment="center", gap="medium")
        with stands:
            trend = f" · {TRENDS[health.trend]}" if health.trend else ""
            st.markdown(f"{ICONS[health.color]} **{WORDS[health.color].capitalize()}**{trend}")
            st.text(_facts(health, workspace.today))
        with bucket:
            _bucket(workspace, person, health)
        with rest:
            snooze(workspace, person.id, f"person {person.id}")
            _wake(workspace, person.id)


_SNOOZED = "snooze open"


def snooze(workspace: Workspace, person: PersonId, key: str, item: str = "") -> None:
    """Leave a person, or one kind of item, alone until a day, chosen over the page."""
    if st.button("Snooze", icon=":material/snooze:", key=f"snooze {key}"):
        state.remember(_SNOOZED, key)
    if state.recall(_SNOOZED) == key:
        _until(workspace, person, key, item)


def _up_again() -> None:
    state.remember(_SNOOZED, None)


@st.dialog("Snooze", on_dismiss=_up_again)
def _until(workspace: Workspace, person: PersonId, key: str, item: str) -> None:
    with boundary.said(), st.form(f"snooze form {key}", border=False):
        until = st.date_input(
            "Not before",
            workspace.writes_on + timedelta(days=14),
            min_value=workspace.writes_on + timedelta(days=1),
            format=days.FIELD,
            key=f"until {key}",
        )
        if st.form_submit_button("Snooze until then") and isinstance(until, date):
            workspace.week.snooze(person, until, item)
            _up_again()
            state.rerun(f"Snoozed until {days.said(until)}.")


def _wake(workspace: Workspace, person: PersonId) -> None:
    """Take back whatever keeps the person, or a thing of theirs, out of This week."""
    naps = [
        n
        for n in workspace.week.practice().snoozes
        if n.person == person and n.until > workspace.today
    ]
    if naps and st.button(
        "End the snooze",
        icon=":material/alarm_off:",
        type="tertiary",
        help="Also brings back what you left out of your week.",
    ):
        for nap in naps:
            workspace.week.remove_entry(nap)
        state.rerun("The snooze is ended.")


def _bucket(workspace: Workspace, person: Person, health: Health) -> None:
    buckets = {bucket.name: bucket for bucket in workspace.week.pace().buckets}
    options = [_PROPOSED, *buckets]
    set_now = person.bucket if person.bucket in buckets else _PROPOSED
    chosen = st.selectbox(
        "Kind of relationship",
        options,
        index=options.index(set_now),
        format_func=lambda name: (
            f"{name}, every {buckets[name].days} days" if name else f"proposed: {health.proposed}"
        ),
        key=f"bucket {person.id} {set_now}",
    )
    if chosen != set_now:
        workspace.week.set_bucket(person.id, chosen)
        state.rerun("The kind of relationship is changed.")
    if not set_now:
        st.text(health.bucket_by)


def _facts(health: Health, today: date) -> str:
    last = health.last_contact
    ago = health.say_last(when(last, today) if last else "")
    lines = [
        f"{ago}; every {health.days} days, due {when(health.due, today)}",
        f"snoozed until {days.said(health.snoozed_until)}" if health.snoozed_until else "",
    ]
    return "\n".join(line for line in lines if line)


def when(day: date, today: date) -> str:
    """A day beside its distance: "25 Jun 2026 (5 days ago)"."""
    return f"{days.said(day)} ({say_when(day, today)})"
