"""What goes out to come in again: people, introductions, interactions, and all of it."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import RAW, Options, fail, say, writing
from tiesmap.exporting.endings import in_format
from tiesmap.model.problems import Refused
from tiesmap.workspace import Workspace
from tiesmap.workspace.data.exports import KINDS


@main.command()
@click.option("--category", help="Only those of this category.")
@click.option("--company", help="Only those of this company.")
@RAW
@writing(".csv", ".vcf")
def people(options: Options, category: str | None, company: str | None, raw: bool) -> None:
    """People as people.csv or, with --out F.vcf, as vCards: what `tiesmap import` reads again."""
    reports = options.workspace().reports
    chosen = reports.people_of(category, company)
    formats = {
        ".csv": lambda: reports.people_csv(chosen, raw=raw),
        ".vcf": lambda: reports.people_vcf(chosen),
    }
    options.put_file(
        lambda: {"people": reports.people_rows(chosen)}, lambda ending: in_format(ending, formats)
    )


def _say_noticed(workspace: Workspace) -> None:
    """Name those that only mails and notes show: the file has what is recorded alone."""
    found = workspace.asks.noticed() if workspace.rep is not None else []
    for one in found:
        names = f"{one.introducer_name} introduced {one.other_name} to you"
        told = f" on {one.day}" if one.day else f' ("{one.words}")'
        say(f"noticed in your {one.where}{told}: {names}")
    if found:
        say("Confirm them on Health (What came of asks), and they are recorded.")


def _evidence(kind: str) -> None:
    @main.command(kind, help=f"What is stored as {kind}.csv, which `tiesmap import` reads again "
                  "together with people.csv.")  # fmt: skip
    @RAW
    @writing(".csv")
    def command(options: Options, raw: bool) -> None:
        workspace = options.workspace()
        reports = workspace.reports
        if kind == "introductions":
            _say_noticed(workspace)
        options.put_file(
            lambda: {kind: reports.evidence_rows(kind)},
            lambda _: reports.evidence_csv(kind, raw=raw),
        )


for _kind in KINDS:
    if _kind != "ties":  # that is the report; what was declared is in my-data
        _evidence(_kind)


@main.command("my-data")
@writing(".zip")
def my_data(options: Options) -> None:
    """Everything of yours as one zip (--out F.zip), which `tiesmap import` reads again."""
    if options.out is None and not options.as_json:
        fail(Refused("Say where the zip goes: --out my-data.zip"))
    reports = options.workspace().reports
    options.put_file(reports.my_rows, lambda _: reports.my_data())
