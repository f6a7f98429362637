"""Referral paths, suggestions and open asks: the answers that the network gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from tiesmap.model.english import say_list, say_number
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.spoken import given_name

GOOD_SHARE, FAIR_SHARE = 0.0349, 0.0124
"""Shares of all chances from which on about one in 13, and one in 70, was introduced within
60 days in the mail networks measured (`network.likelihood.MEASURED`)."""
GOOD_PATH, FAIR_PATH = 0.0032, 0.0014
"""The chances of a path over two strong ties, and over a strong and a weak one, with a connector
of middle comfort: strengths .35 and .1."""


def say_comfort(comfort: float, rated: bool) -> str:
    """The rep's comfort with a connector, as a reason for the rep alone (see `is_private`)."""
    return f"your comfort {comfort:.1f} of 5 ({'rated' if rated else 'inferred'})"


def is_private(reason: str) -> bool:
    """Whether a reason is for the rep's eyes alone: how he rated a client, or whose client somebody
    is, is in no letter."""
    return reason.startswith("your comfort") or is_first(reason)


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """Whose client somebody is, or his firm, and what is said of it."""

    by: frozenset[PersonId]
    said: str


def to_ask_before(
    looked_after: Mapping[PersonId, LookedAfter], people: Sequence[PersonId]
) -> tuple[str, ...]:
    """Whom to ask before the first of these people is asked, for the others; not himself."""
    found = (looked_after[person] for person in people if person in looked_after)
    return tuple(one.said for one in found if one.by != {people[0]})


def say_caretakers(reps: Sequence[str], person: str) -> str:
    """What goes before everything where a person is the client of others: ask them first."""
    if len(reps) > 1:
        return f"{say_list(reps)} look after {person}: ask them first"
    return f"{reps[0]} looks after {person}: ask {given_name(reps[0]) or reps[0]} first"


_FIRST = re.compile(r"(.+ looks? after )(.+)(: ask .+ first)")


def is_first(reason: str) -> bool:
    """Whether a reason is one of `say_caretakers`."""
    return bool(_FIRST.fullmatch(reason))


def first_of(reasons: Iterable[str]) -> tuple[str, ...]:
    """The reasons that say whom to ask before anything else, which stand in sight: one for each
    who is to be asked, whatever number of people and firms he looks after."""
    said = filter(None, map(_FIRST.fullmatch, reasons))
    after = grouped(((found[1], found[3]), found[2]) for found in said)
    return tuple(f"{who}{say_list(whom)}{ask}" for (who, ask), whom in after.items())


def chance_in_words(value: float, good: float, fair: float) -> str:
    """A chance in words, given the thresholds for "good" and "fair"."""
    return "a good chance" if value >= good else "a fair chance" if value >= fair else "a long shot"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, from one who can bring the request on to the next."""

    strength: float
    chance: float
    tie_class: str
    """strong, weak, dormant or inferred."""
    bridging: bool
    reasons: tuple[str, ...]
    brief: str = ""
    """What the tie rests on, in a few words: "2 contacts, 139 days ago"."""


@dataclass(frozen=True, slots=True)
class ReferralPath:
    """rep -> connector -> ... -> goal. Ids are those of stored people, the rep's first."""

    people: tuple[PersonId, ...]
    names: tuple[str, ...]
    hops: tuple[Hop, ...]
    newness: float = 0.0
    """0 (more of the same) to 1 (another category, another community, over a bridging tie)."""
    reasons: tuple[str, ...] = ()

    @property
    def chance(self) -> float:
        """Chance that the request is passed on all the way: the product of the hops' chances."""
        return prod(hop.chance for hop in self.hops)

    @property
    def words(self) -> str:
        """The chance in words: "a good chance"."""
        return chance_in_words(self.chance, GOOD_PATH, FAIR_PATH)

    @property
    def weakest(self) -> int:
        """The index of the hop with the smallest chance; the first of equals."""
        return min(range(len(self.hops)), key=lambda k: self.hops[k].chance)

    @property
    def weak_link(self) -> str:
        """A sentence that names the weakest tie of the path, and why it is weak."""
        at = self.weakest
        one = "you" if at == 0 else self.names[at]
        why = self.hops[at].brief
        return f"the weak link is {one} to {self.names[at + 1]}" + (f": {why}" if why else "")

    @property
    def rep(self) -> PersonId:
        return self.people[0]

    @property
    def connector(self) -> PersonId:
        return self.people[1]

    @property
    def target(self) -> PersonId:
        """Whom the connector is asked to introduce: the person after him."""
        return self.people[min(2, len(self.people) - 1)]

    @property
    def goal(self) -> PersonId:
        return self.people[-1]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person whom the rep should meet next, with the best path and its chance."""

    path: ReferralPath
    chance: float
    """That at least one way to them comes off; the list is ordered by it."""
    share: float
    """The chance over the sum of the chances of everybody within reach."""
    connectors: int
    """How many of the rep's contacts could make the introduction; 0 where it takes two."""

    @property
    def words(self) -> str:
        """The chance in words with the number of connectors: "a good chance, one of three ways"."""
        said = chance_in_words(self.share, GOOD_SHARE, FAIR_SHARE)
        return f"{said}, one of {say_number(self.connectors)} ways" if self.connectors > 1 else said


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """An ask without a name: "who do you know in hotel purchasing / at Acme?"."""

    connector: PersonId
    kind: str
    """company or category."""
    about: str
    chance: float
    reasons: tuple[str, ...]
