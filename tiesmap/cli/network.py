"""Questions to the network: ties and paths."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, say
from tiesmap.network.outreach import REACHES
from tiesmap.workspace.opening import find_one


@main.command()
@click.option("--raw", is_flag=True, help="CSV as stored, for machines, not for spreadsheets.")
@common
def ties(options: Options, raw: bool) -> None:
    """The ties of the rep and of those around him: strong, weak, dormant, and what they open."""
    workspace = options.workspace()
    found = workspace.ways.ties()
    if options.as_json:
        options.put_json("ties", workspace.reports.tie_rows(found))
    elif options.out:
        options.put(workspace.reports.ties_csv(found, raw=raw))
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
# One parameter and one branch for each option of the command.
def paths(  # noqa: C901, PLR0913
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
        found = [suggestion.path for suggestion in workspace.ways.outward(reach, top)]
        if not found:
            say(workspace.ways.why_no_path())
    elif wanted:
        found = []
        for answer in workspace.ways.wanted():
            found.extend(answer.paths)
            if answer.sentence:
                say(answer.sentence)
        found = found[:top]
    else:
        if to:
            answer = workspace.ways.paths_to(find_one(workspace, to).id, top)
        elif company:
            answer = workspace.ways.paths_to_company(company, top)
        else:
            answer = workspace.ways.paths_to_category(str(category), top)
        found = list(answer.paths)
        if answer.sentence:
            say(answer.sentence)
            for person in answer.nearest:
                say(f"  {person.label}{', ' + person.company if person.company else ''}")
    if options.as_json:
        options.put_json("paths", workspace.reports.path_rows(found))
    elif options.out:
        options.put(workspace.reports.paths_csv(found, raw=raw))
    elif found:
        options.put(
            "\n".join(
                f"{rank}. {path.chance:.3f} {' > '.join(path.names)}\n     "
                + "\n     ".join(path.reasons)
                for rank, path in enumerate(found, start=1)
            )
        )
