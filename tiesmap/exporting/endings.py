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


def format_of(
    suffix: str, formats: Collection[str], others: Mapping[str, Collection[str]] | None = None
) -> str:
    """Which of these formats a name's ending stands for; raises Refused where it is none.

    `others` are the formats that there are with an option, by its name: the refusal says it.
    """
    ending = suffix.casefold()
    meant = (ending, *_SAME.get(ending, ()))
    for each in meant:
        if each in formats:
            return each
    options = [name for name, those in (others or {}).items() if any(one in those for one in meant)]
    without = f" without {say_or(options)}" if options else ""
    raise Refused(f"No {suffix or 'file without an ending'} is written here{without}: "
                  f"let the name end in {say_or(list(formats))}.")  # fmt: skip
