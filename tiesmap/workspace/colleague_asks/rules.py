"""What reps ask of each other and answer, checked before it is stored."""

from __future__ import annotations

from datetime import date, timedelta

from tiesmap.model.cells import tidy_line, tidy_text
from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk, first_note
from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.workspace.colleague_asks.gates import gate_of
from tiesmap.workspace.colleague_asks.reading import read
from tiesmap.workspace.colleagues.open_ties import of_team
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View

LATEST = timedelta(days=365)
"""No later than that one means to do a thing."""


def new_ask(view: View, colleague: PersonId, person: PersonId, why: str, note: str) -> ColleagueAsk:
    """An ask to a colleague. Raises Unanswerable where it cannot be asked."""
    why = tidy_line(why)
    if not why:
        raise Unanswerable("Say in a line what you want to meet them for: that is what they read.")
    shown = of_team(view, schema.known_ties.c.person == person)
    tie = next((one.tie for one in shown if one.tie.rep == colleague), None)
    if tie is None:
        raise Unanswerable("This colleague does not show (any more) that they know this person.")
    gate = gate_of(view, person, None, "", beside=colleague, called=tie.name)
    if gate is not None and not gate.is_open:
        raise Unanswerable(f"{gate.sentence}: ask for {gate.name}'s word first.")
    days, asked = view.settings.colleague_days, (view.rep_id, colleague, person)
    for one in read(view):
        same = not one.word and (one.rep, one.colleague, one.person) == asked
        if same and one.final_answer(view.writes_on, days) is None:
            raise Unanswerable(f"You asked for {one.name} on {one.asked_on}: wait for the answer.")
        no = one.answered_on if same and one.answer is Answer.NO else None
        if no is not None and view.writes_on - no <= timedelta(days):
            raise Unanswerable(f"They said no for {one.name} on {no}: leave it for {days} days.")
    said = tidy_text(note) or first_note(view.rep_person.label, tie.name, why)
    return ColleagueAsk(
        0, view.rep_id, colleague, person, tie.name, tie.company, why, said, view.writes_on
    )


def refuse_answer(
    view: View, ask: ColleagueAsk, answer: Answer, note: str, on: date | None
) -> None:
    """Raise Unanswerable where this cannot be said to this ask."""
    if ask.colleague != view.rep:
        raise Unanswerable("Only who is asked answers.")
    if ask.word and answer not in (Answer.YES, Answer.NO):
        raise Unanswerable("To this one says yes or no.")
    if answer is not Answer.NO and ask.person in view.marked:
        raise Unanswerable(f'{ask.name} is marked "do not ask" by now: no is the one answer left.')
    if answer is not Answer.NO and ask.answer is None and not ask.shown:
        if ask.word:
            raise Unanswerable(f"Who may ask {ask.name} is not yours to say any more.")
        raise Unanswerable(
            f"You show no more that you know {ask.name}, so this ask is over: no is the one answer "
            "left."
        )
    if ask.answer is not None:
        raise Unanswerable("You answered this already: Undo takes it back.")
    if ask.final_answer(view.writes_on, view.settings.colleague_days) is Answer.NO:
        raise Unanswerable("This was left without an answer for too long, which counts as a no.")
    if answer is Answer.EDITED and (not note or note == ask.note):
        raise Unanswerable("Write the note in your own words, or say yes to it as it is.")
    if answer is Answer.MYSELF:
        if on is None:
            raise Unanswerable("Say on which day you mean to do it yourself.")
        if not view.writes_on <= on <= view.writes_on + LATEST:
            raise Unanswerable(f"{on} is no day within the next year.")


def refuse_came(view: View, ask: ColleagueAsk, what: Came) -> None:
    """Raise Unanswerable where this did not come of this ask, or is not this rep's to say."""
    if ask.word or ask.answer is None or ask.answer is Answer.NO:
        raise Unanswerable("There is no yes to it, so nothing came of it.")
    if what is Came.MET and ask.rep != view.rep:
        raise Unanswerable("Whether they met, the one who asked says.")
    if ask.came in (what, Came.MET):
        raise Unanswerable("That is noted already.")
