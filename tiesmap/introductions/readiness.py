"""When not to ask yet, and what to do first; and what makes this a good moment to ask.

The spans are our judgment, not measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from tiesmap.introductions.waits import find_wait
from tiesmap.model import wordfiles
from tiesmap.model.english import one_line, say_day
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Practice, latest
from tiesmap.model.tact import First, Moment

NEW_CLIENT = 180
"""Days after signing in which a client is looked after and not asked."""
LOW = 3
"""A last mark of so much or less is mended first."""
HIGH = 4
"""A mark of so much or more, as long as it is fresh, is a good moment."""
FRESH = 45
"""Days for which a mark or a promise kept is fresh."""
NO_DAY = timedelta(days=7)
"""A promise without a day is due so long after it was made."""

_WORDS = wordfiles.read(Path(__file__).with_name("offers.toml"))
_OFFERS = re.compile("|".join(_WORDS["offers"]), re.IGNORECASE)
_NOT = re.compile(rf"(?:{'|'.join(_WORDS['denied'])})\W+(?:\w+\W+)?$", re.IGNORECASE)
OFFER_STEMS: tuple[str, ...] = tuple(_WORDS["stems"])
"""A text without any of these holds no offer: for looking through many."""


def is_offer(text: str) -> bool:
    """Whether a note says that somebody offered to introduce the rep."""
    return any(not _NOT.search(text[: found.start()]) for found in _OFFERS.finditer(text))


def first_things(
    people: Iterable[Person], practice: Practice, as_of: date
) -> dict[PersonId, First]:
    """Whom the rep does not ask yet, by id: why, and what to do first.

    Whoever has a promise of the rep's that is late; of whom a note says not before some day; a
    client in the first half year, or one whose last mark is 3 or less. `people` are as they stand
    now: who left is no client any more.
    """
    late = _late_promises(practice, as_of)
    marks = latest(practice.satisfaction, as_of)
    waits = {
        note.person: wait
        for note in sorted(practice.notes, key=lambda note: note.day)
        if note.day <= as_of
        and (wait := find_wait(f"{note.discussed}\n{note.proposed}", as_of, note.day))
    }
    found = {}
    for person in people:
        # Of most people nothing is known that could hold one back.
        wait = waits.get(person.id) or (find_wait(person.notes, as_of) if person.notes else None)
        if not (wait or person.signed_on or person.id in late or person.id in marks):
            continue
        why, what = [], []
        if wait is not None:
            why.append(f"your note says “{wait.said}”")
            until = say_day(wait.until, as_of)
            what.append(f"leave them alone until {until}, or change the note if it means less")
        for promise in late.get(person.id, ())[:1]:
            why.append(f"a promise of yours is late since {say_day(_due(promise), as_of)}")
            what.append(f"keep the promise: {one_line(promise.text)}")
        signed = person.signed_on
        if person.is_client and signed and 0 <= (as_of - signed).days < NEW_CLIENT:
            why.append(f"a client only since {say_day(signed, as_of)}")
            what.append("see that all works as promised; ask for nothing in the first half year")
        mark = marks.get(person.id)
        if person.is_client and mark is not None and mark.mark <= LOW:
            why.append(f"the last mark was {mark.mark} of 5, on {say_day(mark.day, as_of)}")
            said = f" (“{one_line(mark.words)}”)" if mark.words.strip() else ""
            what.append(f"mend what was behind the {mark.mark}{said}")
        if why:
            found[person.id] = First("; ".join(why), "; then ".join(what))
    return found


def find_moments(
    practice: Practice,
    notes: Iterable[tuple[PersonId, date, str]],
    taken_up: Mapping[PersonId, Sequence[date]],
    as_of: date,
) -> tuple[Moment, ...]:
    """What makes this a good moment to ask somebody, the latest first.

    `notes` are (person, day, text) of the rep's contacts; `taken_up` has, by person, the days on
    which the rep asked or was introduced, so that an earlier offer is no longer open.
    """
    said = [*notes, *((n.person, n.day, n.discussed) for n in practice.notes)]
    said += [(n.person, n.day, n.proposed) for n in practice.notes]
    found = []
    for person, day, text in said:
        if day <= as_of and is_offer(text):
            after = any(day < other <= as_of for other in taken_up.get(person, ()))
            on = f"offered an introduction on {say_day(day, as_of)}"
            found.append(Moment(person, "offer", day, one_line(text), on, after))
    for person, mark in latest(practice.satisfaction, as_of).items():
        if mark.mark >= HIGH and (as_of - mark.day).days <= FRESH:
            says = f"gave you {mark.mark} of 5 on {say_day(mark.day, as_of)}"
            found.append(Moment(person, "mark", mark.day, one_line(mark.words), says))
    for action in practice.plans:
        done = action.done_on
        if action.kind == "promise" and done and 0 <= (as_of - done).days <= FRESH:
            says = f"you kept a promise on {say_day(done, as_of)}"
            found.append(Moment(action.person, "promise", done, one_line(action.text), says))
    return tuple(sorted(found, key=lambda m: (-m.day.toordinal(), m.person, m.kind, m.text)))


def _late_promises(practice: Practice, as_of: date) -> dict[PersonId, list[Action]]:
    return grouped(
        (action.person, action)
        for action in sorted(practice.plans, key=lambda a: (_due(a), a.id))
        if action.kind == "promise" and action.is_open(as_of) and _due(action) < as_of
    )


def _due(action: Action) -> date:
    return action.due or action.day + NO_DAY
