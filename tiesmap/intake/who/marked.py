""" "Do not ask" also marks whoever is surely the marked person, until somebody decides.

A person may be on file twice and marked on one card only; asked by the other card, he would be
asked against his will. So a batch marks both, whichever of the two it brings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from tiesmap.intake.who.lookalikes import looking_like
from tiesmap.model.english import say_first
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Matched, PersonMatch
from tiesmap.model.people import Person, PersonRecord

_FIELDS = ("name", "email", "phone", "company", "profile_url")
SHOWN = 30
"""So many of those who are marked too are named."""


def hold(
    matched: Matched, stored: Iterable[Person], different: Collection[tuple[PersonId, PersonId]]
) -> Matched:
    """The batch with rows that mark whoever is surely a marked person, of the batch or stored.

    `stored` is everybody on file; `different` are the pairs, the lower id first, of whom somebody
    said that they are two.
    """
    people: dict[int, Person] = {person.id: person for person in stored}
    brought: dict[int, PersonMatch] = {}
    for match in matched.people:
        brought.setdefault(match.ref, match)
        person = people.get(match.ref) or Person(PersonId(match.ref), "")
        said = {name: getattr(match.record, name) for name in _FIELDS}
        # As the store has it: what a file says counts, but for a name on file.
        new = {name: text for name, text in said.items() if text}
        if person.name:
            new.pop("name", None)
        if match.record.do_not_ask:
            new["do_not_ask"] = True
        people[match.ref] = replace(person, **new) if new else person
    marked = [person for person in people.values() if person.do_not_ask]
    added: dict[int, PersonMatch] = {}
    called: dict[str, list[str]] = {}
    for one, other in looking_like(marked, people.values(), different):
        found = brought.get(other.id) or brought.get(one.id)
        if other.do_not_ask or found is None or other.id in added:
            continue
        record = PersonRecord(found.record.line, do_not_ask=True)
        added[other.id] = PersonMatch(other.id, record, found.file, found.source, found.scope)
        called.setdefault(found.file, []).append(other.label)
    if not added:
        return matched
    files = tuple(
        replace(file, notes=(*file.notes, _told(called[file.file])))
        if file.file in called
        else file
        for file in matched.files
    )
    return replace(matched, files=files, people=(*matched.people, *added.values()))


def _told(names: list[str]) -> str:
    return (
        "Marked 'do not ask' too, for they look like somebody who is marked: "
        f"{say_first(names, SHOWN)}. Where one is somebody else, say so under Twice on "
        "file?, and take the mark away on the person's page."
    )
