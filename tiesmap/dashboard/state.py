"""What a session remembers: choices in the address, one sentence to say, and its workspace.

The only place for session keys, the address and Streamlit's cache. Choices that matter (whose
network, the target, the person looked at, the reach) stand in the address, so that they survive a
refresh; data is in the database. What comes from the address or the browser is looked up before
it is used.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tiesmap.dashboard.shared import door, words
from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member
from tiesmap.model.people import Person
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import is_guarded
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
from tiesmap.workspace.view import ASKS

SAMPLE = "sample"
T = TypeVar("T")
Value = PersonId | str | None


_CHOICES = ("network", "rep", "target", "person", "to", "reach", "company", "category", "layout",
            "view", "part", "ask")  # fmt: skip
_PEOPLE = ("rep", "target", "person")
"""Choices that are a person's number, or in an address a name or e-mail to look up."""
_PATIENCE = 1.0
"""Seconds before a long work says how far it is."""
_WRITTEN = "address as written"
_NEW = "chosen anew"
_TYPED = "to look up"
_SAID = "said"
_MEMBER = "member"


# Choices ------------------------------------------------------------------------------------------


def choice(name: str) -> Value:
    """What is chosen, or None. It may be outdated: look it up."""
    return cast(Value, st.session_state.get(f"choice {name}"))


def choose(name: str, value: Value) -> None:
    """Choose something, or (None) nothing; the address follows in the next run."""
    st.session_state[f"choice {name}"] = value


def follow_address() -> None:
    """Take over what somebody typed into the address, and write there what is chosen."""
    written: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    for name in _CHOICES:
        text = st.query_params.get(name)
        if text is not None and text != written.get(name):
            by_number = name in _PEOPLE and text.isdecimal() and len(text) < 19
            choose(name, PersonId(int(text)) if by_number else text)
            st.session_state.setdefault(_TYPED, set()).add(name)
    st.session_state[_NEW] = {n for n in _CHOICES if str(choice(n)) != written.get(n, "None")}
    for name in _CHOICES:
        value = choice(name)
        if value is None:
            st.query_params.pop(name, None)
            written.pop(name, None)
        else:
            written[name] = str(value)
            if st.query_params.get(name) != str(value):
                st.query_params[name] = str(value)


def look_up(opened: Workspace, *names: str) -> None:
    """Look up whom the address means, by number or by name; where that is nobody, say so."""
    typed: set[str] = st.session_state.get(_TYPED, set())
    for name in typed.intersection(names):
        typed.discard(name)
        try:
            choose(name, find_one(opened, choice(name) or "").id)
        except Unanswerable as why:
            choose(name, None)
            tell(str(why), "wrong")


def is_new(name: str) -> bool:
    """Whether this was chosen, by an address or a click, since the run before this one began."""
    return name in st.session_state.get(_NEW, ())


def forget(name: str) -> None:
    """Choose nothing; the address follows at once."""
    if choice(name) is not None:
        choose(name, None)
        follow_address()


def is_page_owed() -> bool:
    """Whether something was chosen since the address last followed, so that the whole page has
    to run."""
    written: dict[str, str] = st.session_state.get(_WRITTEN, {})
    chosen = {name: choice(name) for name in _CHOICES}
    return written != {name: str(value) for name, value in chosen.items() if value is not None}


def pick(
    label: str,
    name: str,
    options: Sequence[Value],
    *,
    place: str,
    show: Callable[[Any], str] = str,
    default: Value = None,
    placeholder: str | None = None,
    help: str | None = None,
) -> Value:
    """A selectbox for a choice; several places may show the same choice. None: nothing chosen."""
    key = f"pick {name} {place}"
    chosen = choice(name)
    st.session_state[key] = chosen if chosen in options else default
    st.selectbox(
        label,
        options,
        # The choice stands in the session; a 0 only says that it cannot be emptied.
        index=None if default is None else 0,
        format_func=show,
        key=key,
        on_change=_picked,
        args=(name, key),
        placeholder=placeholder,
        help=help,
    )
    return cast(Value, st.session_state[key])


