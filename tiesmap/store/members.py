"""Who may use a team's database: read at each look, and changed by whoever may."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.members import Member
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row
from tiesmap.store.schema import coaching, members, shown


def read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> tuple[Member, ...]:
    """The members that match, by their address."""
    query = sa.select(members).where(*where).order_by(members.c.email)
    return tuple(_member(dict(row)) for row in connection.execute(query).mappings())


def _member(row: Row) -> Member:
    return noun_of(Member, row, has_token=bool(row["token"]))


def inside(connection: sa.Connection, now: datetime) -> frozenset[PersonId] | None:
    """Whoever is a member now; None where nobody ever was, and all reps are in."""
    found = read(connection)
    return frozenset(one.person for one in found if one.is_active(now)) if found else None


def is_guarded(connection: sa.Connection) -> bool:
    """Whether somebody has to say who he is here: the database has members, or shows him none."""
    found = connection.execute(sa.select(members.c.id).limit(1)).first()
    return found is not None or _is_nobody(connection)


def _is_nobody(connection: sa.Connection) -> bool:
    """Whether the server answers nothing to this connection's role, whatever it says."""
    if connection.dialect.name != "postgresql":
        return False
    closed = connection.exec_driver_sql("select to_regproc('tiesmap_asker') is not null").scalar()
    return bool(closed and connection.exec_driver_sql("select tiesmap_asker() = ''").scalar())


def by_email(connection: sa.Connection, email: str) -> Member | None:
    """The member with this address."""
    return next(iter(read(connection, members.c.email == fold(email))), None)


def by_token(connection: sa.Connection, token: str) -> Member | None:
    """The member whom this token lets in."""
    return next(iter(read(connection, members.c.token == hash_of(token))), None)


def by_session(connection: sa.Connection) -> Member | None:
    """The member whose own role at the server this connection has."""
    if connection.dialect.name != "postgresql":
        return None
    mine = sa.func.cast(sa.literal_column("session_user"), sa.Text)
    found = read(connection, members.c.db_role != "", members.c.db_role == mine)
    return next(iter(found), None)


def owns(connection: sa.Connection) -> bool:
    """Whether this connection's role owns the tables: its holder runs the database."""
    query = "select tableowner = session_user from pg_tables where tablename = 'members' " \
            "and schemaname = any (current_schemas(false))"  # fmt: skip
    return bool(connection.exec_driver_sql(query).scalar())


def coached(connection: sa.Connection, coach: PersonId) -> tuple[PersonId, ...]:
    """The cards of those whom somebody coaches."""
    query = sa.select(coaching.c.rep).where(coaching.c.coach == coach).order_by(coaching.c.rep)
    return tuple(connection.execute(query).scalars())


# Changes -----------------------------------------------------------------------------------------


def save(op: Operation, member: Member) -> Member:
    """Store a new (id 0) or changed member, all but his token."""
    row = row_of(member, members) | {"email": fold(member.email)}
    stored = op.rows(members, members.c.id == member.id)
    if stored:
        op.change(members, stored[0], **row)
        return _member(stored[0] | row)
    return _member(op.add(members, row | {"id": op.take_id(members), "token": ""}))


def remove(op: Operation, member: Member) -> None:
    """Remove a member; his card and what he wrote stay."""
    op.clear(members, members.c.id == member.id)


def set_coached(op: Operation, coach: PersonId, reps: Collection[PersonId]) -> None:
    """Say whom somebody coaches, and nobody else any more: nor is he shown what those showed."""
    stored = {row["rep"]: row for row in op.rows(coaching, coaching.c.coach == coach)}
    for rep, row in stored.items():
        if rep not in reps:
            op.remove(coaching, row)
    for rep in sorted(set(reps) - stored.keys()):
        op.add(coaching, {"coach": coach, "rep": rep})
    show_nothing(op, coach, but=stored.keys() & set(reps))


def show_nothing(op: Operation, coach: PersonId, but: Collection[PersonId] = ()) -> None:
    """Remove what a coach was shown, but by these: who coaches again begins with nothing.

    In no log: an undo would show it again without the rep.
    """
    theirs = shown.c.coach == coach, shown.c.rep.not_in(sorted(but))
    op.connection.execute(shown.delete().where(*theirs))


def new_token(op: Operation, member: Member) -> str:
    """A new token, in place of any before. It is nowhere stored: only its hash is."""
    token = secrets.token_urlsafe(32)
    set_token_hash(op, member, hash_of(token))
    return token


def set_token_hash(op: Operation, member: Member, hashed: str) -> None:
    """Let the shell in by the token of this hash; "" lets nobody in."""
    for row in op.rows(members, members.c.id == member.id):
        op.change(members, row, token=hashed)


def hash_of(token: str) -> str:
    """By which a token is known again. It is long and drawn by lot, so no salt is needed."""
    return sha256(token.encode()).hexdigest()


# What a backup must not bring back ---------------------------------------------------------------


def rows_now(connection: sa.Connection) -> tuple[list[Row], list[Row]]:
    """The rows of both tables."""
    found = (connection.execute(sa.select(table)).mappings() for table in (members, coaching))
    one, other = ([dict(row) for row in rows] for rows in found)
    return one, other


def keep_rows(
    connection: sa.Connection, rows: tuple[list[Row], list[Row]], persons: Collection[PersonId]
) -> None:
    """Put these rows in place of those there, as far as the cards are on file."""
    for table, kept in zip((members, coaching), rows, strict=True):
        connection.execute(table.delete())
        places = ("person",) if table is members else ("coach", "rep")
        fit = [row for row in kept if all(row[place] in persons for place in places)]
        if fit:
            connection.execute(table.insert(), fit)


def is_active(connection: sa.Connection, member: Member, now: datetime) -> bool:
    """Whether he may still enter, in the same seat and part, as it is stored now."""
    found = next(iter(read(connection, members.c.id == member.id)), None)
    if found is None or not found.is_active(now):
        return False
    return (found.person, found.role) == (member.person, member.role)
