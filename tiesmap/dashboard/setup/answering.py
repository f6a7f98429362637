"""What only the rep can say of his files, and what he said so far.

The questions come from the workspace, one after the other: an answer may raise the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import cast

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.setup import questions
from tiesmap.intake.answers import Answer, Answers
from tiesmap.intake.questions import Question
from tiesmap.intake.reader import File
from tiesmap.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Answered:
    """What the rep said of the files so far."""

    answers: Answers
    waiting: bool
    """Whether a file cannot be read before one more answer."""

    def with_one(self, name: str, option: str, answer: object) -> Answered:
        """The answers and one more about a file."""
        said = cast(Answer, {**self.answers.get(name, {}), option: answer})
        return Answered({**self.answers, name: said}, self.waiting)

    def remember(self, workspace: Workspace, files: Sequence[File]) -> None:
        """Keep how columns were mapped, for the next file with such a header."""
        for name, data in files:
            said = self.answers.get(name, {})
            if "mapping" in said:
                header = workspace.files.first_rows(name, data, self.answers).header
                workspace.files.remember_mapping(header, said["mapping"], said["kind"])


def digest_of(name: str, data: bytes) -> str:
    """What tells a file from all others."""
    digest = blake2b(f"{len(name)} {name} ".encode("utf-8", "replace"), digest_size=16)
    digest.update(data)
    return digest.hexdigest()


def marks_of(files: Sequence[File]) -> list[str]:
    """What tells each file from the others, whichever come or go beside it: the same file twice
    is two."""
    found: list[str] = []
    seen = Counter[str]()
    for file in files:
        digest = digest_of(*file)
        found.append(f"{digest} {seen[digest]}")
        seen[digest] += 1
    return found


def ask(
    workspace: Workspace,
    files: Sequence[File],
    marks: Sequence[str],
    sheets: Mapping[str, str],
    called: tuple[str, ...],
) -> Answered:
    """Ask what the files leave open; `marks` are their digests, `sheets` what is chosen already,
    `called` are the names that the rep may have."""
    answers: dict[str, Answer] = {}
    waiting = False
    for (name, data), mark in zip(files, marks, strict=True):
        if name in sheets:
            answers[name] = {"sheet": sheets[name]}
        waiting |= _ask(workspace, name, data, mark, called, answers)
    return Answered(answers, waiting)


def offer_again(mark: str) -> None:
    """A button to map the columns of a file anew, which were mapped before."""
    if st.button("Map its columns again", icon=":material/view_column:", key=f"anew {mark}"):
        state.remember(f"anew {mark}", True)
        st.rerun()


def _ask(
    workspace: Workspace,
    name: str,
    data: bytes,
    mark: str,
    called: tuple[str, ...],
    answers: dict[str, Answer],
) -> bool:
    """Ask about one file, and add what is said to the answers; whether one more is needed."""
    asked: set[tuple[str, str]] = set()
    given = {name: answers.pop(name)} if name in answers else {}
    while True:
        found = seat.keep(
            workspace,
            "questions",
            # What was said of another file may hold for this one.
            lambda: workspace.files.import_questions([(name, data)], {**answers, **given}, *called),
            mark,
            called,
            {**answers, **given},
        )
        if state.recall(f"anew {mark}") and (name, "mapping") not in asked:
            found = (*found, Question(name, "mapping", f"{name}: its columns were mapped before."))
        new = [one for one in found if (one.file, one.option) not in asked]
        if not new:
            answers.update(given)
            return False
        for question in new:
            asked.add((question.file, question.option))
            with st.container(border=True):
                said = questions.ANSWERS[question.option](
                    questions.Asking(
                        workspace, question, name, data, f"{mark} {question.file}", given
                    )
                )
            if said:
                given.setdefault(question.file, {}).update(said)
            elif question.needed:
                answers.update(given)
                return True
