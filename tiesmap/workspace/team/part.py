"""The team: who is a member, as what, and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from tiesmap.intake.who.matching import keys_of
from tiesmap.model.cells import tidy_line
from tiesmap.model.english import say_count
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.members import Member, MemberRole, last_admin
from tiesmap.model.people import Person, PersonRecord
from tiesmap.store import handing, members, openness, people, schema
from tiesmap.store.operation import Operation
from tiesmap.store.sharing.apart import as_whole
from tiesmap.store.store import Conflict
from tiesmap.workspace.access import refuse_unless_admin
from tiesmap.workspace.part import Part
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.team import handover

ONE_FILE = (
    "A file is one rep's, and has no members. A team's database has: tiesmap move --to URL, "
    "see docs/team.md."
)


class Team(Part):
    """Who may use the database."""

    def members(self) -> tuple[Member, ...]:
        """All members, by their address; those who are no longer, too."""
        with self.view() as view:
            return members.read(view.connection)

    def coached(self) -> dict[PersonId, tuple[PersonId, ...]]:
        """Coach -> the cards of those whom he coaches, but for who left."""
        with self.view() as view:
            found = members.read(view.connection)
            inside = {one.person for one in found if one.is_active(datetime.now())}
            coaches = [one.person for one in found if one.role is MemberRole.COACH]
            whom = {coach: members.coached(view.connection, coach) for coach in coaches}
            return {coach: tuple(rep for rep in reps if rep in inside)
                    for coach, reps in whom.items()}  # fmt: skip

    def add(
        self,
        email: str,
        role: MemberRole,
        name: str = "",
        *,
        reps: Sequence[PersonId] = (),
        until: date | None = None,
        db_role: str = "",
    ) -> Member:
        """Let somebody in by this address, or change what he is; `reps` are whom he coaches.

        Of a member, what is not given stays as it is; one who is out already is let in again.
        Whoever is not on file gets a card, by `name`. Raises Unanswerable with a sentence where
        that cannot be.
        """
        self._refuse()
        address = fold(email)
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
            raise Unanswerable(f"{email!r} is not an e-mail address.")
        if reps and role is not MemberRole.COACH:
            raise Unanswerable("Only a coach coaches somebody: --role coach.")
        return self._add(address, role, name, reps, until, db_role)

    def _add(
        self,
        address: str,
        role: MemberRole,
        name: str,
        reps: Sequence[PersonId],
        until: date | None,
        db_role: str,
    ) -> Member:
        with self.writing("who is a member") as op:
            found = members.read(op.connection)
            before = next((one for one in found if one.email == address), None)
            end = _still_ahead(before) if until is None else _day_after(until)
            if before is not None:
                db_role = db_role or before.db_role
                reps = reps or members.coached(op.connection, before.person)
            if role is not MemberRole.COACH:
                reps = ()
            if not found and role is not MemberRole.ADMIN:
                raise Unanswerable("The first member is an admin, who adds others: --role admin")
            if db_role and any(one.db_role == db_role and one is not before for one in found):
                raise Unanswerable(f"The role {db_role} at the server is another member's.")
            card = before.person if before else _card(op, address, name)
            member = Member(before.id if before else 0, address, card, role, end, db_role)
            if before is not None and (role is not MemberRole.ADMIN or end is not None):
                _refuse_last(op, before)
            if card in reps:
                raise Unanswerable("Nobody coaches himself.")
            # The card may be one that a colleague alone has on file.
            with as_whole(op.connection):
                if role is not MemberRole.ADMIN and not _is_rep(op, card):
                    people.set_by_hand(op, [card], {"rep": True})
                saved = members.save(op, member)
                if before is not None and not before.is_active(datetime.now()):
                    members.show_nothing(op, card)
                members.set_coached(op, card, reps)
            op.entries.clear()  # nor is the card taken back that a member sits on
            return saved

    def end(self, email: str, last: date | None = None) -> Member:
        """Let somebody in no more after this day (None: from now on)."""
        self._refuse()
        # To the whole second that has begun: moments are stored so, and at once means at once.
        at = datetime.now().replace(microsecond=0) if last is None else _day_after(last)
        with self.writing("who is a member") as op:
            member = handover.the(op.connection, email)
            _refuse_last(op, member)
            op.groups.add("comfort")  # who left looks after nobody
            if at <= datetime.now():
                _show_nothing(op, member.person)
            return members.save(op, replace(member, active_until=at))

    def remove(self, email: str) -> None:
        """Take somebody off the list; his card and what he wrote stay."""
        self._refuse()
        with self.writing("who is a member") as op:
            member = handover.the(op.connection, email)
            _refuse_last(op, member)
            with as_whole(op.connection):
                his = handing.clients_of(op.connection, datetime.now()).get(member.person, {})
                left = len(handing.alone(his))
            if left:
                raise Unanswerable(
                    f"{member.email} looks after {say_count(left, 'client')}: hand them over first "
                    "(tiesmap member hand-over), or deactivate the member."
                )
            op.groups.add("comfort")  # who left looks after nobody
            _show_nothing(op, member.person)
            members.set_coached(op, member.person, ())
            members.remove(op, member)

    def left_alone(self) -> dict[str, int]:
        """Name of a rep who left -> how many of his clients nobody looks after since.

        For admins, and coaches of those reps; a rep is told nothing.
        """
        return handover.left_alone(self.place)

    def hand_over(self, of: str, to: str, *, words: bool = False) -> tuple[int, int]:
        """Give a member's clients whom nobody else looks after to another, both by address:
        how many they were, and how many stay with whoever looked after them already.

        The other gets their cards, the bare ties and something to do about each; with `words` also
        what was written down of them. A rep hands over his own; an admin anybody's, without words.
        """
        if self.place.store.path is not None:
            raise Unanswerable(ONE_FILE)
        return handover.hand_over(self.place, of, to, words)

    def new_token(self, email: str) -> str:
        """A token by which the shell lets somebody in, instead of any before; shown only now."""
        self._refuse()
        with self.writing("who is a member") as op:
            return members.new_token(op, handover.the(op.connection, email))

    def revoke_token(self, email: str) -> None:
        """Let nobody in by this member's token any more."""
        self._refuse()
        with self.writing("who is a member") as op:
            members.set_token_hash(op, handover.the(op.connection, email), "")

    def _refuse(self) -> None:
        if self.place.store.path is not None:
            raise Unanswerable(ONE_FILE)
        refuse_unless_admin(self.place, "Who is a member")


