"""Transactions: all or nothing, and what goes wrong in them in sentences."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tiesmap.model.asker import Asker


class Unusable(Exception):
    """The database cannot be used as it is. `str()` is one plain sentence; nothing was changed."""


class Conflict(Exception):
    """Somebody changed the same thing in between. `str()` is one plain sentence."""


class Missing(Conflict):
    """What was written needs somebody who is not on file. `str()` is one plain sentence."""


PATIENCE = 10.0
"""How many seconds to wait for another writer, or for those who look at what is written anew."""
FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where a damaged file makes its very message unreadable."""


@contextlib.contextmanager
def transaction(
    engine: sa.Engine,
    *,
    writing: bool = False,
    alone: bool = True,
    keep: bool = True,
    asker: Asker | None = None,
) -> Iterator[sa.Connection]:
    """A connection within one transaction: all of it is committed, or nothing.

    With `keep=False` everything is rolled back at the end (a preview). Not `alone`, a write at a
    server waits for no other writer: for rows that nobody else looks up. A server answers for the
    `asker`, without one it shows nobody's rows. A failing database raises
    `Unusable`, and rows that refer to something missing raise `Missing`. Only code that compares
    versions raises `Conflict`; any other contradiction is a bug of ours and passes as it is.
    """
    try:
        said = {"writing": writing, "alone": alone, "asker": asker}
        with engine.connect().execution_options(**said) as connection:
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
    except IntegrityError as error:
        if not re.search("foreign key", str(error.orig), re.IGNORECASE):
            raise
        raise Missing(
            "This needs somebody or something that is not on file (any more), so nothing was "
            "saved: load the page again."
        ) from error
    except (DBAPIError, PoolTimeout, *FAILURES) as error:
        raise Unusable(sentence(error, place(engine))) from error


def place(engine: sa.Engine) -> str:
    """The database's name for messages: its file, or its address without the password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database or ":memory:")
    # What follows the "?" may hold a password too.
    query = {name: engine.url.query[name] for name in ("host", "port") if name in engine.url.query}
    return engine.url.set(password=None, query=query).render_as_string()


def without_password(address: object) -> str:
    """An address, even one that cannot be understood, without what may be a password in it."""
    text = re.sub(r"//[^/]*@", "//", str(address))
    return re.sub(r"(password=)[^&]*", r"\1***", text)


_WAIT = "is being written to by another program: wait for it, then try again."
_CAUSES = (
    (r"locked|busy", _WAIT),
    (r"readonly|read-only", "cannot be written to: make it and its folder writable."),
    (r"full", "has no room left on its disk: make room, then try again."),
    (r"unable to open", "cannot be opened: check that its folder exists and is writable."),
    (r"not a database", "is not a tiesmap database, or it is damaged: name another file."),
    (
        r"malformed|corrupt|no such (table|column)|codec can't decode",
        "is damaged: `tiesmap restore` goes back to its last backup.",
    ),
    (r"disk i/o", "cannot be read or written (disk error or no room left): check the disk."),
)
_CAUSES_AT_SERVER = (
    (r"lock timeout|deadlock", _WAIT),
    (r"row-level security", "does not let you write that: it is somebody else's."),
    (
        r"authentication failed|no password supplied|role .* does not exist|pg_hba",
        "does not let you in: check the user in its address, and his password in ~/.pgpass.",
    ),
    (r"database .* does not exist", "does not exist: make it (createdb), or check its address."),
    (r"permission denied|must be owner", "does not allow this to its user: make him its owner."),
    (r"read-only|recovery", "only answers questions: give the address of the server that writes."),
    (r"NUL \(0x00\)", "takes no NUL character: take it out of the text."),
    (r"no space|could not (extend|write)|disk full", "has no room left: make room at its server."),
    (r"too many (clients|connections)|remaining connection slots|queuepool",
     "has too many windows open: close some, then try again."),
    (
        r"terminat|closed|lost|shutting down|starting up|broken|reset|ssl",
        "was cut off; nothing is half done: try again when its server is back.",
    ),
    (r"connect|resolve|translate host|timeout", "does not answer: check its address and server."),
    (r"relation .* does not exist|column .* does not exist",
     "is damaged: restore a backup of it (see docs/team.md)."),
)  # fmt: skip


def sentence(error: BaseException, name: str) -> str:
    """What is wrong with the database of this name, and what to do."""
    said = " ".join(str(getattr(error, "orig", None) or error).split())
    for pattern, cause in _CAUSES_AT_SERVER if "://" in name else _CAUSES:
        if re.search(pattern, said, re.IGNORECASE):
            return f"The database {name} {cause}"
    return f"The database {name} cannot be used: {said}."
