"""Whether a header was understood in full, by what stands in the columns that no field is made for.

A file must not load in silence while its column of addresses, phones or firms goes unread: where
name and values of a column agree, it becomes the field; where only the values tell, the rep is
asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tiesmap.intake.questions import HalfUnderstood
from tiesmap.intake.sources.catalog import place
from tiesmap.intake.sources.declaration import (
    Column,
    Placed,
    Source,
    first_item,
    first_of,
    full_name,
    literal,
    made_by,
    personal_page,
    under,
)
from tiesmap.intake.sources.words import SAID, meanings, positions
from tiesmap.intake.table.clients import read_client
from tiesmap.intake.table.values import Bad, read_yes_no
from tiesmap.intake.who.names import is_salutation, join_name, may_be_one
from tiesmap.intake.wordfiles import either
from tiesmap.model.companies import has_legal_form
from tiesmap.model.domains import firm_of
from tiesmap.model.firms import is_called
from tiesmap.model.folding import letters_of
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.problems import shorten

SAMPLE_ROWS = 200
"""So many rows show what a column holds."""

_MAIL = re.compile(r"(?:[^<>]*<)?[^\s@<>,;\"()]+@[^\s@<>,;\"()]+\.[^\s@<>,;\"().]{2,}>?")
_DIAL = re.compile(r"(?:\+|00|0|\()[\d\s()/.\-]{6,22}(?:\s*(?:x|ext\.?|DW)\s*\d+)?", re.IGNORECASE)
_DIGITS = re.compile(r"[+(]?\d[\d\s()/.\-]{5,20}")
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?")
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’\-,]+[^\W\d_]+){0,4}\.?")
_MAIL_WORDS, _DIAL_WORDS, _COMFORT_WORDS, _CUSTOMER_WORDS, _CONTACT_WORDS, _ABOUT = (
    re.compile(either("columns", name), re.IGNORECASE)
    for name in ("mail", "dial", "comfort", "customers", "contacts", "beside")
)


Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The first rows of a table, and in which of its columns a source finds its fields."""

    source: Source
    placed: Placed
    rows: Sequence[Sequence[str]]

    def filled(self, at: int) -> list[str]:
        return filled(self.rows, at)

    def called(self, at: int) -> str:
        """The name of a column as a declaration has it."""
        return literal(self.placed.header[at])

    @property
    def free(self) -> Iterator[tuple[str, list[str]]]:
        """Name and filled cells of each column that no field is made for."""
        places = positions(self.placed.header)
        others = {at for name in SAID for at in places.get(name, ())}
        for at in self.placed.extra:
            if at not in others and (values := self.filled(at)):
                yield self.placed.header[at], values


def completed(
    source: Source, header: Sequence[str], rows: Sequence[Sequence[str]], file: str
) -> Source:
    """The source, with a field for each further column whose name and values agree on one.

    `rows` are the first rows of the table. Raises HalfUnderstood where the values of a column look
    like such a field (an address, a phone, a firm, a name) and its name does not say so.
    """
    if source.kind != "people":
        return source
    seen = _Seen(source, place(source, header, file), rows)
    for step in (
        _without_false_names, _first_of_several, _named_clients, _contact_persons, _told_by_values,
    ):  # fmt: skip
        if (columns := step(seen)) is not None:
            source = replace(source, columns=columns)
            seen = _Seen(source, place(source, header, file), rows)
    placed, free = seen.placed, list(seen.free)
    odd = dict(_open_questions(source, placed, free))
    if "company" not in {*placed.fields, *odd.values()} and (mails := placed.fields.get("email")):
        odd |= dict.fromkeys(called_as_domains(header, rows, mails[0], placed.extra), "company")
    if odd:
        raise HalfUnderstood(_sentence(file, odd, dict(free)))
    return source


def _without_false_names(seen: _Seen) -> Columns | None:
    """The columns without one that is called like a name and holds none: a Contact of `yes`,
    `Referral` or `Mme`. Where given and family names stand beside it, they show what it is."""
    source, header, rows = seen.source, seen.placed.header, seen.rows
    column = source.columns.get("name")
    at = seen.placed.fields.get("name", ())
    if column is None or not at or at[0] < 0 or (
        len(column.parts) == 1 and source.scope == OWN_SCOPE
        and letters_of(header[at[0]]) == "name"
    ):  # fmt: skip
        return None
    if len(at) > 1 and column.make is not full_name:
        return None
    given, family = (at[1], at[-1]) if len(at) > 2 else (-1, -1)
    values = seen.filled(at[0])
    beside = [
        (full, join_name([row[given], row[family]]))
        for row in rows
        if given >= 0 <= family and given != at[0] != family
        and (full := " ".join(row[at[0]].split())) and row[given].strip() and row[family].strip()
    ]  # fmt: skip
    agreeing = sum(any(map(str.isalpha, one)) and may_be_one(one, two) for one, two in beside)
    if not values or agreeing * 2 > len(beside) or not (beside or _are_no_names(values)):
        return None
    if not any(place >= 0 for place in at[1:]):
        return {name: one for name, one in source.columns.items() if name != "name"}
    return {**source.columns, "name": replace(column, parts=((), *column.parts[1:]))}


