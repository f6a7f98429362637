"""The answers to "how do I get there": asks to choose from, or in words why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from tiesmap.dashboard.find import offers
from tiesmap.dashboard.find.offers import Offer
from tiesmap.dashboard.shared import words
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.workspace import Workspace
from tiesmap.workspace.ways.measures import BASIS
from tiesmap.workspace.ways.paths import Answer


def show(
    workspace: Workspace,
    found: Sequence[Answer],
    about: tuple[str, str] | None = None,
    *,
    openly: bool = True,
) -> None:
    """The paths to what was asked for.

    Where there is none, and `openly`, open asks follow: `about` a company or category, or about
    what the wanted list holds.
    """
    for place, answer in enumerate(found):
        if answer.sentence:
            words.notice(answer.sentence)
        if answer.nearest:
            near = (", ".join(t for t in (p.label, words.place(p)) if t) for p in answer.nearest)
            words.fine("The nearest of your contacts:\n" + words.bullets(near), f"near-{place}")
    paths = {path.people: path for answer in found for path in answer.paths}
    if paths:
        asked = _asked(workspace)
        goals = tuple(sorted({path.goal for path in paths.values()}))
        likely = workspace.ways.likelihoods(goals)
        offers.choose(
            workspace,
            [
                Offer(
                    path,
                    facts=(path.words,),
                    why=(
                        path.weak_link,
                        *path.reasons,
                        *_likely(likely.get(path.goal, "")),
                        f"chance {words.chance(path.chance)}",
                    ),
                    asked=asked.get((path.connector, path.target, path.goal), ""),
                )
                for path in paths.values()
            ],
            "paths",
        )
    elif openly:
        open_asks(workspace, about)


def _likely(said: str) -> tuple[str, ...]:
    return (f"by all ways together: {said} such introductions happened {BASIS}",) if said else ()


def open_asks(workspace: Workspace, about: tuple[str, str] | None = None) -> None:
    """What to ask openly: to choose from, or why nobody can be asked."""
    found = workspace.ways.open_asks(10, about)
    if not found:
        words.notice(workspace.ways.why_no_path())
        return
    st.subheader("Ask openly")
    asked = {
        (request.connector_id, request.target): request.status
        for request in workspace.asks.requests()
        if request.target_id is None
    }
    offers.choose(workspace, [open_offer(ask, asked) for ask in found], "open")


def open_offer(ask: OpenAsk, asked: Mapping[tuple[PersonId, str], str] | None = None) -> Offer:
    """An open ask to choose."""
    status = (asked or {}).get((ask.connector, ask.target), "")
    return Offer(ask, facts=ask.reasons[:1], why=ask.reasons, asked=status)


def _asked(workspace: Workspace) -> dict[tuple[PersonId, PersonId | None, PersonId | None], str]:
    return {(r.connector_id, r.target_id, r.goal_id): r.status for r in workspace.asks.requests()}
