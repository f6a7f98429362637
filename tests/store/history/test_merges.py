"""Two cards of one person: made one without loss, and taken apart exactly."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, TIE, dump, load, someone
from tests.laws import examples
from tests.store.anyfiles import batches
from tests.stored import get, one_person, put
from tiesmap.model.problems import Refused
from tiesmap.model.tact import Favor, Limit
from tiesmap.store import limits as bounds
from tiesmap.store import practice
from tiesmap.store.history import provenance
from tiesmap.store.store import Conflict
from tiesmap.workspace import Workspace


@pytest.fixture
def where(database: str) -> str:
    return database


BOBBY = {
    "name": "Bobby Ray", "email": "bobby@y.example", "phone": "0301234567", "do_not_ask": "yes",
    "comfort": "2", "notes": "has a boat",
}  # fmt: skip
LATER = {"date": "2026-04-01", "from": "bobby@y.example", "to": "bob@x.example; ann@x.example"}
PAIR = {"date": "2026-04-02", "from": "bobby@y.example", "to": "bob@x.example"}


def filled(workspace: Workspace) -> Workspace:
    load(
        workspace,
        people=[ANN, BOB, BOBBY],
        interactions=[MAIL, LATER, PAIR, MAIL | {"to": "bobby@y.example"}],
        ties=[TIE, TIE | {"other": "bobby@y.example", "strength": "3", "contacts": "2"}],
        introductions=[{"introducer": REP, "person": "Ann Lee", "other": "Bobby Ray"}],
        relationships=[{"rep": "Bobby Ray", "person": "Ann Lee", "comfort": "3"}],
    )
    workspace = replace(workspace, rep=someone(workspace, REP).id)
    ann, bob, bobby = (someone(workspace, name).id for name in ("Ann Lee", "Bob Ray", "Bobby Ray"))
    workspace.people.rate({bobby: 5})
    workspace.people.add_tie(bob, bobby, "family")
    put(
        workspace.store,
        practice.save_entry,
        Favor(0, ann, bobby, date(2026, 1, 1), "given", "lunch", ""),
    )
    put(workspace.store, bounds.save_limit, bob, Limit(4, 10))
    put(workspace.store, bounds.save_limit, bobby, Limit(2, 5))
    put(workspace.store, bounds.set_no_go, bobby, ann, True)
    put(workspace.store, bounds.set_no_go, bobby, bob, True)
    return workspace


def test_nothing_of_either_is_lost(workspace: Workspace) -> None:
    workspace = filled(workspace)
    bob, bobby = someone(workspace, "Bob Ray"), someone(workspace, "Bobby Ray")
    workspace.duplicates.merge(bob.id, bobby.id)
    one = someone(workspace, "Bob Ray")
    assert [p.id for p in workspace.people.find("Bobby Ray")] == [one.id], "the name of before"
    assert one.do_not_ask and one.phone == "0301234567"
    assert one.comfort == 5, "what a hand rated wins"
    assert one.notes == "likes tea\nhas a boat"
    assert one.extra == {"other name": "Bobby Ray", "other email": "bobby@y.example"}
    with workspace.view() as view:
        said = {told.said for told in provenance.statements(view.connection, one.id)}
    assert {dict(row)["name"] for row in said} == {"Bob Ray", "Bobby Ray"}
    limits = get(workspace.store, bounds.read_limits, Limit(9, 9))
    assert limits.persons[one.id] == Limit(2, 10)
    assert limits.no_go == frozenset({(one.id, someone(workspace, "Ann Lee").id)})
    # The mail from one card to the other alone ties nobody; all else stays.
    assert len(workspace.people.contacts(one.id)) == 2


def test_a_merge_is_taken_back_exactly(workspace: Workspace) -> None:
    workspace = filled(workspace)
    before = dump(workspace)
    number = workspace.duplicates.merge(
        someone(workspace, "Bob Ray").id, someone(workspace, "Bobby Ray").id
    )
    assert [merge.gone_label for merge in workspace.duplicates.merges()] == ["Bobby Ray"]
    assert dump(workspace) != before
    workspace.duplicates.unmerge(number)
    assert dump(workspace) == before
    with pytest.raises(Conflict, match="apart already"):
        workspace.duplicates.unmerge(number)


def test_the_same_files_again_after_a_merge_change_nothing(workspace: Workspace) -> None:
    files = {
        "people": [ANN, BOB, BOBBY],
        "interactions": [MAIL, LATER, MAIL | {"to": "bobby@y.example"}],
        "ties": [TIE | {"contacts": "2", "strength": "3"}, TIE | {"other": "bobby@y.example"}],
    }
    load(workspace, **files)
    workspace.duplicates.merge(someone(workspace, "Bob Ray").id, someone(workspace, "Bobby Ray").id)
    trace = ("imports", "counters", "person_stated", "restated")
    before = dump(workspace, trace)
    load(workspace, **files)
    assert dump(workspace, trace) == before


def test_who_changes_the_firm_after_a_merge_is_found_there(workspace: Workspace) -> None:
    linked = BOB | {"company": "Acme", "title": "Estimator"}
    mailed = BOBBY | {"company": "acme.example"}
    load(workspace, people=[linked, mailed])
    workspace.duplicates.merge(someone(workspace, "Bob Ray").id, someone(workspace, "Bobby Ray").id)
    load(workspace, people=[linked])
    load(workspace, people=[mailed])
    one = someone(workspace, "Bob Ray")
    assert (one.company, one.extra["other company"]) == ("Acme", "acme.example")
    load(workspace, people=[linked | {"company": "Beta", "title": "Owner"}])
    one = someone(workspace, "Bob Ray")
    assert (one.company, one.title) == ("Beta", "Owner")
    workspace.people.save_person(replace(one, company="Gamma"))
    load(workspace, people=[linked])
    assert someone(workspace, "Bob Ray").company == "Gamma", "what a hand typed stays"


def test_what_was_typed_on_one_card_stays_after_a_merge(workspace: Workspace) -> None:
    load(workspace, people=[BOB | {"company": "Acme"}, BOBBY | {"company": "acme.example"}])
    bob, bobby = someone(workspace, "Bob Ray"), someone(workspace, "Bobby Ray")
    workspace.people.save_person(replace(bobby, company="Beta"))
    workspace.duplicates.merge(bob.id, bobby.id)
    load(workspace, people=[BOB | {"company": "Delta"}])
    assert someone(workspace, "Bob Ray").company == "Beta"


def test_work_after_a_merge_stays_with_who_stayed(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB, BOBBY])
    number = workspace.duplicates.merge(
        someone(workspace, "Bob Ray").id, someone(workspace, "Bobby Ray").id
    )
    workspace.people.save_person(replace(someone(workspace, "Bob Ray"), phone="077", city="Zug"))
    load(workspace, interactions=[MAIL | {"to": "bobby@y.example"}])
    workspace.duplicates.unmerge(number)
    bob, bobby = someone(workspace, "Bob Ray"), someone(workspace, "Bobby Ray")
    assert (bob.phone, bob.city, bob.do_not_ask) == ("077", "Zug", False)
    assert (bobby.phone, bobby.do_not_ask) == ("0301234567", True)
    assert len(workspace.people.contacts(bob.id)) == 1


def test_merges_that_build_on_each_other(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB, BOBBY], ties=[TIE])
    ann, bob, bobby = (someone(workspace, name).id for name in ("Ann Lee", "Bob Ray", "Bobby Ray"))
    before = dump(workspace)
    first = workspace.duplicates.merge(bob, bobby)
    middle = dump(workspace, ("imports", "counters", "merges"))
    second = workspace.duplicates.merge(ann, bob)
    workspace.duplicates.unmerge(first)  # the second is taken apart for it, and made again
    assert {p.name for p in workspace.people.people()} == {"Ann Lee", "Bobby Ray", REP}
    workspace.duplicates.unmerge(second)
    assert dump(workspace) == before
    workspace.duplicates.merge(bob, bobby)
    assert dump(workspace, ("imports", "counters", "merges", "changes")) == {
        name: rows for name, rows in middle.items() if name != "changes"
    }


def test_an_import_is_taken_back_from_under_a_merge(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    before = dump(workspace)
    number = load(workspace, people=[BOBBY], interactions=[MAIL | {"to": "bobby@y.example"}])
    workspace.duplicates.merge(someone(workspace, "Bob Ray").id, someone(workspace, "Bobby Ray").id)
    report = workspace.data.undo_import(number)
    assert dump(workspace) == before
    assert report.kept == ("Bob Ray is no longer merged with another card.",)


ANNE = {"name": "Anne Lee", "company": "Acme", "phone": "+49 30 1234567"}


@pytest.mark.parametrize("name", ["Jan & Jana Fox", "Ann and Bob Fox", "Jan / Jana Fox"])
def test_two_out_of_one_cell_are_never_asked_about(workspace: Workspace, name: str) -> None:
    both = {"name": name, "email": "fox@fox.example", "phone": "0301234567", "company": "Fox"}
    both |= {"city": "Bern", "street": "Gasse 7"}
    load(workspace, people=[both, BOB])
    assert len(workspace.people.people()) == 4
    assert workspace.duplicates.suggestions(later=True) == ()


def test_who_came_out_of_a_cell_is_asked_about_with_anybody_else(workspace: Workspace) -> None:
    both = {"name": "Jan & Jana Fox", "phone": "0301234567", "company": "Fox"}
    other = {"name": "Jana Foxx", "phone": "030 1234567", "company": "Fox"}
    load(workspace, people=[both, other, BOB])
    pair = {someone(workspace, "Jana Fox").id, someone(workspace, "Jana Foxx").id}
    assert pair in [{one.one, one.other} for one in workspace.duplicates.suggestions()]


def test_a_decision_is_remembered(workspace: Workspace) -> None:
    load(workspace, people=[ANN | {"phone": "0301234567"}, ANNE, BOB])
    (pair,) = workspace.duplicates.suggestions()
    assert any("phone" in reason for reason in pair.reasons)
    workspace.duplicates.decide(pair.one, pair.other, "later")
    assert not workspace.duplicates.suggestions()
    assert len(workspace.duplicates.suggestions(later=True)) == 1
    workspace.duplicates.decide(pair.other, pair.one, "different")
    assert not workspace.duplicates.suggestions(later=True)
    workspace.duplicates.decide(pair.one, pair.other, "same")
    assert len(workspace.people.people()) == 3


@given(batches, st.permutations(range(4)))
@examples(60)
def test_any_two_are_taken_apart_again(files, order) -> None:
    with TemporaryDirectory() as folder:
        workspace = tiesmap.open(Path(folder) / "ties.db", as_of=date(2026, 6, 30))
        try:
            load(workspace, **files)
        except Refused:
            assume(False)
        people = workspace.people.people()
        assume(len(people) > 1)
        kept, gone = [people[place] for place in order if place < len(people)][:2]
        before = dump(workspace)
        number = workspace.duplicates.merge(kept.id, gone.id)
        marked = one_person(workspace.store, kept.id).do_not_ask
        workspace.duplicates.unmerge(number)
        after = dump(workspace)
        workspace.store.close()
    assert after == before
    assert marked == (kept.do_not_ask or gone.do_not_ask)


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_chains_of_merges_are_taken_apart_in_any_order(workspace: Workspace, seed: int) -> None:
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
    load(workspace, people=people, interactions=mails, introductions=known)
    before = dump(workspace)
    done = []
    for _ in range(9):
        kept, gone = rng.sample([person.id for person in workspace.people.people()], 2)
        done.append(workspace.duplicates.merge(kept, gone))
    rng.shuffle(done)
    for number in done:
        workspace.duplicates.unmerge(number)
    assert dump(workspace) == before
