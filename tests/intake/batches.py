"""Batches of rows to be matched, and what is known once they are stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tiesmap.intake.who.keys import (
    keys_of,
)
from tiesmap.model.addresses import mailbox_of
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import Checked, KnownPeople, Matched
from tiesmap.model.people import PersonRecord

NOBODY = KnownPeople()
DAY = datetime(2026, 3, 5)


def checked(file: str = "people.csv", scope: str = "tiesmap", **rows: Iterable[object]) -> Checked:
    said = {kind: tuple(records) for kind, records in rows.items()}
    return Checked(file, "people", scope, "utf-8", ",", 0, **said)  # type: ignore[arg-type]


def people(*records: PersonRecord, file: str = "people.csv", scope: str = "tiesmap") -> Checked:
    numbered = (replace(record, line=line) for line, record in enumerate(records, 2))
    return checked(file, scope, people=numbered)


def who(**said: object) -> PersonRecord:
    return PersonRecord(0, **said)  # type: ignore[arg-type]


def mails(*pairs: tuple[str, str], file: str = "interactions.csv") -> Checked:
    """Interactions of (from, "to; to")."""
    records = (
        InteractionRecord(line, DAY, sender, tuple(to.split("; ")), "email")
        for line, (sender, to) in enumerate(pairs, 2)
    )
    return checked(file, interactions=records)


def refs(matched: Matched) -> list[int]:
    return [person.ref for person in matched.people]


def remember(matched: Matched, known: KnownPeople = NOBODY) -> KnownPeople:
    """The index as it is after storing the batch: everybody keeps every key they came with.

    A key belongs to the first who had it, but for names.
    """
    by_id, by_profile = dict(known.by_id), dict(known.by_profile)
    by_email, by_name_company = dict(known.by_email), dict(known.by_name_company)
    by_shared = {mailbox: dict(names) for mailbox, names in known.by_shared.items()}
    by_name, names = dict(known.by_name), dict(known.names)
    ids: dict[int, int] = {}
    start = max(names, default=0) + 1
    for person in matched.people:
        number = person.ref if person.ref > 0 else ids.setdefault(person.ref, start + len(ids))
        names.setdefault(number, person.record.name or person.record.email)
        for kind, scope, value in keys_of(person.record, person.scope):
            if kind == "id":
                by_id.setdefault((scope, value), number)
            elif kind == "profile":
                by_profile.setdefault(value, number)
            elif kind == "email" and scope:
                by_shared.setdefault(mailbox_of(value), {}).setdefault(scope, number)
            elif kind == "email":
                by_email.setdefault(mailbox_of(value), number)
            elif kind == "name_company":
                by_name_company.setdefault((value, scope), number)
            elif number not in by_name.get(value, ()):
                by_name[value] = (*by_name.get(value, ()), number)
    return KnownPeople(
        by_id, by_profile, by_email, by_shared, by_name_company, by_name=by_name, names=names
    )
