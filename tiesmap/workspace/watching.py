"""A watched folder: the files in it that are new or were written since the last look."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tiesmap.intake.formats.kinds import kind_of_file
from tiesmap.intake.reader import File

SETTLED = 2.0
"""Seconds since a file was last written: a download that still runs is left alone."""

Seen = dict[Path, tuple[float, int]]
"""File -> when it was written last, and its size, at the last look."""


def inside_of(folder: Path) -> list[Path]:
    """The files in a folder and below it, without hidden ones and locks of office programs."""
    return sorted(one for one in folder.rglob("*") if one.is_file() and _is_shown(one, folder))


def _is_shown(file: Path, folder: Path) -> bool:
    return not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def appeared(folder: Path, seen: Seen, settled: float = SETTLED) -> Iterator[File]:
    """The files of a folder that are new or were written since the last look; `seen` is kept."""
    last = time.time() - settled
    for path in inside_of(folder):
        try:
            stat = path.stat()
            form = (stat.st_mtime, stat.st_size)
            if seen.get(path) == form or (settled and stat.st_mtime > last):
                continue
            data = path.read_bytes()
        except OSError:
            continue  # it was moved away meanwhile
        seen[path] = form
        yield path.relative_to(folder).as_posix(), data


def batches(files: Sequence[File]) -> Iterator[list[File]]:
    """Single mails together, for only together they show whose they are; all else alone, so that
    a file that is refused holds up no other."""
    letters = [file for file in files if kind_of_file(*file) == "letter"]
    if letters:
        yield letters
    yield from ([file] for file in files if file not in letters)
