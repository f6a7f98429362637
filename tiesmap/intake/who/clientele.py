"""Lists of clients: which they are by their name, a column of customers' numbers, or their labels.

A list that has no word on who is a client (no stage, no yes and no) may be one as a whole. Where
its name and its numbers both say so it is taken for one; where one of them does, it is asked. Where
neither does, who is labelled so (Outlook's Categories, Google's labels) is asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.labels import labels_of
from tiesmap.intake.sources.stages import is_customer_number, names_clients
from tiesmap.model.english import say_count, say_first
from tiesmap.model.intake import Checked, Note
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import shorten

_LINKEDIN = "linkedin"
SHOWN = 5
"""So many labels are named."""


def with_clientele(
    checked: Checked, answer: bool | None, *, title: str = "", header: Sequence[str] = ()
) -> Checked:
    """The file, with its people marked as clients where it is a list of them; and a sentence.

    `answer` is the rep's own word; a table has a title and the names of its columns. In a list with
    customer numbers, a person without one is not marked.
    """
    people = checked.people
    if not checked.listed or not people or checked.scope == _LINKEDIN:
        return checked
    if any(one.client is not None or one.stage for one in people):
        return checked
    called = next((text for text in _names(checked.file, title) if names_clients(text)), "")
    column = next((name for name in header if is_customer_number(name)), "")
    labelled = [[] if called or column else _labels(one) for one in people]
    if answer is None and not called and not column and not any(labelled):
        return checked
    chosen = [
        bool(said) or _numbered(one, column) for said, one in zip(labelled, people, strict=True)
    ]
    if not any(chosen):
        chosen = [True] * len(people)
    taken = bool(called and column) if answer is None else answer
    if taken:
        marked = zip(people, chosen, strict=True)
        people = tuple(replace(one, client=True) if yes else one for one, yes in marked)
    count = say_count(sum(chosen), "person", "people")
    why = _why(called, column, dict.fromkeys(chain.from_iterable(labelled)))
    note = _told(count, why, taken, answer)
    return replace(checked, people=people, notes=(*checked.notes, note))


def _names(file: str, title: str) -> list[str]:
    """What a list is called: the lines of its title, and its file without the ending."""
    return [*title.splitlines(), PurePath(file.replace("\\", "/")).stem]


def _numbered(one: PersonRecord, column: str) -> bool:
    """Whether somebody has a number in this column."""
    return any(value.strip() for name, value in one.extra.items() if name == column)


def _labels(one: PersonRecord) -> list[str]:
    """The labels of somebody that say client."""
    return [label for _, label in labels_of(one.extra, vocabulary()) if names_clients(label)]


def _why(called: str, column: str, labels: Collection[str]) -> str:
    said = []
    if called:
        said.append(f"it is called {shorten(' '.join(called.split()), 60)}")
    if column:
        said.append(f"it has a column {shorten(' '.join(column.split()), 40)}")
    if labels:
        first = say_first([shorten(one, 40) for one in labels], SHOWN, ", ")
        said.append(f"they are labelled {first}")
    return " and ".join(said) or "you said so"


def _told(count: str, why: str, taken: bool, answer: bool | None) -> Note:
    if taken:
        said, hint = f"Taken for your clients: {count}, for {why}.", "Not so: --no-clients."
    elif answer is None:
        said = f"Are these your clients: {count}? Nobody is marked so, but {why}."
        hint = "Yes: --clients."
    else:
        said, hint = f"Not taken for your clients, as you said: {count}.", "They are: --clients."
    return Note(said, f" ({hint})", about="clients", taken=taken)
