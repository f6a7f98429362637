"""The difference of two shares of few cases, against a published table."""

from __future__ import annotations

import pytest

from tiesmap.model.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, 873-890: table II, method 10, examples (a)-(h).
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_of_two_shares_is_as_published(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    point, *ends = newcombe(*counts)
    assert ends == pytest.approx([low, high], abs=5e-5)
    assert point == pytest.approx(counts[0] / counts[1] - counts[2] / counts[3])
    back = newcombe(*counts[2:], *counts[:2])
    assert back == pytest.approx((-point, -ends[1], -ends[0])), (
        "the other way around it is the same"
    )


def test_without_a_trial_nothing_is_known() -> None:
    assert newcombe(0, 0, 3, 4) == newcombe(3, 4, 0, 0) == (0.0, -1.0, 1.0)
    assert wilson(0, 0) == (0.0, 1.0)
