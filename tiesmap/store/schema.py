"""The tables of the database, how it is opened, and what a transaction is.

SQLite in a file by default, any other database by its SQLAlchemy URL. Dates and times are day
numbers (see `model/days.py`); ids are given out by `take_ids` and never used twice.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from tiesmap.model.days import day_number

VERSION = 1
"""Of the schema. A database with a higher one was written by a newer tiesmap."""
MARK = 0x74696573
"""SQLite's application_id of our files ("ties"), so that no other program's file is touched."""
GROUPS = ("evidence", "people", "comfort", "requests")


class Unusable(Exception):
    """The database cannot be used as it is. `str()` is one plain sentence; nothing was changed."""


class Conflict(Exception):
    """Somebody changed the same thing in between. `str()` is one plain sentence."""


def _text(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, default="", **options)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, default=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True,
                     autoincrement=False)  # fmt: skip


def _key() -> sa.Column[bytes]:
    """By which a row of a file is known again; null never."""
    return sa.Column("key", sa.LargeBinary, nullable=False, unique=True)


def _person(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.ForeignKey("people.id"), nullable=False, **options)


def _import() -> sa.Column[int | None]:
    """The import that made the row; null where it was made by hand."""
    return sa.Column("import_id", sa.ForeignKey("imports.id"), nullable=True)


metadata = sa.MetaData()

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),
)

counters = sa.Table(
    "counters",
    metadata,
    # A group of tables and how often it changed; or "id:" + table and the last id given out.
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

imports = sa.Table(
    "imports",
    metadata,
    _id(),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("rep", sa.BigInteger, nullable=True),
    sa.Column("files", sa.JSON, nullable=False),
)

people = sa.Table(
    "people",
    metadata,
    _id(),
    _text("name"),
    _text("email"),
    _text("profile_url"),
    _text("phone"),
    _text("company"),
    _text("title"),
    _text("category"),
    _text("category_by"),
    _text("city"),
    _flag("rep"),
    _flag("do_not_ask"),
    sa.Column("extra", sa.JSON, nullable=False, default=dict),
    # For finding: SQLite and PostgreSQL differ on lower('É'), so Python folds.
    _text("folded_name", index=True),
    _text("folded_email", index=True),
    # Goes up with each change of the person or of what a rep says of them.
    sa.Column("version", sa.Integer, nullable=False, default=1),
    _import(),
)

person_keys = sa.Table(
    "person_keys",
    metadata,
    # id, profile, email, name_company (the scope is then the company) or name.
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, primary_key=True),
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True, index=True),
    _import(),
    sqlite_with_rowid=False,
)
sa.Index(
    "one_person_a_key",
    person_keys.c.kind,
    person_keys.c.scope,
    person_keys.c.value,
    unique=True,
    # Many people may have one name.
    sqlite_where=person_keys.c.kind != "name",
    postgresql_where=person_keys.c.kind != "name",
)

relationships = sa.Table(
    "relationships",
    metadata,
    _id(),
    _person("rep"),
    _person("person", index=True),
    sa.Column("client", sa.Boolean(create_constraint=False), nullable=True),
    sa.Column("comfort", sa.Integer, nullable=True),
    _text("stage"),
    sa.Column("signed_on", sa.Float, nullable=True),
    _text("bucket"),
    _text("notes"),
    _import(),
    sa.UniqueConstraint("rep", "person"),
)

category_ratings = sa.Table(
    "category_ratings",
    metadata,
    _id(),
    _person("rep"),
    _text("category"),
    sa.Column("comfort", sa.Integer, nullable=True),
    _import(),
    sa.UniqueConstraint("rep", "category"),
)

interactions = sa.Table(
    "interactions",
    metadata,
    _id(),
    _key(),
    sa.Column("day", sa.Float, nullable=False, index=True),
    _text("channel"),
    _person("sender", index=True),
    sa.Column("recipients", sa.Integer, nullable=False),
    _text("purpose"),
    _text("notes"),
    _import(),
)

recipients = sa.Table(
    "recipients",
    metadata,
    sa.Column("interaction", sa.ForeignKey("interactions.id"), primary_key=True),
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

ties = sa.Table(
    "ties",
    metadata,
    _id(),
    _key(),
    _person("person", index=True),
    _person("other", index=True),
    sa.Column("contacts", sa.Float, nullable=True),
    sa.Column("last_contact", sa.Float, nullable=True),
    _text("kind"),
    sa.Column("since", sa.Float, nullable=True),
    sa.Column("strength", sa.Float, nullable=True),
    _import(),
)

introductions = sa.Table(
    "introductions",
    metadata,
    _id(),
    _key(),
    sa.Column("day", sa.Float, nullable=True),
    _person("introducer", index=True),
    _person("person", index=True),
    _person("other", index=True),
    _text("outcome"),
    _import(),
)

targets = sa.Table(
    "targets",
    metadata,
    _id(),
    _key(),
    _person("rep", index=True),
    _text("name"),
    _text("company"),
    _text("category"),
    _text("profile_url"),
    _text("why"),
    _import(),
)

requests = sa.Table(
    "requests",
    metadata,
    _id(),
    sa.Column("request", sa.Text, nullable=False, unique=True),
    _text("status"),
    _text("rep"),
    # No foreign keys: a request holds its own words, also after a person is gone.
    sa.Column("rep_id", sa.BigInteger, nullable=False, index=True),
    _text("connector"),
    sa.Column("connector_id", sa.BigInteger, nullable=False),
    _text("target"),
    sa.Column("target_id", sa.BigInteger, nullable=True),
    _text("goal"),
    sa.Column("goal_id", sa.BigInteger, nullable=True),
    sa.Column("path", sa.JSON, nullable=False),
    sa.Column("chance", sa.Float, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    _text("connector_company"),
    _text("connector_email"),
    sa.Column("tie_strength", sa.Float, nullable=False),
    sa.Column("last_contact", sa.Float, nullable=True),
    _text("target_company"),
    _text("target_title"),
    _text("target_category"),
    _text("target_email"),
    _text("purpose"),
    _text("note_to_forward"),
    sa.Column("asked_on", sa.Float, nullable=True),
    sa.Column("follow_up_on", sa.Float, nullable=True),
    _text("outcome"),
    sa.Column("version", sa.Integer, nullable=False, default=1),
)

rules = sa.Table(
    "rules",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("words", sa.JSON, nullable=False),
    _text("category"),
    _text("field"),
)

changes = sa.Table(
    "changes",
    metadata,
    # Each value of a stored row that an import (or a hand: no import_id) replaced.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    _import(),
    sa.Column("at", sa.Float, nullable=False),
    _text("table_name"),
    sa.Column("row_id", sa.BigInteger, nullable=False),
    _text("field"),
    sa.Column("before", sa.JSON, nullable=True),
    sa.Column("after", sa.JSON, nullable=True),
    sa.Index("changes_of_a_row", "table_name", "row_id"),
)

NUMBERED = (people, relationships, category_ratings, interactions, ties, introductions, targets,
            requests, imports)  # fmt: skip


# Opening -----------------------------------------------------------------------------------------


def open_engine(database: str | Path, patience: float) -> sa.Engine:
    """An engine for the database, made and filled with empty tables where it is new.

    `database` is a path or an SQLAlchemy URL; `patience` is how many seconds to wait for another
    writer. Raises `Unusable`; a file that is not ours, or newer than we are, stays as it is.
    """
    try:
        url = sa.make_url(str(database)) if "://" in str(database) else None
    except ArgumentError:
        raise Unusable(
            f"'{database}' is not an address of a database: give a file name, or an address such "
            "as postgresql+psycopg://localhost/tiesmap."
        ) from None
    if url is None:
        url = sa.URL.create("sqlite", database=str(database))
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        path = Path(str(url.database)).expanduser().absolute()
        url = url.set(database=str(path))
        _check_file(path, patience)
    try:
        engine = sa.create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise Unusable(
            f"No driver is installed for databases of the kind '{url.drivername}'."
        ) from None
    if engine.dialect.name == "sqlite":
        _listen(engine, patience)
    try:
        _create(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def place(engine: sa.Engine) -> str:
    """The database by a name to show: its file, or its address without the password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database or ":memory:")
    return engine.url.render_as_string(hide_password=True)


