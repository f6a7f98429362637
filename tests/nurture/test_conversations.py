"""Purposes from what is stored, the page before a call, the same text for many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.nurtured import DAY, REP, client
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Detail, Need, Note, Practice, Satisfaction, Standard
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.tact import Favor
from tiesmap.model.week import Health, NeedState
from tiesmap.nurture.briefs import write_brief
from tiesmap.nurture.purposes import near_events, offer_purposes
from tiesmap.nurture.repetition import same_text

ANA = client(2, "Ana Ruiz", signed_on=date(2023, 7, 4))
PRACTICE = Practice(
    notes=(
        Note(4, REP, 2, date(2026, 6, 10), "the price", "a pilot in May", "bring the offer"),
        Note(3, REP, 2, date(2026, 5, 10), "third"),
        Note(2, REP, 2, date(2026, 4, 10), "second"),
        Note(1, REP, 2, date(2026, 3, 10), "first"),
        Note(5, REP, 3, date(2026, 6, 11), "somebody else"),
        Note(6, REP, 2, date(2026, 7, 11), "not yet"),
    ),
    details=(
        Detail(1, REP, 2, date(2026, 1, 1), "event", "back from Lisbon",
               event_on=date(2026, 6, 29)),
        Detail(2, REP, 2, date(2026, 1, 2), "interest", "rowing", used_on=date(2026, 6, 1)),
        Detail(3, REP, 2, date(2026, 1, 3), "family", "a son at school"),
        Detail(4, REP, 2, date(2026, 1, 4), "event", "trade fair", event_on=date(2026, 7, 14)),
        Detail(5, REP, 2, date(2026, 1, 5), "event", "far off", event_on=date(2026, 7, 15)),
        Detail(6, REP, 2, date(2026, 1, 6), "event", "asked already",
               event_on=date(2026, 6, 20), used_on=date(2026, 6, 22)),
        Detail(7, REP, 3, date(2026, 1, 7), "interest", "of somebody else"),
    ),
    plans=(
        Action(1, REP, 2, date(2026, 6, 1), "promise", "send the article"),
        Action(2, REP, 2, date(2026, 6, 1), "promise", "done", done_on=date(2026, 6, 2)),
    ),
    favors=(
        Favor(1, REP, 2, date(2026, 5, 3), "given", "advice"),
        Favor(2, REP, 2, date(2026, 6, 3), "taken", "referral"),
    ),
    standards=(Standard(1, REP, 2, date(2023, 7, 4), "client", "pays in 14 days"),),
    needs=(Need(1, REP, 2, date(2025, 6, 1), "a second site"),),
    satisfaction=(Satisfaction(1, REP, 2, date(2026, 6, 1), 3, "late twice"),),
)  # fmt: skip
HEALTH = Health(2, "client", "set", 60, DAY, DAY, "green", "", next_purpose="bring the offer")
NEED = NeedState(2, PRACTICE.needs[0], date(2026, 6, 1), (), "the last one was on 1 June 2025")


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


def test_the_brief_holds_the_facts_of_one_person_up_to_the_day() -> None:
    found = write_brief(
        ANA, PRACTICE, DAY, health=HEALTH, need=NEED, in_common=("Bo Li",),
        asked=(date(2026, 6, 4), date(2026, 6, 20)),
    )  # fmt: skip
    assert [note.id for note in found.notes] == [4, 3, 2]
    assert found.next_purpose == "bring the offer"
    # Dates near first, then never used, then the one used.
    assert [detail.id for detail in found.details] == [1, 4, 5, 3, 2, 6]
    assert found.in_common == ("Bo Li",)
    assert ([f.id for f in found.given], [f.id for f in found.taken]) == ([1], [2])
    assert found.balance == (
        "You have asked twice and taken one favor and given nothing since 3 May: "
        "first, keep the promise: send the article."
    )
    assert [p.id for p in found.promises] == [1]
    assert (found.standards, found.need) == (PRACTICE.standards, PRACTICE.needs[0])
    assert found.questions == (
        "On 10 June you proposed: a pilot in May. How do you feel about it?",
        "Are we on the same page? They have not confirmed your last summary yet.",
        "What has changed for you since we last looked at your needs?",
        "You gave us 3 of 5. What would make it one more?",
    )


def test_a_brief_of_nothing_has_only_the_open_questions() -> None:
    found = write_brief(Person(9, "Nobody"), Practice(), DAY)
    assert (found.name, found.notes, found.balance, found.purposes) == ("Nobody", (), "", ())
    assert found.questions == ("How do you feel about it?", "Are we on the same page?")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Send the new price list, Cai!", (2, 4)),
        ("send  THE new price list", (2, 4)),
        ("send the old price list", ()),
        ("the price list", ()),  # too short to tell
        ("", ()),
    ],
)
def test_the_same_text_for_many_is_found(text: str, same: tuple[int, ...]) -> None:
    entries: list[Action | Note | Favor | Detail] = [
        Action(1, REP, 2, DAY, "action", "Send the new price list, Ana."),
        Action(2, REP, 4, DAY, "action", "x", why="send the new price list"),
        Action(3, REP, 3, DAY, "action", "Send the new price list"),
        Note(4, REP, 2, DAY, discussed="send the new price list"),
    ]
    names = {2: "Ana Ruiz", 3: "Cai Wu", 4: "Dov"}
    assert same_text(text, entries, 3, names) == same


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
