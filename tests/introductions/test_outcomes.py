"""Learning from outcomes: shares, priors that two answers do not swing, and tallies."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.introductions.outcomes import (
    by_category,
    by_connector,
    by_month,
    kinds_of,
    learn,
    reached,
    tally,
    was_agreed,
)
from tiesmap.model.intervals import wilson
from tiesmap.model.requests import IntroRequest
from tiesmap.model.settings import Settings
from tiesmap.model.statuses import STATUSES
from tiesmap.model.steps import Step
from tiesmap.network.strength import chance

STRONG = Settings().strong_from
learned = partial(learn, strong_from=STRONG)


def ask(name: str, status: str, connector: int = 2, strength: float = 0.5) -> IntroRequest:
    return IntroRequest(
        name, status, "Rita", 1, f"C{connector}", connector, "Theo", 3, "Theo", 3,
        ("Rita", f"C{connector}", "Theo"), 0.1, (), tie_strength=strength,
        asked_on=None if status in ("suggested", "planned") else date(2026, 3, 5),
        target_category="Hotels",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "come_to", "agreed"),
    [
        ("suggested", "", None),
        ("planned", "", None),
        ("asked", "asked", None),
        ("agreed", "asked agreed", True),
        ("accepted", "asked agreed accepted", True),
        ("introduced", "asked agreed accepted introduced", True),
        ("met", "asked agreed accepted introduced met", True),
        ("declined", "asked", False),
        ("refused", "asked agreed", True),  # the connector did ask
        ("no_answer", "asked", False),
        ("withdrawn", "asked", None),
    ],
)
def test_what_a_status_says(status, come_to, agreed):
    assert reached(ask("r", status)) == set(come_to.split())
    assert was_agreed(ask("r", status)) is agreed


def test_steps_know_what_the_status_forgot():
    steps = [Step("r", datetime(2026, 3, 6), "asked", "agreed")]
    assert was_agreed(ask("r", "no_answer"), steps) is True
    assert was_agreed(ask("r", "no_answer"), [replace(steps[0], undone=True)]) is False


def test_who_once_agreed_counts_so_whatever_came_of_it():
    """Two requests of one connector without an answer; of one a step says that it was agreed."""
    steps = [Step("r", datetime(2026, 3, 6), "asked", "agreed")]
    told = learned([ask("r", "no_answer"), ask("s", "no_answer")], steps=steps)
    assert told.connectors[2].basis.startswith("agreed 1 of 2;")
    assert told.overall is not None and (told.overall.agreed, told.overall.answered) == (1, 2)


def test_learning_by_hand():
    # Agreed 3 of 4; tie strength .5, so the model says sqrt(.5 / 50.5) = .0995.
    answers = [ask(f"r{k}", "met" if k else "declined") for k in range(4)]
    priors = learned([*answers, ask("open", "asked")])
    assert priors.overall is not None
    assert priors.overall.typical == pytest.approx(0.0995, abs=1e-4)
    assert priors.overall.expected == pytest.approx((10 * 0.0995 + 3) / 14, abs=1e-4)
    connector = priors.connectors[2]
    typical = priors.overall.expected
    assert connector.expected == pytest.approx((10 * typical + 3) / 14)
    assert connector.factor == pytest.approx(
        connector.expected / (1 - connector.expected) / (typical / (1 - typical))
    )
    assert connector.basis == "agreed 3 of 4; typical here 29%"
    assert set(priors.kinds) == {"strong"}


def test_nothing_answered_nothing_learned():
    assert learned([ask("r1", "asked"), ask("r2", "planned")]).is_empty


def test_kinds():
    assert kinds_of(ask("r", "asked", strength=0.35), (), STRONG) == ("strong",)
    assert kinds_of(ask("r", "asked", strength=0.34), {"r"}, STRONG) == ("weak", "bridging")
    priors = learned([ask("a", "met", 2, 0.1), ask("b", "declined", 3, 0.9)], bridging={"a"})
    assert set(priors.kinds) == {"weak", "bridging", "strong"}
    assert priors.kinds["weak"].factor > 1 > priors.kinds["strong"].factor
    assert priors.connectors[2].factor > 1 > priors.connectors[3].factor


answers = st.lists(
    st.builds(
        ask,
        st.uuids().map(str),
        st.sampled_from(STATUSES),
        st.integers(2, 4),
        st.floats(0.01, 0.99),
    ),
    max_size=25,
)


@given(answers, st.booleans())
def test_two_answers_do_not_swing_it(requests, agreed):
    status = "agreed" if agreed else "declined"
    requests = [replace(request, tie_strength=0.5) for request in requests]
    before = learned(requests)
    typical = before.overall.expected if before.overall else float(chance(0.5))
    two = learned([*requests, *(ask(f"new{k}", status, 9) for k in range(2))])
    assert two.overall is not None
    assert abs(two.overall.expected - typical) <= 2 / 12 + 1e-9
    new = two.connectors[9]
    assert abs(new.expected - new.typical) <= 2 / 12
    assert (new.factor > 1) if agreed else (new.factor < 1)


@given(answers)
def test_shares_are_shares(requests):
    priors = learned(requests)
    every = [*priors.kinds.values(), *priors.connectors.values()]
    for one in [*every, *([priors.overall] if priors.overall else [])]:
        assert 0 < one.expected < 1 and 0 < one.typical < 1 and one.factor > 0
        assert 0 <= one.agreed <= one.answered
    if priors.overall:
        assert sum(c.answered for c in priors.connectors.values()) == priors.overall.answered


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_of_an_interval_are_just_not_rejected(counts):
    # Wilson's interval inverts the score test: |share - p| = z sqrt(p (1 - p) / n) at its ends.
    successes, trials = counts
    for end in wilson(successes, trials):
        away = abs(successes / trials - end)
        assert away == pytest.approx(1.959964 * math.sqrt(end * (1 - end) / trials), abs=1e-7)
    low, high = wilson(successes, trials)
    assert low - 1e-12 <= successes / trials <= high + 1e-12


def test_without_a_trial_anything_may_be():
    assert wilson(0, 0) == (0.0, 1.0)


def test_tallies():
    requests = [
        ask("a", "met"),
        replace(ask("b", "met", 3), outcome="client", target_category=""),
        ask("c", "declined"),
        replace(ask("d", "asked"), asked_on=date(2026, 4, 1)),
        ask("e", "suggested"),
    ]
    march, april = tally(requests, by_month)
    assert (march.group, march.asked, march.answered, march.agreed) == ("2026-03", 3, 3, 2)
    assert (march.introduced, march.met, march.won) == (2, 2, 1)
    assert march.agreed_between == wilson(2, 3) and march.met_between == wilson(2, 3)
    assert (april.group, april.asked, april.answered) == ("2026-04", 1, 0)
    assert [t.group for t in tally(requests, by_connector)] == ["C2", "C3"]
    assert [t.group for t in tally(requests, by_category)] == ["Hotels", "none"]
    kinds = tally(requests, lambda request: kinds_of(request, {"a"}, STRONG))
    assert [(t.group, t.asked) for t in kinds] == [("bridging", 1), ("strong", 4)]
