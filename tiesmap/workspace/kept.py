"""Answers that are kept: a function of a view says above it on what its answer rests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import signature
from typing import Concatenate, ParamSpec, TypeVar

from tiesmap.workspace.view import ASKS, View

P = ParamSpec("P")
T = TypeVar("T")
Question = Callable[Concatenate[View, P], T]


def kept(
    upon: Sequence[str] = ASKS, *, large: bool = False
) -> Callable[[Question[P, T]], Question[P, T]]:
    """Keep what a function answers as long as the groups of tables `upon` which it rests stand.

    What it is asked besides its view tells answers apart. They are shared: never change one.
    """

    def keeping(ask: Question[P, T]) -> Question[P, T]:
        asked = signature(ask)
        name = f"{ask.__module__}.{ask.__qualname__}"

        @wraps(ask)
        def answer(view: View, /, *args: P.args, **kwargs: P.kwargs) -> T:
            # However it is called, the same question is the same.
            said = asked.bind(view, *args, **kwargs)
            said.apply_defaults()
            about = tuple(said.arguments.values())[1:]
            build = lambda: ask(view, *args, **kwargs)  # noqa: E731
            return view.keep(name, build, *about, upon=upon, large=large)

        return answer

    return keeping
