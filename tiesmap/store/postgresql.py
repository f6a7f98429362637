"""What a team's PostgreSQL needs that a file does not: how it is reached, read and written.

A question is a transaction that reads one state, as on SQLite. A write holds one lock of the
database until its end, so that there is one writer at a time, as on SQLite: what a write looks up
is still so when it stores what follows from it, and two writers can never wait for each other.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tiesmap.model.asker import Asker, Office
from tiesmap.store import schema, transactions
from tiesmap.store.transactions import Unusable, place

DRIVER = "postgresql+psycopg"
WRITERS = schema.MARK
"""The number of the lock that the only writer holds."""
ASKER = "tiesmap.rep"
"""The setting of a transaction that says for whom it answers: a rep's id, or an `Office`."""

QUICKLY = "SET LOCAL jit = off"
"""Policies make the server expect much of each of our many small statements, and compiling one
takes longer than running it."""


def address(url: sa.URL) -> sa.URL:
    """The address with the driver that tiesmap uses, however the server's kind is spelled."""
    return url.set(drivername=DRIVER) if url.drivername in ("postgresql", "postgres") else url


def options() -> dict[str, Any]:
    """How an engine is made: a connection that a restarted server dropped is made anew."""
    return {
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 20,
        "connect_args": {"connect_timeout": max(2, round(transactions.PATIENCE)),
                         "application_name": "tiesmap"},
    }  # fmt: skip


def listen(engine: sa.Engine) -> None:
    """Begin each transaction as a question or as the only writer."""

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        asks = answering(options.get("asker"))
        if not options.get("writing", False):
            connection.exec_driver_sql(
                f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; {asks}"
            )
            return
        # Each statement after the lock sees what the writer before left: READ COMMITTED, whatever
        # the server's default is.
        level = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE"
        wait = f"SET LOCAL lock_timeout = '{round(transactions.PATIENCE * 1000)}ms'"
        lock = [f"SELECT pg_advisory_xact_lock({WRITERS})"] if options.get("alone", True) else []
        connection.exec_driver_sql("; ".join([level, wait, asks, *lock]))


def answering(asker: Asker | None) -> str:
    """The statement by which a transaction answers for an asker, and for nobody without one."""
    # A number or one of our own words, therefore nothing that could end the text; and LOCAL: the
    # next transaction of a connection begins without it.
    who = "" if asker is None else Office(asker) if isinstance(asker, str) else int(asker)
    return f"SET LOCAL {ASKER} = '{who}'; {QUICKLY}"


def refuse_others(connection: sa.Connection) -> None:
    """Raise Unusable where tables of another program bear the names of ours."""
    there = set(sa.inspect(connection).get_table_names())
    ours = set(schema.metadata.tables)
    if there & ours and not {"counters", "person_keys"} <= there:
        raise Unusable(
            f"The database {place(connection.engine)} holds tables of another program: make one "
            "for tiesmap alone (createdb tiesmap). It was left as it is."
        )
