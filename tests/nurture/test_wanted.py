"""What a team asks of each rep, beside what is counted: worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.nurture.test_coaching import NONE
from tiesmap.model.week import StageHealth
from tiesmap.nurture import benchmarks, coaching
from tiesmap.nurture.coaching import Figures, Funnel, Quarter, total

ONE = Figures(18, 6, 6, Funnel(5, 3, 1, 1, 0), Funnel(), 0, 1, 0, 84, 108, 0,
              stages=(StageHealth("lead", 5, 0, 4, 3, 5),))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "part", "whole", "goal", "said"),
    [
        ("asked", 5, None, 12, "7 short"),
        ("asked", 12, None, 12, "reached"),
        # Four fifths of 18 are 14.4: fifteen of them.
        ("documented", 6, 18, 80, "9 short"),
        ("documented", 15, 18, 80, "reached"),
        ("documented", 0, 0, 80, "nothing to count yet"),
        # Wilson's interval of none of five ends at .434, that of three of five is .231 to .882
        # (Newcombe 1998 gives the formula; both worked by hand).
        ("answered", 0, 5, 44, "not reached"),
        ("answered", 0, 5, 43, "not reached so far, by so few that chance may have made it"),
        ("answered", 3, 5, 24, "reached so far, by so few that chance may have made it"),
        ("answered", 3, 5, 23, "reached"),
        ("answered", 3, 5, 88, "not reached so far, by so few that chance may have made it"),
        ("answered", 3, 5, 89, "not reached"),
    ],
)
def test_whether_a_benchmark_is_reached(
    name: str, part: int, whole: int | None, goal: int, said: str
) -> None:
    assert benchmarks.judge(name, part, whole, goal) == said


def test_each_figure_is_said_beside_its_benchmark_and_the_median() -> None:
    other = replace(NONE, accounts=4, documented=3, quarter=Funnel(1))
    wanted = {"documented": 80, "asked": 4, "met": 50, "lead": 6, "lead_on_time": 100}
    assert benchmarks.sentences(ONE, (ONE, other), wanted) == [
        "Documented: 6 of 18 clients (33 %); wanted 80 %: 9 short. The median of 2 reps is 54 %.",
        "Asked: 5; wanted 12 (4 a month): 7 short. The median of 2 reps is 3.",
        # Of one who introduced anybody there is no median: it would be his own.
        "Met: 1 of 1 introduced (100 %); wanted 50 %: reached so far, by so few that chance may "
        "have made it.",
        "Leads: 5; wanted 6: 1 short.",
        "Leads on time: 4 of 5 people (80 %); wanted 100 %: 1 short.",
    ]
    few = benchmarks.sentences(ONE, (ONE, other), {"asked": 4}, least=4)
    assert few == ["Asked: 5; wanted 12 (4 a month): 7 short."]
    assert benchmarks.sentences(ONE, (), {}) == []


def test_reps_together_are_asked_for_as_much_together() -> None:
    both = total((ONE, replace(ONE, stages=(*ONE.stages, StageHealth("client", 9, 0, 9, 9, 9)))))
    assert (both.accounts, both.quarter, both.kept) == (36, Funnel(10, 6, 2, 2, 0), 168)
    assert both.stages == (
        StageHealth("lead", 10, 0, 8, 6, 10),
        StageHealth("client", 9, 0, 9, 9, 9),
    )
    wanted = {"documented": 80, "asked": 4, "lead": 6}
    assert benchmarks.sentences(both, (), wanted, reps=2) == [
        "Documented: 12 of 36 clients (33 %); wanted 80 %: 17 short.",
        "Asked: 10; wanted 24 (4 a month of each): 14 short.",
        "Leads: 10; wanted 12: 2 short.",
    ]
    assert benchmarks.stage_rows(both.stages, wanted, 2)[0] == ["lead", "10", "12", "8", ""]


@pytest.mark.parametrize(
    ("now", "one", "other", "said"),
    [
        (5, 3, 0, "8 in all: so few that the difference may be chance"),
        # A third of 12 is 4; Wilson's interval of 9 of 12 is .468 to .911, of 0 of 12 0 to .243.
        (9, 2, 1, "more than before"),
        (0, 7, 5, "fewer than before"),
        (11, 10, 9, "about as many as before"),
        (0, 0, 0, "none in these three quarters"),
    ],
)
def test_a_small_difference_is_said_to_be_small(now: int, one: int, other: int, said: str) -> None:
    before = tuple(Quarter(Funnel(asks), 0, 0, 0) for asks in (one, other))
    (asked, *_) = benchmarks.trends(replace(NONE, quarter=Funnel(now), before=before))
    assert (asked.what, asked.counts, asked.said) == ("Asked", (now, one, other), said)


def test_what_is_on_file_is_what_it_is() -> None:
    before = (Quarter(Funnel(), 0, 4, 84), Quarter(Funnel(), 0, 7, 90))
    *_, documented, _ = benchmarks.trends(replace(ONE, before=before))
    assert documented.said == "2 more than a quarter ago; half a year ago 7"
    assert benchmarks.trends(ONE) == ()
    # One unit beside the figure of the same name: shares, of which words tell the counts. 84 of 108
    # are 78 of a hundred, 84 of 105 are 80; before that nothing had a cadence.
    before = (Quarter(Funnel(), 0, 4, 84, 105), Quarter(Funnel(), 0, 7, 0, 0))
    *_, kept = benchmarks.trends(replace(ONE, before=before))
    assert (kept.what, kept.counts) == (coaching.LINES["kept"], (78, 80, None))
    assert kept.said == "84 of 108; a quarter ago 84 of 105; half a year ago 0 of 0"
    assert benchmarks.trend_rows(replace(ONE, before=before))[-1][1:4] == ["78", "80", ""]


def test_a_row_has_one_unit() -> None:
    """Counts beside counts, a share of a hundred beside shares: 80 % of 18 are fifteen."""
    wanted = {"documented": 80, "asked": 4, "met": 50, "won": 50, "kept": 80}
    rows = {row[0]: row[1:4] for row in benchmarks.rows(ONE, {}, wanted, None)}
    told = {name: rows[coaching.LINES[name]] for name in wanted}
    assert told == {
        "documented": ["6", "", "15 (80 %)"],
        "asked": ["5", "", "12 (4 a month)"],
        "met": ["1", "", "1 (50 %)"],
        "won": ["0", "", "1 (50 %)"],
        "kept": ["78 (84 of 108)", "", "80"],
    }
    lead = benchmarks.stage_rows(ONE.stages, {"lead": 6, "lead_on_time": 90})
    assert lead == [["lead", "5", "6", "4", "5 (90 %)"]]


def test_the_stages_and_who_is_in_none_add_up_to_all() -> None:
    past = StageHealth("past_client", 3, 0, 0, 1, 0)
    (lead, gone) = benchmarks.stage_rows((*ONE.stages, past), {})
    assert lead[3] == "4" and gone == ["past client", "3", "", "", ""], "no cadence, nothing late"
    assert benchmarks.beside_stages(replace(ONE, stages=(*ONE.stages, past))) == (
        "In no stage: 103 relationships with an interval, 80 of them on time; 84 of 108 in all."
    )
    none = replace(ONE, kept=4, looked_after=5)
    assert benchmarks.beside_stages(none) == ""


def test_only_what_can_be_asked_is_read() -> None:
    stored = {"asked": 4, "documented": 101, "lead": "many", "nothing": 3, "met": 0}
    assert benchmarks.read(stored) == {"asked": 4} and benchmarks.read(None) == {}
    assert len({benchmarks.label(name) for name in benchmarks.BENCHMARKS}) == len(
        benchmarks.BENCHMARKS
    )
