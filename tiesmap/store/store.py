"""The store: one database with all that is known, read and changed in whole transactions."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from tiesmap.model.asker import Asker, Office
from tiesmap.model.ids import PersonId
from tiesmap.store import opening
from tiesmap.store.guarding import away, backups, privacy
from tiesmap.store.operation import Kind, Operation
from tiesmap.store.transactions import Conflict, Unusable, place, transaction

__all__ = ["Conflict", "Store", "Unusable", "open_store"]


def open_store(database: str | Path) -> Store:
    """Open the database (a file's path or an SQLAlchemy URL), making it where there is none.

    Raises `Unusable` with a sentence for people; what cannot be used stays as it is.
    """
    engine = opening.open_engine(database)
    store = Store(url=place(engine), engine=engine)
    if store.path is not None:
        backups.sweep(store.path)
    if engine.dialect.name == "postgresql":
        away.catch_up(engine)
        # Nobody is kept out because somebody else reads for long.
        with contextlib.suppress(Unusable):
            privacy.finish(engine)
    else:
        privacy.finish(engine)
    return store


@dataclass(frozen=True, eq=False, slots=True)
class Store:
    """An open database: states to read, and writes, each in one transaction.

    Each opening is one of its own, also of the same address: what was kept of one database must
    not be taken for another's that lies, or lay, in the same place.

    All calls raise `Unusable` where the database fails, edits also `Conflict` where somebody else
    was faster.
    """

    url: str
    engine: sa.Engine = field(repr=False)
    opening: str = field(default_factory=lambda: uuid4().hex, repr=False)
    """By which this opening is told from all others."""

    @property
    def path(self) -> Path | None:
        """The file of the database; None where it is kept elsewhere."""
        url = self.engine.url
        inside = self.engine.dialect.name != "sqlite" or url.database in (None, "", ":memory:")
        return None if inside else Path(str(url.database))

    @property
    def home(self) -> Path | None:
        """The file beside which the backups lie (see `away.home`); None where there are none."""
        return away.home(self.engine) if self.engine.dialect.name == "postgresql" else self.path

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @property
    def keeps_apart(self) -> bool:
        """Whether one who asks may see what another does not: a server's, and no file's, does."""
        return self.engine.dialect.name == "postgresql"

    def reading(self, asker: Asker | None = None) -> AbstractContextManager[sa.Connection]:
        """One consistent state of the database, as the asker may see it."""
        return transaction(self.engine, asker=asker)

    def writing(
        self, *, keep: bool = True, asker: Asker | None = Office.WHOLE
    ) -> AbstractContextManager[sa.Connection]:
        """The only writer until the end, when all is kept or (on an error) nothing."""
        return transaction(self.engine, writing=True, keep=keep, asker=asker)

    @contextlib.contextmanager
    def operation(
        self, kind: Kind, by: PersonId | None = None, what: str = "", *, keep: bool = True
    ) -> Iterator[Operation]:
        """One write, by a rep: all of it is kept, counted, and may be taken back; or nothing is.

        `what` says in a few words what is done, for whoever takes it back. What is done by hand
        reaches the rows of the one who does it, every other work everybody's.
        """
        asker = by if kind == "hand" else Office.WHOLE
        with self.writing(keep=keep, asker=asker) as connection:
            op = Operation(connection, kind, by, what=what)
            yield op
            op.finish()
