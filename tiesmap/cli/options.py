"""What every command takes, and what becomes of what goes wrong."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from tiesmap.cli.progress import Progress
from tiesmap.exporting.endings import format_of
from tiesmap.model.problems import Refused
from tiesmap.store.guarding.backups import fit
from tiesmap.store.store import Conflict, Unusable
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.opening import default_database, open_workspace, read_day

SENTENCES = (Refused, Unanswerable, Conflict, Unusable, OSError)
"""What may go wrong: each says in one sentence what and what to do."""


class Day(click.ParamType[date | datetime]):
    """A date (2026-03-05) or a moment (2026-03-05T09:30), in a year that can be meant."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | datetime:
        if isinstance(value, date):
            return value
        try:
            return read_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class WholeDay(Day):
    """A day; of a moment its day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        given = super().convert(value, param, ctx)
        return given.date() if isinstance(given, datetime) else given


RAW = click.option("--raw", is_flag=True, help="CSV as stored, for machines, not for spreadsheets.")


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
            whose = workspace.rep_person.label
            anybody = workspace.member is None
            say(f"{whose}'s network (--rep gives another)" if anybody else f"signed in as {whose}")
        if self.as_of is None and workspace.as_of != date.today():
            say(f"as of {workspace.as_of}, the last day of the data (--as-of gives another)")
        return replace(workspace, listener=_told())

    def begun(self) -> Workspace:
        """The workspace of a work that begins with a rep who need not be on file yet."""
        opened = open_workspace(self.db, None, self.as_of)
        if self.rep is None or not opened.store.keeps_apart:
            return opened
        # Whoever is not on file yet sees nobody's cards.
        found = [one for one in opened.people.find(self.rep) if one.rep]
        return replace(opened, rep=found[0].id if len(found) == 1 else None)

    def put(self, data: bytes | str) -> None:
        """Write to --out, or to the screen; with --json a text is written as JSON."""
        if self.as_json and isinstance(data, str):
            self.put_json({"said": data})
        elif self.out is not None:
            self.out.write_bytes(data if isinstance(data, bytes) else f"{data}\n".encode())
            say(f"written to {self.out}")
        else:
            # The mark before the text is for files alone.
            text = data if isinstance(data, str) else data.decode("utf-8-sig").rstrip("\r\n")
            click.echo(text)

    def put_json(self, found: Mapping[str, object]) -> None:
        """Write as JSON."""
        text = json.dumps(found, ensure_ascii=False, indent=2, default=str)
        if self.out is None:
            click.echo(text)
        else:
            # Under whatever name it is written: no program takes a text of it for markup.
            self.put(f"{text}\n".replace("<", "\\u003c").encode())

    def put_list(self, name: str, rows: object, lines: Iterable[str], none: str = "") -> None:
        """Write rows as JSON under a name, or lines as text; `none` is said where there is none."""
        if self.as_json:
            self.put_json({name: rows})
        else:
            self.put("\n".join(lines) or none)

    def put_file(
        self,
        found: Callable[[], Mapping[str, object]],
        file: Callable[[str], bytes],
        lines: Iterable[str] | None = None,
    ) -> None:
        """Write what was found as JSON, or what `file` makes for the ending of --out; on the
        screen `lines`, where there are any for it."""
        if self.as_json:
            self.put_json(found())
        elif self.out is None and lines is not None:
            self.put("\n".join(lines))
        else:
            self.put(file(self.out.suffix if self.out else ""))


def _told() -> Callable[[float, str], None]:
    """Says how far the network is made, where that takes a while."""
    bars: list[Progress] = []

    def tell(share: float, doing: str) -> None:
        if not bars:
            bars.append(Progress("making your network"))
        bars[-1].move(share, doing)
        if share >= 1:
            bars.pop().end()

    return tell


def say(sentence: str) -> None:
    """Say something beside the answer, on stderr."""
    click.echo(sentence, err=True)


def writing(*endings: str, **given: tuple[str, ...]) -> Callable[..., Callable[..., None]]:
    """Adds the options that every command takes, and turns what goes wrong into a sentence.

    An --out that ends in none of `endings` is refused before the command does anything: what is
    written under the name of another format is read as that. `given` says the endings for when an
    option of that name is given. With --json it is JSON under any name.
    """

    def commanded(command: Callable[..., None]) -> Callable[..., None]:
        @click.option(
            "--db", metavar="PATH-or-URL", help="The database (else TIESMAP_DB, else yours)."
        )
        @click.option("--rep", metavar="NAME", help="Whose network: id, e-mail or full name.")
        @click.option("--as-of", type=Day(), help="The day to look at it from.")
        @click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
        @click.option(
            "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file."
        )
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
            with plainly(options.db):
                allowed = next((those for name, those in given.items() if rest[name]), endings)
                if out is not None and not as_json:
                    called = {one.name: one.opts[0] for one in ctx.command.params}
                    others = {called[name]: those for name, those in given.items()}
                    format_of(out.suffix, allowed, others)
                command(options, **rest)

        return with_options

    return commanded


common = writing(".txt")
"""The options of a command that writes plain text alone."""


@contextmanager
def plainly(database: str) -> Iterator[None]:
    """What goes wrong within ends the program with one sentence and exit code 1."""
    try:
        yield
    except SENTENCES as error:
        fail(error)
    except (click.ClickException, click.exceptions.Abort, click.exceptions.Exit):
        raise
    except Exception as error:
        _fail_unforeseen(error, database)


def fail(error: BaseException) -> NoReturn:
    """End with one sentence and exit code 1."""
    say(f"tiesmap: {_sentence(error)}")
    sys.exit(1)


def _fail_unforeseen(error: Exception, database: str) -> NoReturn:
    """A fault of ours, or of the file: one sentence; the trace only for those who ask for it."""
    if os.environ.get("TIESMAP_DEBUG"):
        raise error
    path = Path(database).expanduser()
    if "://" not in database and path.is_file() and not fit(path):
        fail(Unusable(f"The database {path} is damaged: `tiesmap restore` goes back to a backup."))
    say(
        f"tiesmap: this is a fault of tiesmap ({type(error).__name__}). Nothing was half done; "
        "TIESMAP_DEBUG=1 shows the details."
    )
    sys.exit(1)


def _sentence(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return " ".join(str(error).split())
