"""The seat of this session: at which database, as which rep, on which day; and what its pages keep.

The only place for Streamlit's cache.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import door, words
from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member
from tiesmap.model.people import Person
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import is_guarded
from tiesmap.workspace.kept import ASKS
from tiesmap.workspace.opening import (
    at_default_day,
    default_database,
    default_rep,
    find_one,
    open_unseated,
    read_day,
    seated,
)
from tiesmap.workspace.sample import sample_database
from tiesmap.workspace.team.serving import team_server

SAMPLE = "sample"
T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds before a long work says how far it is."""
_MEMBER = "member"


@st.cache_resource(max_entries=8, show_spinner=False)
def _open(database: str) -> Workspace:
    # What is read of a large network stays: the collector need not look through it so often.
    gc.set_threshold(50_000, 20, 50)
    return open_unseated(database)


def enter() -> None:
    """Look up who is at the door of a team's database, for this run. Raises NotIn."""
    st.session_state.pop(_MEMBER, None)
    if in_sample():
        return
    member = door.enter(_open(default_database()).store)
    if member is None:
        return
    st.session_state[_MEMBER] = member
    if state.choice("rep") not in (None, member.person):
        state.tell("That address opens somebody else's network, or none. This is yours.", "wrong")
    state.choose("rep", member.person)
    state.follow_address()


def workspace() -> Workspace:
    """The workspace of this session: the database, the rep chosen, the day as of which."""
    if in_sample():
        opened = _open(sample_database())
        with opened.view():
            if opened.people.reps():
                last = opened.data.last_day() or date.today()
                return replace(_of_chosen(opened), as_of=last, written=None)
        look_at(None)
    opened, day = _open(default_database()), _given_day()
    member = cast(Member | None, st.session_state.get(_MEMBER))
    if member is None and is_guarded(opened.store):
        member = door.enter(opened.store)
    if member is not None:
        opened = seated(opened, member)
        return at_default_day(opened) if day is None else replace(opened, as_of=day, written=None)
    with opened.view():
        opened = _of_chosen(opened)
        return at_default_day(opened) if day is None else replace(opened, as_of=day, written=None)


def patiently(place: DeltaGenerator, what: str) -> Callable[[float, str], None]:
    """A listener that shows how far a work is, once it has taken longer than one waits gladly."""
    began = time.monotonic()

    def tell(share: float, doing: str) -> None:
        if time.monotonic() - began > _PATIENCE:
            place.progress(min(max(share, 0.0), 1.0), f"{what}: {doing}")

    return tell


def make_ready(workspace: Workspace) -> None:
    """Make the network that every page rests on, and show how far that is where it takes long."""
    if workspace.rep is None:
        return
    place = st.empty()
    with replace(workspace, listener=patiently(place, "Making your network")).view() as view:
        _ = view.network
    place.empty()


def in_sample() -> bool:
    """Whether the sample network is looked at, which has a database of its own."""
    # A team's server shows nobody a network that others can change too.
    return state.choice("network") == SAMPLE and team_server() is None


def look_at(network: str | None) -> None:
    """Change to the sample (SAMPLE) or to the rep's own data (None); what was chosen is left."""
    state.forget_all()
    state.choose("network", network)
    state.remember("rep stored", None)


def _of_chosen(opened: Workspace) -> Workspace:
    state.look_up(opened, "rep")
    wanted = state.choice("rep")
    chosen = next((rep.id for rep in opened.people.reps() if rep.id == wanted), None)
    if chosen is None:
        if wanted is not None:
            state.tell("That address names nobody whose network is here.", "wrong")
        chosen = _first_rep(opened)
    state.choose("rep", chosen)
    return replace(opened, rep=chosen)


def _first_rep(opened: Workspace) -> PersonId | None:
    named = os.environ.get("TIESMAP_REP", "")
    if named:
        try:
            return find_one(opened, named).id
        except Unanswerable:
            pass
    found = default_rep(opened)
    return found.id if found else None


def _given_day() -> date | datetime | None:
    text = os.environ.get("TIESMAP_AS_OF", "")
    try:
        return read_day(text) if text else None
    except ValueError as error:
        if state.recall("wrong day") != text:
            state.remember("wrong day", text)
            state.tell(f"TIESMAP_AS_OF: {error}.", "wrong")
        return None


def keep(
    workspace: Workspace,
    name: str,
    ask: Callable[[], T],
    *about: object,
    upon: Sequence[str] = ASKS,
) -> T:
    """What a page made of answers, kept as long as nothing that it rests on changes.

    `name` and `about` say what it is, `upon` on which groups of tables it rests. The parts of the
    workspace keep their answers by themselves. Shared: never change it.
    """
    with workspace.view() as view:
        return view.keep(f"page: {name}", (view.asker, repr(about)), ask, upon, large=False)


def labels(workspace: Workspace) -> dict[PersonId, str]:
    """A label for everybody by which he can be told apart in a list."""

    def ask() -> dict[PersonId, str]:
        everybody = workspace.people.everybody().values()
        return words.labels(everybody, called=workspace.people.called())

    return keep(workspace, "labels", ask, upon=("people",))


def chosen_person(workspace: Workspace, name: str) -> Person | None:
    """The person chosen as `name` (person, target), looked up; None where there is none."""
    chosen = state.choice(name)
    return workspace.people.everybody().get(chosen) if isinstance(chosen, int) else None
