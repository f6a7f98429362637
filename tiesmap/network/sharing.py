"""Sharing out: one way to each wish, no connector twice."""

from __future__ import annotations

from collections.abc import Sequence


def share_out(
    ways: Sequence[Sequence[tuple[int, float]]], worth: Sequence[float] = ()
) -> list[int | None]:
    """Which of its ways each wish takes (its place), None where none is left for it.

    A way is (connector, chance). As many wishes as possible get one, no two of them the same
    connector; those of the most worth, then with the best chances, choose first, and give way to
    others only for another way of their own (augmenting paths, Kuhn 1955).
    """
    holder: dict[int, int] = {}  # connector -> wish
    taken: list[int | None] = [None] * len(ways)
    ranked = [sorted(range(len(own)), key=lambda k: (-own[k][1], k)) for own in ways]

    def serve(wish: int, tried: set[int]) -> bool:
        for place in ranked[wish]:
            connector = ways[wish][place][0]
            if connector in tried:
                continue
            tried.add(connector)
            before = holder.get(connector)
            if before is None or serve(before, tried):
                holder[connector], taken[wish] = wish, place
                return True
        return False

    best = [max((chance for _, chance in own), default=0.0) for own in ways]
    for wish in sorted(range(len(ways)), key=lambda k: (-worth[k] if worth else 0, -best[k], k)):
        serve(wish, set())
    return taken
