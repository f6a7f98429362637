"""The words that files, forms and the database share; each is written as it stands here.

A word of `Channel`, `TieKind`, `Stage`, `DetailKind` or `FavorKind` that is none of these is kept
and treated as "other"; so a field that holds one is a text. The other lists are complete.
"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How two people were in contact. The tables of contacts hold the position in this list."""

    EMAIL = "email"
    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    SOCIAL = "social"
    LETTER = "letter"
    GIFT = "gift"
    OTHER = "other"


class TieKind(StrEnum):
    """What a declared tie is."""

    COLLEAGUE = "colleague"
    CLIENT = "client"
    SUPPLIER = "supplier"
    FRIEND = "friend"
    FAMILY = "family"
    CLASSMATE = "classmate"
    ASSOCIATION = "association"
    CONTACT = "contact"
    LINKEDIN = "linkedin"
    OTHER = "other"


class TieClass(StrEnum):
    """What a tie is by its evidence."""

    STRONG = "strong"
    WEAK = "weak"
    DORMANT = "dormant"
    INFERRED = "inferred"


class Stage(StrEnum):
    """Where the business of a rep with a person stands."""

    LEAD = "lead"
    PROSPECT = "prospect"
    CLIENT = "client"
    PAST_CLIENT = "past_client"
    PARTNER = "partner"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of an introduction."""

    CLIENT = "client"
    OPPORTUNITY = "opportunity"
    NOT_NOW = "not_now"
    NO = "no"


class DetailKind(StrEnum):
    """What a noted detail of a person is about."""

    FAMILY = "family"
    PREFERENCE = "preference"
    INTEREST = "interest"
    ASPIRATION = "aspiration"
    GOAL = "goal"
    CHALLENGE = "challenge"
    EVENT = "event"


class FavorKind(StrEnum):
    """What was given or taken: `note` is a hand-written one, `business` business won."""

    INTRODUCTION = "introduction"
    REFERRAL = "referral"
    ADVICE = "advice"
    NOTE = "note"
    GIFT = "gift"
    VISIT = "visit"
    BUSINESS = "business"
    OTHER = "other"


class Direction(StrEnum):
    """Of a favor, as the rep sees it."""

    GIVEN = "given"
    TAKEN = "taken"


class ActionKind(StrEnum):
    """A promise made, an action planned for this one person, a thing done beyond duty."""

    PROMISE = "promise"
    ACTION = "action"
    BEYOND = "beyond"


class Side(StrEnum):
    """Whose promise a standard is."""

    REP = "rep"
    CLIENT = "client"


class ReadBack(StrEnum):
    """Whether the summary of a talk was read back to the client."""

    NO = ""
    YES = "yes"
    CORRECTED = "corrected"
