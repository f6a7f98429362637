"""Who may use a team's database, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tiesmap.model.ids import PersonId


class MemberRole(StrEnum):
    """What somebody is in the team."""

    REP = "rep"
    """Works in his own network, and in no other."""
    COACH = "coach"
    """A rep with a seat of his own who also goes along with those whom he coaches."""
    ADMIN = "admin"
    """Says who is a member; he sees no more of others than anybody else."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may sign in, by one address of his."""

    id: int
    email: str
    """The address that his provider vouches for, in lower case."""
    person: PersonId
    """His card, which is his seat."""
    role: MemberRole
    active_until: datetime | None = None
    """From this moment on he may not enter any more; None: for good."""
    db_role: str = ""
    """His own role at the server, by which the shell knows him; empty: he has none."""
    has_token: bool = False
    """Whether the shell lets him in by a token too."""
    signed_until: datetime | None = field(default=None, compare=False)
    """When he has to sign in again; None: he did not come by a provider. It is stored nowhere."""

    def is_active(self, now: datetime) -> bool:
        """Whether he may enter."""
        return self.active_until is None or now < self.active_until


def last_admin(members: Iterable[Member], leaving: Member, now: datetime) -> bool:
    """Whether nobody could manage members any more once this one left."""
    others = (one for one in members if one.id != leaving.id)
    return leaving.role is MemberRole.ADMIN and not any(
        one.role is MemberRole.ADMIN and one.is_active(now) for one in others
    )
