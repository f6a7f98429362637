"""Questions to the network: ties and paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import RAW, Options, common, say, writing
from tiesmap.cli.starts import beginning, reaching, starts_of
from tiesmap.model.circles import Circle
from tiesmap.model.english import say_count
from tiesmap.model.paths import ReferralPath, Suggestion
from tiesmap.network.market import FITS, WANTED
from tiesmap.network.replay import DAYS
from tiesmap.workspace.opening import find_one


@main.command()
@RAW
@writing(".csv", ".graphml")
def ties(options: Options, raw: bool) -> None:
    """The ties of the rep and of those around him: strong, weak, dormant, and what each opens."""
    workspace = options.workspace()
    found = workspace.ways.ties()
    lines = (
        f"{t.strength:.2f} {t.tie_class:<8} {'bridging ' if t.bridging else ''}"
        f"{t.person} - {t.other}: {', '.join(t.reasons)}"
        for t in found
    )
    reports = workspace.reports
    file = partial(reports.ties_file, found, raw=raw)
    options.put_file(lambda: {"ties": reports.tie_rows(found)}, file, lines)


@main.command()
@click.option("--to", metavar="PERSON", help="Paths to one person.")
@click.option("--company", metavar="NAME", help="Paths to people at a company.")
@click.option("--category", metavar="NAME", help="Paths to people in a category.")
@click.option("--wanted", is_flag=True, help="Paths to everybody on the wanted list.")
@click.option("--outward", is_flag=True, help="Whom to meet next, without a goal.")
@reaching
@beginning
@click.option("--top", type=click.IntRange(1, 10_000), default=20, show_default=True)
@RAW
@writing(".csv")
# One parameter and one branch for each option of the command.
def paths(  # noqa: C901, PLR0913
    options: Options,
    to: str | None,
    company: str | None,
    category: str | None,
    wanted: bool,
    outward: bool,
    reach: str,
    starts: tuple[str, ...],
    accounts: bool,
    top: int,
    raw: bool,
) -> None:
    """Referral paths to a person, a company, a category, the wanted list, or outward."""
    if sum((bool(to), bool(company), bool(category), wanted, outward)) != 1:
        raise click.UsageError("give one of --to, --company, --category, --wanted, --outward")
    workspace = options.workspace()
    if (starts or accounts) and not outward:
        raise click.UsageError("--from and --accounts go with --outward")
    found: Sequence[ReferralPath | Suggestion]
    heads: dict[int, str] = {}  # what stands before the path at a place
    if outward:
        found = workspace.ways.outward(
            reach, top, from_=starts_of(workspace, starts), accounts=accounts
        )
        if not found:
            say(workspace.ways.why_no_path())
    elif wanted:
        ways: list[ReferralPath] = []
        for answer in workspace.ways.wanted():
            if answer.paths and len(ways) < top:
                heads[len(ways)] = f"{answer.wish}:"
            ways.extend(answer.paths)
            if answer.sentence:
                say(answer.sentence)
        found = ways[:top]
    else:
        if to:
            answer = workspace.ways.paths_to(find_one(workspace, to).id, top)
        elif company:
            answer = workspace.ways.paths_where("company", company, top)
        else:
            answer = workspace.ways.paths_where("category", str(category), top)
        found = list(answer.paths)
        if answer.sentence:
            say(answer.sentence)
            for person in answer.nearest:
                say(f"  {person.label}{', ' + person.company if person.company else ''}")
    if found or options.as_json or options.out:
        reports = workspace.reports
        options.put_file(
            lambda: {"paths": reports.path_rows(found)},
            lambda _: reports.paths_csv(found, raw=raw),
            _listed(found, heads),
        )


def _listed(found: Sequence[ReferralPath | Suggestion], heads: Mapping[int, str]) -> Iterator[str]:
    """The paths in words, ranked anew under each head."""
    rank = 0
    for place, one in enumerate(found):
        if place in heads:
            rank = 0
            yield heads[place]
        rank += 1
        yield _said(rank, one)


def _said(rank: int, one: ReferralPath | Suggestion) -> str:
    path = one.path if isinstance(one, Suggestion) else one
    head = f"{rank}. {' > '.join(path.names)}: {one.words} ({one.chance:.4f})"
    return "\n     ".join((head, *path.reasons, path.weak_link))


@main.command()
@beginning
@writing(".csv")
def circles(options: Options, starts: tuple[str, ...], accounts: bool) -> None:
    """The circles around the rep: which could open next, who opens them, and where he is at home.

    A circle is a category, or where there are none a community found in the network (inferred).
    """
    workspace = options.workspace()
    found = workspace.ways.circles(from_=starts_of(workspace, starts), accounts=accounts)
    if not any(circle.openings for circle in found):
        say(workspace.ways.why_no_path())
    elif few := workspace.ways.why_few():
        say(few)
    words, reports = workspace.people.categories(), workspace.reports
    lines = (
        line
        for circle, before in zip(found, (None, *found), strict=False)
        for line in (*_turns(circle, before), _circle(circle, words))
    )
    options.put_file(
        lambda: {"circles": reports.circle_rows(found)},
        lambda _: reports.circles_csv(found),
        lines,
    )


_FITS = {WANTED: "you want to meet people there", FITS: "where your clients are, and next door"}


def _turns(circle: Circle, before: Circle | None) -> list[str]:
    """The line where the list turns to circles of another fit: the figure orders each part."""
    if before and (before.standing, before.fit) == (circle.standing, circle.fit):
        return []
    said = _FITS.get(
        circle.fit, "elsewhere" if before and before.standing == circle.standing else ""
    )
    return [f"{circle.standing}, {said}:"] if said else []


def _circle(circle: Circle, words: Mapping[str, str]) -> str:
    name = words.get(circle.circle, circle.circle)
    name = f"{circle.circle} (inferred)" if circle.inferred else name
    said = "rated" if circle.rated else "inferred"
    lines = [
        f"{circle.standing:<8} {name}: you know {circle.known}, could reach {circle.reachable}, "
        f"comfort {circle.comfort:.1f} ({said}), {circle.score:.4f}"
        + (f"; {circle.worth_it}" if circle.worth_it else "")
    ]
    for opening in circle.openings:
        begins = words.get(opening.begins, opening.begins)
        begins = f" ({begins})" if begins else ""
        way = f"{opening.name}, through {opening.through_name}{begins}"
        lines.append(f"     {'; '.join((way, *opening.first))}")
    return "\n".join(lines)


@main.command()
@click.option("--days", type=click.IntRange(30, 36_500), default=DAYS, show_default=True)
@common
def evidence(options: Options, days: int) -> None:
    """How well tiesmap would have predicted the introductions of your own last year.

    For each one: who made it, whom it led to and into which circle, predicted from what was known
    before; beside simple rules, with 95% intervals, and who made most introductions.
    """
    found = options.workspace().ways.evidence(days)
    if not found.scores and not options.as_json:
        say(found.why_no_scores)
        return
    lines = [
        f"{say_count(found.introductions, 'introduction')} in {days} days, {found.own} of them "
        "yours. How often the real one came first (a person met next: among the first ten):"
    ]
    for score in found.scores:
        low, high = score.first_between
        lines.append(
            f"  {score.question:<12} {score.rule:<26} {score.first:.0%} ({low:.0%} to {high:.0%}) "
            f"of {score.cases}; mean of 1 / rank {score.rank:.3f}"
        )
    lines.append("Who made most of them, and how many in the last quarter:")
    lines += [f"  {one.name}: {one.made}, {one.lately}" for one in found.introducers]
    options.put_list("evidence", asdict(found), lines)
