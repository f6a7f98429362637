"""Letters: the wording of the rep's drafts, his resume, and the mails to connectors."""

from __future__ import annotations

from dataclasses import replace

from tiesmap.exporting import mails, pages
from tiesmap.introductions import resume as page
from tiesmap.introductions.fields import said
from tiesmap.introductions.languages import ENGLISH, without_letters
from tiesmap.introductions.templates import check_template
from tiesmap.introductions.words import Words
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest
from tiesmap.model.resume import Resume
from tiesmap.store.requests import save_request
from tiesmap.store.settings import write_of_rep
from tiesmap.workspace import wording
from tiesmap.workspace.asks import drafts
from tiesmap.workspace.asks.part import Asks
from tiesmap.workspace.history.told import sender
from tiesmap.workspace.letters import mailing
from tiesmap.workspace.letters.language import seeming_language
from tiesmap.workspace.letters.mailing import Letter
from tiesmap.workspace.part import Part, question


class Letters(Part):
    """The rep's own words: tone, templates, resume; and the letters in them."""

    # Words ---------------------------------------------------------------------------------------

    def own_words(self) -> tuple[Words, tuple[Problem, ...]]:
        """The stored wording, and what is wrong with it."""
        with self.view() as view:
            return view.own_words

    def save_words(self, new: Words) -> tuple[Problem, ...]:
        """Store tone, language and templates; with a broken template nothing, and the answer says
        why.

        An empty template means the one of the tone. In another language the notes of asks that were
        not made yet are drafted again, where the rep has not changed them.
        """
        own = {kind: text for kind, text in new.own.items() if text.strip()}
        problems = tuple(p for kind, text in own.items() for p in check_template(kind, text))
        if problems:
            return problems
        new = replace(new, own=own)
        with self.view() as view:
            notes = drafts.in_other_words(view, new) if new.code != view.words.code else []
        with self.writing("your wording") as op:
            write_of_rep(op, self.place.rep_id, wording.WORDS, new.to_store())
            for request in notes:
                save_request(op, request)
            op.groups.add("requests")
        return ()

    def language(self) -> tuple[str, str]:
        """The code of the language that the rep chose for his letters ("" until he did), and of the
        one to propose: that in which he seems to write, or English where that has no letters."""
        with self.view() as view:
            code = seeming_language(view)
            return view.words.code, ENGLISH if code in without_letters() else code

    def has_none_in(self) -> str:
        """The language that he seems to write in, where there are no letters in it; else ""."""
        with self.view() as view:
            return without_letters().get(seeming_language(view), "")

    def save_language(self, code: str) -> None:
        """Write the letters in a language from now on (see `save_words`)."""
        self.save_words(replace(self.own_words()[0], code=code))

    def example_letter(self, kind: str, text: str) -> str:
        """A template filled in with two invented people and the rep's own facts."""
        with self.view() as view:
            return wording.example(sender(view), view.words, kind, text)

    # The resume ----------------------------------------------------------------------------------

    def resume(self) -> tuple[Resume, tuple[Problem, ...]]:
        """The rep's resume, and what could not be read of it.

        Until he writes one it starts with what is on file about him.
        """
        with self.view() as view:
            return view.resume

    def has_resume(self) -> bool:
        """Whether he wrote one."""
        with self.view() as view:
            return bool(view.stored_resume)

    def save_resume(self, resume: Resume) -> None:
        """Store the resume."""
        rep = self.place.rep_id
        with self.writing("your resume") as op:
            write_of_rep(op, rep, wording.RESUME, resume.to_store())
            op.groups.add("requests")

    def check_resume(self) -> tuple[Problem, ...]:
        """What a reader of the resume would miss, and what is withheld."""
        return page.check_resume(self.resume()[0])

    def resume_page(self) -> bytes:
        """The resume as one HTML page to send or to print."""
        with self.view() as view:
            return pages.resume_to_html(view.resume[0], wording.headings(view.words))

    def resume_text(self) -> str:
        """The resume as plain text."""
        with self.view() as view:
            return page.render_text(view.resume[0], wording.headings(view.words))

    # Letters -------------------------------------------------------------------------------------

    letters = question(mailing.letters)

    def names_goal(self, request: IntroRequest) -> bool:
        """Whether the letter to the connector says whom it is all for, one step further."""
        further = request.goal_id not in (None, request.target_id)
        return further and said(request.goal) in request.letter

    def name_goal(self, request: IntroRequest, named: bool) -> IntroRequest:
        """Draft the letter anew, so that it names the goal or does not name it.

        No draft names the goal by itself. Raises ValueError where there is nobody behind the
        target, or it was asked already.
        """
        with self.view() as view:
            letter = mailing.naming_goal(view, request)
        if not letter:
            raise ValueError(f"There is nobody behind {request.target} to name in a letter now.")
        return Asks(self.place).save_request(replace(request, letter=letter if named else ""))

    letter_eml = question(mailing.to_eml)

    def letter_name(self, letter: Letter) -> str:
        """The file name of a saved mail: the day, the connector and the target."""
        return mailing.name_of(letter, self.place.today)

    def letter_link(self, letter: Letter) -> mails.MailLink:
        """A mailto: link with the letter, where it fits into one."""
        return mails.mailto_link(letter.address, letter.subject, letter.whole)
