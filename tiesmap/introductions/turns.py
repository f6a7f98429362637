"""Sentences of a letter that differ from one letter to the next, chosen by what the rep and his
connector share and by who they are: the same letter always reads the same.

A sentence that says something of the connector rests on a stored fact. "Must" and "I imagine" mark
what is only likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from tiesmap.introductions.fields import field_of, said
from tiesmap.model.people import Person
from tiesmap.model.vocabulary import Channel

LATELY, LONG_AGO = 75, 400
"""Days since the last contact: up to the first it is still fresh, from the second on it is long
ago."""
OLD_FRIENDS = 3
"""From so many years on the letter may say how long the two have known each other."""


@dataclass(frozen=True, slots=True)
class Between:
    """What is on file between the rep and a connector, for a letter of the day `as_of`."""

    as_of: date | None = None
    last: date | None = None
    """Their last contact."""
    channel: str = ""
    since: date | None = None
    """Their first contact, or the day they were linked."""
    knows: bool = False
    """Whether the connector is known to know people where an open ask leads."""
    deals: bool = False
    """Whether the connector's kind of business deals with the one of an open ask."""
    runs_it: bool = False
    """Whether the connector runs a business."""


NOTHING = Between()


def shared(between: Between, mark: str) -> str:
    """When the two last met or wrote, or how long they have known each other; "" if unknown."""
    day, now = between.last, between.as_of
    if day is None or now is None or day > now:
        return ""
    away = (now - day).days
    if away <= LATELY:
        when = _month(day, now)
        met = day < now and between.channel == Channel.MEETING
        if met:
            return _one(
                (f"It was good to see you {when}.", f"Thank you for your time {when}."), mark
            )
        if between.channel == Channel.CALL:
            return f"It was good to talk to you {when}."
        return ""
    if away >= LONG_AGO and day.year < now.year:
        return _one(
            (
                f"We were last in touch in {day.year}, which is far too long ago.",
                f"It has been a while: I think we last spoke in {day.year}."
                if between.channel in (Channel.MEETING, Channel.CALL)
                else f"It has been a while: we last wrote in {day.year}.",
            ),
            mark,
        )
    since = between.since
    if since is not None and now.year - since.year >= OLD_FRIENDS:
        return f"You and I have known each other since {since.year}."
    return ""


def plea(mark: str) -> str:
    """The words that lead to the question."""
    return _one(PLEAS, mark)


def why_you(between: Between, connector: Person, where: str, mark: str) -> str:
    """Why this connector is asked about people `where` ("in hotels", "at Acme"); "" if unknown."""
    if between.knows:
        return _one(
            (
                f"You know people {where}, so you were the first I thought of.",
                f"I thought of you because you know people {where}.",
            ),
            mark,
        )
    firm, field = said(connector.company), field_of(connector.known_category)
    if between.deals and field:
        return _one(
            (
                f"You must come across such people in {field}.",
                f"Being in {field}, you must hear of such people more often than I do.",
                f"I imagine that your work in {field} brings you together with them.",
            ),
            mark,
        )
    if between.runs_it and firm:
        return _one(
            (
                f"Running {firm}, you must know people in many lines of business.",
                f"I imagine you meet all kinds of people at {firm}.",
            ),
            mark,
        )
    if between.deals and firm:
        return _one((f"You must come across such people at {firm}.",), mark)
    return ""


def why_peers(mark: str) -> str:
    """Why somebody is asked about his own trade; what it is, is not said."""
    return _one(PEERS, mark)


def small_ask(them: str, mark: str) -> str:
    """The one thing the connector is asked to do for `them`; "" of an open ask."""
    asks = OPEN_ASKS if not them else tuple(text.format(them=them) for text in NAMED_ASKS)
    return _one(asks, mark)


def pitch(own_line: bool, them: str, mark: str) -> str:
    """What leads to the line on what somebody gains, or (`own_line`) on what the rep does."""
    if own_line:
        return _one(OWN_LINES, mark)
    return _one(tuple(text.format(them=them or "them") for text in GAINS), mark)


def easy_no(openly: bool, mark: str) -> str:
    """That a no is easy."""
    return _one(OPEN_NOS if openly else NAMED_NOS, mark)


def _one(texts: Sequence[str], mark: str) -> str:
    """One of the texts, by the ask (`mark`) and by the texts themselves, so that two sentences of
    one letter are not chosen in step."""
    chosen = texts[crc32(f"{texts[0]} {mark}".encode("utf-8", "replace")) % len(texts)]
    return chosen[:-1] if chosen.endswith("..") else chosen  # "at Hill Hauling Co."


def _month(day: date, now: date) -> str:
    """A day of the last weeks, as one says it in a letter."""
    if (now - day).days < 7:
        return "the other day"
    if (day.year, day.month) == (now.year, now.month):
        return "earlier this month"
    return f"in {_MONTHS[day.month - 1]}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
PLEAS = (
    "Could you help me with something small?",
    "One quick question.",
    "I could use your help with something.",
    "May I ask you a small favor?",
    "A small question, if I may.",
    "There is something you may be able to help me with.",
    "I have a favor to ask, and it is a small one.",
    "May I ask you something? It will not take long.",
)
PEERS = (
    "You know better than I do whom it is worth talking to.",
    "One name from you is worth more to me than a long list.",
    "I would rather ask somebody who knows than write to strangers.",
)
NAMED_ASKS = (
    "Would you ask {them} whether a short call with me would be welcome?",
    "If you think it makes sense, would you find out whether {them} is open to a short call with "
    "me?",
    "Could you ask {them} whether I may call for fifteen minutes?",
)
OPEN_ASKS = (
    "If a name comes to mind, would you ask that person whether a short call with me would be "
    "welcome?",
    "If you think of somebody, would you ask whether I may call for fifteen minutes?",
    "Should a name come to mind, could you find out whether a short call with me would be welcome?",
)
NAMED_NOS = (
    "If you would rather not, just say so; I will understand.",
    "If it does not feel right to you, just say so.",
    "And if this is not a good moment, say so, and I will leave it.",
)
OWN_LINES = (
    "What I do, in one line",
    "What it would be about",
    "So that you know what to say of me",
)
GAINS = ("What I hope to bring {them}", "What is in it for {them}")
OPEN_NOS = (
    "And if nobody comes to mind, that is an answer too.",
    "If not, that is fine, too.",
    "And if you would rather not, just say so.",
)
