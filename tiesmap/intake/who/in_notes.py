"""Who brought somebody to the rep, as a note says it: met thru Diane Kowalski, empfohlen von Hans.

What is found is a guess to be confirmed: a note may as well say what is only hoped for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from tiesmap.intake.who.names import is_salutation, words_of
from tiesmap.intake.wordfiles import either, words
from tiesmap.model.folding import unaccented
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.names import SMALL_WORDS
from tiesmap.model.people import Person

_SAID = re.compile(
    rf"(?<!\w)(?:(?:{either('columns', 'referral')}|{either('columns', 'met')})\s+"
    rf"(?:\w+\s+)?{either('columns', 'from')}"
    rf"|{either('columns', 'through')}|{either('columns', 'met_through')})(?:\s*:?\s+|['’])",
    re.IGNORECASE,
)
_TO = re.compile(rf"(?<!\w){either('columns', 'introduced_to')}\s+", re.IGNORECASE)
_NOT_YET = frozenset(words("columns", "not_met"))
_LONGEST = 5
"""So many words are a name at most."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")


@dataclass(frozen=True, slots=True)
class Called:
    """Contacts by what a note may call them: full names, given names, Bob M. and Bob Moor."""

    by_words: Mapping[tuple[str, ...], frozenset[PersonId]]

    @classmethod
    def of(cls, people: Iterable[Person]) -> Called:
        """These people, by their names."""
        said = ((form, one.id) for one in people for form in _forms(words_of(one.name)))
        return cls({form: frozenset(ids) for form, ids in grouped(said).items()})

    def only(self, name: list[str]) -> PersonId | None:
        """The only one whom a name means; of a given name with more behind it nobody."""
        for count in range(len(name), 0, -1):
            if count == 1 < len(name):
                return None
            said = " ".join(name[:count])
            found = self.by_words.get(tuple(unaccented(said).split()))  # M. is no Monsieur here
            if found := found or self.by_words.get(words_of(said)):
                return next(iter(found)) if len(found) == 1 else None
        return None


def introducers(note: str, called: Called) -> Iterator[tuple[PersonId, str]]:
    """Each who introduced somebody, by a note on him, with the words of the note that say so."""
    return _named(_SAID, note, called)


def introduced(note: str, called: Called) -> Iterator[tuple[PersonId, str]]:
    """Each to whom somebody introduced the rep, by a note on him, with the words that say so."""
    return _named(_TO, note, called)


def _named(said: re.Pattern[str], note: str, called: Called) -> Iterator[tuple[PersonId, str]]:
    for found in said.finditer(note):
        before = re.split(r"[.;!?\n]", note[: found.end()])[-1]
        if not _NOT_YET.isdisjoint(before.casefold().split()):
            continue
        name = _name(note[found.end() :])
        who = called.only([word for word, _ in name]) if name else None
        if who is not None:
            yield who, note[found.start() : found.end() + name[-1][1]].rstrip(".")


def _name(text: str) -> list[tuple[str, int]]:
    """The words of a name with which a text begins, each with where it ends."""
    found: list[tuple[str, int]] = []
    at = 0
    for word in _WORD.finditer(text):
        if text[at : word.start()].strip(" ") or len(found) == _LONGEST:
            break
        at = word.end()
        found.append((word[0], at))
        if word[0].endswith(".") and len(word[0]) > 2 and not is_salutation(word[0]):
            break  # the end of the sentence, no initial and no title
    named = list(takewhile(lambda one: _is_of_name(one[0]), found))
    while named and named[-1][0].casefold() in SMALL_WORDS:
        del named[-1]
    return named


def _is_of_name(word: str) -> bool:
    return word[0].isupper() or word.casefold() in SMALL_WORDS


def _forms(name: tuple[str, ...]) -> set[tuple[str, ...]]:
    if not name:
        return set()
    first, last = name[0], name[-1]
    return {name, (first,), (first, last), (first, last[0])} if len(name) > 1 else {name}
