"""Requests: what to ask, of whom, and what became of it."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, say
from tiesmap.network.outreach import REACHES
from tiesmap.workspace.opening import one_of


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
        say(workspace.why_no_path())
    say(f"{new} new, {len(stored)} in the list")
    if options.as_json:
        options.put_json("requests", workspace.request_rows(stored))
    elif options.out:
        options.put(workspace.requests_csv(stored, raw=raw))
    else:
        options.put("\n".join(f"{r.status:<10} {r.chance:.3f} {r.purpose}" for r in stored))
