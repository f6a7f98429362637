"""Answers that are kept: a question of a view says above it on what its answer rests."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from tiesmap.store import schema

EVIDENCE = ("evidence", "people")
COMFORT = (*EVIDENCE, "comfort")
ASKS = (*COMFORT, "requests")
"""On which groups of tables an answer rests: the network; and what reps say; and their asks."""
ALL = schema.GROUPS
T = TypeVar("T")
P = ParamSpec("P")


class Keeper(Protocol):
    """A view, as far as its answers are kept."""

    @property
    def asker(self) -> Hashable:
        """What tells its answers from those to others, of other days and by other settings."""

    def keep(
        self, question: str, about: Hashable, build: Callable[[], T], upon: Sequence[str],
        large: bool,
    ) -> T:  # fmt: skip
        """The answer to a question, from the cache or built."""


V = TypeVar("V", bound=Keeper)


def kept(
    upon: Sequence[str] = ASKS,
    *,
    large: bool = False,
    by: Callable[[Any], Hashable] = lambda view: view.asker,
) -> Callable[[Callable[Concatenate[V, P], T]], Callable[Concatenate[V, P], T]]:
    """Keep what a question is answered as long as the groups of tables `upon` which it rests stand.

    What it is asked besides its view tells answers apart, and so does who asks, or what `by` says
    of the view where others' answers are the same. `large` says that an answer is, or refers to, an
    array over everybody. They are shared: never change one.
    """

    def keeping(ask: Callable[Concatenate[V, P], T]) -> Callable[Concatenate[V, P], T]:
        asked = signature(ask)
        name = f"{ask.__module__}.{ask.__qualname__}"

        @wraps(ask)
        def answer(view: V, /, *args: P.args, **kwargs: P.kwargs) -> T:
            # However it is called, the same question is the same.
            said = asked.bind(view, *args, **kwargs)
            said.apply_defaults()
            about = by(view), *tuple(said.arguments.values())[1:]
            return view.keep(name, about, lambda: ask(view, *args, **kwargs), upon, large)

        return answer

    return keeping
