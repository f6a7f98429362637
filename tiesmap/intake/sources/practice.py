"""The files of the practice as sources: notes, favors, details, needs ..., an entry a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from typing import Any

from tiesmap.intake.sources.declaration import Source, same_names
from tiesmap.intake.table.values import Bad, clean_line, clean_text, read_number, read_yes_no, words
from tiesmap.model.practice import ACTION_KINDS, FILES, LONG, SIDES
from tiesmap.model.tact import DIRECTIONS


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns of a file of entries, in order; the column for the day is called date."""
    own = [item.name for item in fields(FILES[kind]) if item.name not in ("id", "day")]
    return ("rep", "person", "date", *own[2:])


def _source(
    kind: str, title: str, *required: tuple[str, ...], unlike: tuple[str, ...] = ()
) -> Source:
    return Source(
        name=kind,
        title=title,
        kind=kind,
        columns=same_names(" ".join(columns_of(kind))),
        required=(("person",), ("date",), *required),
        unlike=("name", "email", "other", "from", "to", *unlike),
        narrows=("relationships",),
    )


PRACTICE: tuple[Source, ...] = (
    _source("notes", "notes of conversations", ("discussed", "proposed", "next_purpose")),
    _source("favors", "favors given and taken", ("direction",)),
    _source(
        "details",
        "what matters to people",
        ("text",),
        ("kind", "source", "event_on", "used_on"),
        unlike=("why", "due", "done_on", "side"),
    ),
    _source("needs", "needs reviews", ("findings",)),
    _source("standards", "what was agreed on working together", ("side",), ("text",)),
    _source("satisfaction", "how satisfied clients are", ("mark",)),
    _source("plans", "promises and plans for people", ("text",), ("why", "due", "done_on")),
    _source("losses", "clients who left", ("why",), unlike=("text", "due", "done_on")),
)
"""In the order of `practice.FILES`; when to leave somebody alone (snoozes) is in no file."""

ENTRY_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    source.kind: (("person",), ("date",)) for source in PRACTICE
} | {
    "favors": (("person",), ("date",), ("direction",)),
    "details": (("person",), ("date",), ("text",)),
    "standards": (("person",), ("date",), ("side",), ("text",)),
    "satisfaction": (("person",), ("date",), ("mark",)),
    "plans": (("person",), ("date",), ("text",)),
}
"""Of each group of fields at least one must be filled in a row."""
ENTRY_DATES = ("next_on", "event_on", "used_on", "due", "done_on")


def one_of(allowed: Sequence[str], sentence: str) -> Callable[[str], str | Bad]:
    """A function that reads one of these words and refuses any other; an empty cell is ""."""
    read = words(allowed)

    def read_one(text: str) -> str | Bad:
        word = read(text)
        return word if not word or word in allowed else Bad(sentence)

    return read_one


def read_mark(text: str) -> int | Bad | None:
    """A mark from 1 to 5; 4.0 is 4, as spreadsheets write it."""
    return read_number(
        text, "is no mark: write a whole number from 1 (not at all) to 5 (fully satisfied)"
    )


def read_back(text: str) -> str | Bad:
    """Whether the client heard the summary: yes, corrected, or (empty) no."""
    word = clean_line(text).casefold()
    yes = read_yes_no(word)
    if not isinstance(yes, Bad):
        return "yes" if yes else ""
    return (
        word if word == "corrected" else Bad("says not how it was read back: yes, corrected or no")
    )


ENTRY_READERS: dict[tuple[str, str], Callable[[str], Any]] = {
    ("notes", "read_back"): read_back,
    ("favors", "direction"): one_of(DIRECTIONS, "is neither given nor taken: write one of them"),
    ("standards", "side"): one_of(SIDES, "is neither rep nor client: say whose promise it is"),
    ("plans", "kind"): one_of(ACTION_KINDS, f"is none of {', '.join(ACTION_KINDS)}: write one"),
    ("satisfaction", "mark"): read_mark,
} | {
    (source.kind, item.name): clean_text
    for source in PRACTICE
    for item in fields(FILES[source.kind])
    if item.name in LONG
}  # fmt: skip
"""(kind, field) -> how it is read, where it is not a single line."""


def default_of(kind: str, name: str) -> Any:
    """The value of an entry's field where the file leaves it empty."""
    (item,) = [item for item in fields(FILES[kind]) if item.name == name]
    return None if item.default is MISSING else item.default
