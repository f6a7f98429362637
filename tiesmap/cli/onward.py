"""Onward: the ask after an introduction, the lighter ask, ties put right, the chain, ticking."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import RAW, Options, common, fail, say, writing
from tiesmap.cli.requests import request_of
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Unanswerable
from tiesmap.workspace.asks.onward import Onward
from tiesmap.workspace.opening import find_one


@main.command()
@click.argument("request")
@common
def onward(options: Options, request: str) -> None:
    """Plan the next ask after the introduction of REQUEST (its id) was made.

    For the next hop toward its goal; where that is reached, openly about the next circle.
    """
    _plan(options, request, Onward.next_ask)


@main.command()
@click.argument("request")
@common
def mention(options: Options, request: str) -> None:
    """Plan the lighter ask in place of REQUEST (its id): may I mention your name?"""
    _plan(options, request, Onward.mention)


@main.command()
@click.argument("person")
@click.argument("other")
@click.option(
    "--strength",
    type=click.IntRange(0, 5),
    help="1 (hardly) to 5 (close); 0: they do not know each other. Without: they do.",
)
@click.option("--forget", is_flag=True, help="Take back what was said of the two by hand.")
@common
def tie(options: Options, person: str, other: str, strength: int | None, forget: bool) -> None:
    """Correct the tie between PERSON and OTHER: your word beats what was counted."""
    workspace = options.workspace()
    one, two = find_one(workspace, person), find_one(workspace, other)
    if forget:
        workspace.people.remove_tie(one.id, two.id)
        options.put(f"{one.label} and {two.label}: as the evidence has it")
        return
    try:
        workspace.people.judge_tie(one.id, two.id, strength)
    except ValueError as error:
        fail(error)
    said = "know each other" if strength is None else f"{strength} of 5"
    options.put(
        f"{one.label} and {two.label}: {'do not know each other' if strength == 0 else said}"
    )


@main.command()
@RAW
@writing(".csv", ".svg")
def chain(options: Options, raw: bool) -> None:
    """Who came to you through whom, over the years. With --out F.svg as a small picture."""
    workspace = options.workspace()
    links = workspace.onward.chain()
    if not links:
        say(workspace.onward.why_no_chain())
    lines = (
        f"{'  ' * (one.step - 1)}{one.name}, through {one.through_name}"
        + (f", {one.day}" if one.day else "")
        + (f": {one.outcome}" if one.outcome else "")
        for one in links
    )
    file = partial(workspace.onward.chain_file, raw=raw)
    options.put_file(lambda: {"chain": workspace.onward.chain_rows()}, file, lines)


@main.command()
@click.option("--connector", metavar="NAME", help="With whom you go through it.")
@click.option(
    "--read",
    "back",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take a ticked list back.",
)
@RAW
@writing(".csv", ".html", back=(".txt",))
def ticklist(options: Options, connector: str | None, back: Path | None, raw: bool) -> None:
    """Five to eight names and firms a client may know: yes, not him, better somebody else.

    An --out ending in .html is to print, else CSV to tick and to take back with --read.
    """
    workspace = options.workspace()
    if back is not None:
        came = workspace.onward.read_ticks(back.name, back.read_bytes())
        for problem in came.problems:
            say(f"{problem.file}, line {problem.line}: {problem.value!r} {problem.message}")
        options.put(
            f"{came.yes} yes, {came.not_him} not him, {came.better} better through somebody else; "
            f"{came.planned} asks planned"
        )
        return
    if connector is None:
        raise Unanswerable("Say with whom you go through it: --connector NAME.")
    person = find_one(workspace, connector)
    now = workspace.asks.tact().get(person.id)
    if now is not None and now.blocked:
        say(workspace.asks.why_not(person.id))
    names = workspace.onward.tick_list(person.id)
    rows = [{"name": one.name, "title": one.title, "company": one.company} for one in names]
    lines = [f"[ ] {', '.join(filter(None, row.values()))}" for row in rows]
    file = partial(workspace.onward.tick_file, person.id, raw=raw)
    options.put_file(lambda: {"names": rows}, file, lines)


def _plan(
    options: Options, request: str, plan: Callable[[Onward, IntroRequest], IntroRequest]
) -> None:
    workspace = options.workspace()
    try:
        made = plan(workspace.onward, request_of(workspace, request))
    except ValueError as error:
        fail(error)
    line = f"{made.request}  {made.status}: {made.purpose}"
    options.put_list("requests", workspace.reports.request_rows([made]), [line])
