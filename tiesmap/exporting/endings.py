"""The format of a file that goes out, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from tiesmap.model.english import say_or
from tiesmap.model.problems import Refused

_SAME = {"": (".txt", ".csv"), ".txt": (".csv",), ".htm": (".html",)}
"""Endings that stand for another one: what has no ending is plain text, or else CSV."""


def in_format(suffix: str, formats: Mapping[str, Callable[[], bytes]]) -> bytes:
    """The file in the format that the ending of its name says.

    `formats` says for each ending, in small letters, how the file is made. Raises Refused, which
    names these endings, for any other.
    """
    return formats[format_of(suffix, formats)]()


def format_of(suffix: str, formats: Collection[str]) -> str:
    """Which of these formats a name's ending stands for; raises Refused where it is none."""
    ending = suffix.casefold()
    for meant in (ending, *_SAME.get(ending, ())):
        if meant in formats:
            return meant
    raise Refused(f"No {suffix or 'file without an ending'} is written here: "
                  f"let the name end in {say_or(list(formats))}.")  # fmt: skip
