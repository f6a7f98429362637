"""Likelihood: how often introductions like a suggested one really happened within 60 days.

`chance` ranks; it is no share of anything. What a rep may take at its word is a calibration: of
people who stood as high in somebody's suggestions, so many were really introduced to him within
60 days, in networks whose introductions are known.

It rests on the candidate's *share*: his chance divided by the sum of the chances of everybody who
is one introduction away from the rep. The chances of one network are no measure in another: of
candidates with the same chance five times as many were introduced in one of two mail networks. But
the introductions that a person gets hardly differ (1.25 and 1.28 in 60 days for those who got any),
and the share says how they fall on his candidates. For one rep it is monotone in the chance.

The calibration itself is a monotone step function; `benchmarks/isotonic.py` fits it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tiesmap.network.arrays import Floats

DAYS = 60
"""Within so many days an introduction counts as having happened."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """From which share on which likelihood holds; both rise, `share` starts at 0.

    share: float[k], likelihood: float[k], in [0, 1].
    """

    share: tuple[float, ...]
    likelihood: tuple[float, ...]

    def at(self, share: ArrayLike) -> Floats:
        """The likelihood of each share, one value each."""
        step = np.searchsorted(self.share, np.asarray(share, dtype=np.float64), side="right") - 1
        return np.asarray(np.asarray(self.likelihood)[np.maximum(step, 0)], dtype=np.float64)


def shares(chance: ArrayLike) -> Floats:
    """Each candidate's part of the chances of all candidates of one rep; 0 where all are 0."""
    values = np.asarray(chance, dtype=np.float64)
    total = values.sum()
    return np.asarray(values / total if total > 0 else np.zeros_like(values))


# `python benchmarks/calibrate.py` fitted it on both mail networks together, each counting alike;
# docs/evidence.md has the scores of each fitted on the other.
MEASURED = Calibration(
    share=(0.0, 0.00578, 0.0124, 0.0198, 0.0349, 0.0592),
    likelihood=(0.000316, 0.00466, 0.0139, 0.0467, 0.0754, 0.193),
)
BASIS = (
    "in the two mail networks we measured, among people who were introduced to anybody at all in "
    "that time; your own outcomes will correct it"
)


def in_words(likelihood: float) -> str:
    """A likelihood as a rep reads it: "about one in twelve"."""
    if likelihood < 1 / 1000:
        return "fewer than one in a thousand"
    number = round(1 / likelihood)
    if number > 20:
        # No more digits than the evidence carries.
        size = 10 ** (len(str(number)) - 1)
        number = round(number / (size / 2)) * size // 2
    return f"about one in {_NUMBERS.get(number, str(number))}"


_NUMBERS = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six",
    7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve",
}  # fmt: skip
