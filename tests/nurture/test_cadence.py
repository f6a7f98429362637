"""When to be in touch again, and how a relationship stands: hand-worked cases, and laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.nurtured import DAY, REP, client, with_rep
from tiesmap.model.people import Person
from tiesmap.model.practice import BUCKETS, Bucket, Note, Pace, Practice, Snooze
from tiesmap.model.tact import Favor
from tiesmap.model.week import TO_SORT, Health
from tiesmap.nurture.cadence import broken_silences, measure_health, propose_bucket

PACE = Pace()
ANA = client(2, bucket="client")


def health(
    days: list[date],
    practice: Practice | None = None,
    as_of: date = DAY,
    person: Person = ANA,
    pace: Pace = PACE,
) -> Health:
    contacts = with_rep((person.id, day) for day in days)
    (found,) = measure_health([person], contacts, practice or Practice(), {}, pace, as_of)
    return found


@pytest.mark.parametrize(
    ("person", "comfort", "strength", "bucket"),
    [
        (client(2), 4.0, 0.1, "close client"),
        (client(2), 3.9, 0.9, "client"),
        (client(2), None, 0.9, "client"),
        (Person(2, "", stage="partner"), 5.0, 0.9, "connector"),
        (Person(2, "", stage="past_client", client=True), 2.0, 0.1, "wide"),
        (Person(2, "", stage="prospect"), 2.0, 0.35, "warm"),
        (Person(2, ""), 3.5, 0.0, "warm"),
        (Person(2, ""), None, 0.1, "wide"),
    ],
)
def test_a_bucket_is_proposed_from_stage_comfort_and_strength(
    person: Person, comfort: float | None, strength: float, bucket: str
) -> None:
    name, reason = propose_bucket(person, comfort, strength, BUCKETS)
    assert name == bucket
    assert f"strength {strength:.2f}" in reason
    assert (comfort is None) == ("comfort" not in reason)


def test_renamed_buckets_are_proposed_by_their_place() -> None:
    own = (Bucket("inner", 1, 14), Bucket("outer", 2, 100))
    assert propose_bucket(client(2), 5.0, 0.9, own)[0] == "inner"
    assert propose_bucket(Person(2, ""), None, 0.0, own)[0] == "outer"
    with pytest.raises(ValueError, match="no bucket"):
        propose_bucket(client(2), 5.0, 0.9, ())


@pytest.mark.parametrize(
    ("ago", "color"),
    # The interval of "client" is 60 days: due after 60, red after 90.
    [(0, "green"), (60, "green"), (61, "yellow"), (90, "yellow"), (91, "red"), (900, "red")],
)
def test_the_color_is_against_the_own_interval(ago: int, color: str) -> None:
    found = health([DAY - timedelta(days=ago)])
    assert found.color == color
    assert found.due == DAY - timedelta(days=ago - 60)
    assert (found.bucket, found.bucket_by, found.days) == ("client", "set", 60)


def test_who_was_never_in_touch_is_due_now_and_late_for_nothing() -> None:
    found = health([])
    assert (found.last_contact, found.due, found.color, found.trend) == (None, DAY, "yellow", "")


def test_who_was_never_in_touch_and_is_in_no_bucket_waits_to_be_sorted() -> None:
    nobody = replace(client(2), bucket="")
    found = health([], person=nobody)
    assert (found.last_contact, found.color, found.trend) == (None, TO_SORT, "")
    assert health([DAY], person=nobody).color == "green"


def test_a_note_and_a_gift_are_contacts_and_later_ones_are_not_known_yet() -> None:
    note = Note(1, REP, 2, date(2026, 6, 1))
    gift = Favor(1, REP, 2, date(2026, 6, 3), "given", "gift")
    advice = Favor(2, REP, 2, date(2026, 6, 4), "given", "advice")
    taken = Favor(3, REP, 2, date(2026, 6, 5), "taken", "gift")
    later = Note(2, REP, 2, date(2026, 7, 5))
    found = health([], Practice(notes=(later, note), favors=(taken, advice, gift)))
    assert found.last_contact == date(2026, 6, 3)


def test_a_snooze_moves_the_due_day_and_makes_nobody_look_on_time() -> None:
    asleep = Practice(snoozes=(Snooze(1, REP, 2, DAY, date(2026, 9, 1)),))
    last = [date(2026, 1, 1)]
    found = health(last, asleep)
    assert (found.due, found.color) == (date(2026, 9, 1), "red")
    assert found.snoozed_until == date(2026, 9, 1)
    over = health(last, asleep, as_of=date(2026, 9, 1))
    assert (over.due, over.color, over.snoozed_until) == (date(2026, 3, 2), "red", None)
    # That of another kind of item says nothing of the cadence.
    need = Practice(snoozes=(Snooze(1, REP, 2, DAY, date(2026, 9, 1), "need"),))
    assert health(last, need).due == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "trend"),
    [
        ([date(2026, 1, 1), date(2026, 6, 29)], "better"),  # then 89 days silent of 60
        ([date(2026, 3, 30)], "worse"),
        ([date(2026, 3, 30), date(2026, 6, 29)], "steady"),
        ([date(2026, 6, 29)], ""),
    ],
)
def test_the_trend_compares_with_a_quarter_ago(days: list[date], trend: str) -> None:
    assert health(days).trend == trend


def test_the_next_step_stands_until_a_contact_settles_it() -> None:
    note = Note(
        1, REP, 2, date(2026, 6, 1), next_purpose="bring the offer", next_on=date(2026, 6, 20)
    )
    practice = Practice(notes=(note,))
    assert health([], practice).next_purpose == "bring the offer"
    # A mail of thanks the day after is not the visit of the 20th; one of the 13th may be.
    assert health([date(2026, 6, 2)], practice).next_on == date(2026, 6, 20)
    assert health([date(2026, 6, 13)], practice).next_purpose == ""
    dateless = Practice(notes=(replace(note, next_on=None),))
    assert health([], dateless).next_purpose == "bring the offer"
    assert health([date(2026, 6, 2)], dateless).next_purpose == ""


def test_silences_that_were_broken_this_week() -> None:
    rows = [(2, date(2026, 1, 1)), (2, date(2026, 6, 24)), (3, date(2026, 6, 30)),
            (4, date(2026, 1, 1)), (4, date(2026, 6, 23)), (5, date(2026, 6, 20))]  # fmt: skip
    practice = Practice(notes=(Note(1, REP, 5, date(2026, 6, 28)),))
    assert broken_silences(with_rep(rows), practice, DAY) == {2: 174, 5: 8}


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(st.lists(days, max_size=6), days, st.lists(st.tuples(days, days), max_size=3))
def test_one_more_contact_never_makes_due_earlier(
    contacts: list[date], more: date, naps: list[tuple[date, date]]
) -> None:
    snoozes = tuple(Snooze(k, REP, 2, min(nap), max(nap)) for k, nap in enumerate(naps))
    practice = Practice(snoozes=snoozes)
    before, after = health(contacts, practice), health([*contacts, more], practice)
    if before.last_contact is not None:
        assert after.due >= before.due
    if more <= DAY:
        assert after.due >= more + timedelta(days=60)


@given(days, st.integers(0, 400), st.integers(0, 400))
def test_a_later_contact_never_makes_due_earlier(day: date, one: int, other: int) -> None:
    early, late = sorted((one, other))
    first = health([day + timedelta(days=early)], as_of=date(2030, 1, 1))
    assert health([day + timedelta(days=late)], as_of=date(2030, 1, 1)).due >= first.due


@given(st.lists(days, max_size=4), days, days)
def test_a_snooze_never_makes_due_earlier(contacts: list[date], said: date, until: date) -> None:
    asleep = Practice(snoozes=(Snooze(1, REP, 2, said, until),))
    assert health(contacts, asleep).due >= health(contacts).due


@given(st.lists(days, min_size=1, max_size=6), days)
def test_what_comes_later_changes_nothing_of_today(contacts: list[date], as_of: date) -> None:
    known = [day for day in contacts if day <= as_of]
    assert health(contacts, as_of=as_of) == health(known, as_of=as_of)


def test_what_would_fit_is_said_beside_what_is_set() -> None:
    ana = client(2, bucket="wide")
    (found,) = measure_health([ana], with_rep([]), Practice(), {}, Pace(), DAY)
    assert (found.bucket, found.bucket_by, found.proposed) == ("wide", "set", "client")
    (free,) = measure_health([replace(ana, bucket="")], with_rep([]), Practice(), {}, Pace(), DAY)
    assert (free.bucket, free.proposed) == ("client", "client")
