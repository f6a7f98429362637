"""The parts of a workbook, read piece by piece: no tree is made of them, however they are nested,
and nothing by which they could grow (entities) is followed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import IO, NamedTuple
from xml.parsers.expat import ParserCreate

_PIECE = 2**18  # bytes
_ENOUGH = 2**18
"""Characters of a cell that are kept: more than any table takes, so that it is told."""
_ROWS, _CELLS, _TEXTS = ("row", "si"), ("c", "si"), ("v", "t")
"""Elements of a sheet, and of the table of texts that sheets share: there, each is a row."""


class Cell(NamedTuple):
    """A cell in which something stands, as it is written."""

    column: int
    """The first is 1."""
    kind: str
    """n (a number), s (the number of a shared text), b, d, e, str or inlineStr."""
    style: int
    text: str


class Part:
    """The rows of a part: line, and its cells. `merged` are the areas named below them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.merged: list[str] = []
        self._stream = stream
        self._rows: list[tuple[int, list[Cell]]] = []
        self._line = self._column = self._style = self._size = 0
        self._kind = ""
        self._cells: list[Cell] = []
        self._held: list[str] = []
        self._inside = self._aside = False

    def __iter__(self) -> Iterator[tuple[int, list[Cell]]]:
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._say
        parser.EntityDeclHandler = self._refuse
        for piece in iter(partial(self._stream.read, _PIECE), b""):
            parser.Parse(piece)
            yield from self._rows
            self._rows.clear()
        parser.Parse(b"", True)

    def _start(self, tag: str, said: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _ROWS:
            self._line = int(float(said.get("r") or self._line + 1))
            self._cells, self._column = [], 0
        if tag in _CELLS:
            place = said.get("r", "").rstrip("0123456789")
            self._column = number_of(place) if place else self._column + 1
            self._kind, self._style = said.get("t", "n"), int(said.get("s") or 0)
            self._held, self._size = [], 0
        elif tag in _TEXTS:
            self._inside = not self._aside
        elif tag == "rPh":  # how a text is pronounced
            self._aside = True
        elif tag == "mergeCell":
            self.merged.append(said.get("ref", ""))

    def _say(self, text: str) -> None:
        if self._inside and self._size < _ENOUGH:
            self._held.append(text)
            self._size += len(text)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _TEXTS:
            self._inside = False
        elif tag == "rPh":
            self._aside = False
        elif tag in _CELLS and self._held:
            text = "".join(self._held)
            self._cells.append(Cell(self._column, self._kind, self._style, text))
        if tag == "si" or (tag == "row" and self._cells):
            self._rows.append((self._line, self._cells))

    def _refuse(self, *said: object) -> None:
        raise ValueError("no workbook has entities of its own")


@lru_cache(maxsize=2**15)
def number_of(letters: str) -> int:
    """The number of a column, by its letters: of C, 3."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
