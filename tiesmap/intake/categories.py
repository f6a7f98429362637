"""Proposing categories for people who have none, from the words in an editable file.

Precision over recall: where two kinds of business fit a company, none is proposed. What the words
get right is measured in `tests/intake/test_categories.py` on companies of public lists.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from tiesmap.intake.wordfiles import FOLDER
from tiesmap.model.folding import letters_of, without_accents
from tiesmap.model.memo import memo
from tiesmap.model.problems import Refused
from tiesmap.model.proposals import Proposal

NAME = "categories.toml"
"""The file of words; one beside the database is read in place of ours."""
ASSOCIATIONS = "Chambers & associations"
"""The kind of business of whoever speaks for others."""
LANGUAGES = ("de", "fr", "es", "nl", "pt")
"""In which a kind of business may have names of its own, beside the English one."""
_KEPT = 2**14  # texts whose matches are kept
_WRITTEN_ON = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Kana and Han: scripts that leave no blanks between words."""


def _bare(name: str) -> str:
    """A column's name as it is compared here: `Catégorie` is `categorie`."""
    return letters_of(without_accents(name))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sequence of words; `entry` is the category they speak for, or (with `against`) rule out."""

    words: tuple[str, ...]
    entry: int
    against: bool

    @property
    def weight(self) -> int:
        return sum(len(word.strip("*")) for word in self.words)


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of a pattern, with its place in the text."""

    start: int
    end: int
    pattern: _Pattern

    def within(self, other: _Found) -> bool:
        """Whether the other says the same place more precisely."""
        if not other.start <= self.start <= self.end <= other.end:
            return False
        longer = other.end - other.start > self.end - self.start
        return longer or other.pattern.weight > self.pattern.weight


_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)*?([a-z0-9-]+)(?:\.(?:com?|org|net|ac|gov))?\.[a-z]{2,}")
"""All that is known of a firm of which there are addresses alone, and the name in it."""
_SHORTEST = 6
"""Letters of the words by which the end of a mail domain tells what a firm does."""


