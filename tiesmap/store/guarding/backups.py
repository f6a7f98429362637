"""Copies of the database file, made before any step that is hard to undo, and thinned by age.

Copies lie in FILE.backups/ beside the database. A copy is prepared under a temporary name and
renamed only when it is complete. Restoring is all or nothing: SQLite writes the old pages in one
transaction, after a copy of the present state was made. Those of a database at a server are such
files too, in the user's data folder (see `away.py`).
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tiesmap.model.guarding import Backup
from tiesmap.store import schema, transactions
from tiesmap.store.transactions import FAILURES, Unusable, sentence

TODAY = 20
"""How many of the last 24 hours are kept; before that one a day for a week, one a week for 60
days."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?:\.\d+)?-([a-z]+)\.db")
_FORM = "%Y-%m-%dT%H-%M-%S"


def folder_of(database: Path) -> Path:
    """The folder with the copies of a database file."""
    return database.with_name(database.name + ".backups")


def listed(database: Path) -> tuple[Backup, ...]:
    """The copies of a database file, newest first."""
    folder = folder_of(database)
    found = []
    if folder.is_dir():
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                at = datetime.strptime(match[1], _FORM)
                found.append(Backup(path.name, at, match[2], path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.name, reverse=True))


def part_of(database: Path) -> Path:
    """The temporary file in which a copy is prepared before it replaces the database."""
    return database.with_name(database.name + ".restore.part")


def sweep(database: Path) -> None:
    """Remove unfinished copies that a killed process left behind; they hold names too.

    A copy in progress is locked by its process and stays.
    """
    known = re.compile(rf"{re.escape(database.name)}\.restore|{_NAME.pattern}")
    for folder in (database.parent, folder_of(database)):
        for path in list(folder.glob("*.part*")) if folder.is_dir() else ():
            name, _, ending = path.name.partition(".part")
            whole = path.with_name(f"{name}.part")
            if known.fullmatch(name) and ending in _BESIDE and not _at_work(whole):
                with contextlib.suppress(OSError):
                    drop(whole)


_BESIDE = ("", "-wal", "-shm", "-journal")


def _at_work(part: Path) -> bool:
    if not part.exists():
        return False
    try:
        with _connected(part, wait=False) as raw:
            raw.execute("begin exclusive")
            raw.execute("rollback")
    except FAILURES as error:
        return re.search("locked|busy", str(error)) is not None
    return False


