"""People and contacts read again after a change, knowing those before: the same as read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, load, someone
from tests.stored import evidence, get
from tiesmap.model.people import CategoryRule, Person
from tiesmap.model.tables import Tables
from tiesmap.network.network import Network
from tiesmap.store import people
from tiesmap.store.store import open_store
from tiesmap.workspace import Workspace

CARLA = {"name": "Carla Neri", "email": "carla@z.example", "title": "Baker"}
PEOPLE = [ANN, BOB, CARLA, {"name": "Robert Ray", "email": "robert@x.example"}]
SAID = {"rep": REP, "person": "Ann Lee", "comfort": "3", "stage": "lead"}
BOTH = {"date": "2026-03-05", "from": REP, "to": "bob@x.example; carla@z.example"}
LATER = {"date": "2026-07-20", "from": REP, "to": "carla@z.example"}
MAILS = [MAIL, BOTH, LATER, {"date": "2026-03-04", "from": "carla@z.example", "to": REP}]


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, people=PEOPLE, interactions=MAILS[:2])
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def the(seat: Workspace, name: str) -> Person:
    return someone(seat, name)


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "nothing": lambda seat: None,
    "rated": lambda seat: seat.people.rate({the(seat, "Ann Lee").id: 5}),
    "rating taken away": lambda seat: seat.people.rate({the(seat, "Bob Ray").id: None}),
    "rated by another rep": lambda seat: replace(seat, rep=the(seat, "Ann Lee").id).people.rate(
        {the(seat, "Bob Ray").id: 1}
    ),
    "corrected": lambda seat: seat.people.save_person(replace(the(seat, "Ann Lee"), title="Owner")),
    "noted": lambda seat: seat.people.save_person(replace(the(seat, "Carla Neri"), notes="bakes")),
    "added": lambda seat: seat.people.save_person(Person(0, "New Comer")),
    "marked": lambda seat: seat.people.set_do_not_ask([the(seat, "Bob Ray").id], True),
    "moved": lambda seat: seat.people.set_category([the(seat, "Bob Ray").id], "Law"),
    "ruled": lambda seat: seat.people.save_rules([CategoryRule(("baker",), "Food")]),
    "a rep more": lambda seat: seat.people.make_rep(the(seat, "Carla Neri").id),
    "imported more": lambda seat: load(
        seat, people=[ANN | {"city": "Rome"}, {"name": "Dan"}], relationships=[SAID]
    ),
    "mails imported": lambda seat: load(seat, interactions=MAILS),
    "taken back": lambda seat: (load(seat, relationships=[SAID]), seat.data.undo_import()),
    "merged": lambda seat: seat.data.merge(the(seat, "Bob Ray").id, the(seat, "Robert Ray").id),
    "merged and taken apart": lambda seat: seat.data.unmerge(
        seat.data.merge(the(seat, "Bob Ray").id, the(seat, "Robert Ray").id)
    ),
    "erased": lambda seat: seat.data.erase([the(seat, "Carla Neri").id]),
}


def everybody(seat: Workspace) -> dict[int, Person]:
    """As the workspace has it, which reads again only who changed."""
    return {person.id: person for person in seat.people.people()}


def tables(seat: Workspace, as_of: date) -> Tables:
    """As the workspace has them, which reads again only what is new."""
    with replace(seat, as_of=as_of).view() as view:
        return view.read_tables()


def network(seat: Workspace) -> Network:
    with seat.view() as view:
        return view.network


@pytest.mark.parametrize("what", CHANGES)
def test_everybody_read_again_is_as_read_anew(seat: Workspace, what: str) -> None:
    seat.people.rate({the(seat, "Bob Ray").id: 2})
    before = everybody(seat)
    CHANGES[what](seat)
    now = everybody(seat)
    assert now == {person.id: person for person in get(seat.store, people.read, seat.rep)}
    assert what in ("nothing", "mails imported") or now != before


@pytest.mark.parametrize("as_of", [date(2027, 1, 1), date(2026, 6, 30)])
@pytest.mark.parametrize("what", CHANGES)
def test_contacts_read_again_are_as_read_anew(
    seat: Workspace, what: str, as_of: date, tmp_path: Path
) -> None:
    before = tables(seat, as_of).contacts
    CHANGES[what](seat)
    again = tables(seat, as_of)
    anew = open_store(tmp_path / "ties.db")
    for name in (field.name for field in fields(again)):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(evidence(anew, as_of), name))
    anew.close()
    assert (len(again.contacts) != len(before)) == (what in ("erased", "mails imported"))


def test_two_days_in_turn_are_kept_apart(seat: Workspace) -> None:
    load(seat, interactions=MAILS)
    early, late = date(2026, 3, 2), date(2026, 8, 1)
    sizes = [len(tables(seat, day).contacts) for day in (early, late, early, date(2027, 1, 1))]
    assert sizes == [1, 5, 1, 5]


def test_a_change_undone_meanwhile_is_seen(seat: Workspace) -> None:
    load(seat, relationships=[SAID])
    before = everybody(seat)
    seat.data.undo_import()
    now = everybody(seat)
    assert now != before
    assert now == {person.id: person for person in get(seat.store, people.read, seat.rep)}


def test_only_who_changed_is_made_anew(seat: Workspace) -> None:
    before = everybody(seat)
    bob = the(seat, "Bob Ray").id
    seat.people.rate({bob: 5})
    now = everybody(seat)
    assert [number for number in now if now[number] is not before[number]] == [bob]


def test_how_far_the_network_is_made_is_told(seat: Workspace) -> None:
    load(seat, interactions=MAILS)
    told: list[tuple[float, str]] = []

    def tell(share: float, doing: str) -> None:
        told.append((share, doing))

    listening = replace(seat, listener=tell)
    made = network(listening)
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0.0 and shares[-1] == 1.0
    assert any("ties" in doing for _, doing in told)
    # Who listens is no part of the question: the same network, and nothing more to tell.
    told.clear()
    assert network(listening) is made and network(seat) is made
    assert not told
