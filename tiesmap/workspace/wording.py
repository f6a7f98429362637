"""The rep's own wording and his resume, as stored."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import sqlalchemy as sa

from tiesmap.introductions import resume as page
from tiesmap.introductions import wording
from tiesmap.introductions.words import Words
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest
from tiesmap.model.resume import Headings, Resume
from tiesmap.model.statuses import Status
from tiesmap.store.reading.known_by import work_address

WORDS, RESUME = "words", "resume"
_ANNA = Person(PersonId(-1), "Anna Example", company="Example Catering", client=True)
_TOM = Person(
    PersonId(-2), "Tom Example", company="Example Hotels", title="Buyer", category="Hotels"
)


def read_resume(stored: object, rep: Person) -> tuple[Resume, tuple[Problem, ...]]:
    """The rep's resume, and what could not be read of it.

    Until he writes one it starts with what is on file about him.
    """
    if not stored:
        return Resume(rep.name, rep.title, rep.company, email=rep.email, phone=rep.phone), ()
    return Resume.from_store(stored)


def at_work(connection: sa.Connection, rep: Person) -> Person:
    """The rep as his letters sign: with his address at the firm where he has one."""
    return replace(rep, email=work_address(connection, rep.id, rep.company, rep.email))


def with_facts(words: Words, resume: Resume) -> Words:
    """The wording, filled in with facts of the resume where the rep typed none."""
    return replace(words, given={**page.given_facts(resume), **words.given})


def headings(words: Words) -> Headings:
    """What stands above the parts of the resume, in the language of the letters."""
    forms = words.language.forms
    return Headings(forms["resume_expertise"], forms["resume_like"], forms["resume_others"])


def example(rep: Person, words: Words, kind: str, text: str) -> str:
    """A template filled in with two invented people and the rep's own facts."""
    said = replace(words, own={kind: text})
    openly = OpenAsk(_ANNA.id, "company", _TOM.company, 0.5, ())
    met = IntroRequest(
        request="", status=Status.MET, rep=rep.label, rep_id=rep.id, connector=_ANNA.label,
        connector_id=_ANNA.id, target=_TOM.label, target_id=_TOM.id, goal=_TOM.label,
        goal_id=_TOM.id, path=(), chance=0.5, why=(), target_company=_TOM.company,
        target_title=_TOM.title, target_category=_TOM.category,
    )  # fmt: skip
    drafts = {
        "ask": partial(wording.draft_ask, target=_TOM, note="yes"),
        "note": partial(wording.draft_note, target=_TOM),
        "mention": partial(wording.draft_mention, target=_TOM),
        "mention_note": partial(wording.draft_note, target=_TOM, mention=True),
        "open_ask": partial(wording.draft_open_ask, ask=openly, note="yes"),
        "open_note": partial(wording.draft_open_note, ask=openly),
        "thanks": partial(wording.draft_thanks, request=met),
    }
    draft = drafts.get(kind, partial(wording.draft_report, request=met))
    return draft(rep, _ANNA, words=said)
