"""The laws of matching that hold for any batch."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.intake.batches import NOBODY, mails, people, refs, remember
from tiesmap.intake.who.keys import (
    keys_of,
)
from tiesmap.intake.who.matching import match
from tiesmap.model.domains import firm_of
from tiesmap.model.intake import Checked, Matched
from tiesmap.model.people import PersonRecord


def some(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", "", *values])


PEOPLE = st.builds(
    PersonRecord,
    line=st.just(0),
    id=some("1", "2", "3"),
    name=st.sampled_from(["Ann Lee", "Ann Day", "Bo Day", "Cy Fox"]),
    email=some("a@x.example", "b@x.example", "c@x.example"),
    profile_url=some("in/a", "in/b"),
    company=some("Acme", "Nord"),
)
REFERENCES = st.sampled_from(
    ["1", "2", "9", "Ann Lee", "bo day", "Eve", "a@x.example", "d@x.example"]
)
MAILS = st.tuples(REFERENCES, st.lists(REFERENCES, min_size=1, max_size=3).map("; ".join))


@st.composite
def batches(draw: st.DrawFn) -> list[Checked]:
    files = [
        people(*draw(st.lists(PEOPLE, max_size=4)), file=f"people{number}.csv")
        for number in range(draw(st.integers(1, 3)))
    ]
    return [*files, mails(*draw(st.lists(MAILS, max_size=4)))]


def alike(record: PersonRecord) -> tuple[str, ...]:
    """A row without the made-up id, which counts equal rows."""
    number = record.id if "\n" not in record.id else ""
    return (number, record.name, record.email, record.profile_url, record.company)


def outcome(matched: Matched) -> object:
    """What came of a batch, without the numbers of new people: who is with whom, what is left."""
    groups: dict[int, list[object]] = {}
    for person in matched.people:
        groups.setdefault(person.ref, []).append((person.file, person.record.line))
    for (file, text), ref in matched.who.items():
        groups.setdefault(ref, []).append((file, text))
    people = sorted((max(ref, 0), sorted(map(str, group))) for ref, group in groups.items())
    return people, sorted((p.file, p.line, p.column, p.value) for p in matched.problems)


@given(batches(), batches(), st.randoms())
def test_the_order_of_files_does_not_matter(
    first: list[Checked], files: list[Checked], random: object
) -> None:
    known = remember(match(first, NOBODY))
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outcome(match(shuffled, known)) == outcome(match(files, known))


@given(batches(), batches())
def test_the_same_batch_again_makes_nobody(first: list[Checked], files: list[Checked]) -> None:
    known = remember(match(first, NOBODY))
    once = match(files, known)
    # A row that was refused its id for lack of agreement may agree with what was learned since.
    assume(all(problem.column != "id" for problem in once.problems))
    after = remember(once, known)
    again = match(files, after)
    assert [ref for ref in refs(again) if ref < 0] == []
    assert remember(again, after).names.keys() == after.names.keys()


@given(batches())
def test_nobody_is_known_by_the_name_alone(files: list[Checked]) -> None:
    """Rows of one person hang together by keys that are more than a name."""
    matched = match(files, NOBODY)
    rows = [person for person in matched.people if person.file.startswith("people")]
    graph: nx.Graph[object] = nx.Graph()
    for number, person in enumerate(rows):
        graph.add_node(number)
        for kind, scope, value in keys_of(person.record, person.scope):
            if kind != "name":  # an address that several have holds together as any does
                graph.add_edge(number, (kind, "" if kind == "email" else scope, value))
            # Where nobody else has the name, the firm is known by the domain others write from.
            if kind == "email" and (domain := firm_of(value)):
                graph.add_edge(number, ("firm", domain))
            if kind == "name_company":
                graph.add_edge(number, ("company", scope))
    for one, first in enumerate(rows):
        for other, second in enumerate(rows[:one]):
            if first.ref == second.ref:
                assert nx.has_path(graph, one, other)


@given(batches())
def test_rows_that_share_a_profile_or_an_email_are_one_person(files: list[Checked]) -> None:
    matched = match(files, NOBODY)
    for kind in ("id", "profile", "email"):
        told: dict[object, int] = {}
        for person in matched.people:
            for key in keys_of(person.record, person.scope):
                if key[0] == kind:
                    assert told.setdefault(key, person.ref) == person.ref


@given(batches())
def test_every_row_is_kept_with_its_people_or_listed(files: list[Checked]) -> None:
    matched = match(files, NOBODY)
    # Whose id may be somebody else's is listed too, and kept without it.
    listed = {(p.file, p.line) for p in matched.problems if p.column != "id"}
    for before, after in zip(files, matched.files, strict=True):
        for kind in ("people", "interactions"):
            kept = {record.line for record in getattr(after, kind)}
            for record in getattr(before, kind):
                assert (record.line in kept) != ((before.file, record.line) in listed)
        for record in after.interactions:
            told = [matched.who[after.file, text] for text in (record.sender, *record.to)]
            assert len(set(told)) == len(told) > 1
    everybody = {person.ref for person in matched.people}
    assert set(matched.who.values()) <= everybody


@given(st.lists(PEOPLE, max_size=5), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: Sequence[PersonRecord], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def groups(records: Sequence[PersonRecord]) -> list[list[tuple[str, ...]]]:
        found: dict[int, list[tuple[str, ...]]] = {}
        for person in match([people(*records)], NOBODY).people:
            found.setdefault(person.ref, []).append(alike(person.record))
        return sorted(sorted(group) for group in found.values())

    assert groups(shuffled) == groups(rows)
