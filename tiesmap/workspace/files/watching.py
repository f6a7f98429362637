"""A watched folder: the files in it that are new or were written since the last look."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tiesmap.intake.formats.kinds import kind_of_file
from tiesmap.intake.reader import File

QUIET = 2.0
"""Seconds since a file was last written: a download that still runs is left alone."""

_LOOK = 0.3
"""Seconds between two looks at one file."""
_HALF = (
    ".crdownload", ".part", ".partial", ".tmp", ".temp", ".download", ".opdownload", ".filepart",
    ".aria2", ".!ut",
)  # fmt: skip
"""What browsers add to the name of a download until it is whole; Safari to that of a folder."""

Seen = dict[Path, tuple[float, int]]
"""File -> when it was written last, and its size, at the last look."""


def inside_of(folder: Path) -> list[Path]:
    """The files in a folder and below it, without hidden ones, locks of office programs and
    downloads that still run."""
    return sorted(one for one in folder.rglob("*") if one.is_file() and _is_shown(one, folder))


def _is_shown(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    # Firefox keeps the place of a download by an empty file beside the half one.
    beside = any(file.with_name(file.name + end).exists() for end in _HALF)
    return not beside and not any(
        part.startswith((".", "~$")) or part.casefold().endswith(_HALF) for part in parts
    )


def appeared(folder: Path, seen: Seen, quiet: float = QUIET) -> Iterator[File]:
    """The files of a folder that are new or were written since the last look; `seen` is kept."""
    now = time.time()
    found = [(path, form) for path in inside_of(folder) if (form := _form(path)) != seen.get(path)]
    if not quiet and any(form is None or form[0] > now - QUIET for _, form in found):
        time.sleep(_LOOK)  # no later look will show what is still growing
    for path, form in found:
        if form is None or (quiet and form[0] > now - quiet) or _form(path) != form:
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue  # it was moved away meanwhile
        seen[path] = form
        yield path.relative_to(folder).as_posix(), data


def _form(path: Path) -> tuple[float, int] | None:
    """When a file was written last, and its size; None if it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime, stat.st_size


def batches(files: Sequence[File]) -> Iterator[list[File]]:
    """Single mails together, for only together they show whose they are; all else alone, so that
    a file that is refused holds up no other."""
    letters = [file for file in files if kind_of_file(*file) == "letter"]
    if letters:
        yield letters
    yield from ([file] for file in files if file not in letters)
