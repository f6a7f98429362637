"""Purposes of the next contact: from what is stored, the most binding first, and never empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.nurture.ana import ANA, HEALTH, NEED, PRACTICE
from tests.nurtured import DAY, REP, client
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Practice
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.nurture.purposes import near_events, offer_purposes


def test_purposes_come_from_what_is_stored_the_most_binding_first() -> None:
    found = offer_purposes(
        ANA, PRACTICE, DAY, health=HEALTH, need=NEED, mutual=[("Bo Li", date(2026, 6, 12)),
                                                             ("Cy", date(2026, 1, 1))],
    )  # fmt: skip
    assert found == (
        "bring the offer",
        "keep the promise: send the article",
        "ask how it was on 29 June: back from Lisbon",
        "wish well for 14 July: trade fair",
        "go through what they need: the last one was on 1 June 2025",
        "say thanks for 3 years as a client",
        "hear how it goes with the family: a son at school",
        "tell the news of Bo Li, whom you both know (you were in touch on 12 June)",
    )


def test_nothing_stored_makes_no_purpose() -> None:
    assert offer_purposes(Person(9, "Nobody"), PRACTICE, DAY) == ()


def test_a_favor_to_give_comes_from_interests_where_nothing_is_promised() -> None:
    rowing = Practice(details=(Detail(2, REP, 2, date(2026, 1, 2), "interest", "rowing"),))
    assert offer_purposes(client(2), rowing, DAY) == ("give something on the interest: rowing",)


@given(
    st.lists(
        st.builds(
            Detail,
            id=st.integers(1, 9),
            rep=st.just(REP),
            person=st.just(2),
            day=st.dates(date(2025, 1, 1), DAY),
            kind=st.sampled_from(("family", "interest", "goal", "event")),
            text=st.sampled_from(("", "checking in", "a new kitchen", " \n", "hello")),
            event_on=st.none() | st.dates(date(2026, 6, 1), date(2026, 7, 30)),
        ),
        max_size=5,
    )
)
def test_no_offered_purpose_is_empty(details: list[Detail]) -> None:
    for purpose in offer_purposes(ANA, Practice(details=tuple(details)), DAY):
        assert purpose.strip() and not is_empty_purpose(purpose)


def test_an_event_comes_up_once_before_its_day_and_once_after_it() -> None:
    event = Detail(1, REP, 2, date(2026, 5, 1), "event", "opens a bakery", event_on=DAY)

    def shown(used_on: date | None) -> list[int]:
        """Days from the event on which it is near."""
        used = replace(event, used_on=used_on)
        return [k for k in range(-20, 25) if near_events([used], DAY + timedelta(k))]

    assert shown(None) == list(range(-14, 22))
    # Wished well on a day before: not again before it, but asked about after it.
    assert shown(DAY - timedelta(7)) == list(range(1, 22))
    assert shown(DAY) == shown(DAY + timedelta(3)) == []
    # Used for something else long before.
    assert shown(DAY - timedelta(40)) == list(range(-14, 22))
