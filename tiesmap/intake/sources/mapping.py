"""Files of any other layout: the rep maps the columns once, and the mapping is remembered.

A mapping leads from column names to fields, named as in docs/columns.md. It is stored by header:
another file with the same columns, in any order, is read the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tiesmap.intake.answers import Answer
from tiesmap.intake.cells import NEEDS
from tiesmap.intake.sources.catalog import place
from tiesmap.intake.sources.declaration import (
    Column,
    Source,
    first_of,
    full_name,
    joined,
    literal,
    made_by,
    under,
)
from tiesmap.intake.sources.declared import NAMED
from tiesmap.intake.sources.understanding import (
    called_as_domains,
    filled,
    looks_like,
    looks_like_names,
    says_yes_or_no,
)
from tiesmap.intake.sources.words import positions
from tiesmap.model import evidence
from tiesmap.model.english import say_or
from tiesmap.model.folding import letters_of
from tiesmap.model.intake import THE_REP
from tiesmap.model.problems import Refused, shorten

_KINDS = ("people", "relationships", *evidence.KINDS, "targets")
"""In the order in which a mapping is tried: the first kind that knows all its fields."""

_LISTED = ("last_contact", "owner")
"""What a list of somebody's contacts says of people besides: its columns are kept as they are."""

_FIELD = {
    kind: {column.called: name for name, column in NAMED[kind].columns.items()} for kind in _KINDS
}

FIELDS: Mapping[str, tuple[str, ...]] = {kind: tuple(_FIELD[kind]) for kind in _KINDS}
"""Kind of rows -> the fields that columns can be mapped to."""
_FIELD["people"] |= {name: name for name in _LISTED}

_PARTS = ("first_name", "last_name")
"""What a column of people may be besides: a part of the name."""

_OWN_LOG = {"sender": THE_REP}


def choices(kind: str) -> tuple[str, ...]:
    """The fields to which a column of such rows can be mapped. For people first_name and last_name
    are among them, which together make the name."""
    fields = tuple(_FIELD[kind])
    at = fields.index("name") + 1 if kind == "people" else 0
    return (*fields[:at], *_PARTS, *fields[at:]) if at else fields


def signature(header: Sequence[str]) -> str:
    """The key under which a mapping is stored: the names of a header, whatever their order and
    spelling."""
    return "\n".join(sorted(filter(None, map(letters_of, header))))


def source_of(mapping: Mapping[str, str], header: Sequence[str], kind: str = "") -> Source:
    """The source that a mapping (name in the header -> field) makes of a header.

    `kind` says what the rows are about; empty: the first kind that knows all the fields. Several
    columns for the name are joined in the order of the header, first names before last names; of
    several for another field the first that is not empty counts. Raises Refused for what cannot be
    meant.
    """
    places = {letters_of(name): place for place, name in enumerate(header)}
    wanted: dict[str, list[str]] = {}
    for name in sorted(mapping, key=lambda name: places.get(letters_of(name), 0)):
        if not mapping[name]:
            continue
        if letters_of(name) not in places:
            raise Refused(f"The file has no column '{shorten(name, 40)}': map its columns again.")
        wanted.setdefault(mapping[name], []).append(header[places[letters_of(name)]])
    kind = _kind(wanted, kind)
    columns: dict[str, Column] = {}
    whole = _name_of(wanted) if kind == "people" else None
    if whole is not None:
        columns["name"] = whole
        wanted = {called: some for called, some in wanted.items() if called not in _NAMES}
    for called, names in wanted.items():
        field = _FIELD[kind][called]
        parts = list(map(literal, names))
        columns[field] = joined(*parts) if field == "name" else first_of(*parts)
        if kind == "people" and field in _LISTED:
            columns[field] = replace(columns[field], kept=True)
    return Source(
        name="mapped",
        title=f"{NAMED[kind].title}, mapped by you",
        kind=kind,
        columns=columns,
        required=(),
        scope="mapped",
        listed=kind == "people" and "rep" not in columns,
        # Who keeps a log of his own contacts has no column for himself.
        defaults=_OWN_LOG if kind == "interactions" and "sender" not in columns else {},
    )


def as_said(source: Source, header: Sequence[str], file: str, answers: Iterable[Answer]) -> Source:
    """A list of people with the fields that the rep gave to columns of the same name in another
    file, or sheet, of the batch; where its own header says otherwise, that holds."""
    if source.name not in ("people", "contacts"):
        return source
    placed = place(source, header, file)
    free = {letters_of(header[at]): header[at] for at in (*placed.extra, *placed.remarks)}
    said: dict[str, Column] = {}
    for answer in answers:
        columns = answer.get("mapping") or {}
        if kind_of(columns) != "people":
            continue
        for name, called in columns.items():
            field = _FIELD["people"].get(called, "name")
            if (
                field not in {*placed.fields, *said, "name", "rep", "id"}
                and letters_of(name) in free
            ):
                said[field] = under(literal(free[letters_of(name)]))
    return replace(source, columns={**source.columns, **said}) if said else source


_NAMES = ("name", *_PARTS)


def _name_of(wanted: Mapping[str, Sequence[str]]) -> Column | None:
    """The column of the name where a first or a last name is mapped; None where neither is."""
    full, given, family = (list(map(literal, wanted.get(called, ()))) for called in _NAMES)
    if not given and not family:
        return None
    # A full name beside the two would say each word twice.
    return made_by(full_name, full[0], *given, *family) if full else joined(*given, *family)


