"""The guided start and the proposed categories, by shell."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common, say
from tiesmap.introductions.languages import ENGLISH, names
from tiesmap.model.ids import PersonId
from tiesmap.model.problems import Refused
from tiesmap.model.start import FirstAsk, Label
from tiesmap.workspace import Workspace

_NEXT = {
    "you": "import contacts with --rep YOUR NAME",
    "rate": "rate the people below in relationships.csv or in the dashboard",
    "categories": "decide what is proposed: tiesmap categories",
    "gain": 'say what somebody gains from meeting you: tiesmap start --gain "..."',
    "asks": "put the asks on your list: tiesmap start --plan",
    "": "the start is done; each later import offers what is new",
}
_SHOWN = 30


@main.command()
@click.option("--gain", help="What somebody gains from meeting you, in one line; kept.")
@click.option(
    "--meet",
    multiple=True,
    metavar="TRADE-or-FIRM",
    help="Whom you want to meet; on your wanted list from then on.",
)
@click.option(
    "--letters-in", metavar="CODE", help="The language of your letters, such as de; kept."
)
@click.option("--plan", is_flag=True, help="Put the first asks on your list.")
@common
def start(
    options: Options, gain: str | None, meet: Sequence[str], letters_in: str | None, plan: bool
) -> None:
    """What to do first: whom to rate, which categories are proposed, and the first five asks."""
    workspace = options.workspace()
    if gain is not None:
        workspace.start.save_gain(gain)
    if letters_in is not None:
        _check_language(letters_in)
        workspace.letters.save_language(letters_in)
    if meet:
        workspace.ways.save_wishes(meet)
    asks = workspace.start.asks()
    if plan:
        say(f"{workspace.start.plan(asks)} asks are on your list: tiesmap requests")
    progress = workspace.start.progress()
    cards = workspace.start.first_to_rate(_SHOWN)
    names = {person.id: person.label for person in workspace.people.people()}
    rows = [_row(names, ask) for ask in asks]
    if options.as_json:
        rate = [{"person": names[card.person], "why": card.why} for card in cards]
        looks = _looks(workspace)
        found = {"step": progress.step, "rate": rate, "looks": looks, "asks": rows}
        wanted = [one.label for one in workspace.ways.targets()]
        found |= {"gain": workspace.start.gain(), "meet": wanted}
        chosen, proposed = workspace.letters.language()
        found |= {"letters_in": chosen, "letters_in_proposed": proposed}
        found |= {"meet_offered": workspace.ways.wishes_offered()}
        options.put_json({"start": [{**found, "goes_by": workspace.ways.goes_by()}]})
        return
    lines = [f"Next: {_NEXT[progress.step]}."]
    if cards:
        lines += ["", f"To rate first, 1 (hardly) to 5 (at home); {progress.rated} are rated:"]
        lines += [f"  {names[card.person]}: {card.why}" for card in cards]
    lines += ["", *_proposed(workspace)]
    lines += ["", f"What somebody gains: {workspace.start.gain() or '(nothing is written yet)'}"]
    lines += [_language(workspace), *_wanted(workspace)]
    lines += ["", "The first asks:"]
    lines += [f"  {row['connector']}: {row['ask']} ({row['why']})" for row in rows]
    options.put("\n".join(lines if rows else lines[:-1]))


def _check_language(code: str) -> None:
    if code not in names():
        known = ", ".join(f"{one} ({name})" for one, name in names().items())
        raise Refused(f"There are no letters in '{code}'; there are {known}.")


def _language(workspace: Workspace) -> str:
    """The language of the letters, or the one that the files speak."""
    chosen, proposed = workspace.letters.language()
    how = "" if chosen else f" (not chosen yet: --letters-in {proposed})"
    return f"Your letters are in {names()[chosen or ENGLISH]}{how}"


def _wanted(workspace: Workspace) -> list[str]:
    """Whom the rep wants to meet, and what he could say there."""
    wanted = ", ".join(dict.fromkeys(one.label for one in workspace.ways.targets()))
    offered = ", ".join(workspace.ways.wishes_offered())
    unsaid = f"(nothing is said yet: it goes {workspace.ways.goes_by()}; --meet TRADE-or-FIRM)"
    lines = [f"Whom you want to meet: {wanted or unsaid}"]
    return [*lines, f"  You could say: {offered}"] if offered else lines


def _row(names: dict[PersonId, str], ask: FirstAsk) -> dict[str, str]:
    connector = names[ask.connector]
    if ask.path is not None:
        what = f"an introduction to {names[ask.path.target]}"
        return {"connector": connector, "ask": what, "why": "; ".join(ask.path.reasons)}
    assert ask.openly is not None
    where = "at" if ask.openly.kind == "company" else "in"
    what = f"whom do you know {where} {ask.openly.about}?"
    return {"connector": connector, "ask": what, "why": "; ".join(ask.openly.reasons)}


@main.command()
@click.option("--accept", multiple=True, metavar="CATEGORY", help="Take it for known.")
@click.option("--accept-all", is_flag=True, help="Take all that is proposed for known.")
@click.option("--rename", nargs=2, multiple=True, metavar="CATEGORY NAME", help="Under that name.")
@click.option("--reject", multiple=True, metavar="CATEGORY", help="Take it away for good.")
@click.option("--take", multiple=True, metavar="COLUMN: LABEL", help="A label is a category.")
@click.option("--decline", multiple=True, metavar="COLUMN: LABEL", help="A label is none.")
@common
def categories(
    options: Options,
    accept: Sequence[str],
    accept_all: bool,
    rename: Sequence[tuple[str, str]],
    reject: Sequence[str],
    take: Sequence[str],
    decline: Sequence[str],
) -> None:
    """What is proposed as categories, and what you say to it, for many people at once."""
    workspace = options.workspace()
    begin = workspace.start
    there = {one.category for one in begin.looks()}
    for name in (*accept, *reject, *(old for old, _ in rename)):
        if name not in there:
            raise Refused(f"No category '{name}' is proposed: `tiesmap categories` lists them.")
    begin.take_labels(_labels(workspace, take)) if take else None
    begin.decline_labels(_labels(workspace, decline)) if decline else None
    done = sum(begin.accept(old, new) for old, new in rename)
    done += sum(begin.reject(name) for name in reject)
    done += sum(begin.accept(name) for name in accept)
    if accept_all:
        done += begin.accept("")
    if done:
        say(f"decided for {done} people")
    options.put_list("categories", _looks(workspace), _proposed(workspace))


def _looks(workspace: Workspace) -> list[dict[str, object]]:
    return [
        {"category": one.category, "people": len(one.people), "examples": one.companies}
        for one in workspace.start.looks()
    ]


def _labels(workspace: Workspace, words: Sequence[str]) -> list[Label]:
    offered = {label.word: label for label in workspace.start.labels()}
    unknown = [word for word in words if word not in offered]
    if unknown:
        raise Refused(f"No label '{unknown[0]}' is offered: `tiesmap categories` lists them.")
    return [offered[word] for word in words]


def _proposed(workspace: Workspace) -> list[str]:
    looks, labels = workspace.start.looks(), workspace.start.labels()
    lines = ["Proposed by words in company and title, until you decide:"] if looks else []
    for one in looks:
        lines.append(f"  {one.category}: {len(one.people)} people ({', '.join(one.companies)})")
    if labels:
        lines.append("Labels in your files that could be categories:")
        lines += [f"  {label.word}: {len(label.people)} people" for label in labels]
    return lines or ["Nothing is proposed."]
