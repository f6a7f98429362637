"""Which sheets of a workbook are read: each by itself, as if it were a file of its own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import seat
from tiesmap.dashboard.shared import words
from tiesmap.intake.answers import Answers
from tiesmap.intake.formats.workbook import sheet_called
from tiesmap.intake.reader import File
from tiesmap.model.problems import shorten
from tiesmap.workspace import Workspace


def choose(
    workspace: Workspace, files: Sequence[File], marks: Sequence[str]
) -> tuple[list[File], dict[str, str]]:
    """The files with one for each chosen sheet of a workbook, and which sheet each of those is."""
    found: list[File] = []
    sheets: dict[str, str] = {}
    for (name, data), mark in zip(files, marks, strict=True):
        chosen = _chosen(workspace, name, data, mark)
        found += [(name, data)] if not chosen else []
        for number, sheet in enumerate(chosen):
            called = name if number == 0 else sheet_called(name, sheet)
            found.append((called, data))
            sheets[called] = sheet
    return found, sheets


def _chosen(workspace: Workspace, name: str, data: bytes, mark: str) -> list[str]:
    """The sheets to read, of a workbook with several; empty for any other file."""
    asked = seat.keep(
        workspace,
        "questions",
        lambda: workspace.files.import_questions([(name, data)], _NOTHING_SAID),
        mark,
        _NOTHING_SAID,
    )
    question = next((one for one in asked if one.option == "sheet" and one.file == name), None)
    if question is None:
        return []
    with st.container(border=True, key=f"sheets {mark}"):
        words.line(f"{name} has {len(question.choices)} sheets. Read:", f"sheets-{mark}")
        # The first is the one that is understood best: without a word it is read, and all like it.
        ticked = [
            sheet
            for number, sheet in enumerate(question.choices)
            if st.checkbox(
                words.escaped(shorten(sheet, 80)),
                sheet in question.chosen,
                key=f"sheet {number} {mark}",
            )
        ]
    return ticked or list(question.choices)[:1]


_NOTHING_SAID: Answers = {}
