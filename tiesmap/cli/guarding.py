"""Keeping data safe: undo, backups, erasing, one person's data, duplicates."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, say, writing
from tiesmap.store import moving
from tiesmap.store.guarding import backups, restoring
from tiesmap.workspace.opening import find_one, open_workspace


@main.command()
@click.argument("number", metavar="[IMPORT]", required=False, type=int)
@click.option("--list", "listed", is_flag=True, help="Only list the imports.")
@click.option("--hand", is_flag=True, help="What the rep did last by hand, instead of an import.")
@common
def undo(options: Options, number: int | None, listed: bool, hand: bool) -> None:
    """Undo an import (its number; without one the last), and nothing else.

    With --hand undo your last edit by hand; repeat it for up to the last twenty.
    """
    if hand:
        if number is not None:
            raise click.UsageError("--hand takes back the last thing done by hand: no number.")
        _undo_by_hand(options, listed)
        return
    workspace = open_workspace(options.db, options.rep, options.as_of)
    if listed:
        entries = workspace.data.imports()
        lines = [
            f"{entry.id:>4}  {entry.at:%Y-%m-%d %H:%M}  {', '.join(entry.files)}: "
            f"{entry.people_new} people new, {entry.rows} rows"
            + (f", taken back {entry.undone:%Y-%m-%d %H:%M}" if entry.undone else "")
            for entry in entries
        ]
        rows = [asdict(entry) for entry in entries]
        options.put_list("imports", rows, lines, "Nothing was imported yet.")
        return
    report = workspace.data.undo_import(number)
    lines = [f"Import {report.id} is taken back: {report.says()}", *report.kept]
    options.put_list("undo", [asdict(report)], lines)


def _undo_by_hand(options: Options, listed: bool) -> None:
    data = options.workspace().data
    if listed:
        last = data.last_by_hand()
        rows, lines = ([asdict(last)], [f"Done last by hand: {last.what}."]) if last else ([], [])
        options.put_list("by_hand", rows, lines, "Nothing was done by hand that can be taken back.")
        return
    what = data.undo_last()
    options.put_list("undo", [{"what": what}], [f"Undone: {what}."])


@main.command()
@common
def backup(options: Options) -> None:
    """Copy the database now; imports, merges and erasing copy it by themselves."""
    workspace = open_workspace(options.db, None, options.as_of)
    made = workspace.data.back_up()
    options.put("There is nothing to back up yet." if made is None else f"{made.name} is made.")


@main.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="Only list the backups.")
@common
def restore(options: Options, name: str | None, listed: bool) -> None:
    """Restore a backup (without NAME the newest). The present state is backed up first."""
    # A damaged file cannot be opened, and yet there is a way back from it.
    data = open_workspace(options.db, None, options.as_of).data if "://" in options.db else None
    database = Path(options.db).expanduser().absolute()
    if listed:
        found = data.backups() if data else backups.listed(database)
        lines = [f"{one.name}  {one.size / 1e6:.1f} MB, before: {one.why}" for one in found]
        rows = [asdict(one) for one in found]
        options.put_list("backups", rows, lines, "There is no backup yet.")
        return
    if data:
        chosen = name or next((one.name for one in data.backups()), "")
        flags = data.restore(name)
    else:
        chosen, flags = restoring.restore(database, name, datetime.now())
    options.put(
        f"The database is restored from {chosen}."
        + (f" {flags} people stay marked do not ask." if flags else "")
    )


@main.command()
@click.option("--to", required=True, metavar="PATH-or-URL", help="An empty database, or a new one.")
@common
def move(options: Options, to: str) -> None:
    """Copy everything into another database: from a file to a team's server, or back."""
    counts = moving.move(options.db, to)
    lines = [f"{count:>9,}  {name}" for name, count in counts.items()]
    lines += [
        f"{sum(counts.values()):>9,}  rows in all, read again on both sides and found equal.",
        "What there was stays where it was. From now on use --db, or TIESMAP_DB, with the new one.",
    ]
    rows = [{"table": name, "rows": count} for name, count in counts.items()]
    options.put_list("moved", rows, lines)


@main.command()
@click.argument("people", nargs=-1, required=True, metavar="PERSON...")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@common
def erase(options: Options, people: tuple[str, ...], yes: bool) -> None:
    """Erase people: every row and trace, in the backups too; no import brings them back."""
    workspace = open_workspace(options.db, options.rep, options.as_of)
    found = [find_one(workspace, text) for text in people]
    if not yes:
        names = ", ".join(person.label for person in found)
        click.confirm(f"Erase {names} for good?", abort=True, err=True)
    report = workspace.data.erase([person.id for person in found])
    lines = [
        f"{report.people} people erased with {report.rows} rows; blotted out of {report.texts} "
        f"texts of others; {report.backups} backups rewritten.",
        *report.notes,
    ]
    options.put_list("erased", [asdict(report)], lines)


@main.command("export-person")
@click.argument("person")
@click.option("--csv", "as_csv", is_flag=True, help="CSV for spreadsheets instead of JSON.")
@writing(".json", ".txt", as_csv=(".csv",))
def export_person(options: Options, person: str, as_csv: bool) -> None:
    """Everything stored about a PERSON, and nothing about anybody else, as JSON or CSV."""
    workspace = open_workspace(options.db, options.rep, options.as_of)
    found = find_one(workspace, person).id
    if as_csv and not options.as_json:
        options.put(workspace.data.export_person(found)[1])
    else:
        options.put_json(workspace.data.all_about(found))


@main.command()
@click.option("--later", is_flag=True, help="Also those for which somebody said: later.")
@click.option("--same", nargs=2, metavar="KEPT GONE", help="They are one: KEPT stays.")
@click.option("--different", nargs=2, metavar="ONE OTHER", help="They are two: never ask again.")
@click.option("--join-sure", is_flag=True, help="Make one of all pairs marked as sure.")
@click.option("--unmerge", type=int, metavar="NUMBER", help="Take a merge back.")
@common
def duplicates(
    options: Options,
    later: bool,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    join_sure: bool,
    unmerge: int | None,
) -> None:
    """People who may be on file twice, and why; nothing is merged unless you say so."""
    workspace = open_workspace(options.db, options.rep, options.as_of)
    if same or different:
        one, other = (find_one(workspace, text) for text in same or different or ())
        if same:
            number = workspace.duplicates.merge(one.id, other.id)
            say(f"{other.label} is part of {one.label} now (--unmerge {number} takes it back)")
        else:
            workspace.duplicates.decide(one.id, other.id, "different")
    if join_sure:
        gone = workspace.duplicates.merge_sure(workspace.duplicates.suggestions(later))
        say(f"{gone} were made part of somebody else (tiesmap duplicates --unmerge takes one back)")
    if unmerge is not None:
        workspace.duplicates.unmerge(unmerge)
    found = workspace.duplicates.suggestions(later)
    with workspace.view() as view:
        ids = view.public_ids
    label = {person.id: person.label for person in workspace.people.people()}
    rows = [
        {
            "one_id": ids[pair.one],
            "one": label[pair.one],
            "other_id": ids[pair.other],
            "other": label[pair.other],
            "score": round(pair.score, 4),
            "sure": pair.sure,
            "reasons": pair.reasons,
        }
        for pair in found
    ]
    lines = [
        f"{row['score']:.2f}{' sure' if pair.sure else ''} "
        f"{row['one']} ({row['one_id']}) and {row['other']} "
        f"({row['other_id']}): {', '.join(pair.reasons)}"
        for row, pair in zip(rows, found, strict=True)
    ]
    options.put_list("duplicates", rows, lines, "Nobody seems to be on file twice.")
