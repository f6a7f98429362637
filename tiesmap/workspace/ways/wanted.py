"""The wanted list: the people whom each line means, and the paths to them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tiesmap.model.ids import Node, PersonId
from tiesmap.model.people import TargetRecord
from tiesmap.network.arrays import Bools
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.view import View
from tiesmap.workspace.ways.paths import Answer, answer

_NOBODY = "nobody on file fits"


@kept(COMFORT)
def goals(view: View) -> list[tuple[TargetRecord, list[Node]]]:
    """Each entry of the wanted list, with the nodes of the people it means."""
    people = view.network.people
    profile, name, category = (
        people[column].str.casefold().to_numpy() for column in ("profile_url", "name", "category")
    )
    found = []
    for target in view.targets:
        if target.profile_url:
            fits = profile == target.profile_url.casefold()
        elif target.name:
            fits = name == target.name.casefold()
            there = view.network.at_company(target.company)
            fits = fits & there if (fits & there).any() else fits
        elif target.company:
            fits = view.network.at_company(target.company)
        else:
            fits = category == target.category.casefold()
        found.append((target, [Node(node) for node in np.flatnonzero(fits).tolist()]))
    return found


def aims(view: View, known: Bools) -> list[tuple[TargetRecord, list[Node]]]:
    """The same, but a category means its nearest people who are not at firms that are `known`: the
    others are account work."""
    ring = view.around.ring
    found = []
    for target, nodes in goals(view):
        if not (target.name or target.company or target.profile_url):
            others = [node for node in nodes if not known[node]]
            nodes = [node for node in others if ring[node] <= 2] or others
        found.append((target, nodes))
    return found


@kept()
def ways(view: View, each: int = 3) -> tuple[Answer, ...]:
    """The best paths for each entry of the wanted list, in its order."""
    answers = []
    for (target, nodes), (_, fitting) in zip(
        aims(view, view.standpoint.accounts), goals(view), strict=True
    ):
        whom = target.name or (
            f"anybody at {target.company}" if target.company else f"anybody in {target.category}"
        )
        if nodes:
            found = answer(view, np.array(nodes), whom, each=1, top=each)
            answers.append(replace(found, wish=whom))
        else:
            why = "whoever is on file is at a firm that you know" if fitting else _NOBODY
            answers.append(Answer((), f"{whom}: {why}, so ask openly for a name."))
    return tuple(answers)


def named_openly(view: View) -> tuple[tuple[str, str], ...]:
    """The companies and categories of the wanted list as ("company" or "category", name)."""
    return tuple(dict.fromkeys((kind, name) for kind, name, *_ in topics(view)))


def topics(view: View) -> tuple[tuple[str, ...], ...]:
    """The same with a third value: the category of a company, where the list states it."""
    named = [
        ("company", target.company, target.category)
        if target.company
        else ("category", target.category)
        for target in view.targets
        if target.company or target.category
    ]
    return tuple(dict.fromkeys(named))


def why_wanted(view: View) -> dict[PersonId, str]:
    """id -> why the rep wants to meet them, where he wrote it down."""
    return {
        view.network.person(node): target.why
        for target, nodes in goals(view)
        for node in nodes
        if target.why
    }
