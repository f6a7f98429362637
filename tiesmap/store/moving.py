"""A whole database carried to another place: from a file to a server, and back."""

from __future__ import annotations

from pathlib import Path

from tiesmap.store import opening
from tiesmap.store.copying import Counts, copy_all, is_empty
from tiesmap.store.guarding import backups
from tiesmap.store.sharing.preparing import refuse_unless_keeper
from tiesmap.store.store import Store, open_store
from tiesmap.store.transactions import Unusable, place, transaction


def move(source: str, to: str) -> Counts:
    """Copy all rows of a database into an empty one; how many of each table that has any.

    It is copied whole and reads the same there, or nothing is. The source stays as it was.
    Raises Unusable, also where the other database holds something already.
    """
    if "://" not in source and not Path(source).expanduser().is_file():
        raise Unusable(f"There is no database {source}, so nothing was moved.")
    made = "://" not in to and not Path(to).expanduser().exists()
    old = open_store(source)
    try:
        counts = _copied(old, to)
    except BaseException:
        if made:
            # A file that holds nothing would look like one that was moved into.
            backups.drop(Path(to).expanduser())
        raise
    finally:
        old.close()
    return {name: count for name, count in counts.items() if count}


def _copied(old: Store, to: str) -> Counts:
    new = opening.open_engine(to)
    try:
        if place(new) == old.url:
            raise Unusable(f"{old.url} is where everything is already: name another database.")
        with transaction(new, writing=True) as into, transaction(old.engine) as out:
            for one in (into, out):
                refuse_unless_keeper(one, "Moving everything")
            if not is_empty(into):
                raise Unusable(
                    f"The database {place(new)} holds something already, so nothing was moved: "
                    "name an empty one. What is yours alone goes into one that others use by "
                    "`tiesmap my-data --out F.zip` and `tiesmap import F.zip`."
                )
            return copy_all(out, into)
    finally:
        new.dispose()
