"""How sure a share of few cases is."""

from __future__ import annotations

from math import hypot, sqrt

Z95 = 1.959964
"""Standard normal deviate of a two-sided 95 % interval."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927; Brown, Cai & DasGupta 2001); (0, 1) without a
    trial."""
    if trials == 0:
        return 0.0, 1.0
    share, z2 = successes / trials, Z95**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def newcombe(
    successes: int, trials: int, others: int, other_trials: int
) -> tuple[float, float, float]:
    """The difference of two independent shares, the first less the second, and its 95 % interval:
    the square-and-add of their Wilson intervals (Newcombe 1998, method 10). (0, -1, 1) where one is
    without a trial."""
    if not trials or not other_trials:
        return 0.0, -1.0, 1.0
    one, two = successes / trials, others / other_trials
    (low, high), (lower, upper) = wilson(successes, trials), wilson(others, other_trials)
    point = one - two
    return point, point - hypot(one - low, upper - two), point + hypot(high - one, two - lower)
