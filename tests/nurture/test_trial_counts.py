"""A trial's lot, who takes part in which weeks, and what came of the asks: each worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.nurture.test_coaching import ask
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.steps import Step
from tiesmap.nurture import trials
from tiesmap.nurture.trials import AS_ASKED, AS_DRAWN, Arm, Result, Trial, count, lines

MONDAY = date(2026, 3, 2)
TRIAL = Trial(MONDAY, 8, "spring")
RITA, TOM = PersonId(7), PersonId(8)
YES = (date(2026, 2, 20),)
SUM = date(2026, 5, 31)


def at(week: int, day: int = 0) -> date:
    """A day of a week of the trial, both counted from 0."""
    return MONDAY + timedelta(days=7 * week + day)


@pytest.mark.parametrize(
    ("rep", "weeks"),
    [
        # printf 'spring/7/0' | sha256sum begins with 10, and so does pair 1; cf and 9b of 2 and 3.
        (RITA, "near far near far far near far near"),
        # 8c, ae, c9, 6e.
        (TOM, "near far near far far near near far"),
    ],
)
def test_the_lot_is_that_of_sha256sum(rep: PersonId, weeks: str) -> None:
    drawn = [TRIAL.drawn(rep, YES, at(week, 6)) for week in range(8)]
    assert drawn == [TRIAL.lot(rep, at(week)) for week in range(8)] == weeks.split()
    assert TRIAL.drawn(rep, YES, at(-1, 6)) is None and TRIAL.drawn(rep, YES, at(8)) is None


def test_each_pair_of_weeks_has_one_of_each_whatever_the_seed() -> None:
    first = set()
    for seed in map(str, range(50)):
        trial = replace(TRIAL, seed=seed)
        for pair in trial.pairs:
            both = [trial.lot(RITA, at(2 * pair + k)) for k in (0, 1)]
            assert sorted(both) == ["far", "near"]
            first.add((pair, both[0]))
    assert len(first) == 8, "each order comes up in each pair"


def test_nobody_is_in_it_without_a_yes_beforehand() -> None:
    late = (at(2),)  # on the first day of the second pair
    left = (*YES, at(3, 2))
    again = (*left, at(4, 5))
    cases = {(): [], YES: [0, 1, 2, 3], late: [2, 3], left: [0], again: [0, 3]}
    for yes, pairs in cases.items():
        assert TRIAL.counted(yes, SUM) == pairs
    assert [TRIAL.drawn(RITA, left, day) for day in (at(3, 1), at(3, 2))] == [Arm.FAR, None]
    assert TRIAL.drawn(RITA, again, at(5)) is None, "that pair had begun"
    assert TRIAL.drawn(RITA, again, at(6)) == Arm.FAR
    assert [trials.takes_part(yes) for yes in ((), YES, left, again)] == [False, True, False, True]
    # A pair is over on the day after its last.
    assert [TRIAL.counted(YES, day) for day in (at(1, 6), at(2))] == [[], [0]]
    assert (TRIAL.next_pair(at(0)), TRIAL.next_pair(at(6))) == (at(2), None)


def asked(number: int, day: date, status: Status = Status.ASKED) -> IntroRequest:
    return replace(ask(number, 2, None), asked_on=day, status=status)


def step(number: int, day: date, to: str, toward: str = "", *, undone: bool = False) -> Step:
    moment = datetime(day.year, day.month, day.day)
    return Step(f"r{number}", moment, "", to, undone=undone, toward=toward)


def test_what_came_of_each_ask_counts_by_the_lot_and_by_its_target() -> None:
    requests = [
        asked(1, at(0), Status.MET),  # near, chosen otherwise, met
        asked(2, at(1, 6), Status.REFUSED),  # far, as drawn; the connector had agreed
        asked(3, at(5), Status.ASKED),  # asked first in week 4 (far), again in week 5 (near)
        asked(4, at(6), Status.AGREED),  # far, out of a list: nobody knows where the target stood
        asked(5, at(8)),  # after it
        asked(6, at(-1)),  # before it
        asked(7, at(7), Status.ASKED),  # near; what came of it was taken back
        ask(8, 2, None),  # never asked
    ]
    steps = [
        step(1, at(0), "asked", "far"), step(1, at(9), "agreed"), step(1, at(9), "introduced"),
        step(1, at(9), "met"), step(1, at(9), "client"),
        step(2, at(1, 6), "asked", "far"), step(2, at(3), "agreed"), step(2, at(3), "refused"),
        step(3, at(4), "asked", "near"), step(3, at(4, 5), "no_answer"),
        step(3, at(5), "asked", "far"),
        step(7, at(7), "asked", "near"), step(7, at(7), "agreed", undone=True),
    ]  # fmt: skip
    result = count(TRIAL, YES, RITA, requests, steps, SUM)
    assert (result.reps, result.pairs) == (1, 4)
    drawn, target = (
        {arm: [result.counts[how, arm, name] for name in trials.MEASURES] for arm in Arm}
        for how in (AS_DRAWN, AS_ASKED)
    )
    # asked, agreed, introduced, met
    assert drawn == {"near": [2, 1, 1, 1], "far": [3, 2, 0, 0]}
    assert target == {"near": [2, 0, 0, 0], "far": [2, 2, 1, 1]}
    # As of the end of the trial the first was only asked; without a yes nothing counts.
    early = count(TRIAL, YES, RITA, requests, steps, at(8))
    assert early.counts[AS_DRAWN, "near", "met"] == 0 and early.counts[AS_DRAWN, "near", "asked"]
    assert count(TRIAL, (), RITA, requests, steps, SUM) == Result()
    both = result + count(TRIAL, YES, TOM, requests, steps, SUM)
    # By Tom's lot weeks 6 and 7 are near and far.
    assert (both.reps, both.pairs) == (2, 8)
    assert [both.counts[AS_DRAWN, arm, "asked"] for arm in Arm] == [2 + 2, 3 + 3]


def made(near: dict[str, int], far: dict[str, int]) -> Result:
    result = Result(4, 16)
    for arm, counts in (("near", near), ("far", far)):
        for name, number in counts.items():
            result.counts[AS_DRAWN, arm, name] = number
    return result


def test_few_asks_are_said_to_be_few() -> None:
    few = made({"asked": 7, "agreed": 2}, {"asked": 6, "agreed": 4})
    one, two, _, met = (line.said for line in lines(few, AS_DRAWN))
    # Wilson's interval of 6 of 13 is .232 to .709; that of 4 of 6 is .300 to .903, of 2 of 7 .082
    # to .641, so the difference of .381 is -.129 to .693 (worked by hand).
    assert one == (
        "Asks made: 7 near, 6 for the next circle: too few to say "
        "(46 of 100 for the next circle; 95 %: 23 to 71)."
    )
    assert two == (
        "Agreed: 2 of 7 near, 4 of 6 for the next circle: too few to say "
        "(a difference of +38 of 100 asks; 95 %: -13 to +69)."
    )
    assert "0 of 7 near, 0 of 6" in met and "too few to say" in met
    # Wilson alone would say: more in weeks for the next circle.
    extreme = made({"asked": 1}, {"asked": 28, "agreed": 28})
    assert all("too few to say" in line.said for line in lines(extreme, AS_DRAWN))
    # Of 40 of 40 the interval begins at 40 / (40 + 1.96 ** 2) = .912.
    one, *rest = (line.said for line in lines(made({}, {"asked": 40}), AS_DRAWN))
    assert one == (
        "Asks made: 0 near, 40 for the next circle: more for the next circle "
        "(100 of 100 for the next circle; 95 %: 91 to 100)."
    )
    assert rest[0] == "Agreed: 0 of 0 near, 0 of 40 for the next circle: nothing to compare."
    assert all("nothing to compare" in line.said for line in lines(Result(), AS_DRAWN))
    assert [line.name for line in lines(few, AS_ASKED)] == ["agreed", "introduced", "met"]


def test_many_asks_tell_more_or_no_difference() -> None:
    # Newcombe's example (a): 56 of 70 against 48 of 80 is .052 to .334 more.
    many = made({"asked": 80, "agreed": 48}, {"asked": 70, "agreed": 56})
    one, two, *_ = (line.said for line in lines(many, AS_DRAWN))
    assert "no difference that shows" in one and "more for the next circle" in two
    turned = made({"asked": 70, "agreed": 56}, {"asked": 30, "agreed": 9})
    one, two, *_ = (line.said for line in lines(turned, AS_DRAWN))
    assert ": more near (" in one and ": more near (" in two
