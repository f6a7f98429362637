"""The practice: what to do this week, and what was written down, as files."""

from __future__ import annotations

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
    if options.as_json:
        options.put_json("items", workspace.week.week_rows(items))
    elif options.out:
        options.put(workspace.week.week_file(items, options.out.suffix, raw=raw))
    else:
        lines = [
            f"{item.due}  {item.kind:<10} {item.name}: {item.purpose}\n{'':23}{item.reason}"
            for item in items
        ]
        options.put("\n".join(lines))


@main.command()
@click.option("--kind", type=click.Choice(KINDS), required=True, help="Which file.")
@RAW
@writing(".csv")
def practice(options: Options, kind: str, raw: bool) -> None:
    """What you wrote down, as the CSV file that `tiesmap import` reads: notes, favors ..."""
    workspace = options.workspace()
    if options.as_json:
        options.put_json(kind, workspace.week.entry_rows(kind))
    else:
        data = workspace.week.entries_csv(kind, raw=raw)
        options.put(data if options.out else data.decode("utf-8-sig").rstrip("\r\n"))
