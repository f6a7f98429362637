"""Who knows whom, as a list of contacts says it in words: who referred somebody, whom one knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.sources.declaration import addressed
from tiesmap.intake.sources.words import SAID, positions
from tiesmap.intake.table.values import clean_line, clean_text, read_yes_no
from tiesmap.intake.who.names import clean_name, is_persons, turned, words_of
from tiesmap.intake.wordfiles import either, words
from tiesmap.model.companies import has_legal_form
from tiesmap.model.evidence import IntroductionRecord, TieRecord
from tiesmap.model.intake import THE_REP, Checked, as_said
from tiesmap.model.names import unaccented
from tiesmap.model.people import PersonRecord

_REFERRAL = re.compile(either("columns", "referral"), re.IGNORECASE)
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
    by, source, knows = (places.get(one, []) for one in SAID)
    if not (by or source or knows):
        return checked
    cells: dict[int, list[Sequence[str]]] = defaultdict(list)
    for line, row in rows:
        cells[line].append(row)
    introductions: list[IntroductionRecord] = []
    ties: list[TieRecord] = []
    told: dict[int, int] = defaultdict(int)
    for one in checked.people:
        here = cells[one.line]
        row = here[min(told[one.line], len(here) - 1)]
        told[one.line] += 1
        person = _reference(one)
        for at in by:
            introductions += [
                IntroductionRecord(one.line, None, name, person, THE_REP)
                for name in _names(row[at], header[at], sure=True)
            ]
        for at in source:
            if found := _REFERRAL.fullmatch(clean_line(row[at])):
                introductions += [
                    IntroductionRecord(one.line, None, name, person, THE_REP)
                    for name in _names(found[1], header[at], sure=False)
                ]
        for at in knows:
            ties += [
                TieRecord(one.line, person, name)
                for name in _names(row[at], header[at], sure=False)
            ]
    return replace(
        checked,
        introductions=(*checked.introductions, *introductions),
        ties=(*checked.ties, *ties),
    )


def _reference(one: PersonRecord) -> str:
    if one.id:
        return one.id
    return addressed(one.name, one.email) if one.shared else one.email or one.name


def _names(text: str, column: str, *, sure: bool) -> Iterator[str]:
    """The references in a cell. Who is named in full where names are expected (`sure`) may be
    somebody new; of anybody else, only who is on file counts."""
    for part in _APART.split(clean_text(text)):
        if "@" in part:
            yield part.strip() if sure else as_said(clean_line(column), part.strip())
        elif _may_be_name(name := turned(clean_name(_BEHIND.sub("", part)))):
            initial = name.isascii() and len(words_of(name)[0]) == 1
            whole = is_persons(name) and not initial
            new = sure and whole and not vocabulary().propose(name, "").category
            yield name if new else as_said(clean_line(column), name)


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