def _are_no_names(values: Sequence[str]) -> bool:
    """Whether nearly all of these say yes or no, count something or only how to speak to one."""
    none = sum(
        says_yes_or_no(value) or not any(map(str.isalpha, value)) or is_salutation(value)
        for value in values
    )
    return none * 10 >= len(values) * 9


_SEVERAL = frozenset(("organizations", "organisations", "companies", "jobtitles", "titles"))


def _first_of_several(seen: _Seen) -> Columns | None:
    """Of a list of contacts the columns with the first company and position of a cell that holds
    several, as its column says (Organizations); the whole cell is kept as a further field."""
    if seen.source.name != "contacts":
        return None  # whoever declares a program's columns knows what they hold
    changed = {}
    for name in ("company", "title"):
        at = next(iter(seen.placed.at(name)), -1)
        if at >= 0 and letters_of(seen.placed.header[at]) in _SEVERAL:
            changed[name] = made_by(lambda parts: first_item(parts[0]), seen.called(at), kept=True)
    return {**seen.source.columns, **changed} if changed else None


def _named_clients(seen: _Seen) -> Columns | None:
    """The columns without a yes and no where the column (Client, Insured) says who the client is:
    the name, where no other column has it, else the company."""
    fields = seen.placed.fields
    if "client" not in fields:
        return None
    at = fields["client"][0]
    values = seen.filled(at)
    column = under(seen.called(at))
    columns = {name: one for name, one in seen.source.columns.items() if name != "client"}
    if "name" in fields and "company" not in fields:
        if not _mostly(values, lambda cell: isinstance(read_client(cell), Bad)):
            return None
        return {**columns, "company": column}
    if any(map(says_yes_or_no, values)) or not looks_like_names(values):
        return None
    return columns if "name" in fields else {**columns, "name": column}


def _contact_persons(seen: _Seen) -> Columns | None:
    """The columns with the contact person as the name where the column before it, which is called
    like a name too (Kundenname), holds firms: by their legal forms, or as those whom one sells to
    and who are called otherwise than who speaks for them."""
    at = seen.placed.at("name")
    if len(at) != 1:
        return None
    firms = _mostly(seen.filled(at[0]), _is_firm)
    for contact in seen.placed.extra:
        name, values = seen.placed.header[contact], seen.filled(contact)
        if "name" not in meanings().get(letters_of(name), ()) or not looks_like_names(values):
            continue
        if firms or _speaks_for(seen, at[0], contact):
            columns = {**seen.source.columns, "name": under(literal(name))}
            if "company" not in seen.placed.fields:
                columns["company"] = under(seen.called(at[0]))
            return columns
    return None


def _speaks_for(seen: _Seen, customer: int, contact: int) -> bool:
    """Whether one column names customers and the other, in most rows, somebody else who is their
    contact person."""
    header = seen.placed.header
    if not _CUSTOMER_WORDS.search(header[customer]) or not _CONTACT_WORDS.search(header[contact]):
        return False
    both = [
        (row[customer].casefold().split(), row[contact].casefold().split()) for row in seen.rows
    ]
    return sum(bool(one and two and one != two) for one, two in both) * 2 > len(both)


def _told_by_values(seen: _Seen) -> Columns | None:
    """The columns with a field for each further one whose values are those of its name."""
    fields = seen.placed.fields
    free = [(name, values) for name, values in seen.free if not _ABOUT.search(name)]
    added = {}
    if "profile_url" not in fields:
        found = [name for name, values in free if _mostly(values, _is_profile)]
        if found:
            added["profile_url"] = made_by(personal_page, *map(literal, found[:3]))
    for field, (is_one, words) in _LOOKS.items():
        if field in fields or not words:
            continue
        found = [name for name, values in free if words.search(name) and _mostly(values, is_one)]
        if found:
            added[field] = first_of(*map(literal, found))
    return {**seen.source.columns, **added} if added else None


