"""Rows about several people, each in columns with a number: `Contact 1`, `Contact 1 Email`,
`Contact 2` ... Such a table is read with a row for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import Source
from tiesmap.intake.sources.mapping import source_of
from tiesmap.intake.sources.understanding import filled, looks_like_names
from tiesmap.intake.sources.words import meanings, positions
from tiesmap.intake.table.values import clean_line
from tiesmap.intake.wordfiles import words
from tiesmap.model.addresses import is_shared_name
from tiesmap.model.folding import letters_of, unaccented
from tiesmap.model.memo import memo
from tiesmap.model.problems import shorten

_PIECE = re.compile(r"\d+(?:st|nd|rd|th|ère|er|ème|re|e|º|ª|\.)?(?![^\W\d_])|[^\W\d_]+")
_NAMES = frozenset(("name", "firstname", "lastname"))
_ONES = frozenset(("id", "email", "linkedinurl", "profileurl"))
"""What one person alone has, though it stands in a column without a number."""
_OWN = _ONES | {"phone", "phonenumber", "mobile", "mobilephone", "jobtitle", "title", "salutation"}
"""What is said of a person, where the person's name stands in a column without a number."""


@dataclass(frozen=True)
class Several:
    """The columns of a header in which several people stand."""

    people: tuple[Mapping[str, int], ...]
    """Of each: what a column is called without the number -> its place."""
    shared: Mapping[str, int]
    """What is said of all of them, such as their company."""
    names: tuple[str, ...]
    """The columns in which their names stand."""

    @property
    def header(self) -> tuple[str, ...]:
        """The header of the table with a row for each."""
        return (*self.shared, *self._own)

    def apart(self, rows: Rows) -> Rows:
        """The table with a row for each person; a row that names nobody stays one row."""
        shown = ", ".join(f"'{shorten(clean_line(name), 30)}'" for name in self.names[:4])
        note = f"Several people stand in a row ({shown}): read as a row for each of them."
        made = tuple((line, row) for line, cells in rows.rows for row in self._rows(cells))
        return replace(rows, header=self.header, rows=made, notes=(*rows.notes, note))

    def cells(self, rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
        """The rows with one for each person."""
        return [row for cells in rows for row in self._rows(cells)]

    def _rows(self, cells: Sequence[str]) -> Iterator[tuple[str, ...]]:
        here = [one for one in self.people if any(cells[at].strip() for at in one.values())]
        for number, one in enumerate(here or self.people[:1]):
            said = {name: cells[at] for name, at in self.shared.items()}
            if number:  # an id or an address is the first one's, unless it is an office's
                said = {name: self._of_all(name, cell) for name, cell in said.items()}
            yield (*said.values(), *(cells[one[name]] if name in one else "" for name in self._own))

    def _of_all(self, name: str, cell: str) -> str:
        text = cell.strip()
        alone = name in self._ones or ("@" in text and " " not in text)
        return "" if alone and not is_shared_name(text) else cell

    @cached_property
    def _own(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in self.people for name in one))

    @cached_property
    def _ones(self) -> frozenset[str]:
        """Of what is said of all of them, what one person alone can have."""
        return frozenset(n for n in self.shared if not _ONES.isdisjoint(positions((n,))))


def mapped_apart(
    several: Several | None, mapping: Mapping[str, str], header: Sequence[str], kind: str
) -> Source:
    """The source that a mapping makes of a header; with a row for each of several people where
    the names of more than one are mapped."""
    if several is None or sum(mapping.get(name) in _MAPPED for name in several.names) < 2:
        return source_of(mapping, header, kind)
    bare = {header[at]: name for one in several.people for name, at in one.items()}
    bare |= {header[at]: name for name, at in several.shared.items()}
    said = {bare.get(name, name): field for name, field in mapping.items() if field}
    return replace(source_of(said, several.header, kind), prepare=several.apart)


_MAPPED = ("name", "first_name", "last_name")


