"""Bringing data in: your files, or the sample."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from tiesmap import launch
from tiesmap.cli.answers import answered, with_option, with_options
from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, plainly, say
from tiesmap.cli.progress import Progress
from tiesmap.intake.answers import Answer
from tiesmap.model.evidence import KINDS
from tiesmap.model.intake import ROWS, ImportReport
from tiesmap.model.problems import Refused
from tiesmap.workspace.files.watching import inside_of
from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.sample import ask_around, sample_files

LISTED = 1_000
"""Problems of one file that are listed as text."""


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The dashboard's port.")
def demo(port: int | None) -> None:
    """Open the dashboard on the invented sample network, in a throwaway database."""
    with tempfile.TemporaryDirectory(prefix="tiesmap-demo-", ignore_cleanup_errors=True) as folder:
        database = str(Path(folder) / "sample.db")
        with plainly(database):
            workspace = open_workspace(database)
            report = workspace.files.import_files(sample_files())
            ask_around(workspace)
            people = len(workspace.people.people())
            interactions = sum(file.interactions for file in report.files)
            last = workspace.data.last_day()
            workspace.store.close()
            click.echo(
                f"The sample network: {people} invented people, {interactions} interactions."
            )
            say(f'Meanwhile by shell, in another window: tiesmap --db "{database}" week')
            sys.exit(launch.serve(database, as_of=str(last or ""), port=port))


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@answered
@common
def import_(options: Options, files: tuple[Path, ...], dry_run: bool, said: Answer) -> None:
    """Import FILES: LinkedIn, Google, Outlook, CRMs, vCards, calendars, mailboxes, or our own CSV.

    What a file leaves open (how it is split, where its header is, which number of a date is the
    day, what its columns are) is answered by options, which hold for all FILES.
    """
    read = [file for path in files for file in files_of(path)]
    workspace = options.begun()
    answers = {name: said for name, _ in read} if said else None
    bar = Progress(f"{len(read)} files" if len(read) > 1 else read[0][0])
    run = workspace.files.preview_import if dry_run else workspace.files.import_files
    try:
        report = run(read, options.rep, answers=answers, progress=bar.move)
    except Refused as refused:
        raise Refused(with_options(refused)) from None
    finally:
        bar.end()
    if "mapping" in said and not dry_run:
        for name, data in read:
            header = workspace.files.first_rows(name, data, answers).header
            workspace.files.remember_mapping(header, said["mapping"], said.get("kind", ""))
    doubted = {
        file.file.partition("/")[0]
        for file in report.files
        if file.problems or file.source == "whatsapp"
    }
    open_ones = [file for file in read if file[0] in doubted]
    for question in workspace.files.import_questions(open_ones, answers, options.rep):
        say(with_option(question.sentence, question.option))
    if not dry_run and (twice := workspace.duplicates.twice()):
        many = f"{twice:,} pairs" if twice > 1 else "1 pair"
        say(f"On file twice for sure: {many} (tiesmap duplicates --join-sure makes one of each).")
    put_report(options, report, dry_run)


def files_of(path: Path) -> list[tuple[str, bytes]]:
    """A file, or the files of a folder and those below it."""
    if not path.is_dir():
        return [(path.name, path.read_bytes())]
    inside = inside_of(path)
    if not inside:
        raise Refused(f"{path} is an empty folder.")
    return [(one.relative_to(path).as_posix(), one.read_bytes()) for one in inside]


def _file_row(file: Any) -> dict[str, object]:
    names = (
        "file", "source", "encoding", "delimiter", "rows", "people_new", "people_changed",
        "people_same", *ROWS, "notes",
    )  # fmt: skip
    row: dict[str, object] = {name: getattr(file, name) for name in names}
    row["problems"] = [
        {"line": p.line, "column": p.column, "value": p.value, "message": p.message}
        for p in file.problems
    ]
    return row


def put_report(options: Options, report: ImportReport, dry_run: bool) -> None:
    """Say what an import did, or in a dry run would do."""
    rows = [_file_row(file) for file in report.files]
    options.put_list("files", rows, _told(report, dry_run))


def _told(report: ImportReport, dry_run: bool) -> list[str]:
    lines = ["Nothing is stored yet; this would change:"] if dry_run else []
    for file in report.files:
        counts = [
            f"{count} {what}"
            for count, what in (
                (file.people_new, "people new"),
                (file.people_changed, "changed"),
                (file.people_same, "the same"),
                *((getattr(file, kind), kind) for kind in KINDS),
                (file.relationships, "relationships"),
                (file.targets, "on the wanted list"),
                (file.entries, "entries of the practice"),
                (len(file.problems), "problems"),
            )
            if count
        ]
        lines.append(f"{file.file} ({file.source}, {file.encoding}): {file.rows} rows")
        lines.append(f"  {', '.join(counts) or 'nothing new'}")
        lines.extend(f"  {note}" for note in file.notes)
        lines.extend(f"  {problem.sentence}" for problem in file.problems[:LISTED])
        if len(file.problems) > LISTED:
            lines.append(f"  and {len(file.problems) - LISTED:,} more problems (--json has them)")
    return lines
