"""People whose title or company changed between two imports: a reason to write without an ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tiesmap.model.companies import is_shortened, may_be_one_firm
from tiesmap.model.english import one_line
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.news import RoleChange
from tiesmap.model.people import Person

FRESH = 60
"""Days for which a change is news."""
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
"""All that an address tells of a firm, until a file has its name."""


def role_changes(
    rows: Iterable[tuple[PersonId, date, str, str]], people: Mapping[PersonId, Person], as_of: date
) -> tuple[RoleChange, ...]:
    """People with a new title or company, newest first, each once.

    `rows` are (person, day, field, before): titles and companies that imports replaced, in order
    of time. A field that was empty before, or has its old value again, is no change; nor is a
    company that is only spelled otherwise ("Rumpf Waste", "Rumpf Waste Services") or, where the
    title stays, shorter ("TK Friesland", "Tiefkühl Friesland"), or was known by its mail domain.
    """
    found: dict[PersonId, RoleChange] = {}
    for who, day, field, before in rows:
        person = people.get(who)
        if person is None or not before.strip() or not 0 <= (as_of - day).days <= FRESH:
            continue
        have = found.get(who) or RoleChange(who, day, person.title, person.company, "", "")
        # The first of several values is what it was before all of them.
        if field == "title" and not have.was_title:
            have = replace(have, was_title=before)
        if field == "company" and not have.was_company:
            have = replace(have, was_company=before)
        found[who] = replace(have, day=max(day, have.day))
    real = [
        change
        for change in found.values()
        if _differs(change.was_title, change.title) or _moved(change)
    ]
    return tuple(sorted(real, key=lambda c: (-c.day.toordinal(), c.person)))


def _differs(before: str, now: str) -> bool:
    return bool(before.strip() and now.strip()) and fold(before) != fold(now)


def _moved(change: RoleChange) -> bool:
    before, now = change.was_company, change.company
    if not _differs(before, now) or may_be_one_firm(before, now) or _DOMAIN.fullmatch(before):
        return False
    return _differs(change.was_title, change.title) or not is_shortened(before, now)


def say_change(change: RoleChange) -> str:
    """The purpose it gives: "congratulate: Head of Purchasing at Bell, was Buyer at Acme"."""
    now = _role(change.title, change.company)
    before = _role(
        change.was_title or (change.title if _moved(change) else ""),
        change.was_company if _moved(change) else "",
    )
    return f"congratulate: {now}, was {before}"


def _role(title: str, company: str) -> str:
    parts = [one_line(text, 60) for text in (title, company) if text.strip()]
    return " at ".join(parts)
