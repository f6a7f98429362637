"""The wanted list searched all at once, the best way to each, nobody asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import TargetRecord
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import TAKEN
from tiesmap.network import outreach, paths
from tiesmap.network.sharing import share_out
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.tact import heed
from tiesmap.workspace import lists, plans, wanted
from tiesmap.workspace.view import View

EACH = 8
"""Paths to one person that are looked at; those through one connector count once."""
TOP = 60
"""Paths to one wish that are looked at, where it is a company or a category."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of the wanted list, and what to ask for it: a path, else openly, else a sentence."""

    target: TargetRecord
    path: ReferralPath | None = None
    others: tuple[ReferralPath, ...] = ()
    """The best path through each other connector."""
    openly: OpenAsk | None = None
    sentence: str = ""
    request: IntroRequest | None = None
    """What is on the list for it already."""


def wishes(view: View) -> list[Wish]:
    """Each line of the wanted list with the best way to it, no connector twice.

    As many as possible get a way; the others become open asks, of others still. Connectors
    who should be left alone now are not asked.
    """
    free = heed(view.taught, plans.tact(view))
    ring, network = view.around.ring, view.network
    found: list[tuple[TargetRecord, list[ReferralPath], str, IntroRequest | None]] = []
    stored = [r for r in lists.visible(view) if r.status in TAKEN]
    for target, nodes in wanted.goals(view):
        known = [node for node in nodes if ring[node] == 1]
        asked = next((r for r in stored if _is_for(r, target, network.ids[nodes].tolist())), None)
        sentence = ""
        ways: list[ReferralPath] = []
        if nodes and network.marked[nodes].all():
            sentence = f"{called(target)} is marked do not ask."
        elif known and target.name:
            sentence = f"You know {view.label(known[0])} already: no introduction is needed."
        elif asked is None:
            ways = _one_each(paths.find_paths(free, nodes, each=EACH, top=TOP)) if nodes else []
        found.append((target, ways, sentence, asked))
    shared = share_out([[(way.connector, way.chance) for way in ways] for _, ways, *_ in found])
    busy = {r.connector_id for *_, r in found if r is not None}
    busy |= {
        ways[place].connector
        for (_, ways, *_), place in zip(found, shared, strict=True)
        if place is not None
    }
    wishes = []
    for (target, ways, sentence, asked), place in zip(found, shared, strict=True):
        openly = None
        if place is None and asked is None and not sentence:
            openly = _openly(free, target, busy)
            busy |= {openly.connector} if openly else set()
            sentence = _why_no_way(target, ways, openly)
        wishes.append(
            Wish(
                target=target,
                path=None if place is None else ways[place],
                others=tuple(way for k, way in enumerate(ways) if k != place),
                openly=openly,
                sentence=sentence,
                request=asked,
            )
        )
    return wishes


def _openly(free: Standpoint, target: TargetRecord, busy: set[int]) -> OpenAsk | None:
    """The open ask for a wish, of somebody who is not asked for another one."""
    if not (target.company or target.category):
        return None
    about = ("company", target.company) if target.company else ("category", target.category)
    asks = outreach.suggest_open(free, (about,), top=len(busy) + 1)
    return next((ask for ask in asks if ask.connector not in busy), None)


def _why_no_way(target: TargetRecord, ways: Sequence[ReferralPath], openly: OpenAsk | None) -> str:
    whom = called(target)
    if ways:
        names = list(dict.fromkeys(way.names[1] for way in ways))
        busy = "is asked for another wish" if len(names) == 1 else "are asked for other wishes"
        why = f"Only {' or '.join(names[:3])} could lead to {whom}, and {busy} already"
    else:
        why = f"No path leads to {whom}"
    if openly:
        return f"{why}: ask openly."
    if not (target.company or target.category):
        return f"{why}. Give a company or a category with it, and it can be asked for openly."
    return f"{why}, and nobody else is left to be asked openly now."


def called(target: TargetRecord) -> str:
    """A line of the wanted list as one says it."""
    if target.name:
        return target.name
    if target.company:
        return f"anybody at {target.company}"
    return f"anybody in {target.category}" if target.category else target.profile_url


def _is_for(request: IntroRequest, target: TargetRecord, people: Sequence[int]) -> bool:
    """Whether a request is for somebody whom the line means, or openly for its company."""
    if request.goal_id is not None:
        return request.goal_id in people
    about = request.target_company or request.target_category
    return not target.name and about.casefold() == (target.company or target.category).casefold()


def _one_each(ways: Sequence[ReferralPath]) -> list[ReferralPath]:
    """The best path through each connector."""
    best: dict[int, ReferralPath] = {}
    for way in ways:
        best.setdefault(way.connector, way)
    return list(best.values())
