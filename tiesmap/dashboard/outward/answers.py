"""The answers to "how do I get there": paths to tick, or in words why there is none."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.outward import paths
from tiesmap.dashboard.shared import words
from tiesmap.model.paths import OpenAsk, ReferralPath, Suggestion
from tiesmap.workspace import Workspace
from tiesmap.workspace.paths import Answer

Asks = tuple[list[ReferralPath], list[OpenAsk]]

STAR = (
    "No path leads further yet: everybody on file is a contact of yours, and nothing says who of "
    "them knows whom. That is so with a LinkedIn export or a list of clients alone. Your mails and "
    "meetings (interactions.csv), a list of who knows whom (ties.csv) or a colleague's contacts "
    "would add ties between other people. Until then, ask openly:"
)


def show_suggestions(seat: Workspace, found: Sequence[Suggestion]) -> Asks:
    """People to meet next; without any, open asks. What the rep ticked."""
    if not found:
        st.info(STAR, icon=":material/info:")
        return [], _open_asks(seat, None)
    people, asked = seat.people.everybody(), _asked(seat)
    key = state.turn("ticks")
    goals = sorted({suggestion.path.goal for suggestion in found})
    likely = seat.ways.likelihoods(goals)
    st.caption("Ordered by the chance that a way to them comes off. A chance ranks only.")
    ticked = [
        suggestion.path
        for number, suggestion in enumerate(found, start=1)
        if paths.show_path(
            suggestion.path,
            people,
            f"{key} {paths.key_of(suggestion.path.people)}",
            number=number,
            connectors=suggestion.connectors,
            asked=asked.get(_ends(suggestion.path), ""),
            likely=likely.get(suggestion.path.goal, ""),
        )
    ]
    return ticked, []


def show_answers(
    seat: Workspace,
    found: Sequence[Answer],
    about: tuple[str, str] | None = None,
    *,
    openly: bool = True,
) -> Asks:
    """The paths to one goal or to each wish of the wanted list; what the rep ticked.

    Where one of them has no path, and `openly`, open asks follow: `about` a company or category,
    or about what the wanted list holds.
    """
    people, asked = seat.people.everybody(), _asked(seat)
    key = state.turn("ticks")
    ticked: dict[tuple[int, ...], ReferralPath] = {}
    number = 0
    for place, answer in enumerate(found):
        if answer.sentence:
            words.notice(answer.sentence)
        if answer.nearest:
            near = (", ".join(t for t in (p.label, words.place(p)) if t) for p in answer.nearest)
            words.fine(
                "Nearest to it among your contacts:\n" + words.bullets(near), f"near-{place}"
            )
        for path in answer.paths:
            if path.people in ticked:
                continue
            number += 1
            mark = f"{key} {place} {paths.key_of(path.people)}"
            known = asked.get(_ends(path), "")
            if paths.show_path(path, people, mark, number=number, asked=known):
                ticked[path.people] = path
    if not openly or all(answer.paths for answer in found):
        return list(ticked.values()), []
    return list(ticked.values()), _open_asks(seat, about)


def _open_asks(seat: Workspace, about: tuple[str, str] | None) -> list[OpenAsk]:
    """Open asks to tick."""
    found = seat.ways.open_asks(10, about)
    if not found:
        st.info("Nobody can be asked yet: bring in your contacts first.")
        return []
    people = seat.people.everybody()
    asked = {
        (request.connector_id, request.target): request.status
        for request in seat.asks.requests()
        if request.target_id is None
    }
    st.subheader("Ask openly")
    key = state.turn("ticks")
    return [
        ask
        for number, ask in enumerate(found, start=1)
        if paths.show_open_ask(
            ask,
            people,
            f"{key} open {number}",
            number=number,
            asked=asked.get(
                (ask.connector, f"somebody {'at' if ask.kind == 'company' else 'in'} {ask.about}"),
                "",
            ),
        )
    ]


def _asked(seat: Workspace) -> dict[tuple[int, int | None, int | None], str]:
    return {(r.connector_id, r.target_id, r.goal_id): r.status for r in seat.asks.requests()}


def _ends(path: ReferralPath) -> tuple[int, int, int]:
    return path.connector, path.target, path.goal
