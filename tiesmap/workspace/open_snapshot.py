"""The snapshot that a thread has open, and the views on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from tiesmap.model.asker import Asker
from tiesmap.store import transactions
from tiesmap.store.store import Store, Unusable
from tiesmap.store.transactions import FAILURES, sentence
from tiesmap.workspace.place import Place
from tiesmap.workspace.snapshot import Snapshot
from tiesmap.workspace.view import View


@dataclass(eq=False)
class _Frame:
    """The open snapshot of one thread, database and asker, with its views."""

    depth: int = 0
    snapshot: Snapshot | None = None
    views: dict[Place, View] = field(default_factory=dict)

    def end(self) -> None:
        snapshot, self.snapshot = self.snapshot, None
        self.views.clear()
        if snapshot is not None:
            snapshot.end()


class _Here(threading.local):
    def __init__(self) -> None:
        self.frames: dict[tuple[Store, Asker | None], _Frame] = {}


_here = _Here()


@contextmanager
def look(place: Place) -> Iterator[View]:
    """The view from a place; within another view of the same database it shares that snapshot.

    Where a database shows each asker other rows, it does so only if both have the same asker.
    """
    store = place.store
    of = store, place.asks_as if store.keeps_apart else None
    frame = _here.frames.setdefault(of, _Frame())
    if frame.snapshot is None:
        frame.snapshot = Snapshot(store, place.asks_as)
    view = frame.views.get(place)
    if view is None or view.place.listener is not place.listener:
        view = frame.views[place] = View(place, frame.snapshot)
    frame.depth += 1
    try:
        yield view
    except (DBAPIError, *FAILURES) as error:
        frame.end()
        raise Unusable(sentence(error, transactions.place(store.engine))) from error
    finally:
        frame.depth -= 1
        if frame.depth == 0:
            del _here.frames[of]
            frame.end()


def end_snapshot(store: Store) -> None:
    """End this thread's snapshots of a database, because it is about to be written."""
    for (of, _), frame in _here.frames.items():
        if of is store:
            frame.end()
