"""Sentences of a letter that differ from one letter to the next, chosen by what the rep and his
connector share and by who they are, and none that stands in another letter of now.

A sentence that says something of the connector rests on a stored fact. "Must" and "I imagine" mark
what is only likely. The sentences themselves are data, by language (`languages.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from tiesmap.introductions.fields import firm_said
from tiesmap.introductions.languages import ENGLISH, Language, language
from tiesmap.introductions.tact import SILENCE
from tiesmap.model.people import Person
from tiesmap.model.vocabulary import Channel

_SENTENCE_END = re.compile(r"(?<=[.?!:]) ")
LATELY = 75
"""Days since the last contact up to which it is still fresh; after those of `SILENCE` it is long
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
    """How they were; "" where it was in a round of several, for which nobody is thanked."""
    since: date | None = None
    """Their first contact, or the day they were linked."""
    knows: bool = False
    """Whether the connector is known to know people where an open ask leads."""
    deals: bool = False
    """Whether the connector's kind of business deals with the one of an open ask."""
    runs_it: bool = False
    """Whether the connector runs a business."""
    made: bool = False
    """Whether the connector introduced the rep to somebody before."""


NOTHING = Between()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a letter is known by, the rep's other letters of now as one text, and how it speaks."""

    ask: str
    others: str = ""
    tone: str = "plain"
    code: str = ENGLISH

    @property
    def language(self) -> Language:
        """The language of the letter."""
        return language(self.code)


def shared(between: Between, mark: Mark) -> str:
    """When the two last met or wrote, or how long they have known each other; "" if unknown."""
    day, now = between.last, between.as_of
    if day is None or now is None or day > now:
        return ""
    away = (now - day).days
    spoke = between.channel in (Channel.MEETING, Channel.CALL)
    if away <= LATELY:
        if between.channel == Channel.MEETING:
            return maybe("met", mark, when=_month(day, now, mark.language))
        if between.channel == Channel.CALL:
            return maybe("talked", mark, when=_month(day, now, mark.language))
        return ""
    if away > SILENCE and between.channel:
        month = mark.language.forms["since_month"].format(mark.language.months[day.month - 1])
        when = day.year if day.year < now.year else month
        return maybe("spoke_long_ago" if spoke else "wrote_long_ago", mark, when)
    since = between.since
    if since is not None and now.year - since.year >= OLD_FRIENDS:
        return maybe("old_friends", mark, since.year)
    return ""


def before(between: Between, mark: Mark) -> str:
    """That the connector introduced the rep before; "" where he did not."""
    return maybe("before", mark) if between.made else ""


def why_you(between: Between, connector: Person, where: str, mark: Mark) -> str:
    """Why this connector is asked about people `where` ("in banking", "at Acme"); "" if unknown."""
    if between.knows:
        return maybe("knows", mark, where)
    firm, field = firm_said(connector.company), mark.language.field_of(connector.known_category)
    if between.deals and field:
        return maybe("deals", mark, field)
    if between.runs_it and firm:
        return maybe("runs", mark, firm)
    if between.deals and firm:
        return maybe("deals_at", mark, firm)
    return ""


def choose(name: str, mark: Mark, *facts: object, first: bool = False, **more: object) -> str:
    """One of the texts that a sentence can be, with its facts: by the ask and by the texts
    themselves, so that two sentences of one letter are not chosen in step; or (`first`) the first
    of them. The next one where it stands in another letter already.
    """
    texts = mark.language.texts(name, mark.tone)
    return maybe(name, mark, *facts, first=first, **more) or _said(mark, texts[0], facts, more)


def maybe(name: str, mark: Mark, *facts: object, first: bool = False, **more: object) -> str:
    """As `choose`; "" where each of the texts stands in another letter.

    A text of which no part stands there goes before one that is another sentence by its facts
    alone.
    """
    texts = mark.language.texts(name, mark.tone)
    start = 0 if first else crc32(f"{texts[0]} {mark.ask}".encode("utf-8", "replace"))
    order = [texts[(start + turn) % len(texts)] for turn in range(len(texts))]
    for text in order:
        if not _stands(_core(text), mark.others):
            return _said(mark, text, facts, more)
    for text in order:
        found = _said(mark, text, facts, more)
        if not any(_stands(one, mark.others) for one in _SENTENCE_END.split(found)):
            return found
    return ""


def _said(mark: Mark, text: str, facts: Sequence[object], more: Mapping[str, object]) -> str:
    return mark.language.filled(text, *facts, **more)


def _stands(core: str, others: str) -> bool:
    """Whether a part of a sentence stands in other letters, maybe small after a greeting."""
    return core in others or core[:1].lower() + core[1:] in others


def _core(text: str) -> str:
    """The longest part of a text that is the same whatever its facts are."""
    return max(re.split(r"\{\w*\}", text), key=len)


def _month(day: date, now: date, language: Language) -> str:
    """A day of the last weeks, as one says it in a letter."""
    if day == now:
        return language.forms["this_day"]
    if (now - day).days < 7:
        return language.forms["this_week"]
    if (day.year, day.month) == (now.year, now.month):
        return language.forms["this_month"]
    return language.forms["in_month"].format(language.months[day.month - 1])
