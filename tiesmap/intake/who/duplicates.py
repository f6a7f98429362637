"""Pairs of people on file who may be the same person, with reasons; the rep decides.

Fellegi & Sunter (1969): each field in which two cards agree speaks for one person, the more the
rarer the value is; each in which they disagree speaks against it. Only cards that share something
rare are compared, so a hundred thousand people are no ten thousand million pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, pairwise
from math import exp, log

from rapidfuzz.distance import JaroWinkler

from tiesmap.intake.sources.words import is_remark
from tiesmap.intake.who.alphabets import in_latin
from tiesmap.intake.who.keys import normalize_email, normalize_profile
from tiesmap.intake.who.lookalikes import likely_pairs, sure_pairs
from tiesmap.intake.who.names import is_short_for, words_of
from tiesmap.model.english import say_list
from tiesmap.model.folding import unaccented
from tiesmap.model.guarding import Duplicate
from tiesmap.model.ids import PersonId
from tiesmap.model.names import SMALL_WORDS, are_generations
from tiesmap.model.people import Person
from tiesmap.model.phones import number_of

LARGEST_BLOCK = 40
"""A value that more cards than this share says little: they are not compared for it alone."""
NEIGHBORS = 3
"""In the order of names, so many that follow are compared."""
SURE_FROM = 0.9
"""The least likelihood at which a pair is suggested."""
CROWD = 1_000
"""In a smaller crowd a value that only two have is as rare as it would be in this one."""
PRIOR = -9.0
"""Log odds that two cards that share something rare are one person, before they are compared."""
NEAR = 0.88
"""From this Jaro-Winkler similarity on two words are the same, mistyped."""
_FIELDS = ("e-mail", "profile", "phone", "company", "title", "city")
_BY_ITSELF = frozenset(("e-mail", "profile", "phone", "company"))
"""What makes a pair sure where it agrees; where none does, it is the firm, written in two ways."""
_AGAINST = {"profile": 10.0, "e-mail": 2.0, "phone": 2.0}
"""How much it speaks against one person that these differ: hardly anybody has two profiles."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A person in the form used for comparing: each field as plain words."""

    person: PersonId
    name: tuple[str, ...]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Why:
    """What speaks for one person and against it: of the name in words, then field by field."""

    name: Sequence[str]
    same: Sequence[str]
    near: Sequence[str]
    differ: Sequence[str]

    def said(self) -> tuple[str, ...]:
        told = list(self.name)
        if self.same:
            told.append(f"{say_list(self.same)} agree{'s' if len(self.same) == 1 else ''}")
        if self.near:
            are = "is" if len(self.near) == 1 else "are"
            told.append(f"{say_list(self.near)} {are} written nearly the same")
        if self.differ:
            told.append(f"{say_list(self.differ)} differ{'s' if len(self.differ) == 1 else ''}")
        return tuple(told)


def suggest(people: Iterable[Person]) -> tuple[Duplicate, ...]:
    """Pairs of people who may be the same person, surest first; the lower id is `one`."""
    known = {person.id: person for person in people}
    cards = _without_groups(sorted(map(_card, known.values()), key=lambda card: card.person))
    count = {name: Counter(c.fields[name] for c in cards if name in c.fields)
             for name in {name for card in cards for name in card.fields}}  # fmt: skip
    words = Counter(word for card in cards for word in set(card.name))
    sure = sure_pairs(known.values())
    likely = likely_pairs(known.values(), sure)
    place = {card.person: k for k, card in enumerate(cards)}
    named = {(place[one], place[other]) for one, other in sure | likely.keys()}
    found = []
    for a, b in sorted({*_pairs(cards), *named}):
        one, other = cards[a], cards[b]
        if are_generations(known[one.person].name, known[other.person].name):
            continue
        score, why = _compare(one, other, len(cards), words, count)
        pair = (one.person, other.person)
        more: tuple[str, ...] = ()
        if pair in likely:
            score, more = max(score, SURE_FROM), (likely[pair],)
            why = replace(why, differ=[name for name in why.differ if name != "e-mail"])
        if pair in sure and not _BY_ITSELF.intersection(why.same):
            why, more = replace(why, differ=()), (*more, "one firm by name or domain")
        if pair in sure or score >= SURE_FROM:
            found.append(Duplicate(*pair, score, why.said() + more, pair in sure))
    return tuple(sorted(found, key=lambda pair: (not pair.sure, -pair.score, pair.one)))


