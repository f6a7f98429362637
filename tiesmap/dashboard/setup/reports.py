"""What an import would do, or did: a line a file, the problems, the changes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.intake import ImportReport
from tiesmap.model.problems import Problem

_COUNTS = {
    "people_new": "New people",
    "people_changed": "Changed",
    "people_same": "Same",
    "interactions": "Interactions",
    "ties": "Ties",
    "introductions": "Introductions",
    "relationships": "Relationships",
    "targets": "Wanted",
    "entries": "Entries",
}
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
PROBLEMS_SHOWN = 500


def show(report: ImportReport, key: str) -> None:
    """The report of an import or of its preview."""
    counted = [name for name in _COUNTS if any(getattr(file, name) for file in report.files)]
    st.dataframe(
        [
            {
                "File": file.file,
                "Read as": file.source.replace("_", " "),
                "Encoding": file.encoding,
                "Separator": _DELIMITERS.get(file.delimiter, file.delimiter),
                "Rows": file.rows,
                **{_COUNTS[name]: getattr(file, name) for name in counted},
                "Problems": len(file.problems),
            }
            for file in report.files
        ],
        hide_index=True,
        placeholder="",
        key=f"files {key}",
        alt="The files and what is in them",
    )
    for number, file in enumerate(report.files):
        said = list(file.notes)
        if file.extra_columns:
            said.append(f"Kept as further fields of each person: {', '.join(file.extra_columns)}.")
        for k, note in enumerate(said):
            words.fine(f"{file.file}: {note}", f"note-{key}-{number}-{k}")
    show_problems([problem for file in report.files for problem in file.problems], key)
    if report.changes:
        with st.expander(f"Fields that change ({len(report.changes)} shown)"):
            st.dataframe(
                [
                    {"Person": person, "Field": field, "Before": before, "After": after}
                    for person, field, before, after in report.changes
                ],
                hide_index=True,
                placeholder="",
                key=f"changes {key}",
                alt="Fields before and after",
            )


def show_problems(problems: Sequence[Problem], key: str) -> None:
    """What was left out, by file and line, and why."""
    if not problems:
        return
    st.subheader(f"Left out, and why ({len(problems)})")
    st.caption("Everything else loads. Correct these in the file and bring it in again.")
    st.dataframe(
        [
            {
                "File": p.file,
                "Line": p.line,
                "Column": p.column,
                "Value": p.value,
                "What is wrong": p.message,
            }
            for p in problems[:PROBLEMS_SHOWN]
        ],
        hide_index=True,
        placeholder="",
        key=f"problems {key}",
        alt="Rows that are left out",
        column_config={
            "What is wrong": st.column_config.TextColumn(width="large"),
            "Line": st.column_config.NumberColumn(format="%d", width="small"),
        },
    )
    if len(problems) > PROBLEMS_SHOWN:
        st.caption(f"The first {PROBLEMS_SHOWN} of {len(problems)} are shown.")
