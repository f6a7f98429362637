"""Reasons: why somebody is asked, or a path taken. Of what kind one is, is never read out of its
words: they are made here, of its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiesmap.model.english import say_list
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.proposals import PROPOSED, say_category
from tiesmap.model.spoken import given_name


class ReasonKind(StrEnum):
    """What is asked of a reason beside its words."""

    TOLD = "told"
    """Nothing: its one fact is its sentence."""
    COMFORT = "comfort"
    """How much at ease the rep is with a connector, and where that is known from."""
    FIRST = "first"
    """Whose client somebody is, or his firm, and the reps who are asked before."""
    IN_TRADE = "in_trade"
    """The connector's trade."""
    DEALS = "deals"
    """His trade, and the one that it deals with."""
    PEERS = "peers"
    """The trade in which he may know others."""
    MEMBERS = "members"
    """The association whose members he knows."""
    CLIENT = "client"
    """How a client is rated who may be asked about all that the rep wants."""
    NAMED = "named"
    """Who gave the open ask its name, and whom he named; then its firm and its trade until then."""


_SENTENCES = {
    ReasonKind.TOLD: "{0}",
    ReasonKind.COMFORT: "your comfort {0}",
    ReasonKind.IN_TRADE: "{is_in} {0}",
    ReasonKind.DEALS: "{is_in} {0}, which deals with {1}",
    ReasonKind.PEERS: "{is_in} {0}, and may know others there",
    ReasonKind.MEMBERS: "is at {0}, which knows its members",
    ReasonKind.CLIENT: "is your client, rated {0}",
    ReasonKind.NAMED: "{0} named {1}",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is asked, or a path taken: `str` says it."""

    kind: ReasonKind
    facts: tuple[str, ...]
    proposed: bool = False
    """Nobody stated the trade that it names."""

    def __str__(self) -> str:
        if self.kind is ReasonKind.FIRST:
            return _say_first(*self.facts)
        name, *more = self.facts
        return self._said("is in", say_category(name, PROPOSED if self.proposed else ""), *more)

    @property
    def plainly(self) -> str:
        """As a sentence says it: what is only proposed is probable."""
        return self._said("is probably in", *self.facts) if self.proposed else str(self)

    def _said(self, is_in: str, *facts: str) -> str:
        # One pass over fixed texts: a brace in a name is never read as a field.
        return _SENTENCES[self.kind].format(*facts, is_in=is_in)

    @property
    def is_private(self) -> bool:
        """Whether it is for the rep's eyes alone: how he rated a client, or whose client somebody
        is, is in no letter."""
        return self.kind in (ReasonKind.COMFORT, ReasonKind.FIRST, ReasonKind.CLIENT)


def in_words(sentence: str) -> Reason:
    """A reason of which nothing but its words is asked."""
    return Reason(ReasonKind.TOLD, (sentence,))


# Whom to ask first -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """Whose client somebody is, or his firm, and the reason to ask them first."""

    by: frozenset[PersonId]
    why: Reason


def to_ask_before(
    looked_after: Mapping[PersonId, LookedAfter], people: Sequence[PersonId]
) -> tuple[Reason, ...]:
    """Whom to ask before the first of these people is asked, for the others; not himself."""
    found = (looked_after[person] for person in people if person in looked_after)
    return tuple(one.why for one in found if one.by != {people[0]})


def _say_first(person: str, *reps: str) -> str:
    """What goes before everything where a person is the client of others: ask them first."""
    if len(reps) > 1:
        return f"{say_list(reps)} look after {person}: ask them first"
    return f"{reps[0]} looks after {person}: ask {given_name(reps[0]) or reps[0]} first"


def first_of(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The reasons that say whom to ask before anything else, which stand in sight: one for each
    who is to be asked, whatever number of people and firms he looks after."""
    first = (one.facts for one in reasons if one.kind is ReasonKind.FIRST)
    after = grouped((tuple(reps), whom) for whom, *reps in first)
    return tuple(_say_first(say_list(whom), *reps) for reps, whom in after.items())
