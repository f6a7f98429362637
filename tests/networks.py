"""Small networks in words, for tests: a sentence a line, as a sales coach would tell it.

    You mail Ann 3 times 10 days ago        mail, call, message, meet; "Ann mails You and Bob"
    Ann knows Dora                          declared; "as friend", "4 of 5", "since 90 days ago"
    Ann and Dora had 12 contacts            a sum; "the last 30 days ago"
    Ann is linked to Dora                   LinkedIn
    Ann introduced You to Dora 60 days ago
    Ann is in Hotels                        category
    Ann works at Acme Hotels
    Ann writes from acme.example            the domain of her address
    Ann is a Managing Director
    Ann must not be asked
    You rate Ann 5                          comfort; "You rate everybody in Hotels 2"
    Zoe is on file
    Max is a colleague                     another rep of the same files

A name is one capitalized word; "You" is the rep. A line that starts with # is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise, permutations
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.model import tables as columns
from tiesmap.model.days import end_number
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Ratings, Tables
from tiesmap.network.build import build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.network import Network
from tiesmap.network.standpoint import Standpoint, look_around, stand

TODAY = date(2026, 3, 1)
"""Days ago are counted from the last instant of this day, so that the age is a whole number."""

NAME = r"[A-Z]\w*"
NAMES = rf"{NAME}(?:(?:, | and ){NAME})*"
AGO = r"(?: (?P<ago>\d+) days ago| (?P<today>today))?"
CONTACT = re.compile(
    rf"(?P<a>{NAME}) (?P<verb>mail|call|message|meet)s? (?P<b>{NAMES})(?: (?P<n>\d+) times)?{AGO}"
)
KNOWS = re.compile(
    rf"(?P<a>{NAME}) knows? (?P<b>{NAME})(?: as (?P<kind>\w+))?(?: (?P<judged>\d) of 5)?"
    r"(?: since (?P<ago>\d+) days ago)?"
)
SUM = re.compile(
    rf"(?P<a>{NAME}) and (?P<b>{NAME}) had (?P<n>\d+) contacts?(?: the last (?P<ago>\d+) days ago)?"
)
LINKED = re.compile(rf"(?P<a>{NAME}) (?:is|are) linked to (?P<b>{NAME})")
INTRODUCED = re.compile(rf"(?P<a>{NAME}) introduced (?P<b>{NAME}) to (?P<c>{NAME}){AGO}")
IS = re.compile(rf"(?P<a>{NAME}) (?P<what>is in|works? at|writes from|is an?) (?P<text>.+)")
MARKED = re.compile(rf"(?P<a>{NAME}) must not be asked")
RATED = re.compile(
    rf"(?P<a>{NAME}) rates? (?:everybody in (?P<category>.+)|(?P<b>{NAME})) (?P<n>\d)"
)
REP = re.compile(rf"(?P<a>{NAME}) is a colleague")
ON_FILE = re.compile(rf"(?P<a>{NAME}) is on file")
COLUMN = {
    "is in": "category",
    "works at": "company",
    "work at": "company",
    "writes from": "email",
    "is a": "title",
    "is an": "title",
}


@dataclass(frozen=True)
class World:
    """A network in words as tables, and who is who in it."""

    tables: Tables
    ids: dict[str, int]
    ratings: Ratings = field(default_factory=Ratings)

    def network(self, as_of: date = TODAY, settings: Settings | None = None) -> Network:
        return build_network(self.tables, as_of, settings or Settings())

    def standpoint(
        self, rep: str = "You", as_of: date = TODAY, settings: Settings | None = None
    ) -> Standpoint:
        network = self.network(as_of, settings)
        node = network.node(self.ids[rep])
        comfort = measure_comfort(network, node, self.ratings)
        return stand(look_around(network, node, settings), comfort)

    def node(self, name: str) -> int:
        return sorted(self.ids.values()).index(self.ids[name])

    def nodes(self, names: str) -> list[int]:
        return [self.node(name) for name in names.split()]

    def name(self, person: int) -> str:
        """The name of a person's id."""
        return next(name for name, given in self.ids.items() if given == person)

    def names(self, nodes: Iterable[int]) -> list[str]:
        """The names of nodes, in their order."""
        people = sorted(self.ids, key=self.ids.__getitem__)
        return [people[int(node)] for node in nodes]

    def tie(self, network: Network, a: str, b: str) -> int:
        tie = network.tie_between(self.node(a), self.node(b))
        assert tie is not None, f"{a} and {b} have no tie"
        return tie

    def strength(self, a: str, b: str, as_of: date = TODAY) -> float:
        network = self.network(as_of)
        return float(network.strength[self.tie(network, a, b)])


