"""Words on the page: sentences, names, and what the words of the field mean.

Names and other text of users go through `st.text` alone, which shows the characters as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import floor, log10
from pathlib import Path
from typing import Any

import streamlit as st

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person

_MARKS = re.compile(r"[\\`*_{}\[\]#$:<>~|!&]")
_ICONS = {
    "done": ":material/check_circle:",
    "note": ":material/info:",
    "wrong": ":material/error:",
}

_HOW_TO_READ = Path(__file__).with_name("how_to_read.md")


def options(said: Mapping[Any, str]) -> dict[str, Any]:
    """What can be chosen in a field, each as it is said (option -> what it is called)."""
    return {"options": list(said), "format_func": lambda one: said.get(one, str(one))}


def how_to_read() -> None:
    """What the words mean, folded away."""
    with st.expander("How to read this", icon=":material/help:"):
        st.markdown(_HOW_TO_READ.read_text("utf-8"))


def escaped(text: str) -> str:
    """Text as markdown that shows just its characters, for labels, which Streamlit reads so."""
    return _MARKS.sub(r"\\\g<0>", text)


def notice(sentence: str, kind: str = "note") -> None:
    """A sentence that may hold names, set off: done, note or wrong."""
    with (
        st.container(border=True, key=f"notice-{kind}-{abs(hash(sentence))}"),
        st.container(horizontal=True, vertical_alignment="top", wrap=False),
    ):
        st.markdown(_ICONS[kind], width="content")
        st.text(" ".join(sentence.split()), width="stretch")


def name(text: str, key: str) -> None:
    """A name as a heading."""
    with st.container(key=f"name-{key}"):
        st.text(text)


def fine(text: str, key: str) -> None:
    """Small text of several lines."""
    if text:
        with st.container(key=f"fine-{key}"):
            st.text(text)


def line(text: str, key: str) -> None:
    """A line of a list: what does not fit stands on the next one."""
    if text:
        with st.container(key=f"line-{key}"):
            st.text(text)


def bullets(lines: Iterable[str]) -> str:
    """Lines with a bullet each."""
    return "\n".join(f"• {line}" for line in lines)


def place(person: Person) -> str:
    """Title and company, as far as they are known."""
    return ", ".join(part for part in (person.title, person.company) if part)


def labels(
    people: Iterable[Person],
    *,
    short: bool = False,
    called: Mapping[PersonId, str] | None = None,
) -> dict[PersonId, str]:
    """A label for everybody by which he can be told apart in a list: never twice the same.

    Name and company; `short` leaves the company out where the name is enough. `called` is what each
    is called, where that is known already.
    """
    pairs = [(one, called[one.id] if called is not None else one.label) for one in people]
    count = Counter(label for _, label in pairs) if short else Counter()
    found: dict[PersonId, str] = {}
    used: set[str] = set()
    for person, label in pairs:
        if person.company and not (short and count[label] == 1):
            label = f"{label}, {person.company}"
        if label in used and person.email:
            label = f"{label}, {person.email}"
        if label in used:
            label = f"{label} (no. {person.id})"
        used.add(label)
        found[person.id] = label
    return found


def comfort(value: float, rated: bool) -> str:
    """How at ease the rep is, and who says so: "4, rated", "2.3, inferred"."""
    return f"{value:g}, rated" if rated else f"{value:.1f}, inferred"


def chance(value: float) -> str:
    """A chance as a rep reads it: two digits, and no percent: it ranks and does not promise."""
    if not value:
        return "0"
    if value < 0.0001:
        return "under 0.0001"
    return f"{value:.{max(2, 1 - floor(log10(value)))}f}"
