"""Which circles are worth opening for a rep: whom he wants to meet, and whom he can serve.

How surely a circle opens says nothing of what it is worth. What the rep's clients do tells whom he
can serve: their trades, and the trades that deal with these. Where no client says so, those whom he
likes to call stand in for them, and where he rated nobody those who seem closest to him. Where no
trade stands out there either, there is no market, and everything goes by chance alone.

The market never changes a chance. It says who is on a list; the chance orders it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.standpoint import Standpoint

SERVED_FROM = 0.05
"""A trade of at least such a share of the clients is one that the rep serves ..."""
_SEATS = 5
"""... unless it is a straggler: of so many asks, handed out by the highest average (D'Hondt), the
largest trade would take all before it had one. So many are the first asks."""
NEXT_DOOR_FROM = 0.3
"""A trade that deals with those of at least such a share of his clients lies next door."""
WANTED, FITS, OPEN, ELSEWHERE = 3, 2, 1, 0
"""How well somebody fits: wanted; a client's trade or one next door; not known; another trade."""
_NEXT_DOOR = 0.25
"""What a trade next door to all of his clients is worth beside one of theirs."""
_LEAST = 0.05
_WORTH = {WANTED: 1.0, FITS: 1.0, OPEN: 0.5, ELSEWHERE: _LEAST}
"""What somebody new is worth in a plan, beside who fits. Our judgment, not measured."""
_MANY_TITLES = 3000
"""Beyond so many different titles they are not looked at: that would take longer than it tells."""


class Basis(StrEnum):
    """Who says what trades the rep serves; the words go after "tiesmap goes"."""

    CLIENTS = "by what your clients do"
    LIKED = "by the people you like to call (rated 4 or 5)"
    CLOSEST = "by the people who seem closest to you, which is inferred"


_WHY: Mapping[Basis, tuple[str, str]] = {
    Basis.CLIENTS: ("clients of yours are in it", "it deals with your clients' trades"),
    Basis.LIKED: (
        "people you like to call are in it",
        "it deals with the trades of people you like to call",
    ),
    Basis.CLOSEST: (
        "people who seem closest to you are in it",
        "it deals with the trades of people who seem closest to you",
    ),
}
"""Why a trade that is served fits, and one next door."""


def _any_title(title: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Market:
    """The trades worth opening, each in small letters.

    served: the share of the rep's clients in it. next_door: the share of his clients whose trade
    deals with it. suits: whether a title is of the kind that his clients have, as far as it tells.
    by: who stands for his clients.
    """

    wanted: frozenset[str] = frozenset()
    served: Mapping[str, float] = field(default_factory=dict)
    next_door: Mapping[str, float] = field(default_factory=dict)
    suits: Callable[[str], bool] = _any_title
    by: Basis = Basis.CLIENTS

    def __bool__(self) -> bool:
        """Whether anything is known of whom the rep wants or serves."""
        return bool(self.wanted or self.served)

    def serves(self, trade: str) -> bool:
        """Whether the clients say that the rep serves a trade: no straggler beside the largest."""
        largest = max(self.served.values(), default=0.0)
        share = self.served.get(trade.casefold(), 0.0)
        return share >= max(SERVED_FROM, largest / _SEATS)

    def fit(self, trade: str) -> int:
        """WANTED, FITS, OPEN (where it is not known, or nothing is known of the market), or
        ELSEWHERE."""
        name = trade.casefold()
        if not self or not name:
            return OPEN
        if name in self.wanted:
            return WANTED
        near = self.next_door.get(name, 0.0) >= NEXT_DOOR_FROM
        return FITS if near or self.serves(name) else ELSEWHERE

    def worth(self, trade: str) -> float:
        """What it is worth to ask about a trade, 1 at most: wanted or served 1; next door a
        quarter of the share of clients whom it deals with."""
        name = trade.casefold()
        if name in self.wanted or self.serves(name):
            return 1.0
        return max(_NEXT_DOOR * self.next_door.get(name, 0.0), _LEAST)

    def why(self, trade: str) -> str:
        """Why a trade is worth opening; empty where nothing says so."""
        fit = self.fit(trade)
        if fit == WANTED:
            return "you want to meet people there"
        if fit == FITS:
            return _WHY[self.by][not self.serves(trade)]
        return ""

    def fits(self, standpoint: Standpoint, nodes: Ints) -> NDArray[np.int8]:
        """How well each of these people fits, by his trade; who has a title of another kind than
        the rep's clients have, one step less."""
        code, names = standpoint.around.category_code
        by_trade = np.array([self.fit(str(name)) for name in names] + [OPEN], dtype=np.int8)
        found = by_trade[code[nodes]]
        likely = np.flatnonzero(found >= FITS)
        if self and len(likely):
            titles = standpoint.network.people["title"].to_numpy(dtype=object)[nodes[likely]]
            different, which = np.unique(titles.astype(str), return_inverse=True)
            if len(different) <= _MANY_TITLES:
                suits = np.array([self.suits(title) for title in different.tolist()], dtype=bool)
                found[likely] -= ~suits[which]
        return found

    def worths(self, standpoint: Standpoint, nodes: Ints) -> Floats:
        """What each of these people is worth in a plan; without a market everybody 1."""
        if not self:
            return np.ones(len(nodes))
        worth = np.array([_WORTH[fit] for fit in sorted(_WORTH)])
        return np.asarray(worth[self.fits(standpoint, nodes)])


ANYBODY = Market()
"""Where nothing is known of whom the rep wants or serves."""
