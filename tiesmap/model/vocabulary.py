"""The words that files, forms and the database share, spelled as they are stored.

A word of `Channel`, `TieKind`, `Stage`, `DetailKind` or `FavorKind` that is none of these is kept
and treated as "other"; so a field that holds one is a text. The other lists are complete.
"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How two people were in contact. Tables of contacts store the index in this list."""

    EMAIL = "email"
    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    SOCIAL = "social"
    LETTER = "letter"
    GIFT = "gift"
    OTHER = "other"


class TieKind(StrEnum):
    """The kind of a declared tie."""

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
    """The class of a tie, by its evidence."""

    STRONG = "strong"
    WEAK = "weak"
    DORMANT = "dormant"
    INFERRED = "inferred"


class Stage(StrEnum):
    """The stage of a rep's business with a person."""

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
    """What a detail about a person concerns."""

    FAMILY = "family"
    PREFERENCE = "preference"
    INTEREST = "interest"
    ASPIRATION = "aspiration"
    GOAL = "goal"
    CHALLENGE = "challenge"
    EVENT = "event"


class FavorKind(StrEnum):
    """What was given or taken; `note` is a hand-written note, `business` is business won."""

    INTRODUCTION = "introduction"
    REFERRAL = "referral"
    ADVICE = "advice"
    NOTE = "note"
    GIFT = "gift"
    VISIT = "visit"
    BUSINESS = "business"
    OTHER = "other"


class Direction(StrEnum):
    """The direction of a favor, seen from the rep."""

    GIVEN = "given"
    TAKEN = "taken"


class ActionKind(StrEnum):
    """The kind of an action: a promise, a plan for this one person, or something beyond duty."""

    PROMISE = "promise"
    ACTION = "action"
    BEYOND = "beyond"


class Side(StrEnum):
    """Which side made the promise of a standard."""

    REP = "rep"
    CLIENT = "client"


class ReadBack(StrEnum):
    """Whether the summary of a conversation was read back to the client."""

    NO = ""
    YES = "yes"
    CORRECTED = "corrected"
