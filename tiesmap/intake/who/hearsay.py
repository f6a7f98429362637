"""Who knows whom, as a list of contacts says it in words: who referred somebody, whom one knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from operator import attrgetter, itemgetter
from typing import TypeVar

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.sources.declaration import addressed
from tiesmap.intake.sources.words import SAID, positions
from tiesmap.intake.table.values import clean_line, clean_text, read_yes_no
from tiesmap.intake.who.names import clean_name, is_persons, split_firm, turned, words_of
from tiesmap.intake.wordfiles import either, words
from tiesmap.model.companies import has_legal_form
from tiesmap.model.evidence import IntroductionRecord, TieRecord
from tiesmap.model.folding import fold, unaccented
from tiesmap.model.intake import THE_REP, Checked, as_said
from tiesmap.model.people import PersonRecord

_T = TypeVar("_T")
_REFERRAL = re.compile(
    rf"(?:{either('columns', 'referral')}|{either('columns', 'through')}(?=\s+\S+\s+\S))"
    rf"(?:[\s:(>/–—-]+{either('columns', 'from')}(?=[\s:])|)[\s:(>/–—-]+(.+?)[\s)]*",
    re.IGNORECASE,
)
_NOBODY = frozenset(map(unaccented, words("columns", "no_referrer")))
"""Words of ways by which somebody is found without anybody: Google, Trade Show, Messe."""
_APART = re.compile(
    r"\s*(?:[;|\n]|(?<!\d)/(?!\d))\s*|\s+(?:and|und|et|y|e|en|&|\+)\s+(?=\S+\s+\S)|\s*,\s*(?=\S+\s+\S)"
)

_BEHIND = re.compile(r"\s*[(\[\d].*")
"""What stands behind a name: his firm in brackets, when it was."""


def with_hearsay(
    checked: Checked, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> Checked:
    """The list with an introduction for each name under `Referred By`, or behind the word for a
    referral under `Lead Source`, and a tie for each name under `Knows`."""
    places = positions(header)
    columns = [(kind, at) for kind in SAID for at in places.get(kind, ())]
    if not columns:
        return checked
    read = cache(partial(_said, header, frozenset(fold(one.company) for one in checked.people)))
    said: dict[tuple[int, int], list[tuple[str, str]]] = {}
    most: dict[int, int] = {}  # line -> place of the last of several rows that it became
    for line, place, row in _placed(rows, itemgetter(0)):
        if found := [
            one for kind, at in columns if row[1][at] for one in read(kind, at, row[1][at])
        ]:
            said[line, place] = found
        if place:
            most[line] = place
    introductions: list[IntroductionRecord] = []
    ties: list[TieRecord] = []
    for line, place, one in _placed(checked.people, attrgetter("line")) if said else ():
        for kind, name in said.get((line, min(place, most.get(line, 0))), ()):
            if kind == "knows":
                ties.append(TieRecord(one.line, _reference(one), name))
            else:
                person = _reference(one)
                introductions.append(IntroductionRecord(one.line, None, name, person, THE_REP))
    return replace(
        checked,
        introductions=(*checked.introductions, *introductions),
        ties=(*checked.ties, *ties),
    )


def _placed(items: Iterable[_T], line_of: Callable[[_T], int]) -> Iterator[tuple[int, int, _T]]:
    """Each item with its line, and which of those of one line it is."""
    last, place = 0, 0
    for one in items:
        line = line_of(one)
        place = place + 1 if line == last else 0
        last = line
        yield line, place, one


def _said(
    header: Sequence[str], firms: Collection[str], kind: str, at: int, text: str
) -> list[tuple[str, str]]:
    """What a cell says, as (kind of column, reference): asked once of each text."""
    if kind == "contactsource":
        found = _REFERRAL.fullmatch(clean_line(text))
        text = found[1] if found else ""
    return [(kind, name) for name in _names(text, header[at], firms, sure=kind == "referredby")]


def _reference(one: PersonRecord) -> str:
    if one.id:
        return one.id
    return addressed(one.name, one.email) if one.shared else one.email or one.name


def _names(text: str, column: str, firms: Collection[str], *, sure: bool) -> Iterator[str]:
    """The references in a cell, without the firms of this list.

    Who is named in full where names are expected (`sure`) may be somebody new; of anybody else,
    only who is on file counts.
    """
    for part in _APART.split(clean_text(text)):
        called, sign, _ = split_firm(part)
        if "@" in part and sign != "@":
            yield part.strip() if sure else as_said(clean_line(column), part.strip())
        elif fold(part) in firms:
            continue
        elif _may_be_name(name := turned(clean_name(_BEHIND.sub("", called)))):
            initial = name.isascii() and len(words_of(name)[0]) == 1
            whole = is_persons(name) and not initial
            new = sure and whole and not vocabulary().propose(name, "").category
            said = part if sign in ("@", ",") or (sign and not new) else name
            yield said if new else as_said(clean_line(column), said)


def _may_be_name(text: str) -> bool:
    """Whether a text may be the name of somebody: not Google, my dentist, yes or Kern AG."""
    words = unaccented(text).split()
    return (
        0 < len(words) < 5
        and _NOBODY.isdisjoint(words)
        and not text[0].islower()
        and not isinstance(read_yes_no(text), bool)
        and not has_legal_form(text)
    )
