"""After the sale, needs reviews, satisfaction, retention: worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.nurtured import DAY, REP, client, with_rep
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Bucket, Detail, Loss, Need, Pace, Practice, Satisfaction
from tiesmap.model.week import Health
from tiesmap.nurture.clients import (
    after_sale,
    needs,
    open_actions,
    satisfaction_trend,
)
from tiesmap.nurture.retention import as_they_left, retention


@pytest.mark.parametrize(
    ("signed", "contacts", "alarm", "silent"),
    [
        (date(2026, 5, 31), [], True, 30),
        (date(2026, 6, 1), [], False, 29),
        (date(2026, 5, 1), [date(2026, 4, 1), date(2026, 5, 1)], True, 60),  # not since signing
        (date(2026, 5, 1), [date(2026, 6, 20)], False, 10),
        (date(2026, 2, 1), [date(2026, 2, 2)], True, 148),
        # Long a client: silence is for the cadence, unless nothing ever followed.
        (date(2025, 2, 1), [date(2025, 2, 2)], False, 513),
        (date(2025, 2, 1), [], True, 514),
    ],
)
def test_a_client_left_alone_is_an_alarm(
    signed: date, contacts: list[date], alarm: bool, silent: int
) -> None:
    (found,) = after_sale(
        [client(2, signed_on=signed)], with_rep((2, d) for d in contacts), Practice(), Pace(), DAY
    )
    assert (found.alarm, found.silent) == (alarm, silent)


def test_the_alarm_says_what_is_open() -> None:
    plans = (
        Action(1, REP, 2, date(2026, 5, 2), "promise", "send the article"),
        Action(2, REP, 2, date(2026, 5, 2), "promise", "call back", done_on=date(2026, 5, 3)),
        Action(3, REP, 2, date(2026, 4, 9), "beyond", "lent a truck", done_on=date(2026, 4, 9)),
    )
    (found,) = after_sale(
        [client(2, signed_on=date(2026, 5, 1)), Person(3, "Bo", signed_on=date(2026, 5, 1))],
        with_rep([]),
        Practice(plans=plans),
        Pace(),
        DAY,
    )
    assert [promise.id for promise in found.promises] == [1]
    assert found.reason == (
        "signed on 1 May; no contact in the 60 days since; 1 promise open; "
        "last thing beyond duty on 9 April"
    )


def test_what_was_done_later_was_still_open_then() -> None:
    action = Action(1, REP, 2, date(2026, 5, 2), "promise", "x", done_on=date(2026, 6, 1))
    practice = Practice(plans=(action,))
    assert open_actions(practice, date(2026, 5, 20), "promise") == {2: (action,)}
    assert open_actions(practice, date(2026, 6, 1), "promise") == {}
    assert open_actions(practice, date(2026, 5, 1), "promise") == {}


def _health(person: int, bucket: str) -> Health:
    return Health(person, bucket, "set", 30, None, DAY, "green", "")


def test_needs_are_due_by_their_day_else_by_the_bucket() -> None:
    people = [
        client(2), client(3), client(4, signed_on=date(2026, 6, 1)), client(5), Person(6, "Bo"),
    ]  # fmt: skip
    healths = [_health(2, "close client"), _health(3, "client"), _health(4, "client"),
               _health(5, "close client"), _health(6, "close client")]  # fmt: skip
    practice = Practice(
        needs=(
            Need(1, REP, 2, date(2026, 1, 1), "wants a second site", date(2026, 3, 1)),
            Need(2, REP, 3, date(2026, 1, 1)),
            Need(3, REP, 3, date(2025, 1, 1)),
        ),
        details=(
            Detail(1, REP, 2, date(2026, 2, 1), "challenge", "two people left"),
            Detail(2, REP, 2, date(2025, 12, 1), "challenge", "known before"),
        ),
    )
    found = {state.person: state for state in needs(people, practice, healths, Pace(), DAY)}
    assert {person: state.due for person, state in found.items()} == {
        2: date(2026, 3, 1),
        3: date(2027, 1, 1),
        4: date(2027, 6, 1),
        5: DAY,
    }
    assert found[2].changes == ("2026-02-01 challenge: two people left",)
    assert "wants a second site" in found[2].reason
    assert "no needs review is on file" in found[5].reason


def test_satisfaction_has_a_trend_from_the_last_two_marks() -> None:
    marks = [Satisfaction(1, REP, 2, date(2026, 1, 1), 4), Satisfaction(2, REP, 2, DAY, 3)]
    assert "down: 4 on 2026-01-01, 3 on 2026-06-30" in satisfaction_trend(marks)
    assert satisfaction_trend(marks[:1]) == ""


def test_retention_counts_who_came_stayed_and_left() -> None:
    people = [
        client(2, "Ana", signed_on=date(2024, 3, 1)),
        client(3, "Bea", signed_on=date(2025, 5, 1)),
        Person(4, "Cai", stage="past_client", signed_on=date(2023, 1, 5)),
        client(5, "Dov"),
        # Left and came back.
        client(6, "Eli", signed_on=date(2026, 2, 1)),
    ]
    losses = [
        Loss(1, REP, 4, date(2025, 8, 1), "moved away"),
        Loss(2, REP, 6, date(2024, 6, 1), "price"),
        Loss(3, REP, 2, date(2026, 12, 1), "not yet"),
    ]
    found = {row.year: row for row in retention(people, losses, DAY)}
    assert list(found) == [2026, 2025, 2024, 2023]
    rows = {y: (row.begun, row.won, row.lost, row.kept) for y, row in found.items()}
    assert rows == {
        2023: (2, 1, 0, 2),  # Dov, Eli; Cai came
        2024: (3, 1, 1, 2),  # Eli left, Ana came
        2025: (3, 1, 1, 2),  # Ana, Cai, Dov; Bea came, Cai left
        2026: (3, 1, 0, 3),  # Ana, Bea, Dov; Eli came back
    }
    assert found[2025].why == (("Cai", "moved away"),)
    for year in (2024, 2025, 2026):
        before = found[year - 1]
        assert found[year].begun == before.begun + before.won - before.lost
    assert retention([], (), DAY) == ()


def test_each_loss_counts_in_its_year() -> None:
    cara = [client(2, "Cara", signed_on=date(2024, 5, 1))]
    first, second = Loss(1, REP, 2, date(2023, 3, 1), "price"), Loss(2, REP, 2, date(2025, 3, 1))
    for losses in ((first, second), (second, first)):
        rows = {row.year: row for row in retention(cara, losses, DAY)}
        assert {y: (r.begun, r.won, r.lost, r.kept) for y, r in rows.items()} == {
            2023: (1, 0, 1, 0),
            2024: (0, 1, 0, 0),
            2025: (1, 0, 1, 0),
            2026: (0, 0, 0, 0),
        }
        assert rows[2023].why == (("Cara", "price"),)
    # Twice noted without a day of signing between: came back on a day that is not known.
    unsigned = {row.year: row for row in retention([client(2)], (first, second), DAY)}
    assert [unsigned[year].lost for year in (2023, 2024, 2025)] == [1, 0, 1]
    # The same day noted twice is one loss.
    assert [row.lost for row in retention(cara, (first, replace(first, id=9)), DAY)] == [0, 0, 0, 1]


def test_who_left_is_no_client_until_signing_again() -> None:
    def stages(signed_on: date | None, *days: date) -> list[str]:
        losses = [Loss(k, REP, 2, day) for k, day in enumerate(days)]
        (found,) = as_they_left([client(2, signed_on=signed_on)], losses, DAY)
        return [found.stage] * (found.client is found.is_client)

    assert stages(date(2024, 5, 1)) == ["client"]
    assert stages(date(2024, 5, 1), date(2026, 3, 1)) == ["past_client"]
    assert stages(date(2024, 5, 1), date(2024, 5, 1)) == ["past_client"]
    assert stages(None, date(2026, 3, 1)) == ["past_client"]
    assert stages(date(2026, 4, 1), date(2026, 3, 1)) == ["client"]
    assert stages(date(2026, 4, 1), date(2026, 3, 1), date(2026, 5, 1)) == ["past_client"]
    assert stages(date(2024, 5, 1), date(2026, 12, 1)) == ["client"]  # not yet


def test_a_deed_that_is_only_planned_is_not_done() -> None:
    planned = Action(1, REP, 2, date(2026, 6, 1), "beyond", "lend a truck", due=date(2026, 7, 1))
    for action, done in (
        (planned, False),
        (replace(planned, done_on=date(2026, 6, 20)), True),
        (replace(planned, done_on=date(2026, 7, 20)), False),
    ):
        (found,) = after_sale(
            [client(2, signed_on=date(2026, 5, 1))],
            with_rep([]),
            Practice(plans=(action,)),
            Pace(),
            DAY,
        )
        assert ("last thing beyond duty on" in found.reason) == done


@pytest.mark.parametrize("had", [True, False])
def test_an_interval_beyond_the_calendar_never_comes(had: bool) -> None:
    pace = Pace(buckets=(Bucket("client", 1, 30, 10**7),))
    done = (Need(1, REP, 2, date(2026, 5, 1), "x"),) if had else ()
    health = Health(2, "client", "set", 30, None, DAY, "green", "")
    (found,) = needs(
        [client(2, signed_on=date(2026, 1, 1))], Practice(needs=done), [health], pace, DAY
    )
    assert found.due == date.max
