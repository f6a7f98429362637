"""People and contacts read again after a change, knowing those before: the same as read anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

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
def workspace(workspace: Workspace) -> Workspace:
    load(workspace, people=PEOPLE, interactions=MAILS[:2])
    return replace(workspace, rep=someone(workspace, REP).id)


def the(workspace: Workspace, name: str) -> Person:
    return someone(workspace, name)


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "nothing": lambda workspace: None,
    "rated": lambda workspace: workspace.people.rate({the(workspace, "Ann Lee").id: 5}),
    "rating taken away": lambda workspace: workspace.people.rate(
        {the(workspace, "Bob Ray").id: None}
    ),
    "rated by another rep": lambda workspace: replace(
        workspace, rep=the(workspace, "Ann Lee").id
    ).people.rate({the(workspace, "Bob Ray").id: 1}),
    "corrected": lambda workspace: workspace.people.save_person(
        replace(the(workspace, "Ann Lee"), title="Owner")
    ),
    "noted": lambda workspace: workspace.people.save_person(
        replace(the(workspace, "Carla Neri"), notes="bakes")
    ),
    "added": lambda workspace: workspace.people.save_person(Person(0, "New Comer")),
    "marked": lambda workspace: workspace.people.set_do_not_ask(
        [the(workspace, "Bob Ray").id], True
    ),
    "moved": lambda workspace: workspace.people.set_category([the(workspace, "Bob Ray").id], "Law"),
    "ruled": lambda workspace: workspace.people.save_rules([CategoryRule(("baker",), "Food")]),
    "a rep more": lambda workspace: workspace.people.make_rep(the(workspace, "Carla Neri").id),
    "imported more": lambda workspace: load(
        workspace, people=[ANN | {"city": "Rome"}, {"name": "Dan"}], relationships=[SAID]
    ),
    "mails imported": lambda workspace: load(workspace, interactions=MAILS),
    "taken back": lambda workspace: (
        load(workspace, relationships=[SAID]),
        workspace.data.undo_import(),
    ),
    "merged": lambda workspace: workspace.duplicates.merge(
        the(workspace, "Bob Ray").id, the(workspace, "Robert Ray").id
    ),
    "merged and taken apart": lambda workspace: workspace.duplicates.unmerge(
        workspace.duplicates.merge(the(workspace, "Bob Ray").id, the(workspace, "Robert Ray").id)
    ),
    "erased": lambda workspace: workspace.data.erase([the(workspace, "Carla Neri").id]),
}


def everybody(workspace: Workspace) -> dict[int, Person]:
    """As the workspace has it, which reads again only who changed."""
    return {person.id: person for person in workspace.people.people()}


def tables(workspace: Workspace, as_of: date) -> Tables:
    """As the workspace has them, which reads again only what is new."""
    with replace(workspace, as_of=as_of).view() as view:
        return view.read_tables()


def network(workspace: Workspace) -> Network:
    with workspace.view() as view:
        return view.network


@pytest.mark.parametrize("what", CHANGES)
def test_everybody_read_again_is_as_read_anew(workspace: Workspace, what: str) -> None:
    workspace.people.rate({the(workspace, "Bob Ray").id: 2})
    before = everybody(workspace)
    CHANGES[what](workspace)
    now = everybody(workspace)
    assert now == {person.id: person for person in get(workspace.store, people.read, workspace.rep)}
    assert what in ("nothing", "mails imported") or now != before


@pytest.mark.parametrize("as_of", [date(2027, 1, 1), date(2026, 6, 30)])
@pytest.mark.parametrize("what", CHANGES)
def test_contacts_read_again_are_as_read_anew(
    workspace: Workspace, what: str, as_of: date, tmp_path: Path
) -> None:
    before = tables(workspace, as_of).contacts
    CHANGES[what](workspace)
    again = tables(workspace, as_of)
    anew = open_store(tmp_path / "ties.db")
    for name in (field.name for field in fields(again)):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(evidence(anew, as_of), name))
    anew.close()
    assert (len(again.contacts) != len(before)) == (what in ("erased", "mails imported"))


def test_two_days_in_turn_are_kept_apart(workspace: Workspace) -> None:
    load(workspace, interactions=MAILS)
    early, late = date(2026, 3, 2), date(2026, 8, 1)
    sizes = [len(tables(workspace, day).contacts) for day in (early, late, early, date(2027, 1, 1))]
    assert sizes == [1, 5, 1, 5]


def test_a_change_undone_meanwhile_is_seen(workspace: Workspace) -> None:
    load(workspace, relationships=[SAID])
    before = everybody(workspace)
    workspace.data.undo_import()
    now = everybody(workspace)
    assert now != before
    assert now == {person.id: person for person in get(workspace.store, people.read, workspace.rep)}


def test_only_who_changed_is_made_anew(workspace: Workspace) -> None:
    before = everybody(workspace)
    bob = the(workspace, "Bob Ray").id
    workspace.people.rate({bob: 5})
    now = everybody(workspace)
    assert [number for number in now if now[number] is not before[number]] == [bob]


def test_how_far_the_network_is_made_is_told(workspace: Workspace) -> None:
    load(workspace, interactions=MAILS)
    told: list[tuple[float, str]] = []

    def tell(share: float, doing: str) -> None:
        told.append((share, doing))

    listening = replace(workspace, listener=tell)
    made = network(listening)
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0.0 and shares[-1] == 1.0
    assert any("ties" in doing for _, doing in told)
    # Who listens is no part of the question: the same network, and nothing more to tell.
    told.clear()
    assert network(listening) is made and network(workspace) is made
    assert not told
