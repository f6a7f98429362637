"""The health of the whole network, month by month, by bucket and by stage: worked by hand."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.nurtured import DAY, REP, client, with_rep
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Bucket, Note, Pace, Practice
from tiesmap.model.tact import Favor
from tiesmap.model.week import MonthHealth
from tiesmap.nurture.cadence import measure_health
from tiesmap.nurture.health import by_bucket, by_stage, network_health

PACE = Pace(buckets=(Bucket("near", 1, 30), Bucket("far", 2, 100)), benchmarks={"client": 5})
PEOPLE = [
    client(2, "Ana", bucket="near"),
    client(3, "Bo", bucket="near"),
    Person(4, "Cy", bucket="far", stage="prospect"),
    Person(5, "Di", bucket="far"),
]
CONTACTS = with_rep(
    [(2, date(2026, 4, 20)), (2, date(2026, 6, 20)), (2, date(2026, 6, 20)),
     (3, date(2026, 5, 1)), (4, date(2026, 6, 5)), (9, date(2026, 6, 6)), (2, date(2026, 7, 3))]
)  # fmt: skip
PRACTICE = Practice(
    notes=(Note(1, REP, 3, date(2026, 6, 28)),),
    favors=(Favor(1, REP, 2, date(2026, 6, 2), "given", "advice"),
            Favor(2, REP, 2, date(2026, 5, 2), "taken", "referral")),
)  # fmt: skip
ASKED = [(2, date(2026, 6, 20)), (4, date(2026, 6, 7)), (4, date(2026, 7, 7))]


def test_each_month_as_of_its_end() -> None:
    found = network_health(PEOPLE, CONTACTS, PRACTICE, {}, PACE, ASKED, DAY, months=3)
    assert found == (
        # Ana was in touch 10 days before.
        MonthHealth(date(2026, 4, 30), 1, 1, 0, 0, contacts=1, asked=0, given=0, taken=0),
        # Ana is 11 days late (yellow up to 15), Bo on the day.
        MonthHealth(date(2026, 5, 31), 2, 1, 1, 0, contacts=1, asked=0, given=0, taken=1),
        # Di was never in touch: she counts from her first contact on. Ana twice a day is one
        # contact, the ask is in it.
        MonthHealth(date(2026, 6, 30), 3, 3, 0, 0, contacts=4, asked=2, given=1, taken=0),
    )


def test_who_was_met_by_an_introduction_counts_from_then_on() -> None:
    """As in the health of today, or one page would say two things of one day."""
    met = {PersonId(5): date(2026, 6, 1), PersonId(9): DAY, PersonId(4): date(2026, 7, 1)}
    found = network_health(PEOPLE, CONTACTS, Practice(), {}, PACE, [], DAY, 2, met)
    assert [row.people for row in found] == [2, 4]
    # Ana, Bo and Cy without the meeting, as above; nobody's of 9, who is not theirs.
    assert [row.contacts for row in found] == [1, 3]
    today = measure_health(PEOPLE, CONTACTS, Practice(), {}, PACE, DAY, met)
    assert found[1].on_time == sum(health.color == "green" for health in today)


def test_the_running_month_ends_on_the_day() -> None:
    found = network_health(PEOPLE, CONTACTS, PRACTICE, {}, PACE, ASKED, date(2026, 6, 10), 2)
    assert [row.month for row in found] == [date(2026, 5, 31), date(2026, 6, 10)]
    assert (found[1].contacts, found[1].asked) == (2, 1)


@given(st.lists(st.tuples(st.integers(2, 5), st.dates(date(2026, 7, 1), date(2026, 12, 31)))))
def test_a_month_is_as_it_was_whatever_came_after(later: list[tuple[int, date]]) -> None:
    """Looked at again half a year on, June's numbers stand, but for who was first met since."""
    rows = [(2, date(2026, 4, 20)), (3, date(2026, 5, 1)), (4, date(2026, 6, 5)),
            (5, date(2026, 6, 6))]  # fmt: skip
    then = network_health(PEOPLE, with_rep(rows), Practice(), {}, PACE, [], DAY, 1)
    now = network_health(
        PEOPLE, with_rep([*rows, *later]), Practice(), {}, PACE, [], date(2026, 12, 31), 7
    )
    assert then[0] == now[0]


@given(st.lists(st.tuples(st.integers(2, 5), st.dates(date(2026, 1, 1), DAY)), max_size=9))
def test_everybody_is_counted_once(rows: list[tuple[int, date]]) -> None:
    for row in network_health(PEOPLE, with_rep(rows), Practice(), {}, PACE, [], DAY, 6):
        assert row.people == row.on_time + row.due + row.overdue


def test_by_bucket_and_by_stage() -> None:
    healths = measure_health(PEOPLE, CONTACTS, PRACTICE, {}, PACE, DAY)
    near, far = by_bucket(healths, PACE)
    assert (near.bucket, near.people, near.on_time, near.due, near.overdue) == ("near", 2, 2, 0, 0)
    assert (far.bucket, far.people, far.on_time, far.due, far.overdue) == ("far", 2, 1, 1, 0)
    stages = {row.stage: row for row in by_stage(PEOPLE, healths, PACE, DAY)}
    assert (stages["client"].people, stages["client"].benchmark) == (2, 5)
    assert (stages["client"].on_time, stages["client"].lately) == (2, 2)
    assert (stages["prospect"].people, stages["prospect"].benchmark) == (1, 0)
    assert stages["lead"].people == 0
