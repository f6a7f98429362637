"""People as vCards (RFC 6350, version 3.0 as RFC 2426: what every address book reads)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tiesmap.exporting.plain import cell_text
from tiesmap.model.ids import PersonId
from tiesmap.model.people import CARD_FORMER, CARD_MARKS, CARD_SALUTATION, CARDS_BY_US, Person

_WIDTH = 75  # octets of a line, RFC 2426 2.6


def to_vcards(
    people: Iterable[Person],
    known: Mapping[PersonId, Mapping[str, Sequence[str]]],
    ids: Mapping[PersonId, str],
) -> bytes:
    """The people as one file of cards; `known` has the addresses of each by kind (email, profile,
    phone), the first one first, and the names of before. A card's UID is the person's id."""
    lines: list[str] = []
    for person in people:
        lines += _card(person, known.get(person.id, {}), ids[person.id])
    return "".join(_folded(line) for line in lines).encode()


def _card(person: Person, known: Mapping[str, Sequence[str]], number: str) -> list[str]:
    given, _, family = person.name.rpartition(" ")
    fields: list[tuple[str, str]] = [
        ("UID", number),
        ("FN", person.label),
        ("ORG", person.company),
        ("TITLE", person.title),
        ("NOTE", person.notes),
        ("CATEGORIES", person.stated_category),
        (CARD_SALUTATION, person.salutation),
        *((CARD_FORMER, name) for name in known.get("name", ())),
        *((mark, "yes") for name, mark in CARD_MARKS.items() if getattr(person, name)),
    ]
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"PRODID:{CARDS_BY_US}"]
    lines.append(f"N:{_text(family)};{_text(given)};;{_text(person.academic_title)};")
    lines += [f"{name}:{_text(value)}" for name, value in fields if value]
    if person.city:
        lines.append(f"ADR;TYPE=WORK:;;;{_text(person.city)};;;")
    for name, kind in (("EMAIL", "email"), ("TEL", "phone"), ("URL", "profile")):
        lines += [f"{name}:{_text(value)}" for value in known.get(kind, ())]
    return [*lines, "END:VCARD"]


def _text(value: str) -> str:
    plain = cell_text(value).replace("\\", "\\\\").replace("\n", "\\n")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A content line, cut at the width without cutting a character."""
    parts, held, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _WIDTH:
            parts.append(held)
            held, size = "", 1
        held += sign
        size += octets
    return "\r\n ".join([*parts, held]) + "\r\n"
