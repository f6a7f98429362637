"""Employers inferred from the domain of an address, since mails and calendars name no company.

The result is the company's name as other files spell it, or else the domain itself, which claims
no more than the address does. A company stated by a file takes precedence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from tiesmap.intake.who.keys import normalize_company
from tiesmap.model.domains import firm_of
from tiesmap.model.firms import bare_name, is_made_of
from tiesmap.model.intake import Matched, PersonMatch
from tiesmap.model.people import Person, PersonRecord

BY_MAIL = ("mailbox", "calendar")
"""Sources that name people by address alone."""


def homes_of(said: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Firm, as it is compared -> the domains that its people write from; `said` are company and
    address of each."""
    found: dict[str, set[str]] = {}
    for company, address in said:
        if company and (domain := firm_of(address)):
            found.setdefault(normalize_company(company), set()).add(domain)
    return found


def from_domains(matched: Matched, stored: Iterable[Person]) -> Matched:
    """The batch, with rows that give employers to people known from mails and calendars.

    `stored` is everybody on file.
    """
    named = [match for match in matched.people if match.source in BY_MAIL]
    if not named:
        return matched
    said: dict[int, tuple[str, str]] = {p.id: (p.company, p.email) for p in stored}
    for match in matched.people:
        company, email = said.get(match.ref, ("", ""))
        said[match.ref] = (match.record.company or company, match.record.email or email)
    spelled = spellings(said.values())
    filled = []
    for ref, match in {match.ref: match for match in reversed(named)}.items():
        company, email = said[ref]
        found = spelled(email)
        if found and company != found and company in ("", firm_of(email)):
            record = PersonRecord(match.record.line, company=found)
            filled.append(PersonMatch(ref, record, match.file, match.source, match.scope))
    return replace(matched, people=(*matched.people, *reversed(filled)))


def spellings(said: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """address -> the name of its firm.

    As most people spell it who state a company and have an address at that domain; where nobody
    has, the company whose name reads as the domain does, or the only one that the domain shortens;
    else the domain itself."""
    by_domain: dict[str, Counter[str]] = {}
    by_name: dict[str, Counter[str]] = {}
    for company, email in said:
        firm = firm_of(email)
        if not company or company == firm:
            continue
        if firm:
            by_domain.setdefault(firm, Counter())[company] += 1
        by_name.setdefault(bare_name(company), Counter())[company] += 1

    def spelled(address: str) -> str:
        firm = firm_of(address)
        if not firm:
            return ""
        label = bare_name(firm.partition(".")[0])
        return _most(by_domain, firm) or _most(by_name, label) or longer(label) or firm

    @lru_cache(None)
    def longer(label: str) -> str:
        names = [name for name in by_first.get(label[:1], ()) if _is_one(label, by_name[name])]
        return _most(by_name, names[0]) if len(names) == 1 else ""

    by_first: dict[str, list[str]] = {}
    for name in by_name:
        by_first.setdefault(name[:1], []).append(name)
    return spelled


def _is_one(label: str, spelled: Mapping[str, int]) -> bool:
    return any(is_made_of(label, company) for company in spelled)


def _most(counts: Mapping[str, Counter[str]], key: str) -> str:
    """The value that most give for a key; of equals the first in the alphabet."""
    found = counts.get(key)
    if not found:
        return ""
    company, count = min(found.items(), key=lambda one: (-one[1], one[0]))
    alike = sum(n for other, n in found.items() if bare_name(other) == bare_name(company))
    return company if 2 * alike > sum(found.values()) and count else ""