def _card(person: Person) -> _Card:
    # An umlaut written out is as one that is not: Mueller is Müller.
    words = words_of(in_latin(person.name))
    # Who shares only `van den` with another shares nothing.
    telling = [word for word in words if word not in SMALL_WORDS]
    name = tuple(sorted(telling if len(telling) > 1 else words))
    fields = {
        "e-mail": normalize_email(person.email),
        "profile": normalize_profile(person.profile_url),
        "phone": number_of(person.phone),
        "company": unaccented(person.company),
        "title": unaccented(person.title),
        "city": unaccented(person.city),
    }
    # Columns that no field is made for: street, birthday, postcode, ...; not those of what somebody
    # noted, for "send the offer" is said of many.
    fields |= {
        _say_column(name): unaccented(text)
        for name, text in person.extra.items()
        if not is_remark(name)
    }
    return _Card(person.id, name, {name: text for name, text in fields.items() if text})


def _without_groups(cards: Sequence[_Card]) -> list[_Card]:
    """The cards without further columns that only sort people into a few groups, such as owner,
    label or status: who is in one says nothing of who it is."""
    filled = Counter(name for card in cards for name in card.fields)
    values = Counter(name for name, _ in {item for card in cards for item in card.fields.items()})
    few = {name for name in filled if name not in _FIELDS and values[name] * 4 < filled[name]}
    return [
        replace(card, fields={name: text for name, text in card.fields.items() if name not in few})
        for card in cards
    ]


def _say_column(name: str) -> str:
    """A column in words: `linkedin_url` and `LinkedInURL` are the LinkedIn address."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z][a-z]|URL)", " ", name.replace("LinkedIn", "Linkedin"))
    words = re.findall(r"[^\W_]+", apart.lower())
    return " ".join(_SAID_AS.get(word, word) for word in words)


_SAID_AS = {"url": "address", "uri": "address", "linkedin": "LinkedIn", "no": "number"}


# Who is compared with whom -----------------------------------------------------------------------


def _pairs(cards: Sequence[_Card]) -> Iterator[tuple[int, int]]:
    """Pairs of card indexes that share something rare, or are neighbors when sorted by name."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, card in enumerate(cards):
        for key in dict.fromkeys(_keys(card)):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    for within in blocks.values():
        if 1 < len(within) <= LARGEST_BLOCK:
            seen.update(combinations(within, 2))
    for turned in (1, -1):
        named = sorted(
            (card.name[::turned], place) for place, card in enumerate(cards) if card.name
        )
        for step in range(1, NEIGHBORS + 1):
            for (_, one), (_, other) in zip(named, named[step:], strict=False):
                seen.add((min(one, other), max(one, other)))
    return iter(sorted(seen))


def _keys(card: _Card) -> Iterator[tuple[str, str]]:
    fields = card.fields
    for name, text in fields.items():
        if name not in ("title", "company", "city") and len(text) > 2:
            yield name, text
    if "e-mail" in fields:
        yield "local", fields["e-mail"].partition("@")[0]
    initials = "".join(word[0] for word in card.name)
    firm = fields.get("company", "").split()
    telling = {firm[0], max(firm, key=len)} if firm else set()
    for word in card.name:
        if len(word) > 2:
            yield "sound", _sound(word) + initials
            for one in telling:
                yield "firm", f"{word} {one}"
            for name in ("company", "city"):
                if name in fields:
                    yield name + " word", word + " " + fields[name]
    for one, other in pairwise(card.name):
        yield "name", f"{one} {other}"


