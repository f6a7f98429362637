"""The one cache of a database: computed results, bounded and locked.

One thread builds a result, the others wait for it. Results of an older state of the database are
dropped as soon as a newer state is seen, and everything is dropped when somebody is erased.
"""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from tiesmap.store.schema import REWRITTEN

T = TypeVar("T")
_PLAIN = (str, int, float, date)
"""What most of all that is weighed is: it holds nothing further."""
_SAMPLED = 64
"""Of a long list so many items are weighed, and the others taken to be like them."""


@dataclass(frozen=True, slots=True)
class Key:
    """A question, and the versions of the data that its answer depends on."""

    question: str
    about: Hashable
    versions: tuple[tuple[Hashable, int], ...]
    """(group of tables, or such a group as one asker sees it, version) of each group that the
    answer rests on."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many values of one kind are kept, and of how many bytes in total."""

    count: int
    size: int


NETWORKS = Bounds(count=128, size=1 << 30)
"""Networks, how each rep stands in them, and who is on file: all that goes over everybody. There
is room for the reps of a team, each with five values beside what all share; with 100,000 people
the bytes suffice for about ten reps."""
ANSWERS = Bounds(count=1024, size=256 << 20)
"""Answers: some thirty a rep and page, so that the pages of twenty reps stay."""


@dataclass(eq=False)
class _Shelf:
    bounds: Bounds
    grows: bool
    """Whether values take more room after they were made, as networks do."""
    values: OrderedDict[Key, Any] = field(default_factory=OrderedDict)
    sizes: dict[Key, int] = field(default_factory=dict)
    """What each value weighs by itself, as it was when it was last weighed."""
    used: set[Key] = field(default_factory=set)
    """Those that somebody has in hand, and that may have grown since they were weighed."""

    def find(self, key: Key) -> object:
        """The value of a key; raises KeyError."""
        value = self.values[key]
        self.values.move_to_end(key)
        self.used.add(key)
        return value

    def put(self, key: Key, value: object) -> None:
        self.values[key] = value
        self.values.move_to_end(key)
        for one in {key, *(self.used if self.grows else ())}:
            self.sizes[one] = weigh(self.values[one])
        self.used = {key}
        while len(self.values) > 1 and self.is_full():
            self.drop(next(iter(self.values)))

    def is_full(self) -> bool:
        if len(self.values) > self.bounds.count:
            return True
        # Together they weigh at most as much as each by itself, which is quicker to tell.
        return sum(self.sizes.values()) > self.bounds.size and self.size() > self.bounds.size

    def size(self) -> int:
        # What several values share is weighed once.
        return weigh(list(self.values.values())) if self.grows else sum(self.sizes.values())

    def drop(self, key: Key) -> None:
        del self.values[key]
        self.sizes.pop(key, None)
        self.used.discard(key)


