"""A watched folder: what appears in it is previewed, and taken once that was allowed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tiesmap.cli.answers import with_options
from tiesmap.cli.files import inside_of, told
from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, say
from tiesmap.intake.formats.kinds import kind_of_file
from tiesmap.model.problems import Refused
from tiesmap.workspace.opening import open_workspace

SETTLED = 2.0
"""Seconds since a file was last written: a download that still runs is left alone."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--take", is_flag=True, help="Import what appears; otherwise it is only previewed.")
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option("--every", type=click.FloatRange(min=1), default=10, metavar="SECONDS")
@common
def watch(options: Options, folder: Path, take: bool, once: bool, every: float) -> None:
    """Watch FOLDER: what appears in it is previewed, with --take imported.

    Files that were there in the same form before change nothing when they are read again. A file
    that is refused or leaves something open is named, and left for `tiesmap import`.
    """
    workspace = open_workspace(options.db, None, options.as_of)
    run = workspace.files.import_files if take else workspace.files.preview_import
    seen: dict[Path, tuple[float, int]] = {}
    while True:
        new = list(_appeared(folder, seen, 0.0 if once else SETTLED))
        for batch in _batches(new):
            try:
                options.put(told(run(batch, options.rep), dry_run=not take))
            except Refused as refused:
                say(with_options(refused))
        if once:
            return
        time.sleep(every)


def _appeared(
    folder: Path, seen: dict[Path, tuple[float, int]], settled: float
) -> Iterator[tuple[str, bytes]]:
    """The files of a folder that are new or were written since the last look."""
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


def _batches(files: Sequence[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Single mails together, for only together they show whose they are; all else alone, so that
    a file that is refused holds up no other."""
    letters = [file for file in files if kind_of_file(*file) == "letter"]
    if letters:
        yield letters
    yield from ([file] for file in files if file not in letters)
