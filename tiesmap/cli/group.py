"""The `tiesmap` command itself: without a subcommand it opens the dashboard."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from tiesmap import __version__, launch
from tiesmap.cli.options import Day, plainly
from tiesmap.workspace.opening import default_database, open_workspace, refuse_unguarded


@click.group(invoke_without_command=True)
@click.option("--db", metavar="PATH-or-URL", help="The database (else TIESMAP_DB, else yours).")
@click.option("--rep", metavar="NAME", help="Whose network: id, e-mail or full name.")
@click.option("--as-of", type=Day(), help="The day to look at it from.")
@click.option("--port", type=click.IntRange(1, 65535), help="The dashboard's port.")
@click.option(
    "--team",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Serve a team's database behind a sign-in, set up in this file (docs/team.md).",
)
@click.version_option(__version__, package_name="tiesmap")
@click.pass_context
def main(
    ctx: click.Context,
    db: str | None,
    rep: str | None,
    as_of: date | datetime | None,
    port: int | None,
    team: Path | None,
) -> None:
    """Whom to ask for an introduction, to whom, and why.

    Without a command: opens the dashboard on your own database.
    """
    if ctx.invoked_subcommand is not None:
        return
    database = db or default_database()
    with plainly(database):
        if team is None:
            open_workspace(database, rep, as_of).store.close()
        else:
            refuse_unguarded(database)
        day = as_of.isoformat() if as_of else ""
        sys.exit(launch.serve(database, as_of=day, rep=rep or "", port=port, team=team))
