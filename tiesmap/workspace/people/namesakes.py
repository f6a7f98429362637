"""People of whom others on file have the name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tiesmap.model.days import date_of
from tiesmap.model.groups import grouped
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.namesakes import tell_apart
from tiesmap.model.requests import IntroRequest
from tiesmap.model.spoken import spoken
from tiesmap.workspace.kept import EVIDENCE, kept
from tiesmap.workspace.view import View

_MOST = 100
"""Of a name that more have, only those who are named are told apart."""


def apart(view: View, persons: Iterable[PersonId | None]) -> dict[PersonId, str]:
    """Those of some people whose name others on file have, each as he is named beside them."""
    sharing = _sharing(view)
    asked = [one for one in dict.fromkeys(persons) if one is not None and one in sharing]
    groups = {
        sharing[one]: group if len(group := sharing[one]) <= _MOST else tuple(asked)
        for one in asked
    }
    told: dict[PersonId, str] = {}
    for group in groups.values():
        people = list(view.some(group).values())
        told |= tell_apart(people, {one: year for one in group if (year := _since(view, one))})
    return {one: told[one] for one in asked if one in told}


def named_apart(view: View, requests: Sequence[IntroRequest]) -> list[IntroRequest]:
    """Requests to be read on paper: who shares a name is named so that he is told apart."""
    persons = [p for r in requests for p in r.people]
    said = apart(view, persons)
    return [
        replace(
            r,
            connector=_said(said, r.connector_id, r.connector, r.connector_company),
            target=_said(said, r.target_id, r.target, r.target_company),
            goal=_said(said, r.goal_id, r.goal),
        )
        for r in requests
    ]


def _said(
    said: Mapping[PersonId, str], person: PersonId | None, name: str, company: str = ""
) -> str:
    """A name on paper, where the company stands beside it anyway."""
    if person is None or (company and said.get(person) == f"{name} ({company})"):
        return name
    return said.get(person, name)


@kept(EVIDENCE, large=True)
def _sharing(view: View) -> Mapping[PersonId, tuple[PersonId, ...]]:
    """Everybody whose name another on file has, with all who have it."""
    names = view.network.people["name"]
    # Nearly every name is said as it is written; of large files few are looked at closely.
    odd = names.str.contains(r"[.,]|^[^a-z]+$", regex=True).to_numpy(dtype=bool)
    said = names.str.casefold().to_numpy(dtype=object)
    said[odd] = [spoken(name).casefold() for name in names[odd]]
    pairs = zip(said.tolist(), map(PersonId, view.network.ids.tolist()), strict=True)
    groups = grouped((name, person) for name, person in pairs if name)
    return {one: tuple(group) for group in groups.values() if len(group) > 1 for one in group}


def _since(view: View, person: PersonId) -> int | None:
    network = view.network
    found = view.nodes((person,))
    tie = network.tie_between(view.around.rep, Node(found[0])) if found else None
    if tie is None or np.isnan(network.ties.first[tie]):
        return None
    return date_of(float(network.ties.first[tie])).year
