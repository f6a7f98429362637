"""The lighter favor: "may I mention your name?" The rep then writes to the target himself."""

from __future__ import annotations

from dataclasses import replace

from tiesmap.introductions.fields import said
from tiesmap.introductions.wording import draft_note
from tiesmap.introductions.words import PLAIN, Words
from tiesmap.model.people import Person
from tiesmap.model.requests import MENTION, IntroRequest


def to_mention(
    request: IntroRequest,
    *,
    rep: Person,
    connector: Person,
    target: Person,
    words: Words = PLAIN,
) -> IntroRequest:
    """The lighter ask in the place of a request for an introduction that was not made yet.

    It has an id of its own, so both can stand side by side, and the rep's own message to the
    target in the place of the note. Raises ValueError for an open ask: there is nobody to write
    to, and where the connector was asked for the introduction already.
    """
    if request.target_id is None:
        raise ValueError(f"There is nobody to write to yet: {request.target} has no name.")
    if request.is_mention:
        return request
    if request.asked_on is not None:
        raise ValueError(f"{request.connector} was asked for the introduction already.")
    purpose = f"Ask {said(connector.label)} whether you may mention that name to "
    purpose += f"{said(target.label)}, to whom you write yourself."
    return replace(
        request,
        request=MENTION + request.request[1:],
        purpose=purpose,
        note_to_forward=draft_note(rep, connector, target, mention=True, words=words),
        letter="",
        version=1,
    )
