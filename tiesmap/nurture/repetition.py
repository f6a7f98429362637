"""The same words stored about several people, so that the rep can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Action, Detail, Note
from tiesmap.model.tact import Favor

SHORT_OF_SAME = 4
"""Texts of fewer words are said to many for good reason ("Happy birthday")."""


def same_text(
    text: str,
    entries: Iterable[Note | Action | Favor | Detail],
    person: PersonId,
    names: Mapping[PersonId, str] | None = None,
) -> tuple[PersonId, ...]:
    """The other people about whom the same text is stored, so that the rep can be told.

    Case, spacing and punctuation do not count, nor does the name of the person it is for (`names`,
    by id). Texts of fewer than four words are never the same.
    """
    names = names or {}
    wanted = _plain(text, names.get(person, ""))
    if len(wanted) < SHORT_OF_SAME:
        return ()
    found: dict[PersonId, None] = {}
    for entry in entries:
        if entry.person != person and entry.person not in found:
            own = names.get(entry.person, "")
            if any(_plain(other, own) == wanted for other in _texts(entry)):
                found[entry.person] = None
    return tuple(found)


def _texts(entry: Note | Action | Favor | Detail) -> tuple[str, ...]:
    if isinstance(entry, Note):
        return entry.discussed, entry.proposed, entry.next_purpose
    if isinstance(entry, Favor):
        return (entry.note,)
    if isinstance(entry, Action):
        return entry.text, entry.why
    return (entry.text,)


def _plain(text: str, name: str) -> tuple[str, ...]:
    own = set(re.findall(r"\w+", name.casefold()))
    return tuple(word for word in re.findall(r"\w+", text.casefold()) if word not in own)
