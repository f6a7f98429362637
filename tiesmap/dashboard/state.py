"""What a session remembers: choices in the address, what a page keeps, and one sentence to say.

The only place for session keys and the address. Choices that matter (whose
network, the target, the person looked at, the reach) stand in the address, so that they survive a
refresh; data is in the database. What comes from the address or the browser is looked up before
it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, cast

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.opening import (
    find_one,
)

Value = PersonId | str | None


_CHOICES = ("network", "rep", "target", "person", "to", "reach", "company", "category", "layout",
            "view", "part", "ask")  # fmt: skip
_PEOPLE = ("rep", "target", "person")
"""Choices that are a person's number, or in an address a name or e-mail to look up."""
_WRITTEN = "address as written"
_NEW = "chosen anew"
_TYPED = "to look up"
_SAID = "said"


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


def forget_all() -> None:
    """Choose nothing at all; the address follows in the next run."""
    for name in _CHOICES:
        choose(name, None)


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
