"""Phrasing: how the rep's drafts are worded, and his resume that goes with them."""

from __future__ import annotations

import json
from dataclasses import replace

from tiesmap.exporting import pages
from tiesmap.introductions import resume as page
from tiesmap.introductions.templates import Words, check_template
from tiesmap.model.problems import Problem
from tiesmap.model.resume import Resume
from tiesmap.workspace.seat import Seat

WORDS, RESUME = "words", "resume"


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
