"""How far rep and coach see the same: worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tiesmap.model.ids import PersonId
from tiesmap.model.visits import Ending, Seen, Side, Visit
from tiesmap.nurture.visits import agreement, compare, say_lately

DAY = date(2026, 3, 2)
MARKS = st.lists(st.integers(1, 5), min_size=5, max_size=5).map(tuple)


def visit(k: int, rep: str, coach: str, ends: tuple[Ending, Ending], whose: int = 1) -> Visit:
    """The k-th week's visit; the marks as digits, "" where they are not shown."""
    one, other = (
        Seen(tuple(map(int, marks)), end) if marks else None
        for marks, end in zip((rep, coach), ends, strict=True)
    )
    noted = frozenset(side for side, seen in zip(Side, (one, other), strict=True) if seen)
    day = DAY + timedelta(weeks=k)
    return Visit(k, PersonId(whose), PersonId(2), PersonId(3), "Ann", day, noted=noted,
                 by_rep=one, by_coach=other)  # fmt: skip


def test_agreement_over_time() -> None:
    step, later = Ending.NEXT_STEP, Ending.LATER
    visits = [
        visit(2, "55555", "12345", (step, later)),  # apart 4 3 2 1 0: same 1, near 2
        visit(1, "34521", "34521", (step, step)),  # the same
        visit(3, "33333", "", (step, later)),  # the coach is not in
        visit(4, "23232", "32323", (later, later)),  # apart by one: same 0, near 5
    ]
    found = agreement(visits)
    assert [(one.visit.id, one.same, one.near, one.same_ending) for one in found] == [
        (1, 5, 5, True), (2, 1, 2, False), (4, 0, 5, True)
    ]  # fmt: skip
    assert [say_lately(one) for one in found] == [
        "5 of 5 (1 visit)", "7 of 10 (2 visits)", "12 of 15 (3 visits)"
    ]  # fmt: skip


def test_a_coach_of_two_sees_with_each_how_far_they_see_the_same() -> None:
    ends = (Ending.OPEN, Ending.OPEN)
    visits = [visit(1, "11111", "11111", ends), visit(2, "11111", "55555", ends, whose=4),
              visit(3, "11111", "11133", ends)]  # fmt: skip
    assert [(one.visit.rep, say_lately(one)) for one in agreement(visits)] == [
        (1, "5 of 5 (1 visit)"), (4, "0 of 5 (1 visit)"), (1, "8 of 10 (2 visits)")
    ]  # fmt: skip


def test_what_is_said_of_lately_is_of_the_last_five() -> None:
    same = (Ending.OPEN, Ending.OPEN)
    visits = [visit(1, "11111", "55555", same), *(visit(k, "3" * 5, "3" * 5, same)
                                                  for k in range(2, 7))]  # fmt: skip
    # The first, 0 of 5, counts in weeks 1 to 5 and no longer in week 6.
    assert [one.lately for one in agreement(visits)] == [
        (0,), (0, 5), (0, 5, 5), (0, 5, 5, 5), (0, 5, 5, 5, 5), (5, 5, 5, 5, 5)
    ]  # fmt: skip


@given(MARKS, MARKS)
def test_who_is_compared_with_whom_makes_no_difference(one: tuple[int, ...],
                                                       other: tuple[int, ...]) -> None:  # fmt: skip
    a, b = Seen(one, Ending.OPEN), Seen(other, Ending.OPEN)
    same, near = compare(a, b)
    assert (same, near) == compare(b, a)
    assert 0 <= same <= near <= 5
    assert compare(a, a) == (5, 5)
