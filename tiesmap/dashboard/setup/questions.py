"""One question about a file: how it is split, where its header is, what its columns are.

What a file says itself is shown by `st.text`, in tables and in lists, never in a label.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import words
from tiesmap.intake.answers import Answer, Answers
from tiesmap.intake.questions import Question
from tiesmap.intake.reader import FirstRows
from tiesmap.intake.sources.mapping import choices
from tiesmap.model.evidence import KINDS
from tiesmap.model.problems import shorten
from tiesmap.workspace import Workspace

_SIGNS = {
    ",": "comma ,",
    ";": "semicolon ;",
    "\t": "tab",
    "|": "vertical bar |",
    " ": "space",
    ":": "colon :",
}
_KINDS = {
    "people": "a person",
    **{name: kind.said for name, kind in KINDS.items()},
    "targets": "somebody whom you want to meet",
    "relationships": "what a rep says of a person",
}
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question on its way to an answer."""

    workspace: Workspace
    question: Question
    name: str
    data: bytes
    key: str
    given: Answers

    def top(self) -> FirstRows:
        return self.workspace.files.first_rows(self.name, self.data, self.given)


def _delimiter(asking: Asking) -> Answer:
    _show_lines(asking)
    sign = st.selectbox(
        "What separates the cells?",
        **words.options(_SIGNS),
        index=None,
        accept_new_options=True,
        placeholder="Choose a character, or type another",
        key=f"delimiter {asking.key}",
    )
    return {"delimiter": sign} if sign else {}


def _header_line(asking: Asking) -> Answer:
    lines = _show_lines(asking)
    line = st.selectbox(
        "Which line holds the names of the columns?",
        [*range(1, len(lines) + 1), 0],
        index=None,
        format_func=lambda n: f"Line {n}: {shorten(lines[n - 1], 60)}" if n else "None of them",
        placeholder="Choose a line",
        help="If none does, the columns are called column 1, column 2 and so on.",
        key=f"header {asking.key}",
    )
    return {} if line is None else {"header_line": line}


def _encoding(asking: Asking) -> Answer:
    """How the letters are encoded, by the names that each way shows."""
    choices = asking.question.choices
    words.name(asking.name, f"encoding {asking.key}")
    st.text("Its letters can be read in several ways. Which names are right?")
    chosen = st.selectbox(
        "The names read",
        list(choices),
        index=None,
        format_func=lambda encoding: shorten(choices[encoding], 80),
        placeholder="Choose the right line",
        key=f"encoding {asking.key} choice",
    )
    return {"encoding": chosen} if chosen else {}


def _day_first(asking: Asking) -> Answer:
    words.fine(asking.question.sentence, f"question {asking.key}")
    first = st.radio(
        "What is 03/05/2026?",
        [True, False],
        index=None,
        format_func=lambda first: "the 3rd of May" if first else "the 5th of March",
        horizontal=True,
        help="Until you answer, rows with such dates are left out.",
        key=f"day {asking.key}",
    )
    return {} if first is None else {"day_first": first}


def _sheet(asking: Asking) -> Answer:
    """Of a workbook within an archive; one by itself is asked about in `sheets`."""
    words.fine(asking.question.sentence, f"question {asking.key} sheet")
    chosen = st.selectbox("Sheet", list(asking.question.choices), key=f"sheet {asking.key}")
    return {"sheet": chosen} if chosen else {}


def _me(asking: Asking) -> Answer:
    words.fine(asking.question.sentence, f"question {asking.key} me")
    chosen = st.selectbox(
        "In this chat you are",
        list(asking.question.choices),
        index=None,
        placeholder="Choose your name in it",
        help="Until you say it, it is a chat of others.",
        key=f"me {asking.key}",
    )
    return {"me": chosen} if chosen else {}


def _mapping(asking: Asking) -> Answer:
    """What each column is; said once, and taken when the form is handed in."""
    top = asking.top()
    words.name(asking.name, f"mapping {asking.key}")
    st.text(
        "No kind of file that tiesmap knows has these columns. Say what they hold: it is "
        "remembered for the next file with the same columns. Nothing was stored yet."
    )
    st.dataframe(
        [dict(zip(top.header, cells, strict=False)) for cells in top.rows],
        hide_index=True,
        placeholder="",
        key=f"rows {asking.key}",
        alt=f"The first {len(top.rows)} rows",
    )
    kinds = list(_KINDS)
    kind = st.selectbox(
        "Each row is",
        kinds,
        index=kinds.index(top.kind),
        format_func=lambda kind: _KINDS[kind],
        key=f"kind {asking.key}",
    )
    with st.form(f"columns {asking.key} {kind}", border=False):
        columns = _choose_fields(asking, top, kind)
        used = st.form_submit_button("Use these columns", icon=":material/check:")
    place = f"columns {asking.key}"
    if used:
        state.remember(place, (kind, {name: field for name, field in columns.items() if field}))
    said = state.recall(place)
    if said and said[1]:
        st.caption("The file is read with these columns.")
    return {"kind": said[0], "mapping": said[1]} if said and said[1] else {}


def _choose_fields(asking: Asking, top: FirstRows, kind: str) -> dict[str, str]:
    """A line for each column: its name, an example, and the field that it holds."""
    fields = [_NOTHING, *choices(kind)]
    kept = "kept as it is" if kind == "people" else "left out"
    if kind == "people":
        st.caption(
            "A name in several columns: choose first name and last name, or name for each of them, "
            "and they are joined in the order of the columns."
        )
    if kind == "interactions":
        st.caption("Where no column is mapped to “from”, you are the sender.")
    columns: dict[str, str] = {}
    for at, name in enumerate(top.header):
        example = next((cells[at] for cells in top.rows if cells[at].strip()), "")
        suggested = top.suggested.get(name, _NOTHING)
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            words.fine(
                shorten(name, 80) + (f" (such as {shorten(example, 60)})" if example else ""),
                f"column {asking.key} {kind} {at}",
            )
        with right:
            columns[name] = st.selectbox(
                f"Column {at + 1} holds",
                fields,
                index=fields.index(suggested) if suggested in fields else 0,
                format_func=lambda field: field.replace("_", " ") or kept,
                label_visibility="collapsed",
                key=f"field {asking.key} {kind} {at}",
            )
    return columns


def _show_lines(asking: Asking) -> tuple[str, ...]:
    """The question, and the first lines as they stand."""
    words.fine(asking.question.sentence, f"question {asking.key} {asking.question.option}")
    lines = asking.workspace.files.first_lines(asking.name, asking.data)
    st.dataframe(
        [{"Line": n, "Text": line} for n, line in enumerate(lines, 1)],
        hide_index=True,
        placeholder="",
        key=f"lines {asking.key} {asking.question.option}",
        alt="The first lines of the file",
        column_config={"Line": st.column_config.NumberColumn(format="%d", width="small")},
    )
    return lines


ANSWERS: Mapping[str, Callable[[Asking], Answer]] = {
    "delimiter": _delimiter,
    "header_line": _header_line,
    "encoding": _encoding,
    "day_first": _day_first,
    "me": _me,
    "sheet": _sheet,
    "mapping": _mapping,
}
"""How each question is asked: what is said to it, nothing until then."""
