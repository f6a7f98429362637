"""How far, and from whom to begin: --reach, --from PERSON or CATEGORY, and --accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from tiesmap.model.ids import PersonId
from tiesmap.network.outreach import REACHES
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import find_one


def beginning(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --from (`starts`) and --accounts to a command."""
    command = click.option(
        "--accounts", is_flag=True, help="People at firms where you know somebody, too."
    )(command)
    return click.option(
        "--from",
        "starts",
        metavar="PERSON|CATEGORY",
        multiple=True,
        help="Begin with this contact, or this category of contacts (may be given again).",
    )(command)


def reaching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --reach to a command; empty: not chosen."""
    return click.option(
        "--reach",
        type=click.Choice(REACHES),
        callback=lambda _context, _option, chosen: chosen or "",
        help="Without: balanced, or in a week of a trial as drawn.",
    )(command)


def starts_of(workspace: Workspace, texts: Iterable[str]) -> tuple[PersonId | str, ...]:
    """The person (id) or category that each text means; a category goes before a name."""
    texts = tuple(texts)
    if not texts:
        return ()
    people = workspace.people.everybody().values()
    categories = {person.category.casefold() for person in people if person.category}
    return tuple(
        text if text.casefold() in categories else find_one(workspace, text).id for text in texts
    )
