"""Asks between reps: checked before they are stored, and who is called what in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tiesmap.model.cells import tidy_line, tidy_text
from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk, first_note
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import COLLEAGUE, IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.store import colleague_asks, openness, schema
from tiesmap.store.people import labels
from tiesmap.workspace.known_ties import askable, of_team
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View

LATEST = timedelta(days=365)
"""No later than that one means to do a thing."""


def names(view: View, asks: Iterable[ColleagueAsk]) -> dict[PersonId, str]:
    """How the reps of these asks are called."""
    return labels(view.connection, {who for one in asks for who in (one.rep, one.colleague)})


def read(view: View) -> tuple[ColleagueAsk, ...]:
    """The asks of the rep to colleagues, and theirs to him, newest first.

    Each without an answer says whether it still rests on something that the colleague shows.
    """
    if view.rep is None:
        return ()
    found = colleague_asks.read(view.connection, view.rep)
    silent = [one for one in found if one.answer is None]
    shown = openness.pairs_shown(view.connection, {one.person for one in silent})
    inside = {view.rep, *askable(view, {one.colleague for one in silent})}
    return tuple(
        replace(one, shown=(one.colleague, one.person) in shown and one.colleague in inside)
        if one.answer is None
        else one
        for one in found
    )


def listed(view: View) -> tuple[IntroRequest, ...]:
    """The rep's asks to colleagues as they stand on his list, in the order in which he asked."""
    mine = [one for one in reversed(read(view)) if one.rep == view.rep]
    called = names(view, mine)
    there = view.some({one.person for one in mine})
    return tuple(
        _as_request(view, one, called[one.colleague], one.person if one.person in there else None)
        for one in mine
    )


def _as_request(
    view: View, one: ColleagueAsk, colleague: str, target: PersonId | None
) -> IntroRequest:
    today, days = view.writes_on, view.settings.colleague_days
    status, rep = one.status(today, days), view.rep_person.label
    until = one.asked_on + timedelta(days) if status is Status.ASKED else None
    return IntroRequest(
        request=f"{COLLEAGUE}{one.id}",
        status=status,
        rep=rep,
        rep_id=view.rep_id,
        connector=colleague,
        connector_id=one.colleague,
        target=one.name,
        target_id=target,
        goal=one.name,
        goal_id=target,
        path=(rep, colleague, one.name),
        chance=0.0,
        reasons=one.said(today, days),
        target_company=one.company,
        purpose=one.why,
        note_to_forward=one.edited or one.note,
        asked_on=one.asked_on,
        follow_up_on=one.do_on if status is Status.AGREED else until,
    )


def new_ask(view: View, colleague: PersonId, person: PersonId, why: str, note: str) -> ColleagueAsk:
    """An ask to a colleague. Raises Unanswerable where it cannot be asked."""
    why = tidy_line(why)
    if not why:
        raise Unanswerable("Say in a line what you want to meet them for: that is what they read.")
    shown = of_team(view, schema.known_ties.c.person == person)
    tie = next((one.tie for one in shown if one.tie.rep == colleague), None)
    if tie is None:
        raise Unanswerable("This colleague does not show (any more) that they know this person.")
    days = view.settings.colleague_days
    for one in read(view):
        same = (one.rep, one.colleague, one.person) == (view.rep_id, colleague, person)
        if same and one.settled(view.writes_on, days) is None:
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
    if answer is not Answer.NO and ask.person in view.marked:
        raise Unanswerable(f'{ask.name} is marked "do not ask" by now: no is the one answer left.')
    if answer is not Answer.NO and ask.answer is None and not ask.shown:
        raise Unanswerable(
            f"You show no more that you know {ask.name}, so this ask is over: no is the one answer "
            "left."
        )
    if ask.answer is not None:
        raise Unanswerable("You answered this already: Undo takes it back.")
    if ask.settled(view.writes_on, view.settings.colleague_days) is Answer.NO:
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
    if ask.answer is None or ask.answer is Answer.NO:
        raise Unanswerable("There is no yes to it, so nothing came of it.")
    if what is Came.MET and ask.rep != view.rep:
        raise Unanswerable("Whether they met, the one who asked says.")
    if ask.came in (what, Came.MET):
        raise Unanswerable("That is noted already.")
