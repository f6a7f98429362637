"""The rep's word on a tie: raised, lowered, confirmed or denied; it beats what was counted."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import somebody, words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace
from tiesmap.workspace.ways.ties import Tie

DENIED = "0"
_WORDS = {
    DENIED: "not at all",
    "know": "they do",
    "1": "1 hardly",
    "2": "2",
    "3": "3",
    "4": "4",
    "5": "5 close",
}


def show(workspace: Workspace, person: Person, own: tuple[Tie, ...]) -> None:
    """Choose one of the ties, say how well the two know each other; what was said, to take back."""
    people, names = workspace.people.everybody(), seat.labels(workspace)
    said = {
        other: mark for other, mark in workspace.people.judged(person.id).items() if other in people
    }
    tied = [tie.other_id for tie in own]
    with st.expander("Put a tie right", icon=":material/tune:"):
        st.caption(
            "Your word beats what was counted, also in what a file brought in, and stays when that "
            "file comes again. Who knows somebody not at all is on no path to them."
        )
        other = somebody.choose(
            workspace,
            "The tie to",
            [one for one in dict.fromkeys((*tied, *said)) if one in people],
            "Choose one of the ties",
            key=state.turn(f"judge {person.id}"),
        )
        if other:
            _judge(workspace, person, other, said)
        for one in sorted(said, key=lambda p: names[p].casefold()):
            _taken_back(workspace, person, one, names[one], said[one])


def _judge(
    workspace: Workspace, person: Person, other: PersonId, said: dict[PersonId, int | None]
) -> None:
    now = _word(said[other]) if other in said else None
    word = st.segmented_control(
        "How well do the two know each other?",
        **words.options(_WORDS),
        default=now,
        key=f"judged {person.id} {other} {now}",
    )
    if word is None or word == now:
        return
    workspace.people.judge_tie(person.id, other, None if word == "know" else int(word))
    state.rerun("Noted. It counts from now on; the sidebar takes it back.")


def _taken_back(
    workspace: Workspace, person: Person, other: PersonId, name: str, mark: int | None
) -> None:
    who, back = st.columns([6, 2], vertical_alignment="center")
    with who:
        words.line(f"{name}: you said {_said(mark)}", f"judged-{other}")
    if back.button("Take that back", key=f"unjudge {person.id} {other}"):
        workspace.people.remove_tie(person.id, other)
        state.rerun("Taken back: what is on file counts again.", f"judge {person.id}")


def _word(mark: int | None) -> str:
    return "know" if mark is None else str(mark)


def _said(mark: int | None) -> str:
    if mark is None:
        return "they know each other"
    return f"{mark} of 5" if mark else "they do not know each other"
