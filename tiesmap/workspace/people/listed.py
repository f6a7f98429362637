"""Everybody on file, what each is called, and who of them are reps."""

from __future__ import annotations

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.store import people, schema
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.view import View


@kept(COMFORT, large=True)
def everybody(view: View) -> dict[PersonId, Person]:
    """Everybody on file by id, with what the rep says about each, sorted by name."""
    names = called(view)
    named = sorted(view.people.values(), key=lambda p: (names[p.id].casefold(), p.id))
    return {person.id: person for person in named}


@kept(("people",), large=True)
def called(view: View) -> dict[PersonId, str]:
    """What everybody on file is called (`Person.label`): no rating changes it."""
    return {number: person.label for number, person in view.people.items()}


@kept(("people",))
def reps(view: View) -> tuple[Person, ...]:
    """Everybody whose network may be looked at."""
    return people.read(view.connection, None, schema.people.c.rep)