def _check_file(path: Path, patience: float) -> None:
    """Refuse what is not ours before anything is written to it; make a new file private."""
    try:
        if path.is_dir():
            raise Unusable(f"{path} is a folder: name a file in it.")
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                # WAL and shared memory files take over the rights of this one.
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            return
        if not path.is_file():
            raise Unusable(f"{path} is not a file: name another one.")
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise Unusable(
            f"{path} cannot be opened or made ({error.strerror or error}): choose another place."
        ) from None
    if not head:
        return
    if head != b"SQLite format 3\0":
        raise Unusable(
            f"{path} is not a tiesmap database, or it is damaged: name another file. "
            "It was left as it is."
        )
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=patience)) as raw:
            mark, version, tables = raw.execute(
                "select application_id, user_version, (select count(*) from sqlite_master) "
                "from pragma_application_id, pragma_user_version"
            ).fetchone()
    except sqlite3.Error as error:
        raise Unusable(_sentence(error, str(path))) from None
    if tables and mark != MARK:
        raise Unusable(
            f"{path} belongs to another program, not to tiesmap: name another file. "
            "It was left as it is."
        )
    _check_version(version, str(path))


def _check_version(version: int, name: str) -> None:
    if version > VERSION:
        raise Unusable(
            f"{name} was written by a newer tiesmap (version {version}, this one knows "
            f"{VERSION}): update tiesmap, or name another database. It was left as it is."
        )


