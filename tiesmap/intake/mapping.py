"""A file of any other layout: the rep says once what its columns are, and it is remembered.

A mapping leads from the names in a header to fields, called as in docs/columns.md. It is kept by
its header: another file with the same columns, in whatever order, is read the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiesmap.intake.addressbooks import ADDRESS_BOOKS
from tiesmap.intake.declaring import Column, Source, first_of, joined, same_header
from tiesmap.intake.own import OWN
from tiesmap.model.problems import Refused, shorten

_OWN = {source.name: source for source in OWN}
_KINDS = ("people", "relationships", "interactions", "introductions", "ties", "targets")
"""In the order in which a mapping is tried: the first kind that knows all its fields."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(column.called for column in _OWN[kind].columns.values()) for kind in _KINDS
}
"""Kind of rows -> the fields that columns can be mapped to."""

_FIELD = {
    kind: {column.called: name for name, column in _OWN[kind].columns.items()} for kind in _KINDS
}


def signature(header: Sequence[str]) -> str:
    """What tells a header from others: its names, in whatever order and spelling."""
    return "\n".join(sorted(filter(None, map(same_header, header))))


def source_of(mapping: Mapping[str, str], header: Sequence[str]) -> Source:
    """The source that a mapping (name in the header -> field) makes of a header.

    Several columns for the name are joined in the order of the header; of several for another
    field the first that is not empty counts. Raises Refused for what cannot be meant.
    """
    places = {same_header(name): place for place, name in enumerate(header)}
    wanted: dict[str, list[str]] = {}
    for name in sorted(mapping, key=lambda name: places.get(same_header(name), 0)):
        if not mapping[name]:
            continue
        if same_header(name) not in places:
            raise Refused(f"The file has no column '{shorten(name, 40)}': map its columns again.")
        wanted.setdefault(mapping[name], []).append(header[places[same_header(name)]])
    kind = _kind(wanted)
    columns: dict[str, Column] = {}
    for called, names in wanted.items():
        field = _FIELD[kind][called]
        parts = [name.replace("|", " ") for name in names]
        columns[field] = joined(*parts) if field == "name" else first_of(*parts)
    return Source(
        name="mapped",
        title=f"{_OWN[kind].title}, mapped by you",
        kind=kind,
        columns=columns,
        required=(),
        scope="mapped",
    )


def _kind(wanted: Mapping[str, Sequence[str]]) -> str:
    """The kind of rows that has all these fields, and that they are enough for."""
    knowing = [kind for kind in _KINDS if set(wanted) <= set(FIELDS[kind])]
    if not wanted or not knowing:
        raise Refused(
            "These fields do not belong together: map columns to the fields of one kind of file, "
            "such as name and email."
        )
    for kind in knowing:
        required = [
            {_OWN[kind].columns[name].called for name in group} for group in _OWN[kind].required
        ]
        if all(group & set(wanted) for group in required):
            return kind
    needed = " and ".join(
        " or ".join(_OWN[knowing[0]].columns[name].called for name in group)
        for group in _OWN[knowing[0]].required
    )
    raise Refused(f"Something is missing: {knowing[0]} need {needed}.")


def suggest_mapping(header: Sequence[str]) -> dict[str, str]:
    """A first mapping to correct: columns that are called like a field, in several languages."""
    contacts = next(source for source in ADDRESS_BOOKS if source.name == "contacts")
    aliases: dict[str, str] = {}
    for kind in _KINDS:
        for called in FIELDS[kind]:
            if kind == "people" or called in ("date", "from", "to", "introducer", "other", "why"):
                aliases.setdefault(same_header(called), called)
    for name, column in contacts.columns.items():
        for alias in column.names:
            aliases.setdefault(same_header(alias), name)
    found = {name: aliases[same_header(name)] for name in header if aliases.get(same_header(name))}
    people = {name: field for name, field in found.items() if field in FIELDS["people"]}
    try:
        _kind({field: [] for field in found.values()})
    except Refused:
        return people
    return found
