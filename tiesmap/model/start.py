"""The guided start: who the rep is, whom to rate first, what looks like what, and five asks."""

from __future__ import annotations

from dataclasses import dataclass

from tiesmap.model.paths import OpenAsk, ReferralPath


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the rep: "is this you?"."""

    name: str
    address: str
    """The e-mail address; empty where the files give none."""
    why: str
    """Half a sentence: "takes part in all of mails.mbox"."""
    person: int | None = None
    """Where he is on file already."""


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody to rate, and why so early."""

    person: int
    why: str
    client: bool
    """Whether he is marked as a client already."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A proposed category with everybody whom the words put into it: "these look like Banking"."""

    category: str
    people: tuple[int, ...]
    companies: tuple[str, ...]
    """Companies, or else titles, of some of them."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label that a file gives to people ("Hotels" under Group Membership), as a category."""

    column: str
    label: str
    people: tuple[int, ...]

    @property
    def word(self) -> str:
        """As a rule names it (see `CategoryRule`)."""
        return f"{self.column}: {self.label}"


@dataclass(frozen=True, slots=True)
class FirstAsk:
    """One ask of the first list: to a named person by a path, else openly."""

    path: ReferralPath | None = None
    openly: OpenAsk | None = None

    @property
    def connector(self) -> int:
        """Who is asked."""
        if self.path is not None:
            return self.path.connector
        assert self.openly is not None
        return self.openly.connector


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the guided start is; what is left is only what is new."""

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