def looks_like(values: Sequence[str], name: str = "") -> str:
    """The field that a column's values show (email, phone, company); empty if none."""
    for field, (fits, words) in _LOOKS.items():
        shows = _SHOWS.get(field, fits)
        strict = not (words and words.search(name))
        if strict and field not in _SHOWS:
            continue
        if (not strict or not _ABOUT.search(name)) and _mostly(values, shows):
            return field
    return ""


def says_yes_or_no(cell: str) -> bool:
    """Whether a cell says yes or no."""
    return isinstance(read_yes_no(cell), bool)


def looks_like_names(values: Sequence[str]) -> bool:
    """Whether most of these are names of people: words with capitals, nearly all different."""
    said = [value for value in values if value]
    if not said:
        return False
    fitting = [
        v for v in said if _NAME.fullmatch(v) and not v[0].islower() and not has_legal_form(v)
    ]
    if len(fitting) * 10 < len(said) * 8:
        return False
    # A word that is said over and over is a state or a group, not a name.
    return len(set(said)) * 3 >= len(said) * 2


def _is_mail(text: str) -> bool:
    return _MAIL.fullmatch(text) is not None


def _is_dial(text: str) -> bool:
    return _DIAL.fullmatch(text) is not None and not _DAY.fullmatch(text)


def _is_profile(text: str) -> bool:
    return bool(personal_page([text]))


def _is_number(text: str) -> bool:
    return _DIGITS.fullmatch(text) is not None and not _DAY.fullmatch(text)


def _is_rating(text: str) -> bool:
    return re.fullmatch(r"[1-5]\s?[!+?*-]{0,3}", text) is not None


def _is_firm(text: str) -> bool:
    return has_legal_form(text)


_SHOWS: Mapping[str, Callable[[str], bool]] = {
    "email": _is_mail,
    "phone": _is_dial,
    "company": _is_firm,
}
"""field -> whether a value shows it by itself."""
_LOOKS: Mapping[str, tuple[Callable[[str], bool], re.Pattern[str] | None]] = {
    "email": (_is_mail, _MAIL_WORDS),
    "phone": (_is_number, _DIAL_WORDS),
    "company": (_is_firm, _CUSTOMER_WORDS),
    "comfort": (_is_rating, _COMFORT_WORDS),
}
"""field -> whether a value fits it, and the words of a column's name that say so too."""


def filled(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The cells of a column in which anything stands, each on one line."""
    return [cell for row in rows if (cell := " ".join(row[at].split()))]


def _mostly(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    if test is _is_rating:  # marks from 1 to 6, or of another scale, are none
        return all(not value.isdigit() or test(value) for value in values) and any(
            map(test, values)
        )
    share = 3 if test is _is_firm else 2
    return sum(map(test, values)) * share >= len(values) > 0


def _open_questions(
    source: Source, placed: Placed, free: Sequence[tuple[str, list[str]]]
) -> Iterator[tuple[str, str]]:
    """(column, field) of what the values show and no field is made of."""
    for field, shows in _SHOWS.items():
        if field not in placed.fields:
            for name, values in free:
                if _mostly(values, shows) and not _OTHERS.search(name):
                    yield name, field
    if "name" not in placed.fields and "name" in source.columns:
        for name, values in free:
            if looks_like_names(values):
                yield name, "name"


_OTHERS = re.compile(either("columns", "others"), re.IGNORECASE)
_DOMAINS = 3
"""So many firms must be called as their mail domains before a column is asked about for it."""


def called_as_domains(
    header: Sequence[str], rows: Sequence[Sequence[str]], mails: int, places: Iterable[int]
) -> list[str]:
    """Name of the first of these columns that holds what the domains of the addresses in the column
    `mails` are called, as firms do; empty where none does."""
    firms = [(row, firm) for row in rows if (firm := firm_of(row[mails].strip().lower()))]
    for at in places:
        said = [(row[at], firm) for row, firm in firms if row[at].strip()]
        alike = [
            (text, firm)
            for text, firm in said
            if not re.search(r"\w\.\w", text)
            and "@" not in text
            and is_called(text, firm, by_a_word=True)
        ]
        many = len({firm for _, firm in alike}) >= _DOMAINS
        if many and len(alike) * 2 >= len(said) and not _ABOUT.search(header[at]):
            return [header[at]]
    return []


_CALLED = {
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "company": "companies",
    "name": "names",
}


def _sentence(file: str, odd: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> str:
    shown = " and ".join(
        f"'{shorten(name, 40)}' looks like {_CALLED[field]} ({shorten(values[name][0], 40)})"
        for name, field in list(odd.items())[:4]
    )
    return f"{file} is understood only in part: the column {shown}. Say what its columns are."
