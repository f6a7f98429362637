"""Looks at what is somebody else's are written down, where a server keeps reps apart."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

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
    # Whatever day somebody says that it is: a look is one of today.
    today = date.today()
    with part.view() as view:
        new = looks.missing(view.connection, place.rep, reps, kind, today)
    if new:
        looks.write(place.store, place.rep, new, kind, today)
