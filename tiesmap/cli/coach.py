"""The coach's page by shell: counts of the reps whom one coaches."""

from __future__ import annotations

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, writing
from tiesmap.model.english import say_list
from tiesmap.model.shown import Shown
from tiesmap.nurture.benchmarks import BENCHMARKS, label, sentences, trend_rows, trends
from tiesmap.nurture.coaching import LINES, NOBODY, lines, medians, say_goal, told
from tiesmap.workspace import Unanswerable
from tiesmap.workspace.opening import find_one


@main.command()
@click.option("--of", "name", metavar="NAME", help="Of one rep, else of all whom you coach.")
@click.option("--goal", type=click.IntRange(1, 1000), default=1, help="New clients a quarter.")
@writing(".txt", name=(".txt", ".html"))
def coach(options: Options, name: str | None, goal: int) -> None:
    """Counts of the reps whom you coach, beside the group's median; no name and no word of theirs.

    With --of NAME --out F.html one page to print before a talk.
    """
    workspace = options.workspace()
    group, asked = workspace.coach.group(goal), workspace.coach.benchmarks()
    counts = [one.figures for one in group]
    median = medians(counts)
    if name is not None:
        wanted = find_one(workspace, name).id
        if options.out and options.out.suffix.casefold() in (".html", ".htm"):
            options.put(workspace.coach.page(wanted, goal))
            return
        group = tuple(one for one in group if one.rep == wanted)
        if not group:
            raise Unanswerable("You do not coach this rep.")
    rows: list[dict[str, object]] = [
        {"rep": one.name, **lines(one.figures), "median": median,
         "asks_for_goal": one.needed.asked if one.needed else None, "benchmarks": asked,
         "quarters": {t.what: t.counts for t in trends(one.figures)}}
        for one in group
    ]  # fmt: skip
    said = []
    for one in group:
        said.append(one.name)
        for line, value in told(one.figures, one.figures.quarter).items():
            beside = "" if median[line] is None else f"   median {median[line]:g}"
            said.append(f"  {LINES[line]}: {value}{beside}")
        more = [*sentences(one.figures, counts, asked),
                *(f"{what}: {say_list([count or '-' for count in counts])}: {words}."
                  for what, *counts, words in trend_rows(one.figures)),
                say_goal(one.needed, goal)]  # fmt: skip
        said += [f"  {line}" for line in more]
    options.put_list("reps", rows, said, NOBODY)


@main.command()
@click.argument("values", nargs=-1, metavar="[NAME=NUMBER]...")
@common
def benchmarks(options: Options, values: tuple[str, ...]) -> None:
    """What the team asks of each rep, such as `asked=4 documented=80`; 0 asks for nothing.

    A coach or an admin says so; without a NAME they are listed.
    """
    coach = options.workspace().coach
    if values:
        coach.set_benchmarks(dict(map(_given, values)))
    wanted = coach.benchmarks()
    rows = [{"name": name, "value": wanted.get(name)} for name in BENCHMARKS]
    lines = [f"{wanted.get(name, '-'):>6}  {name:<22} {label(name)}" for name in BENCHMARKS]
    options.put_list("benchmarks", rows, lines)


def _given(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        raise Unanswerable(f"{text!r} is no benchmark: write asked=4, or documented=80.")
    return name, int(value)


@main.group()
def showing() -> None:
    """What you show your coach by yourself, one thing at a time; a coach reads it by `list`."""


@showing.command()
@click.argument("account")
@click.option("--to", required=True, metavar="NAME", help="Your coach.")
@click.option("--note", "with_note", is_flag=True, help="The last note too, not the name alone.")
@common
def add(options: Options, account: str, to: str, with_note: bool) -> None:
    """Show your coach the name of ACCOUNT, or the last note about them."""
    workspace = options.workspace()
    about = find_one(workspace, account).id
    notes = [note for note in workspace.week.practice().notes if note.person == about]
    if with_note and not notes:
        raise Unanswerable(f"There is no note about {account}.")
    what = notes[0] if with_note else about
    number = workspace.showing.show(find_one(workspace, to).id, what)
    options.put(f"shown as {number}; take it back: tiesmap showing back {number}")


@showing.command()
@click.argument("number", type=int)
@common
def back(options: Options, number: int) -> None:
    """Show NUMBER no longer."""
    if not options.workspace().showing.take_back(number):
        raise Unanswerable(f"You show nothing under {number}: tiesmap showing list")
    options.put(f"{number} is shown no longer")


@showing.command("list")
@common
def listed(options: Options) -> None:
    """What you show your coaches, and what you are shown as one."""
    part = options.workspace().showing
    own, received = part.own(), part.received()
    rows = [
        {"number": one.id, "what": kind, "account": one.account, "day": one.day, "words": one.words}
        for kind, found in (("you show", own), ("you are shown", received))
        for one in found
    ]
    lines = [f"{one.id:>4}  you show  {_told(one)}" for one in own]
    lines += [f"{one.id:>4}  shown to you  {_told(one)}" for one in received]
    options.put_list("shown", rows, lines, "Nothing is shown.")


def _told(one: Shown) -> str:
    said = one.words.replace("\n", "; ")
    return f"{one.account}, {one.day}: {said}" if said else one.account
