from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.isotonic import calibrate, pool
from benchmarks.scoring import brier_skill
from tiesmap.network.likelihood import (
    MEASURED,
    Calibration,
    in_words,
    shares,
)

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60).filter(
    lambda cases: any(came for _, came in cases)
)


def test_a_share_is_the_part_of_all_chances() -> None:
    assert shares([0.1, 0.3, 0.0]).tolist() == pytest.approx([0.25, 0.75, 0.0])
    assert shares([0.0, 0.0]).tolist() == [0.0, 0.0]
    assert shares([]).tolist() == []


@pytest.mark.parametrize(
    ("rate", "weight", "first", "level"),
    [
        # Drawn by hand: a fall is leveled out at the weighted mean, however far back it reaches.
        ([0.1, 0.2, 0.3], [1, 1, 1], [0, 1, 2], [0.1, 0.2, 0.3]),
        ([0.1, 0.5, 0.2], [1, 1, 2], [0, 1], [0.1, 0.3]),
        ([0.6, 0.5, 0.1], [1, 1, 1], [0], [0.4]),
        ([0.2, 0.2], [1, 3], [0], [0.2]),
    ],
)
def test_what_falls_is_pooled(
    rate: list[float], weight: list[float], first: list[int], level: list[float]
) -> None:
    found_first, found_level = pool(np.array(rate), np.array(weight, dtype=float))
    assert found_first.tolist() == first
    assert found_level.tolist() == pytest.approx(level)


def test_a_calibration_by_hand() -> None:
    # Two groups of one introduction each; the second begins at the introduction at .5.
    share = [0.0, 0.1, 0.2, 0.3, 0.5, 0.6]
    came = [False, True, False, False, True, False]
    found = calibrate(share, came, groups=2)
    assert found == Calibration((0.0, 0.5), (0.25, 0.5))
    assert found.at([0.0, 0.49, 0.5, 1.0]).tolist() == [0.25, 0.25, 0.5, 0.5]


def test_cases_that_count_twice_are_as_if_there_were_two_of_them() -> None:
    share, came = [0.1, 0.2, 0.3, 0.4], [False, True, False, True]
    twice = calibrate([*share, 0.3], [*came, False], groups=2)
    assert calibrate(share, came, [1, 1, 2, 1], groups=2) == twice


@given(CASES, st.integers(1, 8))
def test_it_rises_and_says_what_happened_on_the_whole(
    cases: list[tuple[float, bool]], groups: int
) -> None:
    share, came = zip(*cases, strict=True)
    found = calibrate(share, came, groups=groups)
    assert found.share[0] == 0 and list(found.share) == sorted(set(found.share))
    assert list(found.likelihood) == sorted(set(found.likelihood))
    said = found.at(share)
    assert said.sum() == pytest.approx(sum(came))
    # Never worse, on the cases themselves, than knowing the base rate alone.
    skill = brier_skill(said, came)
    assert np.isnan(skill) if all(came) else skill >= -1e-9


def test_without_an_introduction_there_is_nothing_to_calibrate_by() -> None:
    with pytest.raises(ValueError, match="no introduction"):
        calibrate([0.1, 0.2], [False, False])


def test_brier_skill_by_hand() -> None:
    came = [1, 0, 0, 0]
    assert brier_skill([1, 0, 0, 0], came) == 1
    assert brier_skill([0.25] * 4, came) == pytest.approx(0)
    # Squared errors .25, .25, 0, 0: .125 on the mean, against 3/16.
    assert brier_skill([0.5, 0.5, 0, 0], came) == pytest.approx(1 - 0.125 / (3 / 16))
    assert np.isnan(brier_skill([0.1], [0]))


def test_what_ships_rises_and_is_a_share() -> None:
    assert MEASURED.share[0] == 0
    assert list(MEASURED.share) == sorted(set(MEASURED.share))
    assert list(MEASURED.likelihood) == sorted(set(MEASURED.likelihood))
    assert MEASURED.likelihood[0] > 0 and MEASURED.likelihood[-1] < 1


@pytest.mark.parametrize(
    ("likelihood", "words"),
    [
        (1.0, "about one in one"),
        (0.5, "about one in two"),
        (1 / 12, "about one in twelve"),
        (0.0453, "about one in 20"),
        (0.017, "about one in 60"),
        (0.00456, "about one in 200"),
        (0.000314, "fewer than one in a thousand"),
        (0.0, "fewer than one in a thousand"),
    ],
)
def test_a_likelihood_in_words(likelihood: float, words: str) -> None:
    assert in_words(likelihood) == words
