"""The practice: what to do this week, and what was written down, as files."""

from __future__ import annotations

from functools import partial

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import RAW, Options, say, writing
from tiesmap.workspace.week.part import KINDS


@main.command()
@click.option("--most", type=click.IntRange(1, 100), help="At most so many (else as you set it).")
@RAW
@writing(".csv", ".xlsx", ".md", ".html", ".ics")
def week(options: Options, most: int | None, raw: bool) -> None:
    """What to do this week, most valuable first, each with its purpose and its reason.

    The ending of --out says what is written: .csv, .xlsx, .md, .html (to print) or .ics (a
    calendar).
    """
    workspace = options.workspace()
    workspace.colleagues.keep_fresh()
    items = workspace.week.week(most)
    if not items:
        say("Nothing is due this week.")
    lines = (
        f"{item.due}  {item.kind:<10} {item.name}: {item.purpose}\n{'':23}{item.reason}"
        for item in items
    )
    file = partial(workspace.week.week_file, items, raw=raw)
    options.put_file(lambda: {"items": workspace.week.week_rows(items)}, file, lines)


@main.command()
@click.option("--kind", type=click.Choice(KINDS), required=True, help="Which file.")
@RAW
@writing(".csv")
def practice(options: Options, kind: str, raw: bool) -> None:
    """What you wrote down, as the CSV file that `tiesmap import` reads: notes, favors ..."""
    entries = options.workspace().week
    options.put_file(
        lambda: {kind: entries.entry_rows(kind)}, lambda _: entries.entries_csv(kind, raw=raw)
    )
