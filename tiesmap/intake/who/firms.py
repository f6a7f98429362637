"""Firms and the domains of their mail: who works where, by the address he writes from."""

from __future__ import annotations

from collections.abc import Iterable

from tiesmap.intake.who.employers import bare_name, is_made_of
from tiesmap.intake.who.keys import normalize_company, normalize_name
from tiesmap.model.domains import firm_of
from tiesmap.model.folding import unaccented

_SHORTEST = 4
"""So many letters of a name must agree where a domain has only its beginning, or goes on."""


def works_there(company: str, address: str) -> bool:
    """Whether the domain of an address is named like the company.

    Exactly, or as far as the shorter of the two goes: acme.example is of Acme Hotels Ltd; or by one
    of its words, or by their initials or beginnings: adlon.example is of Hotel Adlon, gldrayage of
    Great Lakes Drayage. The domain itself stands for the company too.
    """
    firm = firm_of(address)
    if not firm or not company:
        return False
    if normalize_name(company).replace(" ", ".") == firm:
        return True
    label, name = (bare_name(unaccented(text)) for text in (firm.partition(".")[0], company))
    shorter = min(len(label), len(name))
    if label == name or (
        shorter >= _SHORTEST and (label.startswith(name) or name.startswith(label))
    ):
        return True
    if is_made_of(label, company):
        return True
    words = unaccented(company).split()
    initials = "".join(word[0] for word in words)
    return (len(label) >= _SHORTEST and label in words) or (len(label) > 2 and label == initials)


def homes_of(said: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Firm, as it is compared -> the domains that its people write from; `said` are company and
    address of each."""
    found: dict[str, set[str]] = {}
    for company, address in said:
        if company and (domain := firm_of(address)):
            found.setdefault(normalize_company(company), set()).add(domain)
    return found
