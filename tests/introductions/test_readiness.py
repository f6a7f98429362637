"""When not to ask yet, what to do first, and what makes a good moment."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.introductions.readiness import find_moments, first_things, is_offer
from tiesmap.introductions.waits import find_wait
from tiesmap.model.english import say_day
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Note, Practice, Satisfaction

TODAY = date(2026, 6, 30)
CLIENT = Person(2, "Cora", client=True)


def first(person: Person = CLIENT, **entries: object):
    return first_things([person], Practice(**entries), TODAY).get(2)


@pytest.mark.parametrize(
    ("signed", "held"),
    [
        # June 30 less 180 days is January 1: half a year is over then.
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_new_client_is_looked_after_first(signed, held):
    new = Person(2, "Cora", client=True, signed_on=signed)
    assert bool(first(new)) == held
    assert first(Person(2, "Cora", stage="past_client", client=True, signed_on=signed)) is None
    if held:
        assert first(new).what.startswith("see that all works as promised")


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ([(date(2026, 5, 1), 3)], "the last mark was 3 of 5, on 1 May"),
        ([(date(2026, 5, 1), 4)], ""),
        ([(date(2026, 5, 1), 2), (date(2026, 5, 2), 4)], ""),
        ([(date(2026, 5, 2), 3), (date(2026, 5, 1), 5)], "the last mark was 3 of 5, on 2 May"),
        ([(date(2026, 7, 1), 1)], ""),
    ],
)
def test_a_low_mark_is_mended_first(marks, why):
    said = tuple(Satisfaction(k, 1, 2, day, mark, "slow") for k, (day, mark) in enumerate(marks))
    found = first(satisfaction=said)
    assert (found.why if found else "") == why
    assert found is None or found.what == "mend what was behind the 3 (“slow”)"
    assert first(Person(2, "Cora"), satisfaction=said) is None


@pytest.mark.parametrize(
    ("promise", "late"),
    [
        (Action(1, 1, 2, date(2026, 6, 1), "promise", "the list", due=date(2026, 6, 29)), True),
        (Action(1, 1, 2, date(2026, 6, 1), "promise", "the list", due=date(2026, 6, 30)), False),
        (Action(1, 1, 2, date(2026, 6, 22), "promise", "the list"), True),
        (Action(1, 1, 2, date(2026, 6, 23), "promise", "the list"), False),
        (Action(1, 1, 2, date(2026, 6, 1), "action", "the list", due=date(2026, 6, 2)), False),
        (
            Action(1, 1, 2, date(2026, 6, 1), "promise", "x", "", date(2026, 6, 2), TODAY),
            False,
        ),
        (
            Action(
                1, 1, 2, date(2026, 6, 1), "promise", "x", "", date(2026, 6, 2), date(2026, 7, 1)
            ),
            True,
        ),
    ],
)
def test_a_late_promise_comes_first_for_anybody(promise, late):
    for person in (CLIENT, Person(2, "Cora")):
        found = first(person, plans=(promise,))
        assert bool(found) == late
        assert found is None or found.what == f"keep the promise: {promise.text}"


def test_all_reasons_are_told():
    new = Person(2, "Cora", client=True, signed_on=date(2026, 6, 1))
    found = first(
        new,
        satisfaction=(Satisfaction(1, 1, 2, date(2026, 6, 9), 2),),
        plans=(Action(1, 1, 2, date(2026, 6, 2), "promise", "the list"),),
    )
    assert found.why == (
        "a promise of yours is late since 9 June; a client only since 1 June; "
        "the last mark was 2 of 5, on 9 June"
    )
    assert found.what.startswith("keep the promise: the list; then ")


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("New finance head from May; offered to introduce us.", True),
        ("She offers to put me in touch with the buyer", True),
        ("would gladly introduce me to her brother", True),
        ("Happy to introduce us once the audit is over", True),
        ("offered an intro to the new head of purchasing", True),
        ("will uns dem Einkaufsleiter vorstellen", True),
        ("propose de nous présenter", True),
        ("ofreció presentarnos", True),
        ("Se ofreció a presentarme a su jefe", True),
        ("puede presentarnos en mayo", True),
        ("no puede presentarnos", False),
        ("ofereceu-se para nos apresentar", True),
        ("vai apresentar-me ao diretor", True),
        ("não quer apresentar-nos", False),
        ("wil ons aan de inkoper voorstellen", True),
        ("bood aan om me te introduceren", True),
        ("wil een offerte voorstellen", False),
        ("did not offer to introduce us", False),
        ("asked me to introduce her to Tom", False),
        ("offered a discount", False),
        ("we were introduced last year", False),
        ("", False),
    ],
)
def test_what_is_an_offer(text, offer):
    assert is_offer(text) == offer


OFFER = "offered to introduce us"


def moments(notes=(), taken_up=None, **entries):
    found = find_moments(Practice(**entries), notes, taken_up or {}, TODAY)
    return [(m.kind, m.day, m.taken_up) for m in found]


def test_an_offer_stays_open_until_he_asked_or_was_introduced():
    day = date(2025, 3, 1)
    assert moments([(2, day, OFFER), (2, day, "hello")]) == [("offer", day, False)]
    for other, taken in ((day, False), (date(2025, 3, 2), True), (date(2026, 7, 1), False)):
        assert moments([(2, day, OFFER)], {2: [other], 3: [TODAY]}) == [("offer", day, taken)]
    assert moments([(2, date(2026, 7, 1), OFFER)]) == []
    note = Note(1, 1, 2, day, discussed=OFFER)
    assert [m.says for m in find_moments(Practice(notes=(note,)), (), {}, TODAY)] == [
        "offered an introduction on 1 March 2025"
    ]


def test_a_fresh_high_mark_and_a_kept_promise_are_good_moments():
    fresh = date(2026, 5, 16)  # 45 days before
    for day, mark, good in ((fresh, 4, True), (date(2026, 5, 15), 5, False), (fresh, 3, False)):
        said = (Satisfaction(1, 1, 2, day, mark),)
        assert moments(satisfaction=said) == ([("mark", day, False)] if good else [])
    # A worse mark since makes it no good moment.
    two = (Satisfaction(1, 1, 2, fresh, 5), Satisfaction(2, 1, 2, date(2026, 6, 1), 3))
    assert moments(satisfaction=two) == []
    kept = Action(1, 1, 2, date(2026, 1, 1), "promise", "the list", done_on=fresh)
    assert moments(plans=(kept,)) == [("promise", fresh, False)]
    open_ = Action(1, 1, 2, date(2026, 6, 1), "promise", "the list")
    assert moments(plans=(open_,)) == []


@pytest.mark.parametrize(
    ("note", "today", "until"),
    [
        # Easter: 2026-04-05, 2027-03-28 (the dates of the Church).
        ("do not ask again before spring", date(2026, 11, 29), date(2027, 3, 20)),
        ("Nice. Not before Easter, she says", date(2026, 11, 29), date(2027, 3, 28)),
        ("erst nach Ostern wieder melden", date(2026, 2, 1), date(2026, 4, 7)),
        ("pas avant l'été", date(2026, 3, 1), date(2026, 6, 21)),
        ("Leave her alone until March", date(2026, 11, 29), date(2027, 3, 1)),
        ("nicht vor dem Sommer 2027 fragen", date(2026, 11, 29), date(2027, 6, 21)),
        ("recontacter seulement après Noël", date(2026, 11, 29), date(2026, 12, 27)),
        ("don't call again until after christmas", date(2026, 11, 29), date(2026, 12, 27)),
        ("no preguntar antes del verano", date(2026, 3, 1), date(2026, 6, 21)),
        ("No llamar hasta septiembre", date(2026, 6, 1), date(2026, 9, 1)),
        ("volver a llamar después de Semana Santa", date(2026, 2, 1), date(2026, 4, 7)),
        ("não perguntar antes da primavera", date(2026, 11, 29), date(2027, 3, 20)),
        ("voltar a ligar só depois do Natal", date(2026, 11, 29), date(2026, 12, 27)),
        ("não contactar até março", date(2026, 11, 29), date(2027, 3, 1)),
        ("niet vragen voor de zomer", date(2026, 3, 1), date(2026, 6, 21)),
        ("pas weer na Pasen bellen", date(2026, 2, 1), date(2026, 4, 7)),
        ("Met rust laten tot januari", date(2026, 11, 29), date(2027, 1, 1)),
        # Over, or longer away than somebody would say it: it was the last one.
        ("do not ask again before spring", date(2026, 4, 10), None),
        ("do not ask again before spring 2026", date(2026, 11, 29), None),
        # Another thing than being left alone.
        ("do not call before 9 am", date(2026, 11, 29), None),
        ("met her in spring, before Easter", date(2026, 11, 29), None),
        ("budget is decided before summer", date(2026, 4, 29), None),
        ("bis Ostern Angebot schicken", date(2026, 11, 29), None),
        ("Erst im März gegründet", date(2026, 11, 29), None),
        ("Ms Spring does not march", date(2026, 11, 29), None),
        ("Pas in maart opgericht", date(2026, 11, 29), None),
        ("Solo desde enero en la empresa", date(2026, 11, 29), None),
        ("Só no verão vendem gelados", date(2026, 3, 1), None),
        ("presupuesto antes del verano", date(2026, 4, 29), None),
        ("reunião até março", date(2026, 11, 29), None),
        ("offerte voor de zomer sturen", date(2026, 4, 29), None),
    ],
)
def test_a_note_that_says_not_before_a_day_is_heeded(note, today, until):
    found = find_wait(note, today)
    assert (found.until if found else None) == until
    held = first_things([Person(2, "Cora", notes=f"Hi\n{note}")], Practice(), today).get(2)
    assert (held is not None) == (until is not None)
    if held is not None:
        assert held.why == f"your note says “{note}”"
        assert f"until {say_day(until, today)}" in held.what


def test_a_note_of_a_day_means_the_next_such_day():
    said = Note(1, 1, 2, date(2025, 11, 1), discussed="not before spring")
    assert first(Person(2, "Cora"), notes=(said,)) is None
    said = Note(1, 1, 2, date(2026, 4, 1), discussed="not before spring")
    assert "until 20 March 2027" in first(Person(2, "Cora"), notes=(said,)).what
