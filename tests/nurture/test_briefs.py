"""The page before a call: the facts of one person, up to the day."""

from __future__ import annotations

from datetime import date

from tests.nurture.ana import ANA, HEALTH, NEED, PRACTICE
from tests.nurtured import DAY
from tiesmap.model.people import Person
from tiesmap.model.practice import Practice
from tiesmap.nurture.briefs import write_brief


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