def _listen(engine: sa.Engine, patience: float) -> None:
    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None  # the driver must not begin transactions by itself
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout = {round(patience * 1000)}",
            "foreign_keys = ON",
            "journal_mode = WAL",
            "secure_delete = ON",
            "cache_size = -65536",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer asks for the lock at once: one that finds out later would have to start again.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _create(engine: sa.Engine) -> None:
    """Make the tables where there are none, all or nothing."""
    with transaction(engine) as connection:
        if sa.inspect(connection).has_table("counters"):
            version = connection.execute(_counter("schema")).scalar_one_or_none()
            _check_version(version or 0, place(engine))
            return
    with transaction(engine, writing=True) as connection:
        if sa.inspect(connection).has_table("counters"):
            return  # another window was faster
        metadata.create_all(connection)
        start = {"schema": VERSION} | dict.fromkeys(GROUPS, 0)
        start |= dict.fromkeys((f"id:{table.name}" for table in NUMBERED), 0)
        connection.execute(
            counters.insert(), [{"name": name, "value": value} for name, value in start.items()]
        )
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {MARK}")
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


# Transactions ------------------------------------------------------------------------------------


@contextlib.contextmanager
def transaction(
    engine: sa.Engine, *, writing: bool = False, keep: bool = True
) -> Iterator[sa.Connection]:
    """A connection with one transaction around it: all of it is kept, or nothing.

    With `keep=False` everything is taken back at the end (a preview). What goes wrong in the
    database becomes `Unusable`; what contradicts what is stored becomes `Conflict`.
    """
    try:
        with engine.connect().execution_options(writing=writing) as connection:
            begun = connection.begin()
            try:
                yield connection
            except BaseException:
                begun.rollback()
                raise
            if keep:
                begun.commit()
            else:
                begun.rollback()
    except IntegrityError:
        raise Conflict(
            "Somebody changed this in between, so nothing was saved: load it again and repeat."
        ) from None
    except (DBAPIError, sqlite3.Error) as error:
        raise Unusable(_sentence(error, place(engine))) from error


_CAUSES = (
    (r"locked|busy", "is being written to by another program: wait for it, then try again."),
    (r"readonly|read-only", "cannot be written to: make it and its folder writable."),
    (r"full", "has no room left on its disk: make room, then try again."),
    (r"unable to open", "cannot be opened: check that its folder exists and is writable."),
    (r"not a database", "is not a tiesmap database, or it is damaged: name another file."),
    (r"malformed|corrupt|no such (table|column)", "is damaged: go back to a copy of it."),
    (r"disk i/o", "cannot be read or written (disk error or no room left): check the disk."),
)


