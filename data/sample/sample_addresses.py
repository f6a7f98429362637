"""Mail addresses, pages and telephone numbers of invented people."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sample_words import CITIES
from sample_world import Person


def plain_letters(text: str) -> str:
    """The letters a mail address would use: é -> e, ß -> ss."""
    table = str.maketrans(
        {
            "ø": "o",
            "ł": "l",
            "ß": "ss",
            "æ": "ae",
            "\N{LATIN SMALL LETTER DOTLESS I}": "i",
            "đ": "d",
            "þ": "th",
            "ð": "d",
        }
    )
    folded = unicodedata.normalize("NFKD", text.lower().translate(table))
    return "".join(c for c in folded if c.isascii() and (c.isalnum() or c == "-"))


def domain(company: str) -> str:
    words = [plain_letters(word) for word in company.split()]
    return "-".join(word for word in words if word) + ".example"


def profile(p: Person) -> str:
    """About two thirds have a page; which ones hangs on the key alone."""
    if p.ring > 0 and p.key % 3 == 1 and p.zone == "main":
        return ""
    return f"https://people.example/in/{p.mailbox.replace('.', '-')}-{p.key * 37 % 1000:03d}"


def email(p: Person) -> str:
    """Most have an address; of people further out it is often unknown."""
    unknown = (p.ring == 3 and p.key % 2 == 0) or (p.ring == 2 and p.key % 5 == 0)
    return "" if unknown else f"{p.mailbox}@{domain(p.company)}"


def phones(people: Sequence[Person]) -> dict[int, str]:
    """Numbers of the reps and of most of their contacts, none given twice."""
    given: dict[int, str] = {}
    used = dict.fromkeys(CITIES, 0)
    for p in people:
        if p.ring <= 1 and p.key % 5 not in (1, 3):
            given[p.key] = f"{CITIES[p.city]}-555-01{used[p.city] * 7 % 100:02d}"
            used[p.city] += 1
    return given
