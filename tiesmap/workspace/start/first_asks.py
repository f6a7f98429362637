"""The first asks: those of `asks.choice`, each to a different contact."""

from __future__ import annotations

from tiesmap.model.start import FirstAsk
from tiesmap.workspace.asks.choice import Sought, choose
from tiesmap.workspace.view import View

ASKS = 5


def first_asks(view: View, most: int = ASKS, *, good: bool = False) -> tuple[FirstAsk, ...]:
    """The first asks, each to a different connector.

    Only `good` ones: of whom he knows, for what he wants.
    """
    plan = choose(view, Sought(most, first=True, good=good))
    return (
        *(FirstAsk(path=ask.path) for ask in plan.asks),
        *(FirstAsk(openly=ask) for ask in plan.open_asks),
    )