def superseded(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """The copies no longer needed: an older day, or week, keeps only its newest (see `TODAY`)."""
    gone = []
    kept: set[object] = set()
    today = 0
    for backup in sorted(backups, key=lambda one: one.name, reverse=True):
        age = now - backup.at
        if age < timedelta(days=1):
            today += 1
            if today > TODAY:
                gone.append(backup)
            continue
        slot: object
        if age < timedelta(days=8):
            slot = backup.at.date()
        elif age < timedelta(days=61):
            slot = backup.at.isocalendar()[:2]
        else:
            slot = None
        if slot is None or slot in kept:
            gone.append(backup)
        kept.add(slot)
    return gone


def take(database: Path, why: str, now: datetime) -> Backup | None:
    """Copy the database; None where it is empty or unchanged since the last copy.

    Raises Unusable where the copy cannot be made (a full disk, for example) or the database
    turns out to be damaged.
    """
    folder = folder_of(database)
    try:
        with _connected(database) as source:
            state = _state(source)
            if not state:
                return None
            earlier = listed(database)
            if earlier and why != "hand" and _state_of(folder / earlier[0].name) == state:
                return None
            folder.mkdir(mode=0o700, exist_ok=True)
            path = free_name(folder, why, now)
            part = path.with_name(path.name + ".part")
            _copy(source, part)
            if not part.exists():  # another start took it for one that nobody works at any more
                _copy(source, part)
    except FAILURES as error:
        raise Unusable(f"{_NOT_MADE} {sentence(error, str(database))}") from None
    except OSError as error:
        raise no_room(folder, error) from None
    return keep(part, path, why, now)


def keep(part: Path, path: Path, why: str, now: datetime) -> Backup:
    """Name a complete copy, and remove those that are no longer needed beside it."""
    part.replace(path)
    database = path.parent.with_name(path.parent.name.removesuffix(".backups"))
    for old in superseded(listed(database), now):
        (path.parent / old.name).unlink(missing_ok=True)
    return Backup(path.name, now.replace(microsecond=0), why, path.stat().st_size)


_NOT_MADE = "No backup could be made, so nothing was changed."


def no_room(folder: Path, error: OSError) -> Unusable:
    """What is raised where no copy can be written into a folder."""
    why = error.strerror or error
    return Unusable(f"{_NOT_MADE} {folder} cannot be written to ({why}): make room there, or make "
                    "it writable.")  # fmt: skip


def free_name(folder: Path, why: str, now: datetime) -> Path:
    """A name for a copy that no other one has, and that comes after all of the same second: the
    first of them may be gone already."""
    stem = now.strftime(_FORM)
    taken = [path.name.removeprefix(stem) for path in folder.glob(f"{stem}*.db")]
    numbers = [int(found[1]) if (found := re.match(r"\.(\d+)-", name)) else 0 for name in taken]
    number = f".{max(numbers) + 1:03}" if numbers else ""
    return folder / f"{stem}{number}-{why}.db"


def _copy(source: sqlite3.Connection, part: Path) -> None:
    """Copy into a private file without a log beside it, and check it by reading it through."""
    drop(part)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            # What is half done is thrown away: no need to wait for the disk at each page.
            copy.execute("pragma journal_mode = off")
            copy.execute("pragma synchronous = off")
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")
            (found,) = copy.execute("pragma quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError("malformed")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        drop(part)
        raise


def drop(path: Path) -> None:
    """Remove a database file and its log files."""
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextlib.contextmanager
def _connected(path: Path, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
    patience = transactions.PATIENCE if wait else 0.0
    with contextlib.closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as raw:
        yield raw


State = tuple[tuple[str, object], ...]


def _state(raw: sqlite3.Connection) -> State:
    """All version counters and the settings: equal states mean equal data."""
    counters = raw.execute("select name, value from counters order by name").fetchall()
    if not any(value for name, value in counters if name != "schema"):
        return ()
    settings = raw.execute("select key, value from settings order by key").fetchall()
    (journal,) = raw.execute("select coalesce(max(id), 0) from changes").fetchone()
    return (*counters, *settings, ("changes", journal))


def _state_of(path: Path) -> State | None:
    try:
        with _connected(path) as raw:
            return _state(raw)
    except FAILURES:
        return None


def fit(path: Path) -> bool:
    """Whether a file is a complete tiesmap database."""
    try:
        with _connected(path) as raw:
            (mark,) = raw.execute("pragma application_id").fetchone()
            (found,) = raw.execute("pragma quick_check(1)").fetchone()
    except (*FAILURES, OSError):
        return False
    return bool(mark == schema.MARK and found == "ok")


def find(database: Path, name: str | None) -> Path:
    """The copy of this name (or path); without a name, the newest. Raises Unusable, also where it
    is damaged."""
    chosen = _named(database, name)
    if not fit(chosen):
        raise Unusable(f"The backup {chosen.name} is damaged: choose another one.")
    return chosen


def _named(database: Path, name: str | None) -> Path:
    known = listed(database)
    if name is None:
        if not known:
            raise Unusable(f"There is no backup of {database} yet.")
        return folder_of(database) / known[0].name
    for backup in known:
        if backup.name == name:
            return folder_of(database) / backup.name
    path = Path(name)
    if path.is_file() and path.resolve() != database.resolve():
        return path
    raise Unusable(f"There is no backup called {name}: choose one of the list.")


def write_over(database: Path, part: Path) -> None:
    """Replace the database by what `part` holds, in one transaction; a damaged one is set aside.

    `part` is removed.
    """
    if database.exists() and fit(database):
        try:
            with _connected(part) as source, _connected(database) as live:
                source.backup(live)
                live.execute("pragma journal_mode = wal")
                live.execute("pragma wal_checkpoint(truncate)")
        except FAILURES as error:
            raise Unusable(sentence(error, str(database))) from None
        drop(part)
        return
    if database.exists():
        aside = database.with_name(f"{database.name}.damaged")
        number = 1
        while aside.exists():
            number += 1
            aside = database.with_name(f"{database.name}.damaged-{number}")
        for ending in ("-wal", "-shm", ""):
            beside = database.with_name(database.name + ending)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + ending))
    part.replace(database)


def copy_of(path: Path, part: Path) -> None:
    """A private working copy of a backup. Raises Unusable."""
    try:
        with _connected(path) as source:
            _copy(source, part)
    except FAILURES as error:
        raise Unusable(sentence(error, str(path))) from None
