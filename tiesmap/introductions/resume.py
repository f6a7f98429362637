"""The rep's resume as plain text and in the drafts, and what would make it better.

As a page to print or to send it is drawn by `exporting.pages`.
"""

from __future__ import annotations

from tiesmap.introductions.fields import said
from tiesmap.model.problems import Problem
from tiesmap.model.resume import ENGLISH, Headings, Reference, Resume

ONE_PAGE = 1800
"""Characters that fit on one printed page beside the headings."""


def render_text(resume: Resume, headings: Headings = ENGLISH) -> str:
    """The resume as plain text, for a mail. References without consent are left out."""
    name = ", ".join(part for part in (said(resume.title), said(resume.company)) if part)
    reach = (said(resume.email), said(resume.phone), said(resume.link, 2000))
    parts = [
        _lines(said(resume.name), name),
        said(resume.headline, ONE_PAGE),
        _list(headings.expertise, resume.expertise),
        _list(headings.like, resume.like),
        _list(headings.others, tuple(map(quoted, resume.shown_references))),
        _lines(*reach),
    ]
    return "\n\n".join(part for part in parts if part)


def quoted(reference: Reference) -> str:
    """A reference on one line: “words” – name, title, company."""
    who = ", ".join(
        part for part in map(said, (reference.name, reference.title, reference.company)) if part
    )
    words = said(reference.words, ONE_PAGE)
    return f"“{words}” – {who}" if words else who


def given_facts(resume: Resume) -> dict[str, str]:
    """The facts of the resume that the drafts may use; see `templates.TYPED`."""
    found = {
        "expertise": _in_a_sentence(resume.expertise),
        "like": _in_a_sentence(resume.like),
        "resume_link": resume.link.strip(),
    }
    return {name: fact for name, fact in found.items() if fact}


def check_resume(resume: Resume) -> tuple[Problem, ...]:
    """What a reader would miss, and what is held back; nothing here keeps it from being used."""
    problems = []
    for column, value, message in (
        ("name", resume.name, "is empty: a page without your name speaks for nobody"),
        ("expertise", "".join(resume.expertise), "is empty: say what you are known for"),
        ("like", "".join(resume.like), "is empty: say what it is like to do business with you"),
    ):
        if not value.strip():
            problems.append(Problem("your resume", None, column, "", message))
    for reference in resume.references:
        if reference.name.strip() and reference.consent_on is None:
            message = "has not agreed to be named, so it is not shown: ask, and set the day"
            problems.append(
                Problem("your resume", None, "references", said(reference.name), message)
            )
    if len(render_text(resume)) > ONE_PAGE:
        message = f"is longer than one page (about {ONE_PAGE} characters): shorten it"
        problems.append(Problem("your resume", None, "", "", message))
    return tuple(problems)


def _in_a_sentence(lines: tuple[str, ...]) -> str:
    return ", ".join(line for line in (said(line).rstrip(".") for line in lines) if line)


def _list(heading: str, lines: tuple[str, ...]) -> str:
    kept = [said(line, ONE_PAGE) for line in lines if said(line)]
    return "\n".join([heading, *(f"- {line}" for line in kept)]) if kept else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