def _sentence(error: BaseException, name: str) -> str:
    said = " ".join(str(getattr(error, "orig", None) or error).split())
    for pattern, cause in _CAUSES:
        if re.search(pattern, said, re.IGNORECASE):
            return f"The database {name} {cause}"
    return f"The database {name} cannot be used: {said}."


# Small things that every room of the store needs ------------------------------------------------

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def take_ids(connection: sa.Connection, table: sa.Table, count: int) -> int:
    """The first of `count` new ids in a row; an id is never given out twice."""
    name = f"id:{table.name}"
    connection.execute(
        counters.update().where(counters.c.name == name).values(value=counters.c.value + count)
    )
    last: int = connection.execute(_counter(name)).scalar_one()
    return last - count + 1


def bump(connection: sa.Connection, *groups: str) -> None:
    """Count one more change of each group, so that what was computed from it is known as old."""
    connection.execute(
        counters.update().where(counters.c.name.in_(groups)).values(value=counters.c.value + 1)
    )


def _counter(name: str) -> sa.Select[Any]:
    return sa.select(counters.c.value).where(counters.c.name == name)


def insert_new(
    connection: sa.Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Insert rows (values in the order of `names`), leaving out those whose unique key is taken.

    The values go to the driver as they are (a third of the usual way's time), so they must be
    plain numbers, texts and bytes.
    """
    if not rows:
        return
    dialect = connection.dialect
    make = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    compiled = make(table).on_conflict_do_nothing().compile(dialect=dialect, column_keys=names)
    if compiled.positiontup is None:
        named = [dict(zip(names, row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(compiled), named)
        return
    # Columns that are not among the names get their default, as in any insert.
    order = compiled.positiontup
    if list(order) != list(names):
        place = {name: k for k, name in enumerate(names)}
        rows = [tuple(row[place[name]] for name in order) for row in rows]
    connection.exec_driver_sql(str(compiled), list(rows))


def insert_unseen(
    connection: sa.Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> list[tuple[int, int]]:
    """Insert those rows whose `key` is not stored yet, with new ids.

    `rows` hold the values of `names`, without the id. Returns (position in rows, id) of each row
    that is new.
    """
    if not rows:
        return []
    first: int = connection.execute(_counter(f"id:{table.name}")).scalar_one() + 1
    numbered = [(first + k, *row) for k, row in enumerate(rows)]
    insert_new(connection, table, ("id", *names), numbered)
    stored = sa.select(table.c.id).where(table.c.id >= first).order_by(table.c.id)
    new = [(number - first, number) for number in connection.execute(stored).scalars()]
    if new:
        take_ids(connection, table, new[-1][1] - first + 1)
    return new


def write_down(
    connection: sa.Connection,
    table: sa.Table,
    replaced: Sequence[tuple[int, str, Any, Any]],
    *,
    import_id: int | None = None,
    at: float | None = None,
) -> None:
    """Keep (row, field, before, after) of each value that was replaced in `table`."""
    if not replaced:
        return
    moment = day_number(datetime.now()) if at is None else at
    connection.execute(
        changes.insert(),
        [
            {
                "import_id": import_id,
                "at": moment,
                "table_name": table.name,
                "row_id": row,
                "field": field,
                "before": before,
                "after": after,
            }
            for row, field, before, after in replaced
        ],
    )


def by_hand(connection: sa.Connection, table: sa.Table, rows: Sequence[int]) -> dict[int, set[str]]:
    """The fields of each row that somebody once set by hand."""
    found: dict[int, set[str]] = {}
    for part in chunks(rows, 500):
        for row, field in connection.execute(
            sa.select(changes.c.row_id, changes.c.field).where(
                changes.c.table_name == table.name,
                changes.c.row_id.in_(part),
                changes.c.import_id.is_(None),
            )
        ):
            found.setdefault(row, set()).add(field)
    return found
