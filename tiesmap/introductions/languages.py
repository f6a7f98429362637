"""The languages of letters: each a file of words in `letters/`, all with the same keys.

What the keys mean is said in `letters/en.toml`; a further language is a further file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from tiesmap.introductions.fields import firm_said, said
from tiesmap.model import wordfiles

_FOLDER = Path(__file__).with_name("letters")
_FORMATTER = Formatter()
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_GREETING = re.compile(r"[^\n]*,\n\n([^\W\d_]+)")
_OF_DOMAIN = 0.5
"""What the end of an address weighs beside a word: a firm in Geneva may write German."""
_OF_ENGLISH = 0.5
"""What an English word weighs beside another: English titles stand in firms of every country."""
_INITIALS = 4
"""Up to so many capitals may be initials: BTP."""
TONE_NAMES = ("plain", "warm", "brief")


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language."""

    code: str
    name: str
    first_names: frozenset[str]
    """Whom a letter calls by the first name alone: "connector", "target"."""
    at_ease: frozenset[str]
    """Whom it calls so where the rep says that he is at ease with them."""
    forms: Mapping[str, str]
    fields: Mapping[str, str]
    trades: Mapping[str, str]
    """Word of a rep's own label -> the trade it means: dentists are dentistry, mgrs management."""
    small_categories: frozenset[str]
    """Words of which a category is written small; what the rep wrote otherwise stays as it is."""
    unrivaled: frozenset[str]
    """Categories whose people are nobody's competitors, such as schools."""
    small_words: frozenset[str]
    """Words that are written small after a greeting that ends in a comma."""
    small_after_colon: bool
    """Whether a sentence of the rep's goes on small behind a colon."""
    small_titles: bool
    """Whether titles and categories are written small within a sentence: ingénieure commerciale."""
    contractions: Mapping[str, str]
    """What two words become that meet where a fact is put in: "in dem" is "im"."""
    titles: Mapping[str, frozenset[str]]
    """Words of titles, for languages that say them with an article (see `titles`)."""
    months: tuple[str, ...]
    sentences: Mapping[str, tuple[str, ...]]
    of_tone: Mapping[str, Mapping[str, tuple[str, ...]]]
    """tone -> the lists of sentences that replace those above."""
    templates: Mapping[str, Mapping[str, str]]
    """tone -> kind -> template."""

    def texts(self, name: str, tone: str) -> tuple[str, ...]:
        """What a sentence can be in a tone."""
        return self.of_tone.get(tone, {}).get(name) or self.sentences[name]

    def filled(self, text: str, *facts: object, **more: object) -> str:
        """A sentence with its facts in it, as one writes it where they meet its words; the facts
        themselves stay as they are: Café in dem Park."""
        found = ""
        for words, name, spec, _ in _FORMATTER.parse(text):
            ended = found.endswith((".", "!", "?", "…"))  # "at Hill Co."
            found += words.removeprefix(".") if ended else words
            if name is None:
                continue
            fact = format(_FORMATTER.get_field(name, facts, more)[0], spec or "")
            for apart, one in self.contractions.items():
                before, _, begin = apart.partition(" ")
                if f" {words}".endswith(f" {before} ") and fact.startswith(begin):
                    found, fact = found[: -len(before) - 1] + one, fact[len(begin) :]
                    break
            found += fact
        return found

    def begun(self, letter: str) -> str:
        """A letter as its language goes on after the greeting: in German with a small letter."""
        found = _AFTER_GREETING.match(letter)
        if found is None or found[1].casefold() not in self.small_words:
            return letter
        at = found.start(1)
        return letter[:at] + letter[at].lower() + letter[at + 1 :]

    def field_of(self, category: str) -> str:
        """A category as the sentences say it: "Real estate" is "real estate", "IT" and
        the rep's own "Metallbau" stay, and his "Property mgrs" are "property management"."""
        text = said(category)
        if (known := self.fields.get(text.casefold())) or not text:
            return known or ""
        text = text.replace(" & ", f" {self.forms['and']} ")
        words = text.split()
        if any(word.casefold() in self.trades for word in words):
            low = (word if word.isupper() else word.casefold() for word in words)
            return self.forms["field"].format(" ".join(self.trades.get(w, w) for w in low))
        if self.small_titles and text.isupper() and len(text) > _INITIALS:
            text = text.lower()
        small = self.small_titles or self.small_categories.issuperset(text.casefold().split())
        if small and words[0].istitle() and words[0][1:].islower():
            text = " ".join([words[0].lower(), *words[1:]])
        return self.forms["field"].format(text)

    def where(self, about: str, *, company: bool) -> str:
        """ "at Acme", "in health care"; "" without a name."""
        name = firm_said(about) if company else self.field_of(about)
        return self.filled(self.forms["at" if company else "in"], name) if name else ""


