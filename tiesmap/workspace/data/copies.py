"""Copies of the database, made before what cannot be taken back otherwise."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tiesmap.model.guarding import Backup
from tiesmap.store.guarding import backups
from tiesmap.workspace.open_snapshot import end_snapshot
from tiesmap.workspace.place import Place


def back_up_before(place: Place, why: str) -> None:
    """Back up the database before a risky step, where it is a file.

    A team's would be copied whole at each step of each rep.
    """
    if place.store.path is not None:
        copy(place, why, place.store.path)


def copy(place: Place, why: str, path: Path) -> Backup | None:
    """A copy of the file; None where it is empty."""
    end_snapshot(place.store)
    return backups.take(path, why, datetime.now())
