"""Rows about several people, each in columns with a number: `Contact 1`, `Contact 1 Email`,
`Contact 2` ... Such a table is read with a row for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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


def several_in(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Several | None:
    """The columns of several people; None where each row is about one, by its header or by what
    the first rows hold in these columns."""
    told = [*map(_taken_apart, header)]
    named = {
        at: (word, n)
        for at, (word, n, rest) in enumerate(told)
        if (word or not n) and _is_name(rest) and _hold_names(rows, at)
    }
    numbered = sorted({one for one in named.values() if one[1]})
    if not any(one[1] > 1 and filled(rows, at) for at, one in named.items()):
        return None
    stem = numbered[0][0]
    main = next(
        (
            one
            for at, one in named.items()
            if not one[1]
            and (one[0] in ("", stem) or ((stem, 1) not in numbered and not _is_rep(header[at])))
        ),
        None,
    )
    people = {one: dict[str, int]() for one in (*filter(None, [main]), *numbered)}
    again = {rest for _, n, rest in told if n}
    for at, (word, n, rest) in enumerate(told):
        one = (word or stem, n) if n else main
        said_of_one = bool(word) or _is_known(rest) if n else rest in again
        whole = main == (word, n) and _is_own(rest)
        if one in people and (at in named or ((said_of_one or whole) and not _is_name(rest))):
            people[one].setdefault(rest, at)
    found = tuple(said for said in people.values() if said)
    if len(found) < 2:
        return None
    taken = {at for said in found for at in said.values()}
    own = {letters_of(name) for said in found for name in said}
    shared = {
        (f"{name} (shared)" if letters_of(name) in own else name): at
        for at, name in enumerate(header)
        if at not in taken
    }
    return Several(found, shared, tuple(header[at] for at in named if at in taken))


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
def _taken_apart(name: str) -> tuple[str, int, str]:
    """(word for a person, number, what is left) of a column's name; "" and 0 where there is none:
    `Name of Guest 2` is (guest, 2, Name)."""
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
    return person, number, left[:1].upper() + left[1:]


_PERSONS, _SMALL = (
    frozenset(map(unaccented, words("columns", name))) for name in ("persons", "small")
)
_ORDINALS = {
    unaccented(word): number
    for number, some in enumerate(words("columns", "ordinals"), 1)
    for word in some.split()
}
