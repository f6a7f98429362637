"""People who invited the rep on LinkedIn whom he neither accepted nor wrote to are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tiesmap.intake.who.keys import normalize_profile
from tiesmap.intake.who.owners import identity
from tiesmap.model.intake import Checked

_INVITATIONS = "linkedin_invitations"
_WRITTEN = ("linkedin_messages", _INVITATIONS)


def without_strangers(files: Sequence[Checked]) -> list[Checked]:
    """The files of LinkedIn's archive without invitations that the rep did not accept.

    Only where his connections are there too; else nobody can tell.
    """
    linked = {
        normalize_profile(person.profile_url)
        for file in files
        if file.source == "linkedin_connections"
        for person in file.people
    }
    if not linked:
        return list(files)
    mine = {identity(owner) for file in files if file.source in _WRITTEN for owner in file.owners}
    known = linked | mine
    for file in files:
        for record in file.interactions if file.source in _WRITTEN else ():
            if identity(record.sender) in mine:
                known.update(map(identity, record.to))
    return [_without(file, known) if file.source == _INVITATIONS else file for file in files]


def _without(file: Checked, known: set[str]) -> Checked:
    kept = tuple(one for one in file.interactions if identity(one.sender) in known)
    count = len(file.interactions) - len(kept)
    if not count or not file.owners:
        return file
    note = (
        "Left out: invitations from people with whom you are not linked and to whom you never "
        f"wrote ({count:,})."
    )
    return replace(file, interactions=kept, notes=(*file.notes, note))
