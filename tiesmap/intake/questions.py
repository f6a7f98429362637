"""Questions that only a person can answer before a file can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tiesmap.model.problems import Refused


class Unrecognized(Refused):
    """A table of unknown kind, whose columns the rep can map himself.

    `columns` maps names in the header to the fields they seem to be.
    """

    def __init__(self, sentence: str, columns: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.columns = dict(columns or {})


class HalfUnderstood(Unrecognized):
    """A table of a known kind with an unmapped column that seems to hold personal data.

    By its values the column has addresses, phone numbers, companies or names."""


class Unclear(Refused):
    """A file that can be read once one question is answered.

    `option` is the name of the answer (`answers.Answer`): delimiter, header_line or encoding of a
    table, day_first or me of a chat; `choices` are the possible answers, where they are known,
    each with a preview of what it would give.
    """

    def __init__(
        self, sentence: str, option: str, choices: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.option = option
        self.choices = dict(choices or {})


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked about one file; the answer goes under `option` in the file's
    options."""

    file: str
    option: str
    """delimiter, header_line, encoding, sheet, day_first, me, or mapping (with kind)."""
    sentence: str
    needed: bool = True
    """Whether the file cannot be read without the answer; otherwise rows are left out and listed.
    """
    choices: Mapping[str, str] = field(default_factory=dict)
    """Answer -> what it would show, where the answers can be told."""
    chosen: tuple[str, ...] = ()
    """Of the choices those that hold until something else is said."""
