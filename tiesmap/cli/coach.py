"""The coach's page by shell: counts of the reps whom one coaches."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common
from tiesmap.nurture.coaching import LINES, NOBODY, lines
from tiesmap.workspace import Unanswerable
from tiesmap.workspace.coach import together
from tiesmap.workspace.opening import find_one


@main.command()
@click.option("--of", "name", metavar="NAME", help="Of one rep, else of all whom you coach.")
@click.option("--goal", type=click.IntRange(1, 1000), default=1, help="New clients a quarter.")
@common
def coach(options: Options, name: str | None, goal: int) -> None:
    """Counts of the reps whom you coach, beside the group's median; no name and no word of theirs.

    With --of NAME --out F.html one page to print before a talk.
    """
    workspace = options.workspace()
    group = workspace.coach.group(goal)
    middle = together(group)
    if name is not None:
        wanted = find_one(workspace, name).id
        if options.out and options.out.suffix.casefold() == ".html":
            options.put(workspace.coach.page(wanted, goal))
            return
        group = tuple(one for one in group if one.rep == wanted)
        if not group:
            raise Unanswerable("You do not coach this rep.")
    if options.as_json:
        rows = [
            {"rep": one.name, **lines(one.figures), "median": middle,
             "asks_for_goal": one.needed.asked if one.needed else None}
            for one in group
        ]  # fmt: skip
        options.put_json("reps", rows)
        return
    said = []
    for one in group:
        said.append(one.name)
        for line, value in lines(one.figures).items():
            beside = middle[line]
            median = "" if beside is None else f"   median {beside:g}"
            said.append(f"  {'-' if value is None else value:>5}  {LINES[line]}{median}")
        need = f"{one.needed.asked} asks" if one.needed else "too few asks yet to say"
        said.append(f"  For {goal} new {'client' if goal == 1 else 'clients'} a quarter: {need}")
    options.put("\n".join(said) or NOBODY)