def switch(
    label: str,
    name: str,
    options: Mapping[str, str],
    *,
    place: str,
    default: str | None = None,
    help: str | None = None,
    bare: bool = False,
) -> str:
    """A row of buttons for a choice among a few words (option -> what it is called).

    `bare`: its label is not seen, only read out.
    """
    key = f"pick {name} {place}"
    chosen = choice(name)
    st.session_state[key] = chosen if chosen in options else default or next(iter(options))
    st.segmented_control(
        label,
        **words.options(options),
        key=key,
        on_change=_picked,
        args=(name, key),
        required=True,
        help=help,
        label_visibility="collapsed" if bare else "visible",
    )
    return str(st.session_state[key])


def _picked(name: str, key: str) -> None:
    choose(name, st.session_state[key])


# What a page may keep for itself ------------------------------------------------------------------


def remember(name: str, value: object) -> None:
    """Keep something for this session, such as the report of the last import."""
    st.session_state[f"kept {name}"] = value


def recall(name: str) -> Any:
    """What was kept under the name, or None."""
    return st.session_state.get(f"kept {name}")


def recall_widget(key: str) -> Any:
    """What a widget of this key holds; None where there is none."""
    return st.session_state.get(key)


def stood(key: str) -> bool:
    """Whether a widget of this key stood on the page in the run before."""
    return key in st.session_state


def turn(name: str) -> str:
    """A key for widgets that `turn_over` empties."""
    return f"{name} {st.session_state.get(f'turn {name}', 0)}"


def turn_over(name: str) -> None:
    """Start the widgets of that turn anew."""
    st.session_state[f"turn {name}"] = st.session_state.get(f"turn {name}", 0) + 1


def write(key: str, value: object) -> None:
    """Put something into a widget before the next run (in a callback)."""
    st.session_state[key] = value


def edits(key: str) -> dict[int, dict[str, Any]]:
    """What was edited in a data editor: row -> column -> value."""
    edited = st.session_state.get(key)
    rows = edited.get("edited_rows", {}) if edited is not None else {}
    return {int(place): dict(cells) for place, cells in rows.items()}


def tell(sentence: str, kind: str = "done") -> None:
    """Say a sentence at the top of the next run: done, note or wrong."""
    st.session_state[_SAID] = (sentence, kind)


def rerun(sentence: str, *turns: str, kind: str = "done") -> NoReturn:
    """Run the page again with the widgets of these turns anew, and say a sentence at its top."""
    for name in turns:
        turn_over(name)
    tell(sentence, kind)
    st.rerun()


def told() -> tuple[str, str] | None:
    """The sentence to say now, once."""
    return cast(tuple[str, str] | None, st.session_state.pop(_SAID, None))


# The workspace ------------------------------------------------------------------------------------


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
    if choice("rep") not in (None, member.person):
        tell("That address opens somebody else's network, or none. This is yours.", "wrong")
    choose("rep", member.person)
    follow_address()


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
    return choice("network") == SAMPLE and team_server() is None


def look_at(network: str | None) -> None:
    """Change to the sample (SAMPLE) or to the rep's own data (None); what was chosen is left."""
    for name in _CHOICES:
        choose(name, None)
    choose("network", network)
    st.session_state.pop("kept rep stored", None)


def _of_chosen(opened: Workspace) -> Workspace:
    look_up(opened, "rep")
    wanted = choice("rep")
    chosen = next((rep.id for rep in opened.people.reps() if rep.id == wanted), None)
    if chosen is None:
        if wanted is not None:
            tell("That address names nobody whose network is here.", "wrong")
        chosen = _first_rep(opened)
    choose("rep", chosen)
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
        if recall("wrong day") != text:
            remember("wrong day", text)
            tell(f"TIESMAP_AS_OF: {error}.", "wrong")
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
        return view.keep(f"page: {name}", ask, repr(about), upon=upon)


def labels(workspace: Workspace) -> dict[PersonId, str]:
    """A label for everybody by which he can be told apart in a list."""

    def ask() -> dict[PersonId, str]:
        everybody = workspace.people.everybody().values()
        return words.labels(everybody, called=workspace.people.called())

    return keep(workspace, "labels", ask, upon=("people",))


def chosen_person(workspace: Workspace, name: str) -> Person | None:
    """The person chosen as `name` (person, target), looked up; None where there is none."""
    chosen = choice(name)
    return workspace.people.everybody().get(chosen) if isinstance(chosen, int) else None
