"""What was worked out of a text is kept for the next time, until somebody is erased."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakSet

P = ParamSpec("P")
T = TypeVar("T")
_MEMOS: WeakSet[Any] = WeakSet()


def memo(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A function's decorator: its last `most` results are kept, by what it was asked.

    For whatever is asked with a name, an address or another text of somebody; what is asked with
    nothing of people may be kept by functools.
    """

    def remember(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(most)(function)
        _MEMOS.add(kept)
        return cast(Callable[P, T], kept)

    return remember


def forget() -> None:
    """Drop all that is kept of texts in this process: a patterns' cache holds names, too."""
    for kept in list(_MEMOS):
        kept.cache_clear()
    re.purge()
