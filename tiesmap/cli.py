"""The `tiesmap` command: the same questions as in the dashboard, from the shell."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from tiesmap import serving
from tiesmap.model.intake import ImportReport
from tiesmap.model.problems import Refused
from tiesmap.network.outreach import REACHES
from tiesmap.store.store import Conflict, Unusable
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.opening import default_database, find_one, open_workspace
from tiesmap.workspace.sample import sample_files

SENTENCES = (Refused, Unanswerable, Conflict, Unusable, OSError)
"""What may go wrong: each says in one sentence what and what to do."""


class Day(click.ParamType[date | datetime]):
    """A date (2026-03-05) or a moment (2026-03-05T09:30)."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | datetime:
        if isinstance(value, date):
            return value
        try:
            return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date: write it as 2026-03-05", param, ctx)


@dataclass(frozen=True, slots=True)
class Options:
    """What every command takes."""

    db: str
    rep: str | None
    as_of: date | datetime | None
    as_json: bool
    out: Path | None

    def workspace(self) -> Workspace:
        """The workspace asked for; says on stderr which rep and which day it took by itself."""
        workspace = open_workspace(self.db, self.rep, self.as_of)
        if self.rep is None and workspace.rep is not None:
            _say(f"rep: {workspace.rep_person.label}")
        if self.as_of is None and workspace.as_of != date.today():
            _say(f"as of {workspace.as_of}, the last day of the data (--as-of gives another)")
        return workspace

    def put(self, data: bytes | str) -> None:
        """Write to --out, or to the screen."""
        if self.out is None:
            click.echo(data if isinstance(data, str) else data.decode("utf-8"))
            return
        self.out.write_bytes(data if isinstance(data, bytes) else (data + "\n").encode("utf-8"))
        _say(f"written to {self.out}")

    def put_json(self, name: str, rows: Sequence[object]) -> None:
        """Write rows as JSON under a name."""
        self.put(json.dumps({name: rows}, ensure_ascii=False, indent=2, default=str))


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that every command takes, and turns what goes wrong into a sentence."""

    @click.option("--db", metavar="PATH-or-URL", help="The database (else TIESMAP_DB, else yours).")
    @click.option("--rep", metavar="NAME", help="Whose network: id, e-mail or full name.")
    @click.option("--as-of", type=Day(), help="The day to look at it from.")
    @click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
    @click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
    @click.pass_context
    @wraps(command)
    def with_options(
        ctx: click.Context,
        /,
        db: str | None,
        rep: str | None,
        as_of: date | datetime | None,
        as_json: bool,
        out: Path | None,
        **rest: Any,
    ) -> None:
        above: dict[str, Any] = ctx.parent.params if ctx.parent else {}
        options = Options(
            db=db or above.get("db") or default_database(),
            rep=rep or above.get("rep"),
            as_of=as_of or above.get("as_of"),
            as_json=as_json,
            out=out,
        )
        try:
            command(options, **rest)
        except SENTENCES as error:
            _fail(error)
        except click.ClickException:
            raise
        except Exception as error:
            _fail_unforeseen(error)

    return with_options


def _fail(error: BaseException) -> NoReturn:
    _say(f"tiesmap: {_sentence(error)}")
    sys.exit(1)


def _fail_unforeseen(error: Exception) -> NoReturn:
    """A fault of ours: one sentence, and the trace only for those who ask for it."""
    if os.environ.get("TIESMAP_DEBUG"):
        raise error
    _say(
        f"tiesmap: this is a fault of tiesmap ({type(error).__name__}). Nothing was half done; "
        "TIESMAP_DEBUG=1 shows the details."
    )
    sys.exit(1)


def _sentence(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return " ".join(str(error).split())


@click.group(invoke_without_command=True)
@click.option("--db", metavar="PATH-or-URL", help="The database (else TIESMAP_DB, else yours).")
@click.option("--rep", metavar="NAME", help="Whose network: id, e-mail or full name.")
@click.option("--as-of", type=Day(), help="The day to look at it from.")
@click.option("--port", type=click.IntRange(1, 65535), help="The dashboard's port.")
@click.version_option(package_name="tiesmap")
@click.pass_context
def main(
    ctx: click.Context,
    db: str | None,
    rep: str | None,
    as_of: date | datetime | None,
    port: int | None,
) -> None:
    """Whom to ask for an introduction, to whom, and why.

    Without a command: opens the dashboard on your own database.
    """
    if ctx.invoked_subcommand is not None:
        return
    try:
        database = db or default_database()
        open_workspace(database, rep, as_of).store.close()
        sys.exit(
            serving.serve(
                database, as_of=as_of.isoformat() if as_of else "", rep=rep or "", port=port
            )
        )
    except SENTENCES as error:
        _fail(error)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The dashboard's port.")
def demo(port: int | None) -> None:
    """Open the dashboard on the invented sample network, in a throwaway database."""
    with tempfile.TemporaryDirectory(prefix="tiesmap-demo-", ignore_cleanup_errors=True) as folder:
        database = str(Path(folder) / "sample.db")
        workspace = open_workspace(database)
        report = workspace.import_files(sample_files())
        people = sum(file.people_new for file in report.files)
        interactions = sum(file.interactions for file in report.files)
        last = workspace.store.last_day()
        workspace.store.close()
        click.echo(f"The sample network: {people} invented people, {interactions} interactions.")
        sys.exit(serving.serve(database, as_of=str(last or ""), port=port))


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@common
def import_(options: Options, files: tuple[Path, ...], dry_run: bool) -> None:
    """Import FILES: people, relationships, interactions, ties, introductions, targets, LinkedIn."""
    read = [(path.name, _bytes_of(path)) for path in files]
    workspace = open_workspace(options.db, None, options.as_of)
    if dry_run:
        report = workspace.preview_import(read, options.rep)
    else:
        report = workspace.import_files(read, options.rep)
    if options.as_json:
        options.put_json("files", [_file_row(file) for file in report.files])
    else:
        options.put(_told(report, dry_run))


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise Refused(f"{path} is a folder: name the files in it.")
    return path.read_bytes()


def _file_row(file: Any) -> dict[str, object]:
    names = (
        "file", "source", "encoding", "delimiter", "rows", "people_new", "people_changed",
        "people_same", "ties", "interactions", "introductions", "relationships", "targets",
        "notes",
    )  # fmt: skip
    row: dict[str, object] = {name: getattr(file, name) for name in names}
    row["problems"] = [
        {"line": p.line, "column": p.column, "value": p.value, "message": p.message}
        for p in file.problems
    ]
    return row


def _told(report: ImportReport, dry_run: bool) -> str:
    lines = ["Nothing is stored yet; this would change:"] if dry_run else []
    for file in report.files:
        counts = [
            f"{count} {what}"
            for count, what in (
                (file.people_new, "people new"),
                (file.people_changed, "changed"),
                (file.people_same, "the same"),
                (file.interactions, "interactions"),
                (file.ties, "ties"),
                (file.introductions, "introductions"),
                (file.relationships, "relationships"),
                (file.targets, "on the wanted list"),
                (len(file.problems), "problems"),
            )
            if count
        ]
        lines.append(f"{file.file} ({file.source}, {file.encoding}): {file.rows} rows")
        lines.append(f"  {', '.join(counts) or 'nothing new'}")
        lines.extend(f"  {note}" for note in file.notes)
        lines.extend(f"  {problem.sentence}" for problem in file.problems)
    return "\n".join(lines)


@main.command()
@click.option("--raw", is_flag=True, help="CSV as stored, for machines, not for spreadsheets.")
@common
def ties(options: Options, raw: bool) -> None:
    """The ties of the rep and of those around him: strong, weak, dormant, and what they open."""
    workspace = options.workspace()
    found = workspace.ties()
    if options.as_json:
        options.put_json("ties", workspace.tie_rows(found))
    elif options.out:
        options.put(workspace.ties_csv(found, raw=raw))
    else:
        options.put(
            "\n".join(
                f"{t.strength:.2f} {t.tie_class:<8} {'bridging ' if t.bridging else ''}"
                f"{t.person} - {t.other}: {', '.join(t.reasons)}"
                for t in found
            )
        )


@main.command()
@click.option("--to", metavar="PERSON", help="Paths to one person.")
@click.option("--company", metavar="NAME", help="Paths to people at a company.")
@click.option("--category", metavar="NAME", help="Paths to people in a category.")
@click.option("--wanted", is_flag=True, help="Paths to everybody on the wanted list.")
@click.option("--outward", is_flag=True, help="Whom to meet next, without a goal.")
@click.option("--reach", type=click.Choice(REACHES), default="balanced", show_default=True)
@click.option("--top", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--raw", is_flag=True, help="CSV as stored, for machines, not for spreadsheets.")
@common
def paths(
    options: Options,
    to: str | None,
    company: str | None,
    category: str | None,
    wanted: bool,
    outward: bool,
    reach: str,
    top: int,
    raw: bool,
) -> None:
    """Referral paths to a person, a company, a category, the wanted list, or outward."""
    if sum((bool(to), bool(company), bool(category), wanted, outward)) != 1:
        raise click.UsageError("give one of --to, --company, --category, --wanted, --outward")
    workspace = options.workspace()
    if outward:
        found = [suggestion.path for suggestion in workspace.outward(reach, top)]
        if not found:
            _say(workspace.why_no_path())
    elif wanted:
        found = []
        for answer in workspace.wanted():
            found.extend(answer.paths)
            if answer.sentence:
                _say(answer.sentence)
        found = found[:top]
    else:
        if to:
            answer = workspace.paths_to(find_one(workspace.store, to).id, top)
        elif company:
            answer = workspace.paths_to_company(company, top)
        else:
            answer = workspace.paths_to_category(str(category), top)
        found = list(answer.paths)
        if answer.sentence:
            _say(answer.sentence)
            for person in answer.nearest:
                _say(f"  {person.label}{', ' + person.company if person.company else ''}")
    if options.as_json:
        options.put_json("paths", workspace.path_rows(found))
    elif options.out:
        options.put(workspace.paths_csv(found, raw=raw))
    elif found:
        options.put(
            "\n".join(
                f"{rank}. {path.chance:.3f} {' > '.join(path.names)}\n     "
                + "\n     ".join(path.reasons)
                for rank, path in enumerate(found, start=1)
            )
        )


@main.command()
@click.option("--top", type=click.IntRange(1, 1_000), default=10, show_default=True)
@click.option("--reach", type=click.Choice(REACHES), default="balanced", show_default=True)
@click.option("--raw", is_flag=True, help="CSV as stored, for machines, not for spreadsheets.")
@common
def requests(options: Options, top: int, reach: str, raw: bool) -> None:
    """Suggest introductions to ask for, store them, and export the stored list."""
    workspace = options.workspace()
    if options.rep is not None:
        workspace.store.choose_rep(find_one(workspace.store, options.rep).id)
    new = workspace.keep_requests(workspace.suggest_requests(top, reach))
    stored = workspace.requests()
    if not workspace.leads_further():
        _say(workspace.why_no_path())
    _say(f"{new} new, {len(stored)} in the list")
    if options.as_json:
        options.put_json("requests", workspace.request_rows(stored))
    elif options.out:
        options.put(workspace.requests_csv(stored, raw=raw))
    else:
        options.put("\n".join(f"{r.status:<10} {r.chance:.3f} {r.purpose}" for r in stored))
