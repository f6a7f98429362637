"""Where a rep meets a row that he cannot see: a key that it has is taken all the same."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tiesmap.model.asker import Office
from tiesmap.store import postgresql
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.operation import Operation


@contextlib.contextmanager
def as_whole(connection: sa.Connection) -> Iterator[None]:
    """Within a transaction at a server: everybody's rows, to see whether something is there.

    Nothing that is read so may be shown.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    asker = connection.get_execution_options().get("asker")
    connection.exec_driver_sql(postgresql.answering(Office.WHOLE))
    try:
        yield
    finally:
        # After an error of the database nothing more is done in this transaction anyway.
        with contextlib.suppress(DBAPIError):
            connection.exec_driver_sql(postgresql.answering(asker))


def keys_of(key: bytes, rep: int | None) -> tuple[bytes, bytes]:
    """The keys that a row of this key may have: this one, or where it was taken the rep's own."""
    return key, key_of(key.hex(), "of", rep)


def own_key(op: Operation, table: sa.Table, key: bytes) -> bytes:
    """The key of the rep's row with these values, which he has or is about to write.

    Two reps may say the same by hand, and neither sees the other's word.
    """
    if op.connection.dialect.name != "postgresql":
        return key
    first, own = keys_of(key, op.by)
    for one in (first, own):
        if op.rows(table, table.c.key == one):
            return one
    with as_whole(op.connection):
        return own if op.rows(table, table.c.key == first) else first
