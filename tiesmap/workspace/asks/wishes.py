"""The wanted list as a whole: the best way to each wish, with nobody asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import TargetRecord
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import TAKEN
from tiesmap.network.cover import cover_wishes
from tiesmap.network.standpoint import Standpoint
from tiesmap.workspace.asks import lists
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.already_known import say_known
from tiesmap.workspace.ways.circles import tactful, well_known
from tiesmap.workspace.ways.open_asks import openly as ask_openly


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of the wanted list, with a path, or an open ask, or a sentence on why neither."""

    target: TargetRecord
    path: ReferralPath | None = None
    others: tuple[ReferralPath, ...] = ()
    """The best path through each other connector."""
    openly: OpenAsk | None = None
    sentence: str = ""
    request: IntroRequest | None = None
    """What is on the list for it already."""


@kept(ALL)
def wishes(view: View) -> tuple[Wish, ...]:
    """Each line of the wanted list with the way to it: few asks in total, no connector twice.

    One ask may serve several lines. Where no path leads, the line becomes an open ask to somebody
    with a reason to know. Connectors who should be left alone now are not asked.
    """
    here = tactful(view)
    goals = wanted.aims(view, view.standpoint.accounts)
    stored = [r for r in lists.visible(view) if r.status in TAKEN]
    ids = view.network.ids
    asked = [next((r for r in stored if _is_for(r, t, ids[n].tolist())), None) for t, n in goals]
    answered = [_answered(view, target, nodes) for target, nodes in goals]
    covered = cover_wishes(
        here,
        [
            nodes if request is None and not sentence else ()
            for (_, nodes), request, sentence in zip(goals, asked, answered, strict=True)
        ],
    )
    busy = {r.connector_id for r in asked if r is not None}
    busy |= {way.path.connector for way in covered if way.path is not None}
    found = []
    for (target, _), request, sentence, way in zip(goals, asked, answered, covered, strict=True):
        openly = None
        if way.path is None and request is None and not sentence:
            # Where somebody could lead there and is busy, an open ask would come in his way.
            openly = None if way.others else _openly(view, here, target, busy)
            busy |= {openly.connector} if openly else set()
            sentence = _why_no_way(target, way.others, openly)
        found.append(Wish(target, way.path, way.others, openly, sentence, request))
    return tuple(found)


def _answered(view: View, target: TargetRecord, nodes: Sequence[Node]) -> str:
    """Why a wish needs no way to it; else ""."""
    known = [node for node in nodes if view.around.ring[node] == 1]
    if nodes and view.network.marked[list(nodes)].all():
        return f"{called(target)} is marked do not ask."
    if known and target.name:
        return say_known(view, known[:1])
    return ""


def _openly(
    view: View, free: Standpoint, target: TargetRecord, busy: set[PersonId]
) -> OpenAsk | None:
    """The open ask for a wish, to somebody who is not asked for another one: whom the rep knows, or
    else anybody."""
    if not (target.company or target.category):
        return None
    about = (
        ("company", target.company, target.category)
        if target.company
        else ("category", target.category)
    )
    known = well_known(view, free)
    found = ask_openly(view, known, 1, busy, about) or ask_openly(view, free, 1, busy, about)
    return next(iter(found), None)


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
    if ways:
        return f"{why}: ask one wish after the other."
    if not (target.company or target.category):
        return f"{why}. Give a company or a category with it, and it can be asked for openly."
    return f"{why}, and nobody you could ask has a reason to know somebody there."


def called(target: TargetRecord) -> str:
    """A line of the wanted list in words."""
    if target.name:
        return target.name
    if target.company:
        return f"anybody at {target.company}"
    return f"anybody in {target.category}" if target.category else target.profile_url


def _is_for(request: IntroRequest, target: TargetRecord, people: Sequence[PersonId]) -> bool:
    """Whether a request is for a person whom the line means, or an open ask for its company."""
    if request.goal_id is not None:
        return request.goal_id in people
    about = request.target_company or request.target_category
    return not target.name and about.casefold() == (target.company or target.category).casefold()
