"""Looks at what is somebody else's are written down, where a server keeps reps apart."""

from __future__ import annotations

from collections.abc import Collection

from tiesmap.model.colleagues import Look
from tiesmap.model.ids import PersonId
from tiesmap.store import looks
from tiesmap.workspace.part import Part


def note_look(part: Part, reps: Collection[PersonId], kind: Look) -> None:
    """Write down that the rep of a part looked at what is these reps', once a day.

    Whoever has a file has everything in it: there it would say nothing.
    """
    place = part.place
    if place.rep is None or not place.store.keeps_apart or not set(reps) - {place.rep}:
        return
    with part.view() as view:
        new = looks.missing(view.connection, place.rep, reps, kind, place.writes_on)
    if new:
        with part.writing("a look") as op:
            looks.write(op, place.rep, new, kind, place.writes_on)