@cache
def language(code: str) -> Language:
    """A language by its code; English for a code that there is not."""
    raw = _raw(code if code in names() else ENGLISH)
    shared = raw["shared"]
    return Language(
        code,
        raw["name"],
        frozenset(raw["first_names"]),
        frozenset(raw["at_ease"]),
        raw["forms"],
        {name.casefold(): field for name, field in raw["fields"].items()},
        raw["trades"],
        frozenset(raw["small_categories"]),
        frozenset((*_raw(ENGLISH)["unrivaled"], *raw["unrivaled"])),
        frozenset(raw["small_words"]),
        raw["small_after_colon"],
        raw.get("small_titles", False),
        raw["contractions"],
        {name: frozenset(words) for name, words in raw["titles"].items()},
        tuple(raw["months"]),
        {name: tuple(texts) for name, texts in raw["sentences"].items()},
        {
            tone: {name: tuple(texts) for name, texts in raw[tone].get("sentences", {}).items()}
            for tone in TONE_NAMES
        },
        {
            tone: {k: _whole(text, shared) for k, text in raw[tone].items() if k != "sentences"}
            for tone in TONE_NAMES
        },
    )


ENGLISH = "en"


@cache
def names() -> Mapping[str, str]:
    """code -> what the language is called in itself; English first."""
    codes = sorted((path.stem for path in _FOLDER.glob("*.toml")), key=lambda c: (c != ENGLISH, c))
    return {code: str(_raw(code)["name"]) for code in codes}


def is_own_line(line: str) -> bool:
    """Whether a line is a sentence by itself in any of the languages, begun with a capital or not:
    "I help …", "wir bauen …"."""
    begun = line.strip()
    return _own_line().match(begun[:1].upper() + begun[1:]) is not None


@cache
def _own_line() -> re.Pattern[str]:
    begins = {begin for code in names() for begin in _raw(code)["own_line"]}
    return re.compile(rf"(?:{'|'.join(sorted(begins))})\s")


@cache
def without_letters() -> Mapping[str, str]:
    """code -> name, of languages that are recognised and have no letters."""
    return {code: str(read["name"]) for code, read in _read(ENGLISH)["without_letters"].items()}


def seeming(texts: Iterable[str], addresses: Iterable[str]) -> str:
    """The language that a rep seems to write in, from words of his and ends of addresses.

    English unless another one has more, which may be one without letters; a country's own manner of
    it (`based_on`) where most of its addresses are there. To be proposed to him, never to be taken
    for known.
    """
    words = Counter(word for text in texts for word in _WORD.findall(text.casefold()))
    ends = Counter(address.rpartition(".")[2].strip().casefold() for address in addresses)
    known = {code: _read(code) for code in names()} | _read(ENGLISH)["without_letters"]
    at = {code: sum(ends[end] for end in read.get("domains", ())) for code, read in known.items()}
    found = {
        code: sum(words[sign] for sign in read["signs"]) * _weight(code) + _OF_DOMAIN * at[code]
        for code, read in known.items()
        if "signs" in read
    }
    best: str = max(found, key=lambda code: found[code])
    manners = [code for code in names() if _read(code).get("based_on") == best and at[code]]
    return max([best, *manners], key=lambda code: at[code])


def _weight(code: str) -> float:
    return _OF_ENGLISH if code == ENGLISH else 1.0


def _read(code: str) -> Mapping[str, Any]:
    return wordfiles.read(_FOLDER / f"{code}.toml")


@cache
def _raw(code: str) -> Mapping[str, Any]:
    """A file of words; one that is based on another has all of that one's but what it says."""
    read = _read(code)
    return _over(_raw(read["based_on"]), read) if "based_on" in read else read


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Mapping[str, Any]:
    merged = {**below, **above}
    for name, part in above.items():
        if isinstance(part, dict) and name in below:
            merged[name] = _over(below[name], part)
    return merged


def _whole(text: str, shared: Mapping[str, str]) -> str:
    # Twice: what several texts say may hold another such part.
    for _ in range(2):
        for name, part in shared.items():
            text = text.replace(f"<{name}>", part)
    return text
