"""Who enters a team's database, and in which seat.

A file asks nobody. A database with members lets in members alone, each into his own seat: the
shell by his own role at the server or by a token, the dashboard by the address that his provider
vouches for. It is looked up anew for every question and every write, so whoever is no member any
more is out at once.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from tiesmap.model.asker import Office
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Matched
from tiesmap.model.members import Member, MemberRole
from tiesmap.model.people import RelationshipRecord
from tiesmap.model.practice import EntryRecord
from tiesmap.model.problems import shorten
from tiesmap.store import members
from tiesmap.store.operation import Kind, Operation
from tiesmap.store.people import say_people
from tiesmap.store.sharing.preparing import is_let_past
from tiesmap.store.store import Store
from tiesmap.workspace.open_snapshot import end_snapshot, look
from tiesmap.workspace.place import Place, Unanswerable
from tiesmap.workspace.view import View

TOKEN = "TIESMAP_TOKEN"
ENDED = "You are no member of this team any more, so nothing is shown and nothing was saved."
OWN_ROLE = (
    "By your own role the server shows you your own rows alone: look at the team's dashboard."
)
LONG_AGO = "You signed in too long ago: load the page again, and sign in."
NOBODY = (
    "This team's database lets in members alone: connect by your own role at the server, or set "
    f"{TOKEN} to the token that an admin made for you (tiesmap member token)."
)
LET_PAST = (
    "No policy holds the role in this database's address (it is a superuser, bypasses them, or "
    "owns the tables), so a member would see what is his colleagues': give the address with the "
    "role that `tiesmap prepare` let in (docs/team.md)."
)
STRANGER = "You are signed in as {email}, which is nobody's in this team: ask an admin to add you."


class NotIn(Unanswerable):
    """Somebody is no member, or not in this seat. `str()` is a sentence for him."""


def is_guarded(store: Store) -> bool:
    """Whether one has to be a member here: a team's database that has any."""
    if store.path is not None:
        return False
    with store.reading(Office.DOOR) as connection:
        return members.is_guarded(connection)


def shell_member(store: Store) -> Member | None:
    """Whom the shell works for; None where nobody has to say who he is, or for the database's
    owner, who has no seat.

    Raises NotIn for everybody else who is no member (any more).
    """
    if not is_guarded(store):
        return None
    token = os.environ.get(TOKEN, "").strip()
    with store.reading(Office.DOOR) as connection:
        if token:
            found = members.by_token(connection, token)
        elif members.owns(connection):
            return None
        else:
            found = members.by_session(connection)
        if found is not None:
            refuse_let_past(connection)
    if found is None:
        raise NotIn("The token is nobody's (any more): ask an admin for one." if token else NOBODY)
    return _active(found)


def member_of(store: Store, email: str) -> Member:
    """The member whom a provider vouches for by this address. Raises NotIn where he is none."""
    with store.reading(Office.DOOR) as connection:
        refuse_let_past(connection)
        found = members.by_email(connection, email)
    if found is None:
        raise NotIn(STRANGER.format(email=email))
    return _active(found)


def refuse_let_past(connection: sa.Connection) -> None:
    """Raise NotIn where no policy would hold a member: at each command, and each run of a page, as
    a role may be given more while tiesmap serves."""
    if is_let_past(connection):
        raise NotIn(LET_PAST)


def _active(member: Member) -> Member:
    if not member.is_active(datetime.now()):
        raise NotIn(ENDED)
    return member


@contextmanager
def look_in(place: Place) -> Iterator[View]:
    """One state of the database for a whole question; a member's as long as he is one.

    A view within another one in the same thread sees the same state. A write ends it, and the next
    view sees what was written.
    """
    with look(place) as view:
        if place.member is not None and not view.entered:
            refuse_others(place)
            refuse_ended(view.connection, place.member)
            view.entered = True
        yield view


@contextmanager
def write_in(
    place: Place, what: str = "", about: Collection[PersonId] = (), kind: Kind = "hand"
) -> Iterator[Operation]:
    """One write of the rep; see `Store.operation`.

    `what` is how the button Undo calls what a hand did; the names of the people it is `about` are
    put after it.
    """
    end_snapshot(place.store)
    refuse_others(place)
    with place.store.operation(kind, place.rep, what) as op:
        refuse_ended(op.connection, place.member)
        if about:
            op.what = f"{what} {say_people(op.connection, about)}"
        yield op


def refuse_ended(connection: sa.Connection, member: Member | None) -> None:
    """Raise NotIn where somebody is no member any more, or has to sign in again.

    At each look and each write: a part of a page runs by itself, long after the page was shown.
    """
    now = datetime.now()
    if member is not None and member.signed_until is not None and now >= member.signed_until:
        raise NotIn(LONG_AGO)
    if member is not None and not members.is_active(connection, member, now):
        raise NotIn(ENDED)


def refuse_others(place: Place) -> None:
    """Raise NotIn where a member would sit in somebody else's seat."""
    if place.member is not None and place.rep != place.member.person:
        raise NotIn("That is somebody else's network: yours is the only one you may open.")


def refuse_unless_admin(place: Place, what: str) -> None:
    """Raise NotIn where somebody who is no admin does what concerns the whole team.

    The database's owner may, in the shell: he runs it. Where nobody is a member, all may.
    """
    if place.member is not None and place.member.role is not MemberRole.ADMIN:
        raise NotIn(f"{what} concerns the whole team: ask an admin to do it.")


def refuse_for_others(matched: Matched, member: Member) -> None:
    """Raise NotIn where files would say something in another rep's name."""
    if matched.rep != member.person:
        raise NotIn("These would be somebody else's contacts: you can bring in your own alone.")
    for file in matched.files:
        named: tuple[RelationshipRecord | EntryRecord, ...] = (*file.relationships, *file.entries)
        for record in named:
            if record.rep and matched.who.get((file.file, record.rep)) not in (None, member.person):
                raise NotIn(
                    f"{file.file}, line {record.line}: this says something in the name of "
                    f"'{shorten(record.rep)}'. Take out the rows of other reps."
                )