class Cache:
    """The computed results of one database. They are shared: never change them."""

    def __init__(self, networks: Bounds = NETWORKS, answers: Bounds = ANSWERS) -> None:
        self._networks, self._answers = _Shelf(networks, True), _Shelf(answers, False)
        self._lock = threading.RLock()
        self._making: dict[Hashable, threading.RLock] = {}
        self._carried: dict[Hashable, Any] = {}
        self._newest: dict[Hashable, int] = {}
        self._cleared = 0

    def get(self, key: Key, build: Callable[[], T], *, large: bool = False) -> T:
        """The value of a key, from the cache or built, by one thread while the others wait.

        `large` says that it is, or refers to, an array over everybody.
        """
        shelf = self._networks if large else self._answers
        with self._lock:
            if key in shelf.values:
                return cast(T, shelf.find(key))
            making = self._making.setdefault(key, threading.RLock())
        with making:
            with self._lock:
                if key in shelf.values:
                    return cast(T, shelf.find(key))
                cleared = self._cleared
            try:
                value = build()
                with self._lock:
                    if cleared == self._cleared and not self._is_old(key):
                        shelf.put(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def see(self, versions: Mapping[Any, int]) -> bool:
        """Tell the cache the present state of the database; older results are dropped.

        Returns whether people were erased, merged or taken back since it was told last.
        """
        with self._lock:
            newer = {name for name, n in versions.items() if n > self._newest.get(name, -1)}
            if not newer:
                return False
            rewritten = REWRITTEN in newer and REWRITTEN in self._newest
            self._newest |= {name: versions[name] for name in newer}
            for shelf in (self._networks, self._answers):
                for key in [key for key in shelf.values if self._is_old(key)]:
                    shelf.drop(key)
            return rewritten

    def _is_old(self, key: Key) -> bool:
        return any(n < self._newest.get(name, n) for name, n in key.versions)

    def carry(self, name: Hashable, carried: Callable[[Any], tuple[T, Any]]) -> T:
        """A value built with the help of its predecessor, such as contacts that were read before.

        `carried` gets what the last build left (None at first); it returns the value, and what
        to leave for the next build. One thread builds at a time.
        """
        with self._lock:
            making = self._making.setdefault(name, threading.RLock())
        with making:
            with self._lock:
                before, cleared = self._carried.get(name), self._cleared
            value, left = carried(before)
            with self._lock:
                if cleared == self._cleared:
                    self._carried[name] = left
        return value

    def clear(self) -> None:
        """Drop everything, also what is being built now, because somebody was erased."""
        with self._lock:
            self._cleared += 1
            self._carried.clear()
            for shelf in (self._networks, self._answers):
                shelf.values.clear()
                shelf.sizes.clear()
                shelf.used.clear()

    def sizes(self) -> dict[str, tuple[int, int]]:
        """The number of cached networks and answers, and their bytes."""
        with self._lock:
            shelves = {"networks": self._networks, "answers": self._answers}
            return {name: (len(shelf.values), shelf.size()) for name, shelf in shelves.items()}


def weigh(value: object, seen: set[int] | None = None) -> int:
    """About how many bytes a value takes: arrays exactly, long lists estimated from a sample.

    Shared parts count once. Modules, functions and open files are not counted.
    """
    seen = set() if seen is None else seen
    if id(value) in seen:
        return 0
    # Done for each item of all that is kept, so what a kind is made of is looked up once.
    sort, names = _made_of(cast(Hashable, type(value)))
    if sort == "nothing":
        return 0
    seen.add(id(value))
    if sort == "plain":
        return sys.getsizeof(value)
    if isinstance(value, np.ndarray):
        base = value.base
        return weigh(base, seen) if isinstance(base, np.ndarray) else value.nbytes
    if isinstance(value, pd.Series):
        return int(value.index.nbytes + value.nbytes)
    if isinstance(value, pd.DataFrame):
        # What `memory_usage` says, which makes a table of it first.
        return int(value.index.nbytes + sum(value[name].array.nbytes for name in value))
    size = sys.getsizeof(value, 64)
    if isinstance(value, Mapping):
        return size + _some(list(value.keys()), seen) + _some(list(value.values()), seen)
    if isinstance(value, (list, tuple, set, frozenset)):
        return size + _some(list(value), seen)
    for name in names:
        size += weigh(getattr(value, name, None), seen)
    for one in getattr(value, "__dict__", {}).values():
        size += weigh(one, seen)
    return size


@lru_cache(maxsize=1024)
def _made_of(kind: Any) -> tuple[str, tuple[str, ...]]:
    """Whether a kind of value weighs nothing, by itself alone, or by its parts; and its fields."""
    if issubclass(kind, (bool, type)) or kind is type(None):
        return "nothing", ()
    if issubclass(kind, _PLAIN):
        return "plain", ()
    return "parts", tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def _some(items: list[Any], seen: set[int]) -> int:
    part = items[:_SAMPLED]
    size = sum([weigh(one, seen) for one in part])
    return size if len(part) == len(items) else int(size / len(part) * len(items))
