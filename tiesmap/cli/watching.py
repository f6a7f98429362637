"""A watched folder: what appears in it is previewed, and taken once that was allowed."""

from __future__ import annotations

import time
from pathlib import Path

import click

from tiesmap.cli.answers import with_options
from tiesmap.cli.files import put_report
from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, say
from tiesmap.model.problems import Refused
from tiesmap.workspace.files.watching import QUIET, Seen, appeared, batches


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
    workspace = options.begun()
    run = workspace.files.import_files if take else workspace.files.preview_import
    seen: Seen = {}
    while True:
        new = list(appeared(folder, seen, 0.0 if once else QUIET))
        for batch in batches(new):
            try:
                put_report(options, run(batch, options.rep), dry_run=not take)
            except Refused as refused:
                say(with_options(refused))
        if once:
            return
        time.sleep(every)
