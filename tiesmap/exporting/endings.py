"""The format of a file that goes out, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from tiesmap.model.english import say_or
from tiesmap.model.problems import Refused

_SAME = {"": ".csv", ".txt": ".csv", ".htm": ".html"}
"""Endings that stand for another one: what has no ending is CSV."""


def in_format(suffix: str, formats: Mapping[str, Callable[[], bytes]]) -> bytes:
    """The file in the format that the ending of its name says.

    `formats` says for each ending, in small letters, how the file is made. Raises Refused, which
    names these endings, for any other.
    """
    return formats[format_of(suffix, formats)]()


def format_of(suffix: str, formats: Collection[str]) -> str:
    """Which of these formats a name's ending stands for; raises Refused where it is none."""
    ending = suffix.casefold()
    ending = ending if ending in formats else _SAME.get(ending, ending)
    if ending not in formats:
        raise Refused(f"No {suffix or 'file without an ending'} is written here: "
                      f"let the name end in {say_or(list(formats))}.")  # fmt: skip
    return ending
