"""Which people are at one firm: by its name, and by its own mail domain.

`De Molen Koek` and `Koekfabriek De Molen` are one firm where both have addresses at
demolenkoek.example. A domain is not always one firm: a group's companies, franchisees and the
faculties of a university share one, and who went elsewhere may be on file with an address of
before. So a domain joins only names that are akin, and none of them where many stand apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from tiesmap.model.companies import is_same_company, is_shortened, number_firms, words_of
from tiesmap.model.folding import unaccented

APART = 4
"""So many akin names, of which none says all that another says, are firms of their own (RE/MAX
Alpha, RE/MAX Beta ...). Our judgment, not measured."""
MANY = 100
"""A domain that so many names of firms have, spellings of one counted once, is a provider's or a
large group's and joins none. Our judgment; and each of them is compared with each."""
_LETTERS = 4
"""So many letters of a name must agree with the domain."""


def number_places(places: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """(company, domain) -> the number of the firm, -1 for none; `places` says how many are there.

    A domain is as `domains.firm_of` has it, "" where it tells nothing. Who has no company on file
    is at the firm of his domain, as most of those call it who say one.
    """
    names = list(dict.fromkeys(name for name, _ in places))
    number = dict(zip(names, number_firms(names), strict=True))
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, domain), people in places.items():
        if domain:
            said[domain][name] += people
    firms = _Union()
    for domain, counts in said.items():
        named = {number[n]: n for n in counts if number[n] >= 0 and n.casefold() != domain}
        for group in _akin(list(named.values()), domain) if 1 < len(named) < MANY else ():
            for name in group:
                firms.join(number[group[0]], number[name])
    home = {domain: _home(domain, counts, number, firms) for domain, counts in said.items()}
    found: dict[tuple[str, str], int] = {}
    ranks: dict[int | str, int] = {}
    for name, domain in places:
        key: int | str | None = firms.of(number[name]) if number[name] >= 0 else None
        if domain and (not name.strip() or name.casefold() == domain):
            key = home[domain] if home[domain] is not None else key
        found[name, domain] = -1 if key is None else ranks.setdefault(key, len(ranks))
    return found


def _home(
    domain: str, counts: Mapping[str, int], number: Mapping[str, int], firms: _Union
) -> int | str | None:
    """The firm of who gives no other name than the domain: the one of most; None where none is."""
    people: Counter[int] = Counter()
    for name, many in counts.items():
        if number[name] >= 0 and name.casefold() != domain:
            people[firms.of(number[name])] += many
    if not people:
        return domain
    firm, most = max(people.items(), key=lambda one: (one[1], -one[0]))
    return firm if 2 * most > people.total() else None


def _akin(names: Sequence[str], domain: str) -> list[list[str]]:
    """The names under one domain that are of one firm, in groups of two or more."""
    label = unaccented(domain.partition(".")[0]).replace(" ", "")
    called = [name for name in names if _is_called(words_of(name), label)]
    group = {name: [name] for name in names}

    def unite(one: str, other: str) -> None:
        if group[one] is not group[other]:
            group[one].extend(group[other])
            for name in group[other]:
                group[name] = group[one]

    for name in called[1:]:
        unite(called[0], name)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in set(words_of(name)):
            by_word[word].append(name)
    for alike in by_word.values():
        for one, other in combinations(alike, 2):
            if group[one] is not group[other] and (
                is_same_company(one, other) or is_shortened(one, other)
            ):
                unite(one, other)
    groups = {id(each): each for each in group.values() if len(each) > 1}
    return [each for each in groups.values() if _apart(each, label) < APART]


def is_called(company: str, domain: str) -> bool:
    """Whether a company is called as its mail domain is."""
    return _is_called(words_of(company), unaccented(domain.partition(".")[0]).replace(" ", ""))


def _is_called(words: Sequence[str], label: str) -> bool:
    """Whether a name has a word, or its initials, in common with the domain."""
    whole, initials = "".join(words), "".join(word[0] for word in words)
    short = min(len(whole), len(label)) >= _LETTERS
    return (
        label == whole
        or (len(label) > 2 and label == initials)
        or (short and (label.startswith(whole) or whole.startswith(label)))
        or any(len(word) >= _LETTERS and word in label for word in words)
    )


def _apart(names: Sequence[str], label: str) -> int:
    """How many names say something beside the domain that no other name says all of."""
    more = {frozenset(word for word in words_of(name) if word not in label) for name in names}
    return sum(bool(one) and not any(one < other for other in more) for one in more)


class _Union:
    """Numbers that are joined: each leads to the lowest of its own."""

    def __init__(self) -> None:
        self._least: dict[int, int] = {}

    def of(self, number: int) -> int:
        while (less := self._least.get(number, number)) != number:
            number = less
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._least[high] = low
