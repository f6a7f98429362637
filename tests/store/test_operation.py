"""A write knows what it changes: what is counted, who changed, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.guarded import dump
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.practice import Favor, Note
from tiesmap.model.requests import IntroRequest
from tiesmap.model.tact import Limit
from tiesmap.store import introductions, schema
from tiesmap.store.history.back import last_by_hand, undo_last
from tiesmap.store.operation import KEPT
from tiesmap.store.store import Conflict, Store, open_store
from tiesmap.store.transactions import Missing

DAY = date(2026, 5, 4)


@dataclass(frozen=True)
class Case:
    """A database with three people, and who they are."""

    store: Store
    rita: Person
    ann: Person
    bob: Person


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    store = open_store(tmp_path / "ties.db")
    rita = store.save_person(Person(0, "Rita Rep", rep=True))
    ann = store.save_person(Person(0, "Ann Lee", email="ann@x.example"), rita.id,
                            [("email", "", "ann@x.example"), ("name", "", "ann lee")])  # fmt: skip
    bob = store.save_person(Person(0, "Bob Ray", company="Grand Hotel"), rita.id)
    store.rate(rita.id, {ann.id: 2})
    store.save_target(rita.id, TargetRecord(1, name="Zed", why="big"))
    store.add_tie(ann.id, bob.id, "friend", 2)
    store.save_entry(Favor(0, rita.id, ann.id, DAY, "given", "gift", "tea"))
    store.save_entry(Favor(0, rita.id, ann.id, DAY, "given", "gift", "tea"))
    store.save_limit(ann.id, Limit(3, 3))
    store.set_no_go(ann.id, bob.id, True)
    store.rate_categories(rita.id, {"Bank": 2})
    store.add_requests([request(rita, ann, bob)])
    yield Case(store, rita, store.person(ann.id, rita.id) or ann, bob)
    store.close()


def undo(store: Store, rep: int | None, number: int | None = None) -> str:
    with store.operation("undo", rep) as op:
        return undo_last(op, number)


def request(rita: Person, ann: Person, bob: Person) -> IntroRequest:
    return IntroRequest(
        request="one", status="accepted", rep=rita.name, rep_id=rita.id, connector=ann.name,
        connector_id=ann.id, target=bob.name, target_id=bob.id, goal=bob.name, goal_id=bob.id,
        path=(rita.name, ann.name, bob.name), chance=0.5, reasons=(), tie_strength=0.5,
        last_contact=None,
    )  # fmt: skip


def entry(case: Case) -> Favor:
    return case.store.favors(case.rita.id)[0]


def introduce(case: Case) -> None:
    with case.store.operation("hand", case.rita.id) as op:
        introductions.add_introduction(op, case.ann.id, case.rita.id, case.bob.id, 20_000.0)


def step(case: Case) -> None:
    (one,) = case.store.requests(case.rita.id)
    case.store.save_request(replace(one, status="introduced"), by="Rita", note="by phone")


EDITS: dict[str, tuple[Callable[[Case], object], set[str]]] = {
    "new person": (
        lambda c: c.store.save_person(
            Person(0, "Cy Dow", comfort=3), c.rita.id, [("name", "", "cy dow")]
        ),
        {"evidence", "people", "comfort"},
    ),
    "person": (
        lambda c: c.store.save_person(replace(c.ann, city="Bern", notes="tea"), c.rita.id,
                                      [("email", "", "ann@y.example")]),
        {"people", "comfort"},
    ),
    "comfort": (lambda c: c.store.rate(c.rita.id, {c.ann.id: 5, c.bob.id: 1}), {"comfort"}),
    "bucket": (lambda c: c.store.set_bucket(c.rita.id, c.bob.id, "client"), {"comfort"}),
    "categories": (lambda c: c.store.rate_categories(c.rita.id, {"Bank": None, "Hotel": 4}),
                   {"comfort"}),
    "category": (lambda c: c.store.set_category([c.ann.id, c.bob.id], "Bank"), {"people"}),
    "do not ask": (lambda c: c.store.set_do_not_ask([c.ann.id], True), {"people"}),
    "rep": (lambda c: c.store.set_rep([c.ann.id], True), {"people"}),
    "rules": (lambda c: c.store.save_rules([CategoryRule(("hotel",), "Hotels")]), {"people"}),
    "proposals": (lambda c: c.store.propose_categories(lambda company, *_: company and "Inn"),
                  {"people"}),
    "tie": (lambda c: c.store.add_tie(c.rita.id, c.bob.id, "client"), {"evidence"}),
    "tie again": (lambda c: c.store.add_tie(c.ann.id, c.bob.id, "friend", 5), {"evidence"}),
    "judged tie": (lambda c: c.store.judge_tie(c.bob.id, c.ann.id, 0), {"evidence"}),
    "no tie": (lambda c: c.store.remove_tie(c.bob.id, c.ann.id), {"evidence"}),
    "introduction": (introduce, {"evidence"}),
    "target": (lambda c: c.store.save_target(c.rita.id, TargetRecord(1, company="Firm")),
               {"comfort"}),
    "why": (lambda c: c.store.save_target(c.rita.id, TargetRecord(1, name="Zed", why="new")),
            {"comfort"}),
    "no target": (lambda c: c.store.remove_target(c.rita.id, TargetRecord(1, name="Zed")),
                  {"comfort"}),
    "entry": (lambda c: c.store.save_entry(Note(0, c.rita.id, c.ann.id, DAY, "talked")),
              {"practice", "evidence"}),
    "edited entry": (lambda c: c.store.save_entry(replace(entry(c), day=DAY + timedelta(1))),
                     {"practice", "requests"}),
    "no entry": (lambda c: c.store.remove_entry("favors", c.store.favors(c.rita.id)[1].id),
                 {"practice", "requests"}),
    "limit": (lambda c: c.store.save_limit(c.ann.id, Limit(1, 1)), {"requests"}),
    "no limit": (lambda c: c.store.save_limit(c.ann.id, None), {"requests"}),
    "no-go": (lambda c: c.store.set_no_go(c.bob.id, c.ann.id, True), {"requests"}),
    "go": (lambda c: c.store.set_no_go(c.ann.id, c.bob.id, False), {"requests"}),
    "request": (lambda c: c.store.add_requests(
        [replace(request(c.rita, c.ann, c.bob), request="two")]), {"requests"}),
    "step": (step, {"requests", "evidence"}),
    "no request": (lambda c: c.store.remove_request("one"), {"requests"}),
    "pace": (lambda c: c.store.save_pace(c.rita.id, replace(c.store.pace(c.rita.id), items=3)),
             {"practice"}),
}  # fmt: skip
"""What a rep does by hand, and which groups of tables it changes."""


@pytest.mark.parametrize("name", EDITS)
def test_what_was_done_last_by_hand_is_taken_back_exactly(case: Case, name: str) -> None:
    edit, groups = EDITS[name]
    store = case.store
    path = Path(store.url)
    before, versions = dump(path), store.versions()
    people = {person.id: person for person in store.people(case.rita.id)}
    edit(case)
    assert dump(path) != before
    now = store.versions()
    assert {n for n in schema.GROUPS if getattr(now, n) != getattr(versions, n)} == groups
    # Whoever is otherwise than he was has another version, and is read again.
    changed = store.people_again(case.rita.id, people)
    assert changed == {person.id: person for person in store.people(case.rita.id)}
    with store.reading() as connection:
        last = last_by_hand(connection, case.rita.id)
    assert last is not None and last.what
    undo(store, case.rita.id)
    assert dump(path) == before
    back = store.people_again(case.rita.id, changed)
    assert back == {person.id: person for person in store.people(case.rita.id)}
    after = store.versions()
    assert all(getattr(after, name) > getattr(now, name) for name in groups)


def test_one_after_the_other_is_taken_back(case: Case) -> None:
    store = case.store
    path = Path(store.url)
    stands = []
    for name in ("comfort", "entry", "category", "step", "no entry"):
        stands.append(dump(path))
        EDITS[name][0](case)
    while stands:
        undo(store, case.rita.id)
        assert dump(path) == stands.pop()


def test_what_was_changed_since_is_not_taken_back(case: Case) -> None:
    store = case.store
    store.rate(case.rita.id, {case.bob.id: 4})
    with store.writing() as connection:
        connection.execute(schema.relationships.update().values(comfort=1))
    before = dump(Path(store.url), ("counters",))
    with pytest.raises(Conflict, match="changed since"):
        undo(store, case.rita.id)
    assert dump(Path(store.url), ("counters",)) == before


def test_somebody_typed_in_whom_others_need_is_not_taken_back(case: Case) -> None:
    store = case.store
    cy = store.save_person(Person(0, "Cy Dow"), case.rita.id)
    with store.writing() as connection:
        connection.execute(schema.no_go.insert().values(connector=cy.id, target=case.ann.id))
    with pytest.raises(Conflict):
        undo(store, case.rita.id)
    assert store.find("Cy Dow")


def test_only_what_was_shown_as_the_last_is_taken_back(case: Case) -> None:
    store = case.store
    store.rate(case.rita.id, {case.bob.id: 4})
    with store.reading() as connection:
        shown = last_by_hand(connection, case.rita.id)
    assert shown is not None
    store.rate(case.rita.id, {case.bob.id: 5})
    with pytest.raises(Conflict, match="something else by now"):
        undo(store, case.rita.id, shown.number)
    assert (store.person(case.bob.id, case.rita.id) or case.bob).comfort == 5


def test_another_reps_work_is_his_to_take_back(case: Case) -> None:
    store = case.store
    other = store.save_person(Person(0, "Tom Rep", rep=True))
    store.rate(other.id, {case.ann.id: 1})
    store.rate(case.rita.id, {case.bob.id: 4})
    undo(store, other.id)
    assert not store.category_ratings(other.id)
    ann, bob = store.person(case.ann.id, other.id), store.person(case.bob.id, case.rita.id)
    assert ann is not None and ann.comfort is None and bob is not None and bob.comfort == 4
    assert undo(store, None) == "Tom Rep", "what is nobody's in particular is for all"
    with pytest.raises(Conflict, match="nothing"):
        undo(open_store("sqlite://"), other.id)


def test_only_the_last_are_kept(case: Case) -> None:
    for number in range(KEPT + 5):
        case.store.rate(case.rita.id, {case.bob.id: number % 5 + 1})
    with case.store.reading() as connection:
        query = sa.select(sa.func.count()).select_from(schema.operations)
        assert connection.execute(query).scalar_one() == KEPT


# Who is missing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: c.store.add_tie(c.ann.id, 99_999, "friend"),
        lambda c: c.store.rate(c.rita.id, {99_999: 3}),
        lambda c: c.store.rate_categories(99_999, {"Bank": 3}),
        lambda c: c.store.save_target(99_999, TargetRecord(1, name="Zed")),
        lambda c: c.store.save_limit(99_999, Limit(1, 1)),
        lambda c: c.store.set_no_go(c.ann.id, 99_999, True),
        lambda c: c.store.save_entry(Note(0, c.rita.id, 99_999, DAY, "talked")),
        lambda c: c.store.save_pace(99_999, c.store.pace(c.rita.id)),
    ],
)
def test_who_is_missing_is_said_and_is_no_lost_race(case: Case, edit) -> None:
    before = dump(Path(case.store.url))
    with pytest.raises(Missing, match="nobody with the number 99999"):
        edit(case)
    assert dump(Path(case.store.url)) == before


def test_a_fault_of_our_own_is_no_lost_race(case: Case) -> None:
    tie = sa.select(schema.ties.c.key)
    with pytest.raises(IntegrityError), case.store.writing() as connection:
        key = connection.execute(tie).scalar_one()
        connection.execute(schema.ties.insert().values(
            id=99, key=key, person=case.ann.id, other=case.bob.id
        ))  # fmt: skip
    with pytest.raises(Missing, match="not on file"), case.store.writing() as connection:
        connection.execute(schema.recipients.insert().values(interaction=1, person=case.ann.id))
