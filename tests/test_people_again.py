"""Everybody read again after a change, knowing who was there before: the same as read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from guarded import ANN, BOB, REP, load, someone

import tiesmap
from tiesmap.model.people import CategoryRule, Person
from tiesmap.workspace import Workspace

CARLA = {"name": "Carla Neri", "email": "carla@z.example", "title": "Baker"}
PEOPLE = [ANN, BOB, CARLA, {"name": "Robert Ray", "email": "robert@x.example"}]
SAID = {"rep": REP, "person": "Ann Lee", "comfort": "3", "stage": "lead"}


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, people=PEOPLE)
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def the(seat: Workspace, name: str) -> Person:
    return someone(seat, name)


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "nothing": lambda seat: None,
    "rated": lambda seat: seat.rate({the(seat, "Ann Lee").id: 5}),
    "rating taken away": lambda seat: seat.rate({the(seat, "Bob Ray").id: None}),
    "rated by another rep": lambda seat: replace(seat, rep=the(seat, "Ann Lee").id).rate(
        {the(seat, "Bob Ray").id: 1}
    ),
    "corrected": lambda seat: seat.save_person(replace(the(seat, "Ann Lee"), title="Owner")),
    "noted": lambda seat: seat.save_person(replace(the(seat, "Carla Neri"), notes="bakes")),
    "added": lambda seat: seat.save_person(Person(0, "New Comer")),
    "marked": lambda seat: seat.set_do_not_ask([the(seat, "Bob Ray").id], True),
    "moved": lambda seat: seat.set_category([the(seat, "Bob Ray").id], "Law"),
    "ruled": lambda seat: seat.save_rules([CategoryRule(("baker",), "Food")]),
    "a rep more": lambda seat: seat.make_rep(the(seat, "Carla Neri").id),
    "imported more": lambda seat: load(
        seat, people=[ANN | {"city": "Rome"}, {"name": "Dan"}], relationships=[SAID]
    ),
    "taken back": lambda seat: (load(seat, relationships=[SAID]), seat.undo_import()),
    "merged": lambda seat: seat.merge(the(seat, "Bob Ray").id, the(seat, "Robert Ray").id),
    "merged and taken apart": lambda seat: seat.unmerge(
        seat.merge(the(seat, "Bob Ray").id, the(seat, "Robert Ray").id)
    ),
    "erased": lambda seat: seat.erase([the(seat, "Carla Neri").id]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_everybody_read_again_is_as_read_anew(seat: Workspace, what: str) -> None:
    seat.rate({the(seat, "Bob Ray").id: 2})
    before = {person.id: person for person in seat.people()}
    CHANGES[what](seat)
    now = seat.people_again(before)
    assert now == {person.id: person for person in seat.people()}
    assert what == "nothing" or now != before


def test_a_change_undone_meanwhile_is_seen(seat: Workspace) -> None:
    load(seat, relationships=[SAID])
    before = {person.id: person for person in seat.people()}
    seat.undo_import()
    assert seat.people_again(before) == {person.id: person for person in seat.people()}


def test_only_who_changed_is_made_anew(seat: Workspace) -> None:
    before = {person.id: person for person in seat.people()}
    bob = the(seat, "Bob Ray").id
    seat.rate({bob: 5})
    now = seat.people_again(before)
    assert [number for number in now if now[number] is not before[number]] == [bob]
