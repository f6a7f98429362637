"""People, and what a rep says about them: as read from a file, and as stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tiesmap.model.ids import PersonId
from tiesmap.model.proposals import BY_RULE, PROPOSED, say_category
from tiesmap.model.spoken import spoken
from tiesmap.model.vocabulary import Stage

STAGES = tuple(Stage)

CARDS_BY_US = "-//tiesmap//people//EN"
"""What stands in vCards that we wrote: their UIDs are the ids of our own files."""
CARD_MARKS = {
    "rep": "X-TIESMAP-REP",
    "do_not_ask": "X-TIESMAP-DO-NOT-ASK",
    "client": "X-TIESMAP-CLIENT",
}
"""How a vCard of ours says what is marked of a person; other programs pass these by."""
CARD_FORMER = "X-TIESMAP-FORMER-NAME"
CARD_SALUTATION = "X-TIESMAP-SALUTATION"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One row about a person. An empty text or None means that the file does not say."""

    line: int
    id: str = ""
    name: str = ""
    email: str = ""
    profile_url: str = ""
    phone: str = ""
    company: str = ""
    title: str = ""
    category: str = ""
    city: str = ""
    salutation: str = ""
    """Mr or Ms (`model.salutations`)."""
    academic_title: str = ""
    """Such as Prof. Dr., where a column of its own says it."""
    rep: bool | None = None
    do_not_ask: bool | None = None
    client: bool | None = None
    comfort: int | None = None
    stage: str = ""
    signed_on: date | None = None
    connected_on: date | None = None
    """The day from which the rep and this person are linked (LinkedIn); makes a tie to the rep."""
    last_contact: date | None = None
    """The last contact with the owner of the row, in a list of somebody's own contacts."""
    owner: str = ""
    """Whose contact it is, where the list says it; a reference."""
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    emails: tuple[str, ...] = ()
    """Further e-mail addresses: each leads to the person, as the first one does."""
    profiles: tuple[str, ...] = ()
    """Further addresses of profiles."""
    phones: tuple[str, ...] = ()
    """Further phone numbers."""
    former: tuple[str, ...] = ()
    """Names the person had before."""
    shared: tuple[str, ...] = ()
    """Those of the e-mail addresses that others have too: only with the name they tell who it is.
    """


@dataclass(frozen=True, slots=True)
class RelationshipRecord:
    """What a rep says about one person, or (with `category` and no `person`) a whole category."""

    line: int
    rep: str
    person: str = ""
    category: str = ""
    client: bool | None = None
    comfort: int | None = None
    stage: str = ""
    signed_on: date | None = None
    bucket: str = ""


@dataclass(frozen=True, slots=True)
class CompanyRecord:
    """One row about a company."""

    line: int
    name: str
    website: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A person, company or category on the rep's wanted list."""

    line: int
    name: str = ""
    company: str = ""
    category: str = ""
    profile_url: str = ""
    why: str = ""

    @property
    def label(self) -> str:
        """What is wanted, in a word or two."""
        return self.name or self.company or self.category or self.profile_url


@dataclass(frozen=True, slots=True)
class Person:
    """A person as stored, with what one rep says about them."""

    id: PersonId
    name: str
    email: str = ""
    profile_url: str = ""
    phone: str = ""
    company: str = ""
    title: str = ""
    category: str = ""
    category_by: str = ""
    """Where the category comes from: file, hand, rule, or proposed (see `model.proposals`); empty
    where there is none, refused where the rep wants none proposed."""
    city: str = ""
    salutation: str = ""
    """Mr or Ms, where a file or a hand says it: it is never guessed."""
    academic_title: str = ""
    rep: bool = False
    do_not_ask: bool = False
    client: bool = False
    comfort: int | None = None
    stage: str = ""
    signed_on: date | None = None
    bucket: str = ""
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    version: int = 1

    @property
    def label(self) -> str:
        """The name as one says it, or the address of a person who has no name."""
        return spoken(self.name) or self.email or f"person {self.id}"

    @property
    def known_category(self) -> str:
        """The category if it was stated; "" if it is only proposed."""
        return "" if self.category_by == PROPOSED else self.category

    @property
    def stated_category(self) -> str:
        """The category if a hand or a file gave it; "" if a rule did, or it is only proposed."""
        return "" if self.category_by == BY_RULE else self.known_category

    @property
    def category_in_words(self) -> str:
        """The category as shown on screen: "Hotels", or "Hotels (proposed)"."""
        return say_category(self.category, self.category_by)

    @property
    def is_client(self) -> bool:
        """Whether the person is a client of the rep now."""
        return self.stage != "past_client" and (self.client or self.stage == "client")


@dataclass(frozen=True, slots=True)
class KnownBy:
    """A name, address or number that leads to a person."""

    kind: str
    """email, profile, phone or name."""
    text: str


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """A rule: people whose company or title contains one of the words belong to the category."""

    words: tuple[str, ...]
    category: str
    field: str = "any"
    """company, title or any (either of them); or label: then the words are labels that files gave,
    each with its column, such as "Group Membership: Hotels"."""
