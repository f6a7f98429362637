"""Who stands somewhere stays when the import that brought them is taken back; who does not, goes
without leaving anything; and what a merged card held is the other's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from tests.guarded import ANN, BOB, MAIL, REP, TIE, dump, load, someone
from tests.standing import PLACES, place
from tests.stored import get, keep_own, put
from tiesmap.intake.who.matching import keys_of
from tiesmap.model.people import CategoryRule, TargetRecord
from tiesmap.model.requests import IntroRequest
from tiesmap.store import ratings, schema, targets
from tiesmap.store import requests as asks
from tiesmap.store.history import undo
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.rows import read_versions
from tiesmap.store.settings import read_of_rep
from tiesmap.workspace import Workspace


@pytest.fixture
def where(database: str) -> str:
    return database


def test_who_stands_anywhere_stays(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB, {"name": "Dee Fox"}], interactions=[MAIL])
    names = [f"Cy {table.name} {name}" for table, name in PLACES]
    number = load(workspace, people=[{"name": name} for name in (*names, "Cy Nowhere")])
    with workspace.store.writing() as connection:
        for (table, column), name in zip(PLACES, names, strict=True):
            place(connection, table, column, someone(workspace, name).id)
    report = workspace.data.undo_import(number)
    assert report.people == 1 and not workspace.people.find("Cy Nowhere")
    assert len(PLACES) < undo.NAMED, "each of them is named"
    for name in names:
        assert workspace.people.find(name), name
        assert any(text.startswith(f"{name} stays: still named in ") for text in report.kept), name


def test_what_is_only_suggested_goes_with_its_people(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    number = load(workspace, people=[{"name": "Cy Dow"}])
    rep, ann, bob, cy = (someone(workspace, n) for n in (REP, "Ann Lee", "Bob Ray", "Cy Dow"))
    made = [
        IntroRequest(
            request=f"{one.id}-{two.id}", status=status, rep=REP, rep_id=rep.id,
            connector=one.name, connector_id=one.id, target=two.name, target_id=two.id,
            goal=two.name, goal_id=two.id, path=(REP, one.name, two.name), chance=0.5,
            why=(), tie_strength=0.5, last_contact=None,
        )
        for one, two, status in ((ann, cy, "suggested"), (ann, bob, "suggested"))
    ]  # fmt: skip
    with workspace.store.operation("hand", rep.id) as op:
        asks.add_requests(op, made)
    versions = get(workspace.store, read_versions)
    report = workspace.data.undo_import(number)
    assert not workspace.people.find("Cy Dow")
    assert [request.target for request in get(workspace.store, asks.read_requests, rep.id)] == [
        "Bob Ray"
    ]
    assert report.kept == ("1 suggested requests about these people went too.",)
    assert get(workspace.store, read_versions)["requests"] > versions["requests"]


def test_what_replaced_a_value_goes_with_the_person(workspace: Workspace) -> None:
    """A rule may have changed somebody in an import that does not tell of him."""
    cy = {"name": "Cy Dow", "email": "cy@x.example"}
    first = load(workspace, people=[cy | {"company": "Acme"}])
    second = load(workspace, people=[cy | {"company": "Grand Hotel"}])
    workspace.people.save_rules([CategoryRule(("hotel",), "Hotels")])
    workspace.data.undo_import(second)
    load(workspace, people=[ANN])
    number = someone(workspace, "Cy Dow").id
    with workspace.store.reading() as connection:
        of_cy = sa.select(schema.changes).where(
            schema.changes.c.table_name == "people", schema.changes.c.row_id == number
        )
        assert connection.execute(of_cy).all(), "otherwise this test shows nothing"
    workspace.data.undo_import(first)
    assert not workspace.people.find("Cy Dow")
    with workspace.store.reading() as connection:
        assert connection.execute(of_cy).all() == []


def test_an_import_that_holds_a_row_does_not_state_it_again(workspace: Workspace) -> None:
    files: dict[str, Any] = {
        "people": [ANN, BOB], "interactions": [MAIL], "ties": [TIE],
        "relationships": [{"rep": REP, "person": "ann@x.example", "stage": "lead"}],
    }  # fmt: skip
    load(workspace, people=[ANN, BOB],
         relationships=[{"rep": REP, "person": "ann@x.example", "stage": "client"}])  # fmt: skip
    first = load(workspace, **files)
    second = load(workspace, **files)
    workspace.data.undo_import(first)
    again, replaced = schema.restated, schema.changes
    with workspace.store.reading() as connection:
        for table in (schema.interactions, schema.ties):
            (held,) = connection.execute(sa.select(table.c.import_id)).scalars()
            assert held == second
        changed = sa.select(replaced.c.field, replaced.c.import_id).where(
            replaced.c.table_name == "relationships"
        )
        assert connection.execute(changed).all() == [("stage", second)]
        stated = sa.select(again.c.table_name, again.c.field).where(
            again.c.import_id == second, again.c.table_name != "relationships"
        )
        assert connection.execute(stated).all() == []
        stage = sa.select(again).where(again.c.field == "stage", again.c.import_id == second)
        assert connection.execute(stage).all() == []


# Merges ------------------------------------------------------------------------------------------


def test_what_one_rep_wants_rates_and_set_aside_is_the_others_after_a_merge(
    workspace: Workspace,
) -> None:
    load(
        workspace,
        people=[ANN, BOB, {"name": "Bobby Ray"}, {"name": "Dee Fox"}, {"name": "Eve Gray"}],
    )
    store = workspace.store
    ann, bob, bobby, dee, eve = (
        someone(workspace, n).id for n in ("Ann Lee", "Bob Ray", "Bobby Ray", "Dee Fox", "Eve Gray")
    )
    zed, firm = TargetRecord(1, name="Zed", why="big"), TargetRecord(1, company="Firm", why="near")
    put(store, targets.save_target, bobby, zed)
    put(store, targets.save_target, bob, firm)
    put(store, ratings.rate_categories, bobby, {"Bank": 2, "Hotel": 5})
    put(store, ratings.rate_categories, bob, {"Bank": 4})
    keep_own(store, bobby, SET_ASIDE, [[ann, dee], [bob, eve]], "requests")
    keep_own(store, bob, SET_ASIDE, [[dee, eve]], "requests")
    keep_own(store, dee, SET_ASIDE, [[bobby, eve], [ann, eve], [bob, bobby]], "requests")
    before = dump(workspace)
    number = workspace.duplicates.merge(bob, bobby)
    assert {t.name or t.company for t in get(store, targets.read_targets, bob)} == {"Zed", "Firm"}
    assert get(store, ratings.category_comforts, bob) == {"Bank": 4, "Hotel": 5}
    # A pair of a rep with himself, or of one person twice, is none.
    assert get(store, read_of_rep, bob, SET_ASIDE) == sorted([[ann, dee], [dee, eve]])
    assert get(store, read_of_rep, bobby, SET_ASIDE) is None
    assert get(store, read_of_rep, dee, SET_ASIDE) == sorted([[bob, eve], [ann, eve]])
    put(store, targets.save_target, bob, replace(zed, why="bigger"))
    assert [t.why for t in get(store, targets.read_targets, bob) if t.name] == ["bigger"], (
        "it is known by its key"
    )
    put(store, targets.save_target, bob, zed)
    workspace.duplicates.unmerge(number)
    after = dump(workspace)
    # Only that the why was changed and changed back is kept.
    assert after.pop("changes") != before.pop("changes") and after == before


def test_the_undo_is_of_the_store_alone(workspace: Workspace) -> None:
    """What `keys` an undo is given, it keeps for those who are still known by them."""
    load(workspace, people=[ANN])
    number = load(workspace, people=[ANN | {"phone": "1"}])
    with workspace.store.operation("undo") as op:
        report = undo.undo(op, number, keys_of)
    assert (report.people, report.fields) == (0, 1)
