"""What an import would do, or did: a line a file, the problems, the changes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.evidence import KINDS
from tiesmap.model.intake import ImportReport, Note
from tiesmap.model.problems import Problem

_COUNTS = {
    "people_new": "New people",
    "people_changed": "Changed",
    "people_same": "Known",
    **{kind: kind.capitalize() for kind in KINDS},
    "interactions": "Contacts",
    "relationships": "Relationships",
    "targets": "Wanted",
    "entries": "Entries",
}
_KINDS = {
    "mapped": "As you said",
    "linkedin_connections": "LinkedIn connections",
    "linkedin_messages": "LinkedIn messages",
    "linkedin_invitations": "LinkedIn invitations",
    "linkedin_profile": "LinkedIn profile",
    "linkedin_positions": "LinkedIn positions",
    "linkedin_addresses": "LinkedIn addresses",
    "hubspot_contacts": "HubSpot contacts",
}
PROBLEMS_SHOWN = 500
LONG = 150
"""Characters of a remark that stand in sight where it goes on for twice as long."""


def show(report: ImportReport, key: str) -> None:
    """The report of an import or of its preview: a line a file, what it says and leaves out."""
    counted = [name for name in _COUNTS if any(getattr(file, name) for file in report.files)]
    st.dataframe(
        [
            {
                "File": short_name(file.file),
                "Read as": _KINDS.get(file.source, file.source.replace("_", " ").capitalize()),
                "Rows": file.rows,
                **{_COUNTS[name]: getattr(file, name) for name in counted},
                **({"Left out": len(file.problems)} if _any_problem(report) else {}),
            }
            for file in report.files
        ],
        hide_index=True,
        placeholder="",
        key=f"files {key}",
        alt="The files and what is in them",
        column_config={
            "File": st.column_config.TextColumn(width=190),
            "Read as": st.column_config.TextColumn(width=150),
        }
        | {
            name: st.column_config.NumberColumn(width=_width(name))
            for name in ("Rows", "Left out", *_COUNTS.values())
        },
    )
    for number, (text, of) in enumerate(said(report)):
        _remark(text, of, f"note-{key}-{number}")
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


_SCRIPTS = {
    "cp1250": "Central European",
    "cp1251": "Cyrillic",
    "cp1252": "Western European",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "cp1257": "Baltic",
    "cp932": "Japanese",
    "cp949": "Korean",
    "gb18030": "Chinese",
    "big5hkscs": "Chinese",
}


def _say_encoding(name: str) -> str:
    """How a file's text was read, for a reader: "Western European text (cp1252)"."""
    script = _SCRIPTS.get(name.casefold())
    return f"{script} text ({name})" if script else f"text in {name}"


def said(report: ImportReport) -> list[tuple[str, tuple[str, ...]]]:
    """What the import says of its files, each sentence once, with the files that it is about; none
    where there is only one."""
    of: dict[str, list[str]] = {}
    for file in report.files:
        notes = list(file.notes)
        if file.extra_columns:
            where = "Kept with each person, too, and in the list of people that you save"
            notes.append(f"{where}: {', '.join(file.extra_columns)}.")
        if file.encoding and not file.encoding.casefold().startswith(("utf-8", "utf_8", "ascii")):
            notes.append(f"It was read as {_say_encoding(file.encoding)}.")
        for note in notes:
            of.setdefault(note.plain if isinstance(note, Note) else note, []).append(
                short_name(file.file)
            )
    alone = len(report.files) == 1
    return [(note, () if alone else tuple(files)) for note, files in of.items()]


def _remark(text: str, of: tuple[str, ...], key: str) -> None:
    """One remark, with the files that it is about; a long list of names is behind it."""
    head = text[:LONG].rpartition(": ")[0] if len(text) > LONG * 2 else ""
    about = f"\n({', '.join(of)})" if of else ""
    words.fine(f"{f'{head}.' if head else text}{about}", key)
    if head:
        with st.expander("Who they are", type="compact"):
            words.fine(text.removeprefix(f"{head}: "), f"{key}-all")


def short_name(file: str) -> str:
    """The name of a file without the archive in which it came."""
    return file.rpartition("/")[2] or file


def _any_problem(report: ImportReport) -> bool:
    return any(file.problems for file in report.files)


def _width(heading: str) -> int:
    """Room for a column of counts under its heading, so that all fit the page."""
    return 28 + 8 * len(heading)


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
