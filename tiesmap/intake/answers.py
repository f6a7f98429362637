"""What a rep answers of a file, where the file leaves it open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypedDict

from tiesmap.intake.reading import Options


class Mapped(TypedDict):
    """How the columns of a header were mapped."""

    columns: Mapping[str, str]
    """Column -> field."""
    kind: str
    """What the rows are about; "" where the fields say it."""


class Answer(Options, total=False):
    """What was said of one file; of an archive, of each file in it."""

    day_first: bool | None
    """Yes: 03/05/2026 is the 3rd of May."""
    me: str | None
    """What the rep is called in a chat."""
    machines: bool
    """Mails of senders who are called like machines count too."""
    skip_private: bool
    """What is private in a calendar is left out."""
    clients: bool | None
    """A list is one of clients, or is not."""
    take_in: Collection[str]
    """Names of people who look like nobody."""
    want: Collection[str]
    """Firms of which a list has nobody, for the wanted list."""
    mapping: Mapping[str, str]
    """Column -> field; `kind` is what the rows are about."""
    kind: str


Answers = Mapping[str, Answer]
"""File -> what was said of it."""
