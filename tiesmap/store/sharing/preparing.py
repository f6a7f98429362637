"""Making a team's database ready: two roles at the server, and a policy for each table.

The keeper owns the tables; backups, moving, erasing and a newer version are his. The role by which
everybody works owns nothing and is held to the policies.
"""

from __future__ import annotations

from hashlib import blake2b

import sqlalchemy as sa

from tiesmap.store import schema
from tiesmap.store.sharing.policies import statements
from tiesmap.store.transactions import Unusable, place, transaction


def prepare(engine: sa.Engine, role: str) -> None:
    """Close the tables for a role, and let it in. Raises Unusable; then nothing has changed."""
    if engine.dialect.name != "postgresql":
        raise Unusable(
            f"{place(engine)} is a file, which whoever has it sees whole: only a database at a "
            "PostgreSQL server keeps reps apart (docs/team.md)."
        )
    with transaction(engine, writing=True) as connection:
        refuse_unless_keeper(connection, "Making it ready for a team")
        _refuse_strong(connection, role)
        _close(connection, sorted({*let_in(connection), role}))


def prepare_again(connection: sa.Connection) -> None:
    """Close what a newer version added, for the roles that were let in before."""
    if roles := let_in(connection):
        _close(connection, roles)


def let_in(connection: sa.Connection) -> list[str]:
    """The roles for which the database was made ready."""
    query = """select distinct r.rolname from pg_policy p
        join pg_class c on c.oid = p.polrelid and c.relnamespace = current_schema()::regnamespace
        join pg_roles r on r.oid = any(p.polroles)
        where p.polname = 'asker' and c.relname = 'people' order by 1"""
    return list(connection.execute(sa.text(query)).scalars())


def _close(connection: sa.Connection, roles: list[str]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    keeper = quote(connection.execute(sa.text("select current_user")).scalar_one())
    for statement in statements(keeper, ", ".join(map(quote, roles))):
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.exec_driver_sql(f"comment on function tiesmap_asker() is '{_rules()}'")
    for table in schema.metadata.sorted_tables:
        if table.autoincrement_column is not None:
            sequence = f"{table.name}_{table.autoincrement_column.name}_seq"
            for role in roles:
                connection.exec_driver_sql(f"grant usage on sequence {sequence} to {quote(role)}")


def _rules() -> str:
    """By which the rules of this version are told from those of another."""
    return blake2b("\n".join(statements("keeper", "asker")).encode(), digest_size=8).hexdigest()


def is_keeper(connection: sa.Connection) -> bool:
    """Whether it is the owner of the tables who is connected, or one who may act as he."""
    query = """select bool_and(pg_has_role(relowner, 'usage')) from pg_class
        where relnamespace = current_schema()::regnamespace and relname = any(:ours)"""
    return bool(connection.execute(sa.text(query), {"ours": _ours()}).scalar_one())


def is_let_past(connection: sa.Connection) -> bool:
    """Whether no policy holds the role that is connected: a superuser, one that bypasses them, or
    one that owns a table of ours or may act as its owner. Of a session that took another role,
    also that by which it came, which is one statement away."""
    if connection.dialect.name != "postgresql":
        return False
    query = """select bool_or(r.rolsuper or r.rolbypassrls or pg_has_role(r.oid, t.owner, 'usage'))
        from pg_roles r, (select distinct relowner as owner from pg_class
            where relnamespace = current_schema()::regnamespace and relname = any(:ours)) t
        where r.rolname in (session_user, current_user)"""
    return bool(connection.execute(sa.text(query), {"ours": _ours()}).scalar_one())


def refuse_unless_keeper(connection: sa.Connection, what: str) -> None:
    """Raise Unusable where a work that needs all rows is not begun by the owner of the tables."""
    if connection.dialect.name == "postgresql" and not is_keeper(connection):
        raise Unusable(
            f"{what} is for the keeper of the team's database, who owns its tables: name it by his "
            "address (docs/team.md). Nothing was changed."
        )


def refuse_open(connection: sa.Connection) -> None:
    """Raise Unusable where somebody else than the keeper would look into tables not closed, or
    closed by the rules of another version."""
    if is_keeper(connection):
        return
    query = """select relname from pg_class
        where relnamespace = current_schema()::regnamespace and relname = any(:ours)
        and not (relrowsecurity and relforcerowsecurity)"""
    if connection.execute(sa.text(query), {"ours": _ours()}).first() is not None:
        raise Unusable(
            f"The database {place(connection.engine)} is not closed for its users: its keeper has "
            "to run `tiesmap prepare` once (docs/team.md)."
        )
    query = "select obj_description(to_regprocedure('tiesmap_asker()'), 'pg_proc')"
    if connection.execute(sa.text(query)).scalar_one() != _rules():
        raise Unusable(
            f"The database {place(connection.engine)} was made ready by another version of "
            "tiesmap, which kept reps apart by other rules: its keeper has to run `tiesmap "
            "prepare` again with this one (docs/team.md)."
        )


def _ours() -> list[str]:
    return sorted(schema.metadata.tables)


def _refuse_strong(connection: sa.Connection, role: str) -> None:
    """Raise Unusable where a role is missing, or no policy would hold it."""
    found = connection.execute(
        sa.text(
            """select rolsuper or rolbypassrls, pg_has_role(rolname, current_user, 'member')
            from pg_roles where rolname = :role"""
        ),
        {"role": role},
    ).first()
    if found is None:
        raise Unusable(f"The server has no role {role}: make it (createuser --pwprompt {role}).")
    if any(found):
        raise Unusable(
            f"No policy holds the role {role}: it is a superuser, bypasses them, or is the keeper. "
            "Name one that owns nothing (createuser --pwprompt NAME)."
        )