def kind_of(mapping: Mapping[str, str]) -> str:
    """The kind of rows that have these columns; people where that is unclear."""
    try:
        return _kind({field: [] for field in mapping.values() if field})
    except Refused:
        return "people"


def _kind(wanted: Mapping[str, Sequence[str]], asked: str = "") -> str:
    """The kind of rows that has all these fields and needs no more."""
    if asked and asked not in FIELDS:
        raise Refused(f"'{shorten(asked, 40)}' is no kind of rows: say {say_or(_KINDS)}.")
    unknown = sorted(set(wanted).difference(*map(choices, _KINDS)))
    if unknown:
        raise Refused(
            f"There is no field '{shorten(unknown[0], 40)}': "
            f"say {say_or(choices(asked or 'people'))}."
        )
    if asked in ("", "people"):
        wanted = {"name" if field in _PARTS else field: some for field, some in wanted.items()}
    foreign = sorted(set(wanted) - set(_FIELD[asked])) if asked else []
    if foreign:
        raise Refused(
            f"A row of {asked} has no {foreign[0]}: map that column to {say_or(FIELDS[asked])}."
        )
    kinds = (asked,) if asked else _KINDS
    knowing = [kind for kind in kinds if set(wanted) <= set(_FIELD[kind])]
    if not wanted or not knowing:
        raise Refused(_apart(wanted))
    groups: dict[str, list[list[str]]] = {}
    for kind in knowing:
        # Which columns tell one kind from the others does not count where somebody said it.
        required = NEEDS[kind] if asked else NAMED[kind].required
        required = tuple(group for group in required if not set(group) & set(_OWN_LOG))
        groups[kind] = [[NAMED[kind].columns[name].called for name in group] for group in required]
        if all(set(group) & set(wanted) for group in groups[kind]):
            return kind
    needed = " and ".join(" or ".join(group) for group in groups[knowing[0]])
    raise Refused(f"Something is missing: {knowing[0]} need {needed}.")


def _apart(wanted: Mapping[str, Sequence[str]]) -> str:
    """The fields that do not belong to the kind that most of the others belong to."""
    nearest = max(_KINDS, key=lambda kind: len(set(wanted) & set(_FIELD[kind])))
    odd = sorted(set(wanted) - set(_FIELD[nearest]))
    if not odd:
        return "No column is mapped: say which holds the name, or the date and with whom."
    return (
        f"A row of {nearest} has no {say_or(odd)}: leave that column out, or map it to "
        f"{say_or(sorted(set(FIELDS[nearest]) - set(wanted)))}."
    )


def suggest_mapping(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> dict[str, str]:
    """A first mapping for the rep to correct: by what columns are called, in several languages, and
    else by whether their values in `rows` are addresses, phones, firms or names."""
    seen = {name: filled(rows, at) for at, name in enumerate(header)}
    persons = [name for name, values in seen.items() if looks_like_names(values)]
    found = _by_name(header)
    for name, values in seen.items():
        field = "" if name in found else looks_like(values, name)
        if field and field not in found.values():
            found[name] = field
    companies = [name for name in header if found.get(name) == "company"]
    if len(companies) > 1 and set(_NAMES).isdisjoint(found.values()):
        # Cust Name, Co.
        found |= dict.fromkeys([name for name in companies if name in persons][:1], "name")
    whole = "email" in found.values()
    if (whole or "company" in found.values()) and set(_NAMES).isdisjoint(found.values()):
        # Without an address beside it one word each may be towns.
        free = [n for n in persons if n not in found and (whole or all(" " in v for v in seen[n]))]
        found |= dict.fromkeys(free[:1], "name")
    if "company" not in found.values() and (mail := [n for n in found if found[n] == "email"]):
        other = [at for at, name in enumerate(header) if name not in found]
        firms = called_as_domains(header, rows, header.index(mail[0]), other)
        found |= dict.fromkeys(firms, "company")
    if "name" not in found.values():
        # Under Client or Kunde stands a yes, or who it is.
        clients = [name for name in persons if found.get(name) == "client"]
        whom = [name for name in clients if not any(map(says_yes_or_no, seen[name]))]
        found |= dict.fromkeys(whom[:1], "name")
    found = {name: found[name] for name in header if found.get(name)}
    people = {name: field for name, field in found.items() if field in choices("people")}
    try:
        _kind({field: [] for field in found.values()})
    except Refused:
        return people
    return found


_OF_NAME = ("name", "first_name", "first_name", "last_name")
"""What the parts of the name are in a list of contacts."""


def _by_name(header: Sequence[str]) -> dict[str, str]:
    """Column -> the field that it is called like."""
    aliases: dict[str, str] = {}
    for kind in _KINDS:
        for called in FIELDS[kind]:
            if kind == "people" or called in ("date", "from", "to", "introducer", "other", "why"):
                aliases.setdefault(letters_of(called), called)
    for name, column in NAMED["contacts"].columns.items():
        for at, part in enumerate(column.parts):
            for alias in part:
                aliases.setdefault(letters_of(alias), _OF_NAME[at] if name == "name" else name)
    found: dict[str, str] = {}
    places = positions(header)
    for key, here in places.items():
        if key in aliases:
            for at in here:
                found.setdefault(header[at], aliases[key])
    if set(_PARTS) <= set(found.values()):
        # A full name beside a first and a last name would say each word twice.
        return {name: field for name, field in found.items() if field != "name"}
    return {name: "name" if field in _PARTS else field for name, field in found.items()}
