"""A snapshot: one state of a database, held by a read transaction, with its versions."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property

import sqlalchemy as sa

from tiesmap.model.asker import Asker
from tiesmap.store.rows import read_versions
from tiesmap.store.store import Store


class Snapshot:
    """One state of a database, as an asker may see it. Its transaction begins at the first read."""

    def __init__(self, store: Store, asker: Asker) -> None:
        self.store, self.asker = store, asker
        self._open = ExitStack()
        self._connection: sa.Connection | None = None
        self._ended = False

    @property
    def connection(self) -> sa.Connection:
        if self._ended:
            raise RuntimeError("This view ended with a write: look again with workspace.view().")
        if self._connection is None:
            self._connection = self._open.enter_context(self.store.reading(self.asker))
        return self._connection

    @cached_property
    def versions(self) -> dict[str, int]:
        """The version of each group of tables."""
        return read_versions(self.connection)

    def end(self) -> None:
        """Close the transaction; nothing can be read afterwards."""
        self._ended = True
        self._open.close()
