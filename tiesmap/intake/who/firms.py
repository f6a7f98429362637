"""Joining by name and firm: `Ada Berg` of Berg AG is the one who writes from ada@berg.example.

A list without addresses and a mailbox without companies have only the name in common. Where it is
the only one of its kind on both sides, and the domain of the address is called as the company is,
they are one person; it is told, and taken back with the import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tiesmap.intake.who.employers import bare_name, is_made_of
from tiesmap.intake.who.keys import normalize_company, normalize_name
from tiesmap.model.addresses import mailbox_of
from tiesmap.model.domains import firm_of
from tiesmap.model.english import say_first
from tiesmap.model.intake import Checked, Key
from tiesmap.model.names import unaccented

SHOWN = 30
"""So many of those who were joined are named."""
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


def may_be_joined(keys: Iterable[Key], others: Iterable[Key], address: str) -> bool:
    """Whether a person without an address at work (with `keys`) and the one at this may be one.

    They may where every company stated of either is named like the domain, and nothing tells the
    two apart."""
    mine, theirs = list(keys), list(others)
    companies = [scope for kind, scope, _ in mine if kind == "name_company"]
    said = [scope for kind, scope, _ in theirs if kind == "name_company"]
    if not companies or not all(works_there(one, address) for one in (*companies, *said)):
        return False
    marks = [{key[:2] for key in side if key[0] in ("id", "profile")} for side in (mine, theirs)]
    at_work = any(key[0] == "email" and firm_of(key[2]) for key in mine)
    return not at_work and not marks[0] & marks[1]


def is_full(name: str) -> bool:
    """Whether a name has a given and a family name; a single word could be anybody's."""
    return len(re.findall(r"\w{2,}", name)) > 1


def references_in(checked: Checked) -> set[str]:
    """The texts by which the messages, meetings and ties of a file name people."""
    found = {text for one in checked.interactions for text in (one.sender, *one.to)}
    return found | {text for one in checked.ties for text in (one.person, one.other)}


def addresses_of_names(files: Sequence[Checked]) -> Mapping[str, set[str]]:
    """name -> the mailboxes it is used for in the messages and meetings of these files."""
    texts = {text for checked in files for text in references_in(checked)}
    found: dict[str, set[str]] = {}
    for text in texts:
        if not text.endswith(">") or "@" not in text:
            continue
        name, _, address = text[:-1].rpartition("<")
        found.setdefault(normalize_name(name), set()).add(mailbox_of(address))
    return found


def told(name: str, *marks: str) -> str:
    """The words for somebody who was recognized by name and firm: both spellings."""
    return f"{name} ({', '.join(dict.fromkeys(filter(None, marks)))})"


def tell(joined: Sequence[str]) -> str:
    """The sentence for the report about all who were recognized by name and firm."""
    many = len(joined) > 1
    return (
        f"Taken for one person with somebody known, for the name is the only one and the firm, its "
        f"domain or the phone agrees: {f'{len(joined)} people: ' if many else ''}"
        f"{say_first(joined, SHOWN)}. If {'one of them is' if many else 'they are'} two, "
        "take the import back (tiesmap undo) and write the right address into your list."
    )
