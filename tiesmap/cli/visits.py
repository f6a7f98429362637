"""What did you see? Calls in the field, noted by rep and coach."""

from __future__ import annotations

from datetime import date

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, WholeDay, common
from tiesmap.model.ids import PersonId
from tiesmap.model.visits import POINTS, Ending, Seen, Side, Visit
from tiesmap.nurture.visits import say_lately
from tiesmap.workspace.opening import find_one

_POINTS = "; ".join(f"{k}. the client {said}" for k, said in enumerate(POINTS.values(), 1))


@main.group()
def visit() -> None:
    """Calls in the field to which a coach went along: what each of the two saw."""


@visit.command()
@click.argument("client")
@click.option("--with", "coach", required=True, metavar="NAME", help="Who went along.")
@click.option("--on", type=WholeDay(), help="The day (without: today).")
@common
def begin(options: Options, client: str, coach: str, on: date | None) -> None:
    """You visited CLIENT, and a coach went along; somebody not on file gets a card."""
    workspace = options.workspace()
    known = workspace.people.find(coach)
    whom: PersonId | str = find_one(workspace, coach).id if known else coach
    number = workspace.visits.begin(find_one(workspace, client).id, whom, on)
    options.put(f"visit {number}: now each notes what he saw (tiesmap visit note {number})")


@visit.command()
@click.argument("number", type=int)
@click.option("--as", "side", type=click.Choice([one.value for one in Side]), required=True)
@click.option("--marks", required=True, metavar="1,2,3,4,5", help=f"1 to 5 each: {_POINTS}.")
@click.option("--ended", type=click.Choice([one.value for one in Ending]), required=True)
@click.option("--words", default="", help="In a few words.")
@common
def note(options: Options, number: int, side: str, marks: str, ended: str, words: str) -> None:
    """What you saw in visit NUMBER. It is shown to nobody until both are in."""
    visits = options.workspace().visits
    # What is no whole number is a mark that there is not: left out, the others would move up.
    given = [int(mark) if mark.isdecimal() else 0 for mark in marks.replace(",", " ").split()]
    now = visits.note(number, Side(side), given, Ending(ended), words)
    options.put("both are in: tiesmap visit list" if now.is_open else "noted; the other is next")


@visit.command()
@click.argument("number", type=int)
@click.argument("what")
@click.option("--until", type=WholeDay(), help="Until when.")
@common
def agree(options: Options, number: int, what: str, until: date | None) -> None:
    """The one thing on which the two of you agreed after visit NUMBER."""
    visits = options.workspace().visits
    visits.agree(visits.visit(number), what, until)
    options.put(f"agreed: {what}")


@visit.command("list")
@common
def listed(options: Options) -> None:
    """Your visits, what both saw once both are in, and how far you see the same."""
    visits = options.workspace().visits
    found = visits.visits()
    how_far = {one.visit.id: one for one in visits.agreement()}
    rows = [_row(one) | {"with": visits.other(one)} for one in found]
    lines = []
    for one in found:
        lines.append(f"{one.id:>4}  {one.day}  {one.client}, with {visits.other(one)}")
        if not one.is_open:
            waits = " and ".join(side for side in Side if side not in one.noted)
            lines.append(f"      waits for the {waits}")
            continue
        lines += [f"      {side}: {_said(saw)}" for side in Side if (saw := one.of(side))]
        if found_one := how_far.get(one.id):
            lines.append(
                f"      the same on {found_one.same} of 5, near on {found_one.near}; "
                f"near lately: {say_lately(found_one)}"
            )
        if one.agreed:
            lines.append(f"      agreed: {one.agreed}" + (f", until {one.due}" if one.due else ""))
    none = "No visit yet: tiesmap visit begin CLIENT --with COACH"
    options.put_list("visits", rows, lines, none)


@visit.command()
@click.argument("number", type=int)
@common
def forget(options: Options, number: int) -> None:
    """Remove visit NUMBER with what was seen in it."""
    options.workspace().visits.forget(number)
    options.put(f"visit {number} is removed")


def _said(saw: Seen) -> str:
    marks = ", ".join(map(str, saw.marks))
    return f"{marks}; {saw.ending}" + (f"; {saw.words}" if saw.words else "")


def _row(one: Visit) -> dict[str, object]:
    row: dict[str, object] = {
        "visit": one.id, "date": one.day, "client": one.client,
        "noted": [str(side) for side in Side if side in one.noted],
        "agreed": one.agreed, "due": one.due,
    }  # fmt: skip
    for side in Side:
        saw = one.of(side)
        row[str(side)] = None if saw is None else dict(zip(POINTS, saw.marks, strict=True)) | {
            "ending": str(saw.ending), "words": saw.words,
        }  # fmt: skip
    return row