def frame(kinds: dict[str, str], rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """A table with the columns of `model/tables.py`; what a row leaves out is unknown."""
    unknown: dict[str, Any] = {"str": "", "float64": float("nan"), "bool": False}
    if not rows:
        return columns.empty(kinds)
    cells = {
        name: [row.get(name, unknown.get(kind, 0)) for row in rows] for name, kind in kinds.items()
    }
    return columns.table_of(cells, kinds)


def world(*sentences: str, order: Sequence[int] | None = None) -> World:
    """The network that the sentences tell. Somebody's id is 10, 20, ... by first mention.

    `order` gives other ids: the k-th person mentioned gets 10 x (1 + order[k]).
    """
    lines = [line.strip() for text in sentences for line in text.splitlines()]
    told = _Told()
    for line in lines:
        if line and not line.startswith("#"):
            told.tell(line)
    given = {name: 10 * (1 + (order[k] if order else k)) for k, name in enumerate(told.people)}

    def with_ids(row: dict[str, Any]) -> dict[str, Any]:
        return {k: given[v] if k in _PERSON and isinstance(v, str) else v for k, v in row.items()}

    people = [with_ids(row) for row in told.people.values()]
    rows = {kind: [with_ids(row) for row in getattr(told, kind)] for kind in _TABLES}
    contacts = sorted(rows["contacts"], key=lambda row: (row["interaction"], row["recipient"]))
    return World(
        Tables(
            people=frame(columns.PEOPLE, sorted(people, key=lambda row: int(row["person"]))),
            contacts=frame(columns.CONTACTS, contacts),
            ties=frame(columns.TIES, rows["ties"]),
            introductions=frame(columns.INTRODUCTIONS, rows["introductions"]),
        ),
        given,
        Ratings(
            people=frame(columns.RELATIONSHIPS, rows["relationships"]),
            categories=frame(columns.CATEGORY_RATINGS, rows["category_ratings"]),
        ),
    )


_PERSON = {"person", "other", "sender", "recipient", "introducer", "rep"}
_TABLES = ("contacts", "ties", "introductions", "relationships", "category_ratings")


@dataclass
class _Told:
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    ties: list[dict[str, Any]] = field(default_factory=list)
    introductions: list[dict[str, Any]] = field(default_factory=list)
    relationships: list[dict[str, Any]] = field(default_factory=list)
    category_ratings: list[dict[str, Any]] = field(default_factory=list)
    interactions: int = 0

    def tell(self, line: str) -> None:
        for pattern, tell in (
            (ON_FILE, lambda said: self.person(said["a"])),
            (REP, lambda said: self.person(said["a"]).update(rep=True)),
            (MARKED, lambda said: self.person(said["a"]).update(do_not_ask=True)),
            (LINKED, lambda said: self.tie(said, kind="linkedin")),
            (KNOWS, lambda said: self.tie(said, kind=said["kind"] or "other")),
            (SUM, lambda said: self.tie(said, kind="other", contacts=float(said["n"]))),
            (INTRODUCED, self.introduce),
            (RATED, self.rate),
            (CONTACT, self.contact),
            (IS, lambda said: self.person(said["a"]).update({COLUMN[said["what"]]: said["text"]})),
        ):
            if found := pattern.fullmatch(line):
                tell(found.groupdict())
                return
        raise ValueError(f"no such sentence: {line!r}")

    def person(self, name: str) -> dict[str, Any]:
        return self.people.setdefault(name, {"person": name, "name": name})

    def tie(self, said: dict[str, str | None], **more: Any) -> None:
        row: dict[str, Any] = {"person": said["a"], "other": said["b"], **more}
        self.person(str(said["a"]))
        self.person(str(said["b"]))
        if said.get("judged"):
            row["strength"] = float(str(said["judged"]))
        if said.get("ago"):
            row["since" if "judged" in said else "last_contact"] = day(said)
        self.ties.append(row)

    def introduce(self, said: dict[str, str | None]) -> None:
        names = [str(said[k]) for k in "abc"]
        for name in names:
            self.person(name)
        row = dict(zip(("introducer", "person", "other"), names, strict=True))
        self.introductions.append({**row, "day": day(said)})

    def rate(self, said: dict[str, str | None]) -> None:
        row: dict[str, Any] = {"rep": said["a"], "comfort": float(str(said["n"]))}
        self.person(str(said["a"]))
        if said["b"]:
            self.person(said["b"])
            self.relationships.append({**row, "person": said["b"]})
        else:
            self.category_ratings.append({**row, "category": said["category"]})

    def contact(self, said: dict[str, str | None]) -> None:
        sender = str(said["a"])
        to = re.findall(NAME, str(said["b"]))
        for name in (sender, *to):
            self.person(name)
        channel = {"mail": "email", "meet": "meeting"}.get(str(said["verb"]), str(said["verb"]))
        for _ in range(int(said["n"] or 1)):
            self.interactions += 1
            self.contacts.extend(
                {
                    "interaction": self.interactions,
                    "day": day(said),
                    "sender": sender,
                    "recipient": name,
                    "channel": CHANNELS.index(channel),
                    "recipients": len(to),
                }
                for name in to
            )


LAW = examples(30)
"""For a property of whole networks: each example builds one or more."""


CIRCLES = ("ABC", "DEF", "GH", "I")
"""How far out somebody in a story mostly stands: one step, two steps ..."""
SAID = ["mails", "mails", "mails", "is linked to", "is linked to", "works at"]


@cache
def _sentences(sizes: tuple[int, ...]) -> tuple[list[list[str]], st.SearchStrategy[str]]:
    """The people of a story by circle, and sentences about those of the same or the next one."""
    circles = [["You"], *(list(names[:k]) for names, k in zip(CIRCLES, sizes, strict=True))]
    circles = circles[: circles.index([])] if [] in circles else circles
    names = [name for circle in circles for name in circle]
    at = {name: k for k, circle in enumerate(circles) for name in circle}
    pairs = [(a, b) for a, b in permutations(names, 2) if abs(at[a] - at[b]) < 2]
    one, two, times = st.sampled_from(names), st.sampled_from(pairs), st.integers(1, 4)
    ago = st.sampled_from([0, 1, 9, 45, 200, 800])
    verb = st.sampled_from(["mail", "mail", "call", "meet", "message"])

    def group(sender: str) -> st.SearchStrategy[str]:
        near = [name for name in names if abs(at[name] - at[sender]) < 2]
        several = st.lists(st.sampled_from(near), min_size=1, max_size=4, unique=True)
        return several.map(" and ".join)

    to = {name: group(name) for name in names}
    sent = one.flatmap(lambda name: st.tuples(st.just(name), verb, to[name]).map(" ".join))
    contact = st.builds("{} {} times {} days ago".format, sent, times, ago)
    judged = st.builds("{0[0]} knows {0[1]} {1} of 5".format, two, st.integers(1, 5))
    summed = st.builds("{0[0]} and {0[1]} had {1} contacts".format, two, times)
    linked = st.builds("{0[0]} is linked to {0[1]}".format, two)
    rated = st.builds("You rate {} {}".format, one, st.integers(1, 5))
    category = st.builds("{} is in {}".format, one, st.sampled_from(["Hotels", "Banks"]))
    company = st.builds("{} works at {}".format, one, st.sampled_from(["Acme", "acme ", "Bell"]))
    kinds = [contact, contact, contact, judged, summed, linked, rated, category, category, company]
    trios = [(a, b, c) for a, b in pairs for x, c in pairs if a == x and b != c]
    if trios:
        made = "{0[0]} introduced {0[1]} to {0[2]} {1} days ago"
        kinds.append(st.builds(made.format, st.sampled_from(trios), ago))
    return circles, st.one_of(kinds)


@st.composite
def stories(draw: st.DrawFn) -> list[str]:
    """Sentences for `world` about "You" and up to nine others, most of whom can be reached."""
    sizes = tuple(draw(st.integers(1 if k < 2 else 0, len(c))) for k, c in enumerate(CIRCLES))
    circles, sentence = _sentences(sizes)
    told = [f"{name} is on file" for circle in circles for name in circle]
    for inner, outer in pairwise(circles):
        for name in outer:
            known = draw(st.sampled_from(inner))
            said = draw(st.sampled_from(SAID))
            told.append(f"{name} works at Acme" if said == "works at" else f"{name} {said} {known}")
    told += draw(st.lists(sentence, max_size=12))
    # Few are marked, or nobody is left to ask.
    others = [name for circle in circles[1:] for name in circle]
    marked = draw(st.lists(st.sampled_from(others), max_size=2))
    return [*told, *(f"{name} must not be asked" for name in marked)]


def day(said: dict[str, str | None]) -> float:
    """The day number of "n days ago"; today where nothing is said."""
    return end_number(TODAY) - float(said.get("ago") or 0)