def _show_nothing(op: Operation, rep: PersonId) -> None:
    """Remove what a rep showed colleagues, which whoever comes back works out anew, and what he was
    shown as a coach."""
    with as_whole(op.connection):
        members.show_nothing(op, rep)
        openness.show(op, rep, (), None)


def _still_ahead(member: Member | None) -> datetime | None:
    """When somebody's membership ends, if that is to come."""
    end = member.active_until if member else None
    return end if end is not None and end > datetime.now() else None


def _day_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time())


def _refuse_last(op: Operation, member: Member) -> None:
    if last_admin(members.read(op.connection), member, datetime.now()):
        raise Conflict("This is the only admin: make somebody else one first.")


def _card(op: Operation, address: str, name: str) -> PersonId:
    """The card that has this address, or bears this name; a new one where there is none."""
    with as_whole(op.connection):
        known = [one for one in people.find(op.connection, address) if fold(one.email) == address]
    if len(known) == 1:
        return known[0].id
    for text in (address, name):
        found = people.find(op.connection, text) if text else ()
        exact = [one for one in found if fold(one.email) == address] or list(found)
        if len(exact) == 1:
            return exact[0].id
        if exact:
            raise Unanswerable(f"{text!r} fits {len(exact)} people: give another name or address.")
    if not tidy_line(name):
        raise Unanswerable(f"Nobody on file has the address {address}: give his name too (--name).")
    name = tidy_line(name)
    keys = keys_of(PersonRecord(line=0, name=name, email=address), OWN_SCOPE)
    return people.save(op, Person(id=PersonId(0), name=name, email=address), None, keys).id


def _is_rep(op: Operation, person: PersonId) -> bool:
    table = schema.people
    return bool(op.connection.execute(sa.select(table.c.rep).where(table.c.id == person)).scalar())