class _Column(NamedTuple):
    """What a column is called, taken apart: `Name of Guest 2` is (guest, 2, Name)."""

    word: str
    """Of a person; "" where there is none."""
    number: int
    """Which of them; 0 where there is none."""
    says: str

    @property
    def who(self) -> _Who:
        """Of whom it says something, by word and number."""
        return self.word, self.number


_Who = tuple[str, int]


def several_in(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Several | None:
    """The columns of several people; None where each row is about one, by its header or by what
    the first rows hold in these columns."""
    columns = [*map(_taken_apart, header)]
    named = {
        at: one
        for at, one in enumerate(columns)
        if (one.word or not one.number) and _is_name(one.says) and _hold_names(rows, at)
    }
    if not any(one.number > 1 and filled(rows, at) for at, one in named.items()):
        return None
    numbered = sorted({one.who for one in named.values() if one.number})
    found = _said_of_each(columns, named, numbered, _first_of(named, numbered, header))
    taken = {at for said in found for at in said.values()}
    own = {letters_of(name) for said in found for name in said}
    shared = {
        (f"{name} (shared)" if letters_of(name) in own else name): at
        for at, name in enumerate(header)
        if at not in taken
    }
    names = tuple(header[at] for at in named if at in taken)
    return Several(found, shared, names) if len(found) > 1 else None


def _first_of(
    named: Mapping[int, _Column], numbered: Sequence[_Who], header: Sequence[str]
) -> _Who | None:
    """Who without a number is one of the numbered, too: Contact beside Contact 2, or a Captain
    beside Player 2, where there is no Player 1."""
    stem = numbered[0][0]
    for at, one in named.items():
        captain = (stem, 1) not in numbered and not _is_rep(header[at])
        if not one.number and (captain or one.word in ("", stem)):
            return one.who
    return None


def _said_of_each(
    columns: Sequence[_Column],
    named: Collection[int],
    numbered: Sequence[_Who],
    first: _Who | None,
) -> tuple[Mapping[str, int], ...]:
    """Of each person: what is said of it -> in which column. `named` are columns of names."""
    stem = numbered[0][0]
    again = {one.says for one in columns if one.number}

    def is_of_one(one: _Column) -> bool:
        if one.number:
            return bool(one.word) or _is_known(one.says)
        return one.says in again or (one.who == first and _is_own(one.says))

    people: dict[_Who | None, dict[str, int]] = {who: {} for who in (first, *numbered)}
    for at, one in enumerate(columns):
        who = (one.word or stem, one.number) if one.number else first
        if who in people and (at in named or (is_of_one(one) and not _is_name(one.says))):
            people[who].setdefault(one.says, at)
    return tuple(said for who, said in people.items() if who and said)


def _hold_names(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a column holds names, or nothing yet."""
    values = filled(rows, at)
    return not values or looks_like_names([*dict.fromkeys(values)])


def _is_name(name: str) -> bool:
    return not _NAMES.isdisjoint(positions((name,)))


def _is_own(name: str) -> bool:
    return not _OWN.isdisjoint(positions((name,)))


def _is_rep(name: str) -> bool:
    return "accountowner" in positions((name,))


def _is_known(name: str) -> bool:
    return _is_own(name) or letters_of(name) in meanings()


@memo(2**10)
def _taken_apart(name: str) -> _Column:
    person, number, small = "", 0, False
    rest: list[str] = []
    for piece in _PIECE.findall(name):
        plain = unaccented(piece)
        if piece[0].isdigit() and not number:
            number = int(re.sub(r"\D.*", "", piece))
        elif plain in _PERSONS and (not person or small):  # Persona de contacto
            person = plain
        elif plain in _ORDINALS and not number:
            number = _ORDINALS[plain]
        elif plain not in _SMALL:
            rest.append(piece)
        small = plain in _SMALL
    left = " ".join(rest) or ("Name" if person else "")
    return _Column(person, number, left[:1].upper() + left[1:])


_PERSONS, _SMALL = (
    frozenset(map(unaccented, words("columns", name))) for name in ("persons", "small")
)
_ORDINALS = {
    unaccented(word): number
    for number, some in enumerate(words("columns", "ordinals"), 1)
    for word in some.split()
}
