"""Phrasing: how the rep's drafts are worded, and his resume that goes with them."""

from __future__ import annotations

import json
from dataclasses import replace

from tiesmap.exporting import pages
from tiesmap.introductions import resume as page
from tiesmap.introductions import wording
from tiesmap.introductions.templates import Words, check_template
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest
from tiesmap.model.resume import Resume
from tiesmap.model.statuses import Status
from tiesmap.workspace.seat import Seat

WORDS, RESUME = "words", "resume"
_ANNA = Person(-1, "Anna Example", company="Example Catering", client=True)
_TOM = Person(-2, "Tom Example", company="Example Hotels", title="Buyer", category="Hotels")


class Phrasing(Seat):
    """The rep's own words: the tone and the templates of his drafts, and his resume."""

    @property
    def words(self) -> Words:
        """How his drafts are worded, with the facts of his resume."""
        stored, _ = self.own_words()
        resume, _ = self.resume()
        return replace(stored, given={**page.given_facts(resume), **stored.given})

    def own_words(self) -> tuple[Words, tuple[Problem, ...]]:
        """The words as they are stored, and what is wrong with them."""
        return Words.from_json(self._stored(WORDS))

    def save_words(self, words: Words) -> tuple[Problem, ...]:
        """Store tone and templates; with a broken template nothing is stored, and it is said why.

        A template that is empty is none: that of the tone is used.
        """
        own = {kind: text for kind, text in words.own.items() if text.strip()}
        problems = tuple(p for kind, text in own.items() for p in check_template(kind, text))
        if not problems:
            stored = replace(words, own=own)
            self._keep(WORDS, stored.to_json())
        return problems

    def example_letter(self, kind: str, text: str) -> str:
        """How a template reads, with two invented people and what the rep himself is."""
        rep = self.rep_person
        words = replace(self.words, own={kind: text})
        openly = OpenAsk(_ANNA.id, "company", _TOM.company, 0.5, ())
        if kind == "ask":
            return wording.draft_ask(rep, _ANNA, _TOM, note="yes", words=words)
        if kind == "note":
            return wording.draft_note(rep, _ANNA, _TOM, words=words)
        if kind == "open_ask":
            return wording.draft_open_ask(rep, _ANNA, openly, note="yes", words=words)
        if kind == "open_note":
            return wording.draft_open_note(rep, _ANNA, openly, words=words)
        met = IntroRequest(
            request="", status=Status.MET, rep=rep.label, rep_id=rep.id, connector=_ANNA.label,
            connector_id=_ANNA.id, target=_TOM.label, target_id=_TOM.id, goal=_TOM.label,
            goal_id=_TOM.id, path=(), chance=0.5, reasons=(), target_company=_TOM.company,
            target_title=_TOM.title, target_category=_TOM.category,
        )  # fmt: skip
        draft = wording.draft_thanks if kind == "thanks" else wording.draft_report
        return draft(rep, _ANNA, met, words=words)

    def resume(self) -> tuple[Resume, tuple[Problem, ...]]:
        """The rep's resume, and what could not be read of it.

        Until he wrote one it begins with what is on file of him.
        """
        text = self._stored(RESUME)
        if not text:
            rep = self.rep_person
            return Resume(rep.name, rep.title, rep.company, email=rep.email, phone=rep.phone), ()
        return Resume.from_json(text)

    def has_resume(self) -> bool:
        """Whether he wrote one."""
        return bool(self._stored(RESUME))

    def save_resume(self, resume: Resume) -> None:
        """Store the resume."""
        self._keep(RESUME, resume.to_json())

    def check_resume(self) -> tuple[Problem, ...]:
        """What a reader of the resume would miss, and what is held back."""
        return page.check_resume(self.resume()[0])

    def resume_page(self) -> bytes:
        """The resume as one HTML page to send or to print."""
        return pages.resume_to_html(self.resume()[0])

    def resume_text(self) -> str:
        """The resume as plain text."""
        return page.render_text(self.resume()[0])

    def _stored(self, name: str) -> str:
        stored = self.store.setting(f"{name}:{self.rep_id}")
        return json.dumps(stored, ensure_ascii=False) if stored else ""

    def _keep(self, name: str, text: str) -> None:
        self.store.set_setting(f"{name}:{self.rep_id}", json.loads(text), "requests")
