"""Referral paths, suggestions and open asks: the answers that the network gives."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from tiesmap.model.english import say_number
from tiesmap.model.ids import PersonId
from tiesmap.model.reasons import Reason, ReasonKind

GOOD_SHARE, FAIR_SHARE = 0.0349, 0.0124
"""Shares of all chances from which on about one in 13, and one in 70, was introduced within
60 days in the mail networks measured (`network.likelihood.MEASURED`)."""
GOOD_PATH, FAIR_PATH = 0.0032, 0.0014
"""The chances of a path over two strong ties, and over a strong and a weak one, with a connector
of middle comfort: strengths .35 and .1."""


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
    why: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """What `why` says."""
        return tuple(map(str, self.why))

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
    why: tuple[Reason, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What `why` says."""
        return tuple(map(str, self.why))

    @property
    def target(self) -> str:
        """For whom it is, as the list says it."""
        return f"somebody {'at' if self.kind == 'company' else 'in'} {self.about}"

    def is_for(self, kind: ReasonKind) -> bool:
        """Whether it is for members or for peers of the connector's."""
        return any(reason.kind is kind for reason in self.why)
