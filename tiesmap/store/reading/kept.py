"""The contacts as they were last read, in a file beside the database, so that the next start need
not read each row again.

Numbers only: ids, days, kinds. It is no part of the data: whatever is odd about it, it is passed
over and written anew; erasing somebody removes it.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from tiesmap.model.tables import CONTACTS
from tiesmap.store.reading.loading import ReadContacts
from tiesmap.store.schema import GROUPS, VERSION, imports

LEAST = 100_000
"""Fewer rows are read as quickly from the database."""
_FORM = 1
"""Of this file; one of another form is passed over."""
_SMALL = np.iinfo(np.int32).max


def place(database: Path) -> Path:
    """Where the contacts of a database are kept."""
    return database.with_name(database.name + ".contacts")


def forget(database: Path) -> None:
    """Remove the file of a database, and what a writer that was killed left of it."""
    kept = place(database)
    for path in (kept, *kept.parent.glob(f"{kept.name}.*.part")):
        path.unlink(missing_ok=True)


def read(connection: sa.Connection, database: Path) -> ReadContacts | None:
    """The contacts in the file of a database; None where there is none that fits it."""
    try:
        with np.load(place(database), allow_pickle=False) as file:
            form, version, last = file["about"].tolist()
            fits = (form, version) == (_FORM, VERSION)
            if not fits or bytes(file["imports"]) != _imports(connection, last):
                return None
            contacts = pd.DataFrame(
                {name: file[name].astype(kind) for name, kind in CONTACTS.items()}, copy=False
            )
            counted = dict(zip(GROUPS, file["counted"].tolist(), strict=True))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return None
    return ReadContacts(counted, contacts)


def write(connection: sa.Connection, database: Path, seen: ReadContacts) -> None:
    """Keep the contacts, readable by the owner alone; where that cannot be, they are not kept."""
    if len(seen.contacts) < LEAST:
        return
    last = connection.execute(sa.select(sa.func.max(imports.c.id))).scalar() or 0
    arrays = {
        "about": np.array([_FORM, VERSION, last]),
        "counted": np.array([seen.counted[group] for group in GROUPS]),
        "imports": np.frombuffer(_imports(connection, last), dtype=np.uint8),
        **{name: _narrow(seen.contacts[name].to_numpy()) for name in CONTACTS},
    }
    kept = place(database)
    part = kept.with_name(f"{kept.name}.{uuid4().hex}.part")
    with contextlib.suppress(OSError):
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                np.savez(file, allow_pickle=False, **arrays)
            part.replace(kept)
        finally:
            part.unlink(missing_ok=True)


def _narrow(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    fits = numbers.dtype == np.int64 and len(numbers) and numbers.max() <= _SMALL
    return numbers.astype(np.int32) if fits else numbers


def _imports(connection: sa.Connection, last: int) -> bytes:
    """A sign of the first imports: a database that was put in the place of another has others."""
    columns = (imports.c.id, imports.c.at, imports.c.undone)
    rows = connection.execute(
        sa.select(*columns).where(imports.c.id <= last).order_by(imports.c.id)
    )
    return blake2b(repr([tuple(row) for row in rows]).encode(), digest_size=16).digest()
