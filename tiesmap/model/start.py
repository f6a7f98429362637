"""The guided start: who the rep is, whom to rate first, proposed categories, and five asks."""

from __future__ import annotations

from dataclasses import dataclass

from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be the rep: "is this you?"."""

    name: str
    address: str
    """The e-mail address; empty where the files give none."""
    why: str
    """Half a sentence: "takes part in all of mails.mbox"."""
    person: PersonId | None = None
    """Where he is on file already."""


@dataclass(frozen=True, slots=True)
class Card:
    """A person to rate, and why they come early."""

    person: PersonId
    why: str
    client: bool
    """Whether he is marked as a client already."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A proposed category with the people it is proposed for: "these look like Banking"."""

    category: str
    people: tuple[PersonId, ...]
    companies: tuple[str, ...]
    """Companies, or else titles, of some of them."""
    name: str = ""
    """What it would be called: a kind of business of ours in the language of the rep's letters."""
    own: bool = False
    """Whether it is a word of the rep's own already, taken from his files."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a file ("Hotels" under Group Membership), offered as a category."""

    column: str
    label: str
    people: tuple[PersonId, ...]

    @property
    def word(self) -> str:
        """The label in the form that a rule uses (see `CategoryRule`)."""
        return f"{self.column}: {self.label}"


@dataclass(frozen=True, slots=True)
class FirstAsk:
    """One ask of the first list: for a named person by a path, or else an open ask."""

    path: ReferralPath | None = None
    openly: OpenAsk | None = None

    @property
    def connector(self) -> PersonId:
        """Who is asked."""
        if self.path is not None:
            return self.path.connector
        assert self.openly is not None
        return self.openly.connector


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the guided start is; after a later import only what is new is left to do."""

    rep: bool
    """Whether it is known who the rep is."""
    rated: int
    to_rate: int
    looks: int
    """People whose category is proposed and not decided."""
    labels: int
    gain: bool
    asks: int
    """Requests on the list."""
    introduced: int = 0
    """Introductions noticed and not decided yet, before there are asks."""

    @property
    def step(self) -> str:
        """The first step that is not done: you, rate, categories, gain, asks, or "" at the end."""
        if not self.rep:
            return "you"
        if self.to_rate and self.rated < ENOUGH_RATED:
            return "rate"
        if self.looks or self.labels:
            return "categories"
        if not self.gain:
            return "gain"
        return "" if self.asks else "asks"


ENOUGH_RATED = 30
"""From so many ratings on, the start asks for no more."""