_SOUNDS = {letter: str(k) for k, group in enumerate(("bfpvw", "cgjkqsxz", "dt", "l", "mn", "r"))
           for letter in group}  # fmt: skip


def _sound(word: str) -> str:
    """A rough phonetic form of a word: its first letter, and its consonants by group."""
    kept = [word[0]]
    for letter in word[1:]:
        sound = _SOUNDS.get(letter, "")
        if sound and sound != kept[-1]:
            kept.append(sound)
    return "".join(kept[:4])


# How they compare --------------------------------------------------------------------------------


def _compare(
    one: _Card,
    other: _Card,
    people: int,
    words: Mapping[str, int],
    count: Mapping[str, Mapping[str, int]],
) -> tuple[float, _Why]:
    """How likely the two are the same person, and why."""
    odds, reasons = _compare_names(one.name, other.name, people, words)
    odds += PRIOR
    same, near, differ = [], [], []
    for name, text in one.fields.items():
        theirs = other.fields.get(name)
        if theirs is None:
            continue
        rare = _rarity(min(count[name][text], count[name][theirs]), people)
        if text == theirs:
            odds += min(rare, 4.0) if name in ("company", "title", "city") else rare
            same.append(name)
        elif name not in ("phone", "profile") and JaroWinkler.similarity(text, theirs) >= NEAR:
            odds += rare / 2 if name != "e-mail" else rare / 3
            near.append(name)
        else:
            odds -= _AGAINST.get(name, 1.0)
            differ.append(name)
    if _same_mailbox(one.fields.get("e-mail", ""), other.fields.get("e-mail", "")):
        odds += 3.0
        reasons.append("the same mail name at two addresses")
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds)))), _Why(reasons, same, near, differ)


def _rarity(count: int, people: int) -> float:
    """The weight of agreeing on a value: minus the log of the share of people who have it."""
    # Two or three cards are as many as one person has.
    share = max((count - 3) / people, 1 / max(people, CROWD))
    return min(-log(share), 8.0)


def _same_mailbox(one: str, other: str) -> bool:
    """Whether two addresses have one telling name before the @ and different hosts."""
    mine, theirs = one.partition("@"), other.partition("@")
    return mine[0] == theirs[0] and mine[2] != theirs[2] and "." in mine[0] and len(mine[0]) > 5


def _likeness(one: str, other: str) -> float:
    """How alike two words of names are, 0 to 1; a short form is its long one: Bob is Robert."""
    if len(one) > 1 < len(other) and is_short_for(one, other):
        return 1.0 if one == other else 0.99
    return JaroWinkler.similarity(one, other)


def _compare_names(
    one: Sequence[str], other: Sequence[str], people: int, words: Mapping[str, int]
) -> tuple[float, list[str]]:
    """Evidence from the words of two names, each word with the one most like it."""
    if not one or not other:
        return 0.0, []
    odds, left = 0.0, list(other)
    exact, alike, initials = 0, 0, 0
    unlike = 0
    for word in sorted(one, key=len, reverse=True):
        if not left:
            break
        best = max(left, key=partial(_likeness, word))
        rare = _rarity(min(words[word], words[best]), people)
        if best == word:
            odds += rare
            exact += 1
        elif len(word) == 1 or len(best) == 1:
            if word[0] != best[0]:
                unlike += 1
                odds -= 2.0
            initials += word[0] == best[0]
        elif _likeness(word, best) >= NEAR or word.startswith(best) or (best.startswith(word)):
            odds += rare * 0.6
            alike += 1
        else:
            odds -= 2.5
            unlike += 1
        left.remove(best)
    if unlike == 0 and exact == len(one) == len(other):
        return odds, ["same name"]
    reasons = []
    if exact:
        reasons.append("part of the name agrees" if exact == 1 else "most of the name agrees")
    if alike:
        reasons.append("names are spelled alike")
    if initials:
        reasons.append("an initial fits")
    return odds, reasons
