"""The rep's resume: one page on what he is good for, to edit, to send and to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, words
from tiesmap.dashboard.shared.downloads import save
from tiesmap.model.problems import Problem
from tiesmap.model.resume import Reference, Resume
from tiesmap.workspace import Workspace

_COLUMNS = ("Name", "Title", "Company", "What they say", "Agreed on")


def show(workspace: Workspace) -> None:
    """The form, what is missing, and the page."""
    resume, problems = workspace.letters.resume()
    for problem in problems:
        words.notice(problem.sentence, "wrong")
    st.caption(
        "Whoever opens a door for you must be able to say what you are good for. What you write "
        "here goes into the notes to forward, and you can attach the page to your mails."
    )
    left, right = st.columns([5, 3], gap="large")
    with left:
        _form(workspace, resume)
    with right:
        _page(workspace, resume)


def _form(workspace: Workspace, resume: Resume) -> None:
    turn = state.turn("resume")
    with st.form(turn):
        one, two = st.columns(2)
        name = one.text_input("Name", resume.name)
        title = two.text_input("Title", resume.title)
        company = one.text_input("Company", resume.company)
        email = two.text_input("E-mail", resume.email)
        phone = one.text_input("Telephone", resume.phone)
        link = two.text_input(
            "Web address",
            resume.link,
            placeholder="https://",
            help="The address of your profile or of this page; it goes at the end of each letter.",
        )
        headline = st.text_input("Whom you help, and with what, in one sentence", resume.headline)
        expertise = st.text_area(
            "What you are known for, one per line", "\n".join(resume.expertise), height=110
        )
        like = st.text_area(
            "What it is like to do business with you, one per line",
            "\n".join(resume.like),
            height=110,
        )
        st.text("Who speaks for you")
        st.caption("Somebody is shown only from the day on which they agreed to be named.")
        people = st.data_editor(
            [_row(reference) for reference in resume.references] or [_row(Reference(""))],
            num_rows="dynamic",
            hide_index=True,
            key=f"references {turn}",
            alt="Who speaks for you",
            column_config={
                "Name": st.column_config.TextColumn(width=110),
                "Title": st.column_config.TextColumn(width=80),
                "Company": st.column_config.TextColumn(width=100),
                "What they say": st.column_config.TextColumn(width=140),
                "Agreed on": st.column_config.DateColumn(format=days.column(), width=105),
            },
        )
        if not st.form_submit_button("Save the resume", type="primary"):
            return
    workspace.letters.save_resume(
        Resume(
            name=name.strip(),
            title=title.strip(),
            company=company.strip(),
            headline=headline.strip(),
            expertise=_lines(expertise),
            like=_lines(like),
            references=tuple(read_references(people)),
            email=email.strip(),
            phone=phone.strip(),
            link=link.strip(),
        )
    )
    state.rerun("Your resume is saved; new drafts use it.", "resume")


def _page(workspace: Workspace, resume: Resume) -> None:
    words.fine(words.bullets(map(_missing, workspace.letters.check_resume())), "resume-missing")
    with st.container(horizontal=True):
        save(
            "Page to send or print",
            "resume",
            ".html",
            workspace.letters.resume_page,
            help="One HTML page; open it and print it, or save it as PDF.",
        )
        save("As text", "resume", ".txt", lambda: workspace.letters.resume_text().encode())
    with st.container(border=True):
        st.text(workspace.letters.resume_text() or "Nothing is written yet.")


_CALLED = {
    "name": "your name",
    "expertise": "what you are known for",
    "like": "what it is like to do business with you",
}


def _missing(problem: Problem) -> str:
    if problem.column in _CALLED and not problem.value:
        return f"Still empty: {_CALLED[problem.column]}"
    return f"{problem.value or 'The page'} {problem.message}"


def _row(reference: Reference) -> dict[str, Any]:
    values = (reference.name, reference.title, reference.company, reference.words)
    return dict(zip(_COLUMNS, (*values, reference.consent_on), strict=True))


def read_references(rows: Sequence[Mapping[str, Any]]) -> list[Reference]:
    """The references of the table's rows; a row without a name counts not."""
    found = []
    for row in rows:
        name, title, company, said = (str(row.get(c) or "").strip() for c in _COLUMNS[:4])
        day = row.get("Agreed on")
        if isinstance(day, str):
            day = _day(day)
        if name:
            found.append(Reference(name, title, company, said, day))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
