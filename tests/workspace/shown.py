"""Two reps of one database, of whom one has somebody to show the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import tiesmap
from tests.guarded import load
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
RITA, TOM = "Rita Rep", "Tom Other"
# Rita is often with Ann, was with Bob long ago, and wrote to Cleo once.
WHO = {"Ann Lee": "Hotels", "Bob Ray": "Banks", "Cleo Fox": "Hotels", "Élodie Ünsk": "Banks"}
PEOPLE = [{"name": name, "company": f"{name.split()[1]} AG", "category": kind}
          for name, kind in WHO.items()]  # fmt: skip
DAYS = {
    "Ann Lee": [f"2026-06-{day:02}" for day in range(1, 29)],
    "Bob Ray": [f"2024-03-{day:02}" for day in range(1, 29)],
    "Cleo Fox": ["2026-01-10"],
    "Élodie Ünsk": ["2026-01-10"],
}
MAILS = [{"date": day, "from": RITA, "to": name, "channel": "meeting", "notes": "secret"}
         for name, every in DAYS.items() for day in every]  # fmt: skip


_LOADED: list[bytes] = []
"""The file with both networks, once it was made: each test of a file begins with a copy."""


def two_reps(database: str) -> Iterator[Workspace]:
    """Rita, who knows four people, and Tom, who knows one, in one database."""
    file = None if "://" in database else Path(database)
    if file is None or not _LOADED:
        workspace = tiesmap.open(database, as_of=DAY)
        load(workspace, RITA, people=PEOPLE, interactions=MAILS)
        load(workspace, TOM, people=[{"name": "Zed Zorn", "email": "zed@z.example"}])
        if file is not None:
            workspace.store.close()
            _LOADED.append(file.read_bytes())
    if file is not None:
        file.write_bytes(_LOADED[0])
        workspace = replace(tiesmap.open(database, as_of=DAY), rep=None)
    yield workspace
    workspace.store.close()


def seat_of(opened: Workspace, name: str) -> Workspace:
    return replace(opened, rep=next(one.id for one in opened.people.reps() if one.name == name))


def ids_of(rita: Workspace) -> dict[str, int]:
    return {one.name: one.id for one in rita.people.people()}
