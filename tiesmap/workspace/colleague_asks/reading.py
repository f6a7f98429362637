"""The asks between reps as they are read: whether each stands still, and as one of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tiesmap.model.approvals import Gate, Given
from tiesmap.model.colleague_asks import Answer, ColleagueAsk
from tiesmap.model.ids import PersonId
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import COLLEAGUE, IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.store import approvers, colleague_asks, openness
from tiesmap.store.people import labels
from tiesmap.workspace.colleagues.open_ties import askable
from tiesmap.workspace.view import View


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
    words = {one.person for one in silent if one.word}
    decides = set(approvers.read(view.connection, words).items()) if words else set()

    def stands(one: ColleagueAsk) -> bool:
        pair = (one.person, one.colleague) in decides if one.word else (
            (one.colleague, one.person) in shown
        )  # fmt: skip
        return pair and one.colleague in inside

    return tuple(replace(one, shown=stands(one)) if one.answer is None else one for one in found)


def given(one: ColleagueAsk, today: date, days: int) -> Given:
    """Whether a word that was asked for is given; after a no it may be asked for again in time."""
    answer = one.final_answer(today, days)
    if answer is None:
        return Given.WAITS
    if answer is not Answer.NO:
        return Given.YES
    no = one.answered_on or one.asked_on + timedelta(days)
    return Given.NO if today - no <= timedelta(days) else Given.NOT_ASKED


def listed(view: View) -> tuple[IntroRequest, ...]:
    """The rep's asks to colleagues as they stand on his list, in the order in which he asked."""
    found = [one for one in reversed(read(view)) if one.rep == view.rep]
    # A word for an ask of his own stands with that ask; for a colleague, until he is asked.
    asked = {one.person: one.id for one in found if not one.word}
    mine = [
        one
        for one in found
        if not one.word or not (one.target_name or asked.get(one.person, 0) > one.id)
    ]
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
    said = one.said(today, days)
    if one.word and one.shown:
        said = (Gate(one.colleague, colleague, one.name, given(one, today, days)).sentence,)
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
        why=tuple(map(in_words, said)),
        target_company=one.company,
        purpose=one.why,
        note_to_forward=one.edited or one.note,
        asked_on=one.asked_on,
        follow_up_on=one.do_on if status is Status.AGREED else until,
    )
