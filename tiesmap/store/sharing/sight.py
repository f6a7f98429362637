"""What an asker may see of a team's database: where it lies, and a sign that tells when it changed.

A policy is asked of each row that a statement looks at. So that nobody waits for the rows of all
his colleagues, what goes over a whole table names those rows besides that his can be among.
"""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa

from tiesmap.store import schema

ME = "(select tiesmap_rep())"
"""The rep who asks; null where it is somebody else."""
_MINE = "import_id = any(array(select id from imports))"
_CARDS = (
    f"select person from on_file where rep = {ME} "
    f"union all select person from person_stated where {_MINE} "
    f"union all select id from people where rep union all select {ME}"
)


def _again(name: str) -> str:
    return f"select row_id from restated where table_name = '{name}' and field = '' and {_MINE}"


AT_MOST = {
    "people": f"people.id = any(array({_CARDS}))",
    "person_keys": f"person_keys.person = any(array({_CARDS}))",
    **{
        name: f"({name}.rep = {ME} or {name}.id = any(array({_again(name)})))"
        for name in ("interactions", *(table.name for table in schema.BETWEEN))
    },
}
AT_MOST["recipients"] = (
    "recipients.interaction = any(array("
    f"select id from interactions where {AT_MOST['interactions']}))"
)
"""Table -> in SQL, rows among which are all that a rep sees of it (see `policies`)."""
INDEXES = (
    *(
        f"create index if not exists {name}_of_rep on {name} (rep)"
        for name in ("interactions", *(table.name for table in schema.BETWEEN))
    ),
    "create index if not exists person_stated_by_import on person_stated (import_id)",
    "create index if not exists restated_by_import on restated (import_id)",
    "create index if not exists people_reps on people (id) where rep",
)
"""What finds them; a file, whose rows are all one rep's, needs none."""
UNSIGNED = frozenset(
    {"counters", "migrations", "changes", "operations", "merges", "erased", "looks", "restated",
     "person_rows", "person_stated", "recipients"}
)  # fmt: skip
"""Tables in which nothing changes unless a row of another one does, or all is rewritten; and logs
of which nothing is worked out."""
_TOLD = ("tiesmap_beside()", "tiesmap_caretakers()")


def is_held(connection: sa.Connection) -> bool:
    """Whether the policies of a server hold whoever is connected; they let its keeper see all."""
    if connection.dialect.name != "postgresql":
        return False
    # Once a connection: neither the tables' owner nor the role changes while it stands.
    if "held" not in connection.info:
        query = """select relforcerowsecurity and not pg_has_role(relowner, 'usage')
            from pg_class where oid = to_regclass('people')"""
        connection.info["held"] = bool(connection.exec_driver_sql(query).scalar())
    return bool(connection.info["held"])


def at_most(connection: sa.Connection, table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    """Among which rows of a table are all that the rep who asks may see; () for all rows."""
    asker = connection.get_execution_options().get("asker")
    if not isinstance(asker, int) or table.name not in AT_MOST or not is_held(connection):
        return ()
    return (_AMONG[table.name],)


_AMONG = {name: sa.literal_column(f"({said})", sa.Boolean) for name, said in AT_MOST.items()}


def sign(connection: sa.Connection) -> tuple[int, ...]:
    """A sign of all that the rep who asks may see: equal signs, and nothing of it has changed.

    Each table's rows by where and by which transaction they were written, and what the server's
    functions tell him. Not of what is merged, undone or erased: that is counted (`REWRITTEN`).
    """
    row = connection.exec_driver_sql(_sign()).one()
    return tuple(int(value) for value in row)


@lru_cache(maxsize=1)
def _sign() -> str:
    one = "(select coalesce(sum(hashtextextended({}, 0)), 0) from {})"
    tables = (t.name for t in schema.metadata.sorted_tables if t.name not in UNSIGNED)
    written = (
        one.format(
            f"{name}.ctid::text || ' ' || {name}.xmin::text",
            f"{name} where {AT_MOST[name]}" if name in AT_MOST else name,
        )
        for name in tables
    )
    told = (one.format("told::text", f"{function} told") for function in _TOLD)
    return f"select {', '.join((*written, *told))}"
