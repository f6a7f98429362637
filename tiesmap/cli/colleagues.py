"""What reps of one database show each other, and ask of each other."""

from __future__ import annotations

from dataclasses import replace

import click

from tiesmap.cli.group import main
from tiesmap.cli.options import Options, common
from tiesmap.model.colleagues import Openness, OpenTie
from tiesmap.model.english import say_count
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.opening import find_one

_CATEGORY = click.option("--category", "categories", multiple=True, help="All of this category.")
_PERSON = click.option("--person", "people", multiple=True, metavar="NAME", help="This person.")


@main.group()
def colleague() -> None:
    """What you let colleagues see of your network, and whom they know. Closed until you open it.

    Colleagues see a name, a firm, a category, and whether you know them well, a little, or knew
    them well once: never a day, a count or a word.
    """


@colleague.command("open")
@click.option("--whole", is_flag=True, help="Your whole network.")
@_CATEGORY
@_PERSON
@common
def open_(
    options: Options, whole: bool, categories: tuple[str, ...], people: tuple[str, ...]
) -> None:
    """Open your network to colleagues: whole, by category, by person; private contacts stay out.

    It adds to what is open already. Without options: what is open now.
    """
    workspace = options.workspace()
    said = workspace.colleagues.openness()
    if whole or categories or people:
        _known(workspace, categories)
        ids = frozenset(find_one(workspace, name).id for name in people)
        new = Openness(
            said.whole or whole,
            said.categories | frozenset(categories),
            said.people | ids,
            said.private - ids,
        )
        workspace.colleagues.open(new, said)
    options.put(_told(workspace))


@colleague.command()
@_CATEGORY
@_PERSON
@common
def close(options: Options, categories: tuple[str, ...], people: tuple[str, ...]) -> None:
    """Close what you opened: these categories and people, or without options everything."""
    workspace = options.workspace()
    said = workspace.colleagues.openness()
    ids = frozenset(find_one(workspace, name).id for name in people)
    new = replace(said, categories=said.categories - set(categories), people=said.people - ids)
    if not (categories or people):
        new = Openness(private=said.private)
    workspace.colleagues.open(new, said)
    options.put(_told(workspace))


@colleague.command()
@click.argument("people", nargs=-1, required=True, metavar="NAME...")
@click.option("--no-longer", is_flag=True, help="They are no longer private.")
@common
def private(options: Options, people: tuple[str, ...], no_longer: bool) -> None:
    """Keep people private: no colleague sees that you know them, whatever is open."""
    workspace = options.workspace()
    ids = [find_one(workspace, name).id for name in people]
    workspace.colleagues.keep_private(ids, not no_longer)
    options.put(_told(workspace))


@colleague.command()
@common
def shown(options: Options) -> None:
    """What colleagues see of your network, as it was last worked out."""
    found = options.workspace().colleagues.shown()
    rows = [_row(one) for one in found]
    lines = ["  ".join(part for part in row.values() if part) for row in rows]
    options.put_list("shown", rows, lines, "Colleagues see nothing of your network.")


@colleague.command()
@common
def looks(options: Options) -> None:
    """Who looked at what is yours, and on which day: whom you know, or your counts."""
    found = options.workspace().colleagues.looks()
    rows = [{"day": one.day, "who": name, "at": str(one.kind)} for name, one in found]
    lines = [f"{one.day}  {name}  {one.kind}" for name, one in found]
    options.put_list("looks", rows, lines, "Nobody looked at what is yours, or this is a file.")


@colleague.command()
@click.argument("text")
@common
def knows(options: Options, text: str) -> None:
    """Which colleague knows somebody whose name or firm TEXT is a part of."""
    found = options.workspace().colleagues.knows(text)
    rows = [{"colleague": one.colleague} | _row(one.tie) for one in found]
    lines = [one.sentence + (f"  ({one.tie.company})" if one.tie.company else "") for one in found]
    options.put_list("known", rows, lines, "No colleague shows that he knows such a person.")


def _row(tie: OpenTie) -> dict[str, str]:
    return {name: str(getattr(tie, name)) for name in ("name", "company", "category", "strength")}


def _known(workspace: Workspace, categories: tuple[str, ...]) -> None:
    there = workspace.people.categories()
    for name in categories:
        if name not in there:
            raise Unanswerable(f"Nobody is in a category {name!r}: tiesmap people --json has them.")


def _told(workspace: Workspace) -> str:
    said = workspace.colleagues.openness()
    names = workspace.people.everybody()
    parts = ["your whole network"] if said.whole else []
    parts += sorted(said.categories)
    parts += sorted(names[one].label for one in said.people if one in names)
    private = sorted(names[one].label for one in said.private if one in names)
    lines = ["open to colleagues: " + (", ".join(parts) or "nothing")]
    if private:
        lines.append("private, whatever is open: " + ", ".join(private))
    if parts:
        seen = len(workspace.colleagues.shown())
        lines.append(f"they see {say_count(seen, 'person', 'people')}: tiesmap colleague shown")
    return "\n".join(lines)