@dataclass(slots=True)
class _Index:
    """Patterns indexed by their first word, so that the cost depends on the text alone."""

    whole: dict[str, list[_Pattern]] = field(default_factory=dict)
    begins: dict[str, list[_Pattern]] = field(default_factory=dict)
    ends: dict[str, list[_Pattern]] = field(default_factory=dict)
    inside: list[_Pattern] = field(default_factory=list)
    _words: dict[str, tuple[_Pattern, ...]] = field(default_factory=dict)

    def add(self, text: str, entry: int, against: bool) -> None:
        words = tuple(re.findall(r"\*?\w+\*?|\*", without_accents(text)))
        if not words or words[0] == "*":
            raise ValueError(text)
        pattern = _Pattern(words, entry, against)
        first = words[0]
        if len(words) == 1 and _WRITTEN_ON.search(first):
            self.inside.append(pattern)
        elif first.endswith("*"):
            self.begins.setdefault(first.rstrip("*"), []).append(pattern)
        elif first.startswith("*"):
            self.ends.setdefault(first.lstrip("*"), []).append(pattern)
        else:
            self.whole.setdefault(first, []).append(pattern)

    def divided(self, label: str) -> str:
        """The label of a mail domain with a blank before the longest words it ends with, and
        between them: `north tank lines` of `northtanklines`. At its end stands what a firm is;
        the same letters elsewhere (`churchill`) may be part of any word."""
        for size in range(len(label) - 1, _SHORTEST - 1, -1):
            for pattern in self.whole.get(label[-size:], ()):
                if len(pattern.words) == 1:
                    return f"{label[:-size]} {label[-size:]}"
            for at in range(len(label) - size + 2, len(label) - 1):
                first, second = label[-size:at], label[at:]
                if any(pattern.words == (first, second) for pattern in self.whole.get(first, ())):
                    return f"{label[:-size]} {first} {second}"
        return label

    def find(self, text: str) -> list[_Found]:
        """All matches in the text."""
        text = without_accents(text)
        places = list(re.finditer(r"[^\W_]+", text))
        words = [place[0] for place in places]
        found = []
        for at, word in enumerate(words):
            for pattern in self._starting(word):
                last = at + len(pattern.words) - 1
                rest = pattern.words[1:]
                if last < len(words) and all(map(_fits, rest, words[at + 1 : last + 1])):
                    found.append(_Found(places[at].start(), places[last].end(), pattern))
        if self.inside and _WRITTEN_ON.search(text):
            for pattern in self.inside:
                for place in re.finditer(re.escape(pattern.words[0]), text):
                    found.append(_Found(place.start(), place.end(), pattern))
        return found

    def _starting(self, word: str) -> tuple[_Pattern, ...]:
        """The patterns that start with this word; cached, since most words are frequent."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            known = self._words[word] = tuple(self._looked_up(word))
        return known

    def _looked_up(self, word: str) -> Iterator[_Pattern]:
        yield from self.whole.get(word, ())
        for size in range(2, len(word) + 1):
            yield from self.begins.get(word[:size], ())
            yield from self.ends.get(word[-size:], ())


def _fits(pattern: str, word: str) -> bool:
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _ruled_out(found: Sequence[_Found]) -> set[int]:
    """The entries that are not meant, but where words of their own say the same place more
    precisely: "creative group" over "creative *"."""
    own = {(one.start, one.end, one.pattern.entry): one.pattern.weight
           for one in found if not one.pattern.against}  # fmt: skip
    return {
        one.pattern.entry
        for one in found
        if one.pattern.against
        and own.get((one.start, one.end, one.pattern.entry), 0) <= one.pattern.weight
    }


def _said(index: _Index, text: str) -> list[_Found]:
    """The entries a text speaks for: the most precise matches, without entries it rules out."""
    found = index.find(text)
    forbidden = _ruled_out(found)
    fitting = [one for one in found if one.pattern.entry not in forbidden]
    kept = [one for one in fitting if not any(one.within(other) for other in fitting)]
    return sorted(kept, key=lambda one: (one.start, -one.end))


class Vocabulary:
    """The words of a file, and the categories they propose."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.industries = tuple(str(one["name"]) for one in said.get("industry", ()))
        self.functions = tuple(str(one["name"]) for one in said.get("function", ()))
        self.levels = tuple(str(one["name"]) for one in said.get("level", ()))
        self.near: dict[str, tuple[str, ...]] = {
            str(one["name"]): tuple(map(str, one.get("near", ()))) for one in said["industry"]
        }
        """Kind of business -> with which others it deals."""
        self._names: dict[str, dict[str, list[str]]] = {
            str(one["name"]): {code: one.get(code, []) for code in LANGUAGES}
            for one in said["industry"]
        }
        self._called = {
            without_accents(name): trade
            for trade, by_code in self._names.items()
            for name in (trade, *chain.from_iterable(by_code.values()))
        }
        self._told_by = {
            str(one["name"]): [without_accents(text) for text in one.get("company", ())]
            for one in said["industry"]
        }
        labels = said.get("labels", {})
        self.label_columns = frozenset(map(_bare, labels.get("columns", ())))
        """Columns (as `_bare` says them) whose cells hold labels."""
        self._no_label = _made([{"words": labels.get("not", ())}], "words", "")
        self._company = _made(said.get("industry", ()), "company", "unless")
        self._calling = _made(said.get("industry", ()), "title", "")
        self._function = _made(said.get("function", ()), "title", "unless")
        self._level = _made(said.get("level", ()), "title", "unless")
        self._gatherings = _made([said.get("gatherings", {})], "company", "unless")
        self._of_company = memo(_KEPT)(self._read_company)
        self._not_of = memo(_KEPT)(self._read_ruled_out)
        self._of_title = memo(_KEPT)(self._read_title)

    def propose(self, company: str, title: str) -> Proposal:
        """A category or "": the kind of business that the company's name tells, else the
        profession in the title, else the function in the title."""
        named = self._of_company(company) if company else Proposal()
        titled = self._of_title(title) if title else Proposal()
        if titled.level == "retired":
            return Proposal(level=titled.level)
        if named.category:
            return Proposal(named.category, titled.level, named.why, named.by)
        if ASSOCIATIONS in self.industries and self.gathers(company):
            return Proposal(ASSOCIATIONS, titled.level, "an association in the company", company)
        if titled.category not in self.industries:
            return titled
        other = self.industries.index(titled.category) in self._not_of(company)
        return Proposal(level=titled.level) if other else titled

    def of_label(self, label: str) -> str:
        """The category that a label names: by its own name, or by words of one kind of business
        from end to end ("Hotel", not "Hotels Berlin"); "" where it names none."""
        text = without_accents(label)
        for name in (*self.industries, *self.functions):
            if without_accents(name) == text:
                return name
        found = _said(self._company, label)
        one = len({each.pattern.entry for each in found}) == 1
        whole = any((each.start, each.end) == (0, len(text)) for each in found)
        return self.industries[found[0].pattern.entry] if one and whole else ""

    def trade_called(self, name: str) -> str:
        """The kind of business that has a name, in any of the languages of the file; else ""."""
        return self._called.get(without_accents(name), "")

    def name_in(self, trade: str, code: str) -> str:
        """What a kind of business is called in a language (de, fr ...): the first of its names."""
        return next(iter(self._names.get(trade, {}).get(code, ())), trade)

    def spoken_in(self, categories: Iterable[str]) -> str:
        """The language in which a rep names kinds of business: two or more of his categories are
        names there, and more than in English; "" where none is."""
        mine = set(map(without_accents, categories))
        counts = {
            code: len(
                mine.intersection(
                    without_accents(one) for by in self._names.values() for one in by[code]
                )
            )
            for code in LANGUAGES
        }
        best = max(LANGUAGES, key=lambda code: counts[code])
        english = len(mine.intersection(map(without_accents, self.industries)))
        return best if counts[best] > max(1, english) else ""

    def called(self, categories: Sequence[str]) -> dict[str, str]:
        """Kind of business -> what it is called beside a rep's categories: as one of them, the
        first goes first, else in their language."""
        code = self.spoken_in(categories)
        found = {one: self.name_in(one, code) for one in self.industries}
        mine = {self.trade_called(one): one for one in reversed(categories)}
        return found | {trade: one for trade, one in mine.items() if trade}

    def words_of(self, trade: str) -> frozenset[str]:
        """The longer words by which a firm's name may tell a kind of business as a part of one of
        its own words: OhioHealth. Those of the trade, with what these begin with where that is one
        of its words, too (`health` of `healthcare`); of other kinds, the name where it is one."""
        told = self._told_by.get(trade, [])
        alone = {word for word in told if word.isalpha()}
        parts = {word for text in told for word in text.split() if word.isalpha()} - alone
        begin = {part for part in parts if any(word.startswith(part) for word in alone)}
        name = without_accents(trade).removesuffix("s")
        named = {name} if not told and name.isalpha() else set()
        return frozenset(word for word in alone | begin | named if len(word) >= _SHORTEST)

    def gathers(self, company: str) -> bool:
        """Whether a company is an association or a chamber: who works there knows its members."""
        return bool(_said(self._gatherings, company))

    def is_label_column(self, name: str) -> bool:
        """Whether a column of this name holds labels, groups or tags."""
        return _bare(name) in self.label_columns

    def is_category(self, label: str) -> bool:
        """Whether a label may name a kind of business; "VIP" and "myContacts" may not."""
        text = without_accents(label)
        if not any(map(str.isalpha, text)):
            return False
        return not any(
            one.start == 0 and (one.end == len(text) or one.pattern.words[-1].endswith("*"))
            for one in self._no_label.find(text)
        )

    def _in_words(self, company: str) -> str:
        """A company's name, a domain in the words of which it is made."""
        domain = _DOMAIN.fullmatch(company)
        return self._company.divided(domain[1]) if domain else company

    def _read_ruled_out(self, company: str) -> set[int]:
        return _ruled_out(self._company.find(self._in_words(company)))

    def _read_company(self, company: str) -> Proposal:
        company = self._in_words(company)
        return self._one(self.industries, _said(self._company, company), company, "company")

    def _read_title(self, title: str) -> Proposal:
        levels = {one.pattern.entry for one in _said(self._level, title)}
        level = self.levels[min(levels)] if levels else ""
        found = self._one(self.industries, _said(self._calling, title), title, "title")
        if not found.category:
            # Somebody who does two things is not wrong under the first.
            found = self._one(self.functions, _said(self._function, title)[:1], title, "title")
        return Proposal(found.category, level, found.why, found.by)

    @staticmethod
    def _one(names: Sequence[str], found: Sequence[_Found], text: str, where: str) -> Proposal:
        """The one entry that is found; nothing where there are two."""
        if len({one.pattern.entry for one in found}) != 1:
            return Proposal()
        words = " ".join(without_accents(text)[found[0].start : found[0].end].split())
        by = " ".join(found[0].pattern.words)
        return Proposal(names[found[0].pattern.entry], "", f'"{words}" in the {where}', by)


