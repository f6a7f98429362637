"""Who asks: the one for whom a team's database answers.

A file answers whoever has it. A server shows each asker what is his and what the team shares, and
nobody anything.
"""

from __future__ import annotations

from enum import StrEnum

from tiesmap.model.ids import PersonId


class Office(StrEnum):
    """Who asks, where it is no rep. Members, coaches and admins ask as the people they are."""

    DOOR = "door"
    """Whoever comes in, before it is known who it is: he is shown who the reps are."""
    WHOLE = "whole"
    """A work of ours that must reach everybody's rows: an import that knows people again by their
    addresses, a merge, an undo. No question is asked as this."""


Asker = PersonId | Office
"""A rep (the id of a person), or an office."""
EVERYTHING = "everything"
"""What an asker may see in a database that keeps nothing from anybody."""
