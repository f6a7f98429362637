"""Two cards of one person: made one without loss, and taken apart exactly."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_undo import batches

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, TIE, dump, load, someone
from tests.stored import get, one_person, put
from tiesmap.model.problems import Refused
from tiesmap.model.tact import Favor, Limit
from tiesmap.store import limits as bounds
from tiesmap.store import practice
from tiesmap.store.store import Conflict
from tiesmap.workspace import Workspace


@pytest.fixture
def seat(database: str) -> Iterator[Workspace]:
    opened = tiesmap.open(database, as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()


BOBBY = {
    "name": "Bobby Ray", "email": "bobby@y.example", "phone": "0301234567", "do_not_ask": "yes",
    "comfort": "2", "notes": "has a boat",
}  # fmt: skip
LATER = {"date": "2026-04-01", "from": "bobby@y.example", "to": "bob@x.example; ann@x.example"}
PAIR = {"date": "2026-04-02", "from": "bobby@y.example", "to": "bob@x.example"}


def filled(seat: Workspace) -> Workspace:
    load(
        seat,
        people=[ANN, BOB, BOBBY],
        interactions=[MAIL, LATER, PAIR, MAIL | {"to": "bobby@y.example"}],
        ties=[TIE, TIE | {"other": "bobby@y.example", "strength": "3", "contacts": "2"}],
        introductions=[{"introducer": REP, "person": "Ann Lee", "other": "Bobby Ray"}],
        relationships=[{"rep": "Bobby Ray", "person": "Ann Lee", "comfort": "3"}],
    )
    seat = replace(seat, rep=someone(seat, REP).id)
    ann, bob, bobby = (someone(seat, name).id for name in ("Ann Lee", "Bob Ray", "Bobby Ray"))
    seat.people.rate({bobby: 5})
    seat.people.add_tie(bob, bobby, "family")
    put(
        seat.store,
        practice.save_entry,
        Favor(0, ann, bobby, date(2026, 1, 1), "given", "lunch", ""),
    )
    put(seat.store, bounds.save_limit, bob, Limit(4, 10))
    put(seat.store, bounds.save_limit, bobby, Limit(2, 5))
    put(seat.store, bounds.set_no_go, bobby, ann, True)
    put(seat.store, bounds.set_no_go, bobby, bob, True)
    return seat


def test_nothing_of_either_is_lost(seat: Workspace) -> None:
    seat = filled(seat)
    bob, bobby = someone(seat, "Bob Ray"), someone(seat, "Bobby Ray")
    seat.data.merge(bob.id, bobby.id)
    one = someone(seat, "Bob Ray")
    assert [p.id for p in seat.people.find("Bobby Ray")] == [one.id], "the name of before"
    assert one.do_not_ask and one.phone == "0301234567"
    assert one.comfort == 5, "what a hand rated wins"
    assert one.notes == "likes tea\nhas a boat"
    assert one.extra == {"other name": "Bobby Ray", "other email": "bobby@y.example"}
    said = {statement.said for statement in seat.data.statements(one.id)}
    assert {dict(row)["name"] for row in said} == {"Bob Ray", "Bobby Ray"}
    limits = get(seat.store, bounds.read_limits, Limit(9, 9))
    assert limits.persons[one.id] == Limit(2, 10)
    assert limits.no_go == frozenset({(one.id, someone(seat, "Ann Lee").id)})
    # The mail from one card to the other alone ties nobody; all else stays.
    assert len(seat.people.contacts(one.id)) == 2


def test_a_merge_is_taken_back_exactly(seat: Workspace) -> None:
    seat = filled(seat)
    before = dump(seat)
    number = seat.data.merge(someone(seat, "Bob Ray").id, someone(seat, "Bobby Ray").id)
    assert [merge.gone_label for merge in seat.data.merges()] == ["Bobby Ray"]
    assert dump(seat) != before
    seat.data.unmerge(number)
    assert dump(seat) == before
    with pytest.raises(Conflict, match="apart already"):
        seat.data.unmerge(number)


def test_the_same_files_again_after_a_merge_change_nothing(seat: Workspace) -> None:
    files = {
        "people": [ANN, BOB, BOBBY],
        "interactions": [MAIL, LATER, MAIL | {"to": "bobby@y.example"}],
        "ties": [TIE | {"contacts": "2", "strength": "3"}, TIE | {"other": "bobby@y.example"}],
    }
    load(seat, **files)
    seat.data.merge(someone(seat, "Bob Ray").id, someone(seat, "Bobby Ray").id)
    trace = ("imports", "counters", "person_stated", "restated")
    before = dump(seat, trace)
    load(seat, **files)
    assert dump(seat, trace) == before


def test_work_after_a_merge_stays_with_who_stayed(seat: Workspace) -> None:
    load(seat, people=[ANN, BOB, BOBBY])
    number = seat.data.merge(someone(seat, "Bob Ray").id, someone(seat, "Bobby Ray").id)
    seat.people.save_person(replace(someone(seat, "Bob Ray"), phone="077", city="Zug"))
    load(seat, interactions=[MAIL | {"to": "bobby@y.example"}])
    seat.data.unmerge(number)
    bob, bobby = someone(seat, "Bob Ray"), someone(seat, "Bobby Ray")
    assert (bob.phone, bob.city, bob.do_not_ask) == ("077", "Zug", False)
    assert (bobby.phone, bobby.do_not_ask) == ("0301234567", True)
    assert len(seat.people.contacts(bob.id)) == 1


def test_merges_that_build_on_each_other(seat: Workspace) -> None:
    load(seat, people=[ANN, BOB, BOBBY], ties=[TIE])
    ann, bob, bobby = (someone(seat, name).id for name in ("Ann Lee", "Bob Ray", "Bobby Ray"))
    before = dump(seat)
    first = seat.data.merge(bob, bobby)
    middle = dump(seat, ("imports", "counters", "merges"))
    second = seat.data.merge(ann, bob)
    seat.data.unmerge(first)  # the second is taken apart for it, and made again
    assert {p.name for p in seat.people.people()} == {"Ann Lee", "Bobby Ray", REP}
    seat.data.unmerge(second)
    assert dump(seat) == before
    seat.data.merge(bob, bobby)
    assert dump(seat, ("imports", "counters", "merges", "changes")) == {
        name: rows for name, rows in middle.items() if name != "changes"
    }


def test_an_import_is_taken_back_from_under_a_merge(seat: Workspace) -> None:
    load(seat, people=[ANN, BOB])
    before = dump(seat)
    number = load(seat, people=[BOBBY], interactions=[MAIL | {"to": "bobby@y.example"}])
    seat.data.merge(someone(seat, "Bob Ray").id, someone(seat, "Bobby Ray").id)
    report = seat.data.undo_import(number)
    assert dump(seat) == before
    assert report.kept == ("Bob Ray is no longer merged with another card.",)


ANNE = {"name": "Anne Lee", "company": "Acme", "phone": "+49 30 1234567"}


def test_a_decision_is_remembered(seat: Workspace) -> None:
    load(seat, people=[ANN | {"phone": "0301234567"}, ANNE, BOB])
    (pair,) = seat.data.suggestions()
    assert any("phone" in reason for reason in pair.reasons)
    seat.data.decide(pair.one, pair.other, "later")
    assert not seat.data.suggestions() and len(seat.data.suggestions(later=True)) == 1
    seat.data.decide(pair.other, pair.one, "different")
    assert not seat.data.suggestions(later=True)
    seat.data.decide(pair.one, pair.other, "same")
    assert len(seat.people.people()) == 3


@given(batches, st.integers(0, 5), st.integers(0, 5))
@settings(deadline=None, max_examples=60)
def test_any_two_are_taken_apart_again(files, one, other) -> None:
    with TemporaryDirectory() as folder:
        seat = tiesmap.open(Path(folder) / "ties.db", as_of=date(2026, 6, 30))
        try:
            load(seat, **files)
        except Refused:
            assume(False)
        people = seat.people.people()
        kept, gone = people[one % len(people)], people[other % len(people)]
        assume(kept.id != gone.id)
        before = dump(seat)
        number = seat.data.merge(kept.id, gone.id)
        marked = one_person(seat.store, kept.id).do_not_ask
        seat.data.unmerge(number)
        after = dump(seat)
        seat.store.close()
    assert after == before
    assert marked == (kept.do_not_ask or gone.do_not_ask)


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_chains_of_merges_are_taken_apart_in_any_order(seat: Workspace, seed: int) -> None:
    rng = random.Random(seed)
    names = [f"Per Son{k}" for k in range(14)]
    mails = [
        {"date": "2026-01-01", "from": a, "to": f"{b}; {c}"}
        for a, b, c in (rng.sample(names, 3) for _ in range(25))
    ]
    known = [
        {"introducer": a, "person": b, "other": c}
        for a, b, c in (rng.sample(names, 3) for _ in range(6))
    ]
    people = [{"name": name, "email": f"{k}@x.example"} for k, name in enumerate(names)]
    load(seat, people=people, interactions=mails, introductions=known)
    before = dump(seat)
    done = []
    for _ in range(9):
        kept, gone = rng.sample([person.id for person in seat.people.people()], 2)
        done.append(seat.data.merge(kept, gone))
    rng.shuffle(done)
    for number in done:
        seat.data.unmerge(number)
    assert dump(seat) == before