def _made(entries: Sequence[Mapping[str, Any]], words: str, unless: str) -> _Index:
    index = _Index()
    for number, entry in enumerate(entries):
        for text in entry.get(words, ()):
            index.add(text, number, False)
        for text in entry.get(unless, ()) if unless else ():
            index.add(text, number, True)
    return index


def read_vocabulary(text: str, name: str = NAME) -> Vocabulary:
    """The vocabulary in a file of words. Raises Refused where the file is wrong."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name} cannot be read: {error}. Correct it, or take it away.") from None
    for kind, lists in _LISTS.items():
        entries = said.get(kind, [])
        if not isinstance(entries, list):
            raise Refused(f"{name}: each {kind} begins with a line [[{kind}]].")
        for entry in entries:
            _check(entry, kind, lists, name)
    said.setdefault("industry", [])
    for kind, both in _TABLES.items():
        table = said.setdefault(kind, {})
        if not isinstance(table, dict) or not all(
            isinstance(words, list) and all(isinstance(word, str) for word in words)
            for words in table.values()
        ):
            raise Refused(f"{name}: [{kind}] has two lists of words, {both}.")
    try:
        return Vocabulary(said)
    except ValueError as error:
        raise Refused(
            f"{name}: '{error}' names no word: write a word, with * before or after it."
        ) from None


_TABLES = {"labels": "columns and not", "gatherings": "company and unless"}
_LISTS = {
    "industry": ("company", "title", "unless", "near", *LANGUAGES),
    "function": ("title", "unless"),
    "level": ("title", "unless"),
}


def _check(entry: object, kind: str, lists: Sequence[str], name: str) -> None:
    if not isinstance(entry, dict) or not str(entry.get("name", "")).strip():
        raise Refused(f'{name}: each [[{kind}]] needs a line name = "...".')
    for key, value in entry.items():
        if key == "name":
            continue
        if key not in lists:
            raise Refused(f"{name}: {entry['name']} has {key}: say {', '.join(lists)}.")
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise Refused(
                f'{name}: {key} of {entry["name"]} is a list of words: ["bank", "*bank"].'
            )


@lru_cache(1)
def vocabulary() -> Vocabulary:
    """The words that come with tiesmap."""
    return read_vocabulary((FOLDER / NAME).read_text("utf-8"))
