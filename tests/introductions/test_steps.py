"""The steps of a request: what can follow, undo, names that come back, the next hop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.introductions.requests import draft, draft_open
from tiesmap.introductions.steps import (
    can_follow,
    continue_request,
    name_target,
    next_outcomes,
    next_step,
    reword_open,
    take_step,
    undo_step,
)
from tiesmap.model.paths import Hop, OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import OUTCOMES
from tiesmap.model.statuses import STATUSES, WAITING
from tiesmap.model.steps import Step

NOW = datetime(2026, 6, 30, 9, 30)
REP = Person(1, "Maria", company="Nordlicht", rep=True)
PEOPLE = {
    1: REP,
    2: Person(2, "Anna"),
    3: Person(3, "Tom {goal}", "tom@acme.example", title="Buyer", company="Acme"),
    4: Person(4, "Eva"),
    5: Person(5, "Shy", do_not_ask=True),
}


def path(*ids: int) -> ReferralPath:
    hops = tuple(Hop(0.4, 0.5, "weak", False, ()) for _ in ids[1:])
    return ReferralPath(ids, tuple(PEOPLE[i].name for i in ids), hops)


def request(*ids: int):
    return draft(
        path(*ids), PEOPLE, rep=REP, strength=0.4, last_contact=None, reasons=(),
        as_of=NOW.date(), follow_up_days=7,
    )  # fmt: skip


def open_request(kind: str = "company", about: str = "Acme"):
    ask = OpenAsk(2, kind, about, 0.3, (in_words("works at Acme"),))
    return draft_open(
        ask, PEOPLE, rep=REP, strength=0.4, last_contact=None, as_of=NOW.date(), follow_up_days=7
    )


@given(st.lists(st.integers(0, 20), max_size=15), st.data())
def test_any_life_can_be_undone_to_its_beginning(choices, data):
    first = request(1, 2, 3)
    now, steps, states = first, [], [first]
    for number, choice in enumerate(choices):
        allowed = can_follow(now)
        if not allowed:
            break
        to = allowed[choice % len(allowed)]
        now, step = take_step(now, to, NOW + timedelta(days=number), 7, by="Maria")
        assert step is not None and (step.by, step.at.date()) == (
            "Maria",
            NOW.date() + timedelta(days=number),
        )
        # What is to be done, and by when, always stands there where something waits.
        if now.status in WAITING:
            assert next_step(now) and now.follow_up_on is not None
        steps.append(step)
        states.append(now)
    for state in reversed(states[:-1]):
        now, undone = undo_step(now, steps, NOW.date(), 7)
        at = next(k for k in reversed(range(len(steps))) if not steps[k].undone)
        steps[at] = undone
        assert (now.status, now.outcome, now.asked_on) == (
            state.status,
            state.outcome,
            state.asked_on,
        )
    assert all(step.undone for step in steps)
    with pytest.raises(ValueError, match="no step to undo"):
        undo_step(now, steps, NOW.date(), 7)


@pytest.mark.parametrize("status", STATUSES)
def test_what_cannot_follow_cannot_be_chosen(status):
    now = replace(request(1, 2, 3), status=status)
    for word in (*STATUSES, *OUTCOMES):
        if word in can_follow(now):
            moved, step = take_step(now, word, NOW, 7)
            assert step is not None and word in (moved.status, moved.outcome)
        elif word != status:
            with pytest.raises(ValueError, match="cannot"):
                take_step(now, word, NOW, 7)


def test_outcomes_come_after_the_fact():
    assert next_outcomes(request(1, 2, 3)) == ()
    met = replace(request(1, 2, 3), status="met")
    won, step = take_step(met, "client", NOW, 7)
    assert (won.outcome, won.status) == ("client", "met")
    assert step == Step(met.request, NOW, "", "client")
    assert take_step(won, "client", NOW, 7) == (won, None)
    assert take_step(met, "met", NOW, 7) == (met, None)
    no = replace(met, status="declined")
    assert next_outcomes(no) == ("not_now", "no")


def test_undo_refuses_when_something_else_happened():
    asked, step = take_step(request(1, 2, 3), "asked", NOW, 7)
    assert step is not None
    with pytest.raises(ValueError, match="changed since"):
        undo_step(replace(asked, status="agreed"), [step], NOW.date(), 7)
    won = Step(asked.request, NOW, "", "client")
    with pytest.raises(ValueError, match="changed since"):
        undo_step(asked, [won], NOW.date(), 7)


def test_the_next_step_in_words():
    asked, _ = take_step(request(1, 2, 3), "asked", NOW, 7)
    assert next_step(asked) == "hear from Anna, or remind them"
    # A name with braces is a name.
    assert next_step(request(1, 2, 3)) == "decide whether to ask Anna for Tom {goal}"
    met = replace(asked, status="met")
    assert "what came of it" in next_step(met)
    assert next_step(replace(met, outcome="client")) == ""
    halfway = replace(request(1, 2, 3, 4), status="met", outcome="not_now")
    assert next_step(halfway) == "ask Tom {goal} for the next introduction toward Eva"


@pytest.mark.parametrize(("kind", "about"), [("company", "Acme"), ("category", "Hotels in Rome")])
def test_a_name_comes_back_and_is_taken_back(kind, about):
    asked, _ = take_step(open_request(kind, about), "asked", NOW, 7)
    named, step = name_target(asked, PEOPLE[3], rep=REP, connector=PEOPLE[2], at=NOW)
    assert (named.request, named.status, named.asked_on) == (
        asked.request,
        "asked",
        asked.asked_on,
    )
    assert (named.target_id, named.goal_id, named.target_company) == (3, 3, "Acme")
    assert named.path == ("Maria", "Anna", "Tom {goal}")
    assert "Tom {goal}" in named.purpose and "Tom {goal}" in named.note_to_forward
    assert "Anna named Tom {goal}" in named.reasons
    back, undone = undo_step(named, [step], NOW.date(), 7)
    assert undone.undone
    again = reword_open(back, rep=REP, connector=PEOPLE[2])
    assert replace(again, purpose="", note_to_forward="") == replace(
        asked, purpose="", note_to_forward=""
    )
    for text in (again.purpose, again.note_to_forward):
        assert about.casefold() in text.casefold()


@pytest.mark.parametrize(
    ("of", "target", "what"),
    [
        (open_request(), 5, "do not ask"),
        (open_request(), 1, "cannot be the target"),
        (open_request(), 2, "cannot be the target"),
        (replace(open_request(), status="declined"), 3, "has ended"),
        (request(1, 2, 3), 4, "already"),
    ],
)
def test_names_that_cannot_be(of, target, what):
    with pytest.raises(ValueError, match=what):
        name_target(of, PEOPLE[target], rep=REP, connector=PEOPLE[2], at=NOW)


def test_the_next_hop_starts_from_the_introduction():
    made = replace(request(1, 2, 3, 4), status="introduced")
    words = {"rep": REP, "strength": 0.25, "as_of": date(2026, 7, 1), "follow_up_days": 7}
    further = continue_request(made, path(1, 3, 4), PEOPLE, **words)
    assert (further.connector_id, further.target_id, further.goal_id) == (3, 4, 4)
    assert (further.status, further.follow_up_on) == ("suggested", date(2026, 7, 8))
    assert further.reasons[0] == "Anna introduced you to Tom {goal}"
    assert further.request != made.request
    for wrong, way, what in [
        (replace(made, status="accepted"), path(1, 3, 4), "not introduced yet"),
        (replace(request(1, 2, 3), status="met"), path(1, 3, 4), "is the goal"),
        (made, path(1, 2, 4), "must lead through"),
    ]:
        with pytest.raises(ValueError, match=what):
            continue_request(wrong, way, PEOPLE, **words)
