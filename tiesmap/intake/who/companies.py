"""Rows about companies: they fill gaps of the people who work there, and create nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tiesmap.intake.who.keys import normalize_company
from tiesmap.model.domains import firm_of, mail_hosts
from tiesmap.model.intake import Checked, Matched, PersonMatch
from tiesmap.model.people import CompanyRecord, Person, PersonRecord

Found = tuple[Checked, CompanyRecord]


def fill_in(matched: Matched, stored: Iterable[Person]) -> Matched:
    """The batch, with rows that give people the category of their company, and give the company to
    people with an e-mail address at its domain; only where the field was empty.

    `stored` is everybody on file.
    """
    by_name: dict[str, Found] = {}
    by_domain: dict[str, Found | None] = {}
    for checked in matched.files:
        for record in checked.companies:
            by_name.setdefault(normalize_company(record.name), (checked, record))
            if domain := domain_of(record.website):
                # A domain that two companies share tells nothing.
                known = by_domain.setdefault(domain, (checked, record))
                if known and normalize_company(known[1].name) != normalize_company(record.name):
                    by_domain[domain] = None
    if not by_name:
        return matched
    filled = []
    for ref, (company, email, category) in _said(matched, stored).items():
        found = by_name.get(normalize_company(company)) if company else None
        if not company:
            found = by_domain.get(email.rpartition("@")[2])
        if found is None:
            continue
        checked, record = found
        added = PersonRecord(
            record.line,
            company="" if company else record.name,
            category="" if category else record.category,
        )
        if added.company or added.category:
            filled.append(PersonMatch(ref, added, checked.file, checked.source, checked.scope))
    return replace(matched, people=(*matched.people, *filled))


def _said(matched: Matched, stored: Iterable[Person]) -> dict[int, tuple[str, str, str]]:
    """Company, e-mail and category of everybody, stored or in the batch."""
    said: dict[int, tuple[str, str, str]] = {
        person.id: (
            "" if person.company == firm_of(person.email) else person.company,
            person.email,
            person.stated_category,
        )
        for person in stored
    }
    for match in matched.people:
        company, email, category = said.get(match.ref, ("", "", ""))
        record = match.record
        said[match.ref] = (
            record.company or company,
            record.email or email,
            record.category or category,
        )
    return said


def domain_of(website: str) -> str:
    """The domain of a website, as used in e-mail addresses; empty for public hosts."""
    text = re.sub(r"^[a-z]+://", "", website.strip().casefold()).removeprefix("www.")
    domain = re.split(r"[/?#:]", text)[0]
    return domain if "." in domain and domain not in mail_hosts() else ""
