"""Problems in files, as sentences for the person who can put them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 80  # characters of a cell that a sentence repeats


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was not loaded, and why.

    `line` is the physical line of the file (the first is 1) where the row starts, None where the
    whole file is meant. `column` and `value` are empty where the whole row is meant. `message`
    says what is wrong and what to do; after a value it reads as the rest of the sentence
    ("is not a date: write it as 2026-03-05").
    """

    file: str
    line: int | None
    column: str
    value: str
    message: str

    @property
    def sentence(self) -> str:
        """The problem as one line, such as "people.csv, line 12, column email: 'x' is not ..."."""
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.column:
            place += f", column {self.column}"
        what = f"'{shorten(self.value)}' {self.message}" if self.value else self.message
        return f"{place}: {what}"


class Refused(Exception):
    """A file that was refused as a whole. `str()` is a plain sentence that says what to do."""


class RefusedFiles(Refused):
    """Several refused files of one batch, each with its sentence."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        super().__init__(" ".join(map(str, refusals)))
        self.refusals = tuple(refusals)


def shorten(text: str, limit: int = SHOWN) -> str:
    """`text` on one line, cut after `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
