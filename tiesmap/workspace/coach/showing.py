"""What a rep shows his coach by himself: a note, or an account's name, one at a time."""

from __future__ import annotations

from dataclasses import replace

from tiesmap.model.colleagues import Look
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Note
from tiesmap.model.shown import Shown, words_of
from tiesmap.store import schema, shown
from tiesmap.store.people import labels
from tiesmap.workspace.colleagues.looks import note_look
from tiesmap.workspace.part import Part
from tiesmap.workspace.place import Unanswerable

NOT_YOURS = "That is no coach of yours: an admin says who coaches whom."
_WHAT = "what your coach is shown"


class Showing(Part):
    """Between a rep and those who coach him; where nobody is a member, nothing."""

    def coaches(self) -> dict[PersonId, str]:
        """Who coaches oneself, by name; nobody where nobody is a member."""
        if self.place.member is None:
            return {}
        with self.view() as view:
            found = shown.coaches(view.connection, view.rep_id)
            return labels(view.connection, found)

    def own(self) -> tuple[Shown, ...]:
        """What one shows one's coaches now, the newest first."""
        with self.view() as view:
            if view.rep is None:
                return ()
            return shown.read(view.connection, schema.shown.c.rep == view.rep)

    def show(self, coach: PersonId, about: Note | PersonId) -> int:
        """Show a note, or the name of an account, to a coach of one's own; returns its number.

        Of a note the words of now, and not what is written into it later.
        """
        own = self.place
        if coach not in self.coaches():
            raise Unanswerable(NOT_YOURS)
        note, who = (about, about.person) if isinstance(about, Note) else (None, about)
        with self.view() as view:
            person = view.person(who)
            if person is None or (note is not None and note not in view.practice.notes):
                raise Unanswerable("That is not on file (any more): load the page again.")
        account = ", ".join(part for part in (person.label, person.company) if part)
        one = Shown(0, own.rep_id, coach, person.id, account, own.writes_on)
        if note is not None:
            one = replace(one, day=note.day, note=note.id, words=words_of(note))
        with self.writing(f"{_WHAT} of", [person.id]) as op:
            return shown.add(op, one)

    def take_back(self, number: int) -> bool:
        """Show this no longer; whether it was shown."""
        mine = schema.shown.c.rep == self.place.rep_id
        with self.writing(_WHAT) as op:
            return bool(shown.take_back(op, schema.shown.c.id == number, mine))

    def received(self, rep: PersonId | None = None) -> tuple[Shown, ...]:
        """What those whom one coaches show one, the newest first; of one of them, or all."""
        with self.view() as view:
            if view.rep is None:
                return ()
            found = shown.read(view.connection, shown.to(view.rep))
        found = tuple(one for one in found if rep in (None, one.rep))
        note_look(self, {one.rep for one in found}, Look.SHOWN)
        return found
