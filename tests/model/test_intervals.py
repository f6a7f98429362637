"""A share of few cases and the difference of two, against another library.

The expected values are those of statsmodels 0.15.0, `proportion_confint(method="wilson")` and
`confint_proportions_2indep(method="newcomb", compare="diff")`, run once and rounded to six
decimals. The cases of the difference are the examples (a) to (h) of Newcombe 1998, Statistics in
Medicine 17, 873-890.
"""

from __future__ import annotations

import pytest

from tiesmap.model.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.255289, 0.366210),
        (15, 148, 0.062386, 0.160487),
        (3, 10, 0.107791, 0.603222),
        (1, 29, 0.006113, 0.171755),
        (0, 20, 0.0, 0.161125),
        (10, 10, 0.722467, 1.0),
    ],
)
def test_a_share_is_as_sure_as_elsewhere(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.052431, 0.333873),
        ((9, 10, 3, 10), 0.170523, 0.809018),
        ((6, 7, 2, 7), 0.058228, 0.806250),
        ((5, 56, 0, 29), -0.038137, 0.192560),
        ((0, 10, 0, 20), -0.161125, 0.277533),
        ((0, 10, 0, 10), -0.277533, 0.277533),
        ((10, 10, 0, 20), 0.679086, 1.0),
        ((10, 10, 0, 10), 0.607509, 1.0),
    ],
)
def test_the_difference_of_two_shares_is_as_elsewhere(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    point, *ends = newcombe(*counts)
    assert ends == pytest.approx([low, high], abs=1e-6)
    assert point == pytest.approx(counts[0] / counts[1] - counts[2] / counts[3])
    back = newcombe(*counts[2:], *counts[:2])
    assert back == pytest.approx((-point, -ends[1], -ends[0])), (
        "the other way around it is the same"
    )


def test_without_a_trial_nothing_is_known() -> None:
    assert newcombe(0, 0, 3, 4) == newcombe(3, 4, 0, 0) == (0.0, -1.0, 1.0)
    assert wilson(0, 0) == (0.0, 1.0)
