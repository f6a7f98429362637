"""A write knows what it changes: what is counted, who changed, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.guarded import dump
from tests.stored import get, one_person, put, put_by
from tiesmap.model.intake import Key
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.practice import Entry, Favor, Note, Pace
from tiesmap.model.requests import IntroRequest
from tiesmap.model.tact import Limit
from tiesmap.store import (
    introductions,
    limits,
    pace,
    practice,
    ratings,
    requests,
    rules,
    schema,
    settings,
    targets,
    ties,
)
from tiesmap.store import people as persons
from tiesmap.store.history.back import last_by_hand, undo_last
from tiesmap.store.operation import KEPT, Operation
from tiesmap.store.rows import read_versions
from tiesmap.store.store import Conflict, Store, open_store
from tiesmap.store.transactions import Missing

DAY = date(2026, 5, 4)
ANN_KEYS = [Key("email", "", "ann@x.example"), Key("name", "", "ann lee")]


@dataclass(frozen=True)
class Case:
    """A database with three people, and who they are."""

    store: Store
    rita: Person
    ann: Person
    bob: Person


@pytest.fixture
def case(store: Store) -> Case:
    rita = put(store, persons.save, Person(0, "Rita Rep", rep=True), None, ())
    ann = put(store, persons.save, Person(0, "Ann Lee", email="ann@x.example"), rita.id, ANN_KEYS)
    bob = put(store, persons.save, Person(0, "Bob Ray", company="Grand Hotel"), rita.id, ())
    put(store, ratings.rate, rita.id, {ann.id: 2})
    put(store, targets.save_target, rita.id, TargetRecord(1, name="Zed", why="big"))
    put(store, ties.add_tie, ann.id, bob.id, "friend", 2)
    put(store, practice.save_entry, Favor(0, rita.id, ann.id, DAY, "given", "gift", "tea"))
    put(store, practice.save_entry, Favor(0, rita.id, ann.id, DAY, "given", "gift", "tea"))
    put(store, limits.save_limit, ann.id, Limit(3, 3))
    put(store, limits.set_no_go, ann.id, bob.id, True)
    put(store, ratings.rate_categories, rita.id, {"Bank": 2})
    put(store, requests.add_requests, [request(rita, ann, bob)])
    return Case(store, rita, one_person(store, ann.id, rita.id) or ann, bob)


def undo(store: Store, rep: int | None, number: int | None = None) -> str:
    with store.operation("undo", rep) as op:
        return undo_last(op, number)


def request(rita: Person, ann: Person, bob: Person) -> IntroRequest:
    return IntroRequest(
        request="one", status="accepted", rep=rita.name, rep_id=rita.id, connector=ann.name,
        connector_id=ann.id, target=bob.name, target_id=bob.id, goal=bob.name, goal_id=bob.id,
        path=(rita.name, ann.name, bob.name), chance=0.5, why=(), tie_strength=0.5,
        last_contact=None,
    )  # fmt: skip


def favors(case: Case, op: Operation) -> tuple[Entry, ...]:
    return practice.read_entries(op.connection, "favors", case.rita.id)


def introduce(case: Case, op: Operation) -> None:
    introductions.add_introduction(op, case.ann.id, case.rita.id, case.bob.id, 20_000.0)


def step(case: Case, op: Operation) -> None:
    (one,) = requests.read_requests(op.connection, case.rita.id)
    moved = replace(one, status="introduced")
    requests.save_request(op, moved, by="Rita", note="by phone")


def keep_pace(op: Operation, rep: int) -> None:
    settings.write_of_rep(op, rep, pace.PACE, pace.write_pace(Pace(items=3)))
    op.groups.add("practice")


EDITS: dict[str, tuple[Callable[[Case, Operation], object], set[str]]] = {
    "new person": (
        lambda c, op: persons.save(
            op, Person(0, "Cy Dow", comfort=3), c.rita.id, [Key("name", "", "cy dow")]
        ),
        {"evidence", "people", "comfort"},
    ),
    "person": (
        lambda c, op: persons.save(
            op,
            replace(c.ann, city="Bern", notes="tea"),
            c.rita.id,
            [Key("email", "", "ann@y.example")],
        ),
        {"people", "comfort"},
    ),
    "comfort": (lambda c, op: ratings.rate(op, c.rita.id, {c.ann.id: 5, c.bob.id: 1}), {"comfort"}),
    "bucket": (lambda c, op: ratings.set_bucket(op, c.rita.id, c.bob.id, "client"), {"comfort"}),
    "categories": (
        lambda c, op: ratings.rate_categories(op, c.rita.id, {"Bank": None, "Hotel": 4}),
        {"comfort"},
    ),
    "category": (
        lambda c, op: persons.set_by_hand(
            op, [c.ann.id, c.bob.id], {"category": "Bank", "category_by": "hand"}
        ),
        {"people"},
    ),
    "do not ask": (
        lambda c, op: persons.set_by_hand(op, [c.ann.id], {"do_not_ask": True}),
        {"people"},
    ),
    "rep": (lambda c, op: persons.set_by_hand(op, [c.ann.id], {"rep": True}), {"people"}),
    "rules": (lambda c, op: rules.save_rules(op, [CategoryRule(("hotel",), "Hotels")]), {"people"}),
    "proposals": (
        lambda c, op: rules.apply_proposals(
            op, lambda _: lambda name, company, *_: company and "Inn"
        ),
        {"people"},
    ),
    "tie": (lambda c, op: ties.add_tie(op, c.rita.id, c.bob.id, "client", None), {"evidence"}),
    "tie again": (lambda c, op: ties.add_tie(op, c.ann.id, c.bob.id, "friend", 5), {"evidence"}),
    "judged tie": (lambda c, op: ties.judge_tie(op, c.bob.id, c.ann.id, 0), {"evidence"}),
    "no tie": (lambda c, op: ties.remove_tie(op, c.bob.id, c.ann.id), {"evidence"}),
    "introduction": (introduce, {"evidence"}),
    "target": (
        lambda c, op: targets.save_target(op, c.rita.id, TargetRecord(1, company="Firm")),
        {"comfort"},
    ),
    "why": (
        lambda c, op: targets.save_target(op, c.rita.id, TargetRecord(1, name="Zed", why="new")),
        {"comfort"},
    ),
    "no target": (
        lambda c, op: targets.remove_target(op, c.rita.id, TargetRecord(1, name="Zed")),
        {"comfort"},
    ),
    "entry": (
        lambda c, op: practice.save_entry(op, Note(0, c.rita.id, c.ann.id, DAY, "talked")),
        {"practice", "evidence"},
    ),
    "edited entry": (
        lambda c, op: practice.save_entry(op, replace(favors(c, op)[0], day=DAY + timedelta(1))),
        {"practice", "requests"},
    ),
    "no entry": (
        lambda c, op: practice.remove_entry(op, "favors", favors(c, op)[1].id),
        {"practice", "requests"},
    ),
    "limit": (lambda c, op: limits.save_limit(op, c.ann.id, Limit(1, 1)), {"requests"}),
    "no limit": (lambda c, op: limits.save_limit(op, c.ann.id, None), {"requests"}),
    "no-go": (lambda c, op: limits.set_no_go(op, c.bob.id, c.ann.id, True), {"requests"}),
    "go": (lambda c, op: limits.set_no_go(op, c.ann.id, c.bob.id, False), {"requests"}),
    "request": (
        lambda c, op: requests.add_requests(
            op, [replace(request(c.rita, c.ann, c.bob), request="two")]
        ),
        {"requests"},
    ),
    "step": (step, {"requests", "evidence"}),
    "pace": (lambda c, op: keep_pace(op, c.rita.id), {"practice"}),
}
"""What a rep does by hand, and which groups of tables it changes."""


def done(case: Case, edit: Callable[[Case, Operation], object]) -> None:
    with case.store.operation("hand", case.rita.id) as op:
        edit(case, op)


@pytest.mark.parametrize("name", EDITS)
def test_what_was_done_last_by_hand_is_taken_back_exactly(case: Case, name: str) -> None:
    edit, groups = EDITS[name]
    store = case.store
    path = Path(store.url)
    before, versions = dump(path), get(store, read_versions)
    people = {person.id: person for person in get(store, persons.read, case.rita.id)}
    done(case, edit)
    assert dump(path) != before
    now = get(store, read_versions)
    assert {n for n in schema.GROUPS if now[n] != versions[n]} == groups
    # Whoever is otherwise than he was has another version, and is read again.
    changed = get(store, persons.read_again, case.rita.id, people)
    assert changed == {person.id: person for person in get(store, persons.read, case.rita.id)}
    with store.reading() as connection:
        last = last_by_hand(connection, case.rita.id)
    assert last is not None and last.what
    undo(store, case.rita.id)
    assert dump(path) == before
    back = get(store, persons.read_again, case.rita.id, changed)
    assert back == {person.id: person for person in get(store, persons.read, case.rita.id)}
    after = get(store, read_versions)
    assert all(after[name] > now[name] for name in groups)


def test_one_after_the_other_is_taken_back(case: Case) -> None:
    store = case.store
    path = Path(store.url)
    stands = []
    for name in ("comfort", "entry", "category", "step", "no entry"):
        stands.append(dump(path))
        done(case, EDITS[name][0])
    while stands:
        undo(store, case.rita.id)
        assert dump(path) == stands.pop()


def test_what_was_changed_since_is_not_taken_back(case: Case) -> None:
    store = case.store
    put_by(store, case.rita.id, ratings.rate, case.rita.id, {case.bob.id: 4})
    with store.writing() as connection:
        connection.execute(schema.relationships.update().values(comfort=1))
    before = dump(Path(store.url), ("counters",))
    with pytest.raises(Conflict, match="changed since"):
        undo(store, case.rita.id)
    assert dump(Path(store.url), ("counters",)) == before


def test_somebody_typed_in_whom_others_need_is_not_taken_back(case: Case) -> None:
    store = case.store
    cy = put_by(store, case.rita.id, persons.save, Person(0, "Cy Dow"), case.rita.id, ())
    with store.writing() as connection:
        connection.execute(schema.no_go.insert().values(connector=cy.id, target=case.ann.id))
    with pytest.raises(Conflict):
        undo(store, case.rita.id)
    assert get(store, persons.find, "Cy Dow")


def test_only_what_was_shown_as_the_last_is_taken_back(case: Case) -> None:
    store = case.store
    put_by(store, case.rita.id, ratings.rate, case.rita.id, {case.bob.id: 4})
    with store.reading() as connection:
        shown = last_by_hand(connection, case.rita.id)
    assert shown is not None
    put_by(store, case.rita.id, ratings.rate, case.rita.id, {case.bob.id: 5})
    with pytest.raises(Conflict, match="something else by now"):
        undo(store, case.rita.id, shown.number)
    assert (one_person(store, case.bob.id, case.rita.id) or case.bob).comfort == 5


def test_another_reps_work_is_his_to_take_back(case: Case) -> None:
    store = case.store
    with store.operation("hand", what="Tom Rep") as op:
        other = persons.save(op, Person(0, "Tom Rep", rep=True), None, ())
    put_by(store, other.id, ratings.rate, other.id, {case.ann.id: 1})
    put_by(store, case.rita.id, ratings.rate, case.rita.id, {case.bob.id: 4})
    undo(store, other.id)
    assert not get(store, ratings.category_comforts, other.id)
    ann, bob = (
        one_person(store, case.ann.id, other.id),
        one_person(store, case.bob.id, case.rita.id),
    )
    assert ann is not None and ann.comfort is None and bob is not None and bob.comfort == 4
    assert undo(store, None) == "Tom Rep", "what is nobody's in particular is for all"
    with pytest.raises(Conflict, match="nothing"):
        undo(open_store("sqlite://"), other.id)


def test_only_the_last_are_kept(case: Case) -> None:
    for number in range(KEPT + 5):
        put_by(case.store, case.rita.id, ratings.rate, case.rita.id, {case.bob.id: number % 5 + 1})
    with case.store.reading() as connection:
        query = sa.select(sa.func.count()).select_from(schema.operations)
        assert connection.execute(query).scalar_one() == KEPT


# Who is missing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        lambda c, op: ties.add_tie(op, c.ann.id, 99_999, "friend", None),
        lambda c, op: ratings.rate(op, c.rita.id, {99_999: 3}),
        lambda c, op: ratings.rate_categories(op, 99_999, {"Bank": 3}),
        lambda c, op: targets.save_target(op, 99_999, TargetRecord(1, name="Zed")),
        lambda c, op: limits.save_limit(op, 99_999, Limit(1, 1)),
        lambda c, op: limits.set_no_go(op, c.ann.id, 99_999, True),
        lambda c, op: practice.save_entry(op, Note(0, c.rita.id, 99_999, DAY, "talked")),
        lambda c, op: keep_pace(op, 99_999),
    ],
)
def test_who_is_missing_is_said_and_is_no_lost_race(case: Case, edit) -> None:
    before = dump(Path(case.store.url))
    with pytest.raises(Missing, match="nobody with the number 99999"):
        done(case, edit)
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
