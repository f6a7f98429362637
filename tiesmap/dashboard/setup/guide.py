"""The guided start after an import: rate, sort, say your line, take five asks. It can be left."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.find import chain
from tiesmap.dashboard.setup.cards import Card, Rated, rating_cards
from tiesmap.dashboard.shared import boundary, go, words
from tiesmap.introductions.facts import open_question
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.start import FirstAsk, Label, Looks, Progress
from tiesmap.workspace import Workspace

_STEPS = {
    "rate": "These people first",
    "categories": "These look like …",
    "gain": "Your line",
    "asks": "Five asks",
}
_SHOWN = 12
"""Proposed categories in sight: those of most people."""


def show(workspace: Workspace) -> bool:
    """The next step of the start that is not done; False where nothing is left or it was left."""
    progress = workspace.start.progress()
    step = _step(progress)
    if step not in _STEPS or state.recall("start left"):
        return False
    number = list(_STEPS).index(step) + 1
    with st.container(border=True, key="start"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**Step {number} of {len(_STEPS)}: {_STEPS[step]}**")
            if st.button("Skip this step", type="tertiary"):
                state.remember(f"start passed {step}", True)
                st.rerun()
            if st.button("Leave the start", type="tertiary"):
                state.remember("start left", True)
                st.rerun()
        _SHOW[step](workspace)
    return True


def resume(workspace: Workspace) -> None:
    """The way back to a start that was left."""
    left = state.recall("start left") and _step(workspace.start.progress())
    if left and st.button("Go on with the start", icon=":material/play_arrow:"):
        state.remember("start left", None)
        st.rerun()


def _step(progress: Progress) -> str:
    """The first step that is neither done nor skipped in this session."""
    passed = {step for step in _STEPS if state.recall(f"start passed {step}")}
    left = {
        "rate": progress.step == "rate",
        "categories": bool(progress.looks or progress.labels),
        "gain": not progress.gain,
        "asks": not progress.asks,
    }
    return next((step for step in _STEPS if left[step] and step not in passed), "")


# Rating ------------------------------------------------------------------------------------------


@st.fragment
def _rate(workspace: Workspace) -> None:
    with boundary.said():
        _cards(workspace)


def _cards(workspace: Workspace) -> None:
    people = workspace.people.everybody()
    first = workspace.start.first_to_rate()
    # The same cards until all are through, also while their ratings come in.
    cards = state.recall("start cards")
    if cards is None or cards[0] != workspace.rep:
        cards = (workspace.rep, [_card(one.person, one.why, one.client, people) for one in first])
        state.remember("start cards", cards)
    st.caption(
        "Whose call do you look forward to? Press 1 (hardly at ease) to 5 (at home), C for a "
        "client, S to skip, U to undo. Everything outward starts from those you are at ease with."
    )
    rating_cards(
        cards[1], key="start ratings", on_rated=lambda said, done: _rated(workspace, said, done)
    )
    if state.recall("start rated") and st.button("Go on", type="primary"):
        _rated_all()


def _card(number: PersonId, why: str, client: bool, people: dict[PersonId, Person]) -> Card:
    person = people[number]
    return Card(number, person.label, words.place(person), why, person.comfort, client)


def _rated(workspace: Workspace, said: Sequence[Rated], done: bool) -> None:
    """Store what was said; at the end of the cards the start goes on."""
    now = {one.id: one.comfort or None for one in said if one.comfort is not None}
    if now:
        workspace.people.rate(now)
    clients = {one.id: one.client for one in said if one.client is not None}
    if clients:
        workspace.people.mark_clients(clients)
    state.remember("start rated", True)
    if done:
        _rated_all()


def _rated_all() -> None:
    state.remember("start passed rate", True)
    state.remember("start cards", None)
    st.rerun()


# Categories --------------------------------------------------------------------------------------


def _categories(workspace: Workspace) -> None:
    """What people look like, to take or to leave, for many at once."""
    looks, labels = workspace.start.looks(), workspace.start.labels()
    with st.form("start looks", border=False):
        st.caption("Untick what is wrong; rename what you would call something else.")
        kept = [_look(one, k) for k, one in enumerate(looks[:_SHOWN])]
        offered = [_label(one, k) for k, one in enumerate(labels[:_SHOWN])]
        if not st.form_submit_button("Right, go on", type="primary", icon=":material/check:"):
            return
    decided = zip(looks, kept, strict=False)
    workspace.start.decide(
        {one.category: (name.strip() or one.category) * right for one, (right, name) in decided}
    )
    taken = [one for one, right in zip(labels, offered, strict=False) if right]
    if taken:
        workspace.start.take_labels(taken)
    if left := [one for one in labels[:_SHOWN] if one not in taken]:
        workspace.start.decline_labels(left)
    if len(looks) > _SHOWN:
        state.remember("start passed categories", True)
    st.rerun()


def _look(one: Looks, number: int) -> tuple[bool, str]:
    tick, name, examples = st.columns([1, 3, 7], vertical_alignment="center")
    right = tick.checkbox(f"{len(one.people)}", True, key=f"look {number} {one.category}")
    said = name.text_input(
        "Category", one.category, key=f"name {number} {one.category}", label_visibility="collapsed"
    )
    with examples:
        words.fine(", ".join(one.companies), f"look-{number}")
    return right, said


def _label(one: Label, number: int) -> bool:
    """A label of a file, as a category."""
    tick, what = st.columns([1, 10], vertical_alignment="center")
    right = tick.checkbox(f"{len(one.people)}", False, key=f"label {number} {one.word}")
    with what:
        words.fine(f"the label “{one.label}” as a category", f"label-{number}")
    return right


# The line, and the asks --------------------------------------------------------------------------


def _gain(workspace: Workspace) -> None:
    """What somebody gains from meeting the rep; it goes into every letter."""
    with st.form("start gain", border=False):
        text = st.text_input(
            "What does somebody gain from meeting you, in one line?",
            placeholder="I help food makers keep their drivers insured for less.",
        )
        if st.form_submit_button("Go on", type="primary") and text.strip():
            workspace.start.save_gain(text)
            st.rerun()


def _asks(workspace: Workspace) -> None:
    """The first asks, with their letters ready."""
    people = workspace.people.everybody()
    with st.spinner("Looking for the best asks"):
        found = workspace.start.asks()
    if not found:
        words.notice(workspace.ways.why_no_path())
        return
    for number, ask in enumerate(found, start=1):
        words.line(f"{number}. {_said(ask, people)}", f"first-{number}")
    if st.button("Put them on My asks", type="primary", icon=":material/playlist_add_check:"):
        workspace.start.plan(found)
        state.tell("Your first asks are on My asks, each with its letter. Save or print the list.")
        go.to("asks", "board")


def _said(ask: FirstAsk, people: dict[PersonId, Person]) -> str:
    if ask.path is not None:
        return f"Ask {chain.in_a_line(ask.path, people)}"
    connector = people[ask.connector]
    assert ask.openly is not None
    return f"Ask {connector.label}: “{open_question(ask.openly, connector)}”"


_SHOW = {"rate": _rate, "categories": _categories, "gain": _gain, "asks": _asks}
