"""Handing over: a rep's clients go to another, who looks after them from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from tiesmap.model.asker import Office
from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member, MemberRole
from tiesmap.model.vocabulary import TieClass
from tiesmap.network.classify import CLASSES
from tiesmap.store import handing, members, people, schema
from tiesmap.store.store import Conflict
from tiesmap.workspace.access import OWN_ROLE, NotIn, look_in, refuse_ended, refuse_others, write_in
from tiesmap.workspace.place import Place, Unanswerable
from tiesmap.workspace.view import View

STRENGTHS: Mapping[str, float] = {TieClass.STRONG: 5, TieClass.WEAK: 3, TieClass.DORMANT: 2}
"""How strong a tie is said to be of which no more goes over than its class; our judgment."""
TOOK = "Whoever left took the words with them: leave out the words, and the clients go alone."
HIS_TO_SAY = (
    "The words are handed over only by the rep, or by who runs the database: leave out the words, "
    "and the clients go alone."
)


def left_alone(place: Place) -> dict[str, int]:
    """Name of a rep who left -> how many of his clients nobody looks after since; for those who
    coach, and admins."""
    member = place.member
    refuse_others(place)
    if member is not None and member.role is MemberRole.REP:
        return {}
    with place.store.reading(Office.WHOLE) as connection:
        refuse_ended(connection, member)
        if members.by_session(connection):
            return {}  # by his own role the server shows him his own rows alone
        now = datetime.now()
        inside = members.inside(connection, now)
        if inside is None:
            return {}
        counts = {
            rep: len(handing.alone(clients))
            for rep, clients in handing.clients_of(connection, now).items()
            if rep not in inside
        }
        if member is not None and member.role is MemberRole.COACH:
            own = members.coached(connection, member.person)
            counts = {rep: count for rep, count in counts.items() if rep in own}
        named = people.read(connection, None, schema.people.c.id.in_(list(counts)))
        return {one.label: counts[one.id] for one in named if counts[one.id]}


def hand_over(place: Place, of: str, to: str, words: bool) -> tuple[int, int]:
    """As `Team.hand_over` says. Raises Unanswerable or NotIn where that cannot be."""
    with place.store.reading(Office.DOOR) as connection:
        one, other = (the(connection, email) for email in (of, to))
        if place.member is not None and members.by_session(connection):
            raise NotIn(OWN_ROLE)
    _refuse(place, one, other, words)
    # Whom a rep keeps to himself he alone hands over.
    me = place.member.person if place.member is not None else None
    own = one.person if one.person == me else None
    with place.store.reading(Office.WHOLE) as connection:
        found = handing.clients_of(connection, datetime.now(), own).get(one.person, {})
    went = handing.alone(found)
    with look_in(replace(place, rep=one.person, member=None)) as view:
        strength = {person: _strength(view, person) for person in went}
        card = view.rep_person
    if not found:
        raise Unanswerable(f"{card.label} has no clients to hand over.")
    # As a work that reaches rows of both; it is no work of a hand, and cannot be undone.
    with write_in(place, kind="merge") as op:
        _refuse(place, the(op.connection, of), the(op.connection, to), words)
        if handing.clients_of(op.connection, datetime.now(), own).get(one.person, {}) != found:
            raise Conflict("Whose client somebody is changed meanwhile: hand over once more.")
        handing.hand_over(op, card, other.person, strength, place.writes_on)
        if words:
            his = [person for person, others in found.items() if other.person in others]
            handing.hand_words(op, card, other.person, (*went, *his))
        handing.let_go(op, one.person, found)
    return len(went), len(found) - len(went)


def the(connection: sa.Connection, email: str) -> Member:
    """The member of this address. Raises Unanswerable where there is none."""
    found = members.by_email(connection, email)
    if found is None:
        raise Unanswerable(f"{email} is nobody's here: tiesmap member list")
    return found


def _refuse(place: Place, one: Member, other: Member, words: bool) -> None:
    """Raise where the clients of one may not go to another."""
    me, now = place.member, datetime.now()
    own = me is not None and me.person == one.person
    if not (me is None or own or me.role is MemberRole.ADMIN):
        raise NotIn("You may hand over your own clients alone; those of others an admin does.")
    if one.person == other.person:
        raise Unanswerable("That is one and the same member: name another to hand over to.")
    if not other.is_active(now):
        raise Unanswerable(f"{other.email} is no member any more: name somebody who is.")
    if words and not one.is_active(now):
        raise NotIn(TOOK)
    if words and not (me is None or own):
        raise NotIn(HIS_TO_SAY)


def _strength(view: View, person: PersonId) -> float | None:
    """How strong the rep's tie to somebody is, of its class alone; None where it is not known."""
    ends = view.nodes((view.rep_id, person))
    tie = view.network.tie_between(*ends) if len(ends) == 2 else None
    return None if tie is None else STRENGTHS.get(CLASSES[view.around.tie_class[tie]])
