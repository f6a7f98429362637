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

from tiesmap.model.companies import (
    is_shortened,
    may_be_one_firm,
    number_firms,
    words_in_any_case,
    words_of,
)
from tiesmap.model.domains import firm_of
from tiesmap.model.folding import fold, unaccented
from tiesmap.model.memo import memo

APART = 4
"""So many akin names, of which none says all that another says, are firms of their own (RE/MAX
Alpha, RE/MAX Beta ...). Our judgment, not measured."""
MANY = 100
"""A domain that so many names of firms have, spellings of one counted once, is a provider's or a
large group's and joins none. Our judgment; and each of them is compared with each."""
_LETTERS = 4
"""So many letters of a name must agree with the domain, where not all do."""


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
    label = bare_name(domain.partition(".")[0])
    called = [name for name in names if is_called(name, domain, by_a_word=True)]
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
                may_be_one_firm(one, other) or is_shortened(one, other)
            ):
                unite(one, other)
    groups = {id(each): each for each in group.values() if len(each) > 1}
    return [each for each in groups.values() if _apart(each, label) < APART]


def bare_name(text: str) -> str:
    """A firm's name as a domain may have it, and a domain's own, to be compared: letters and
    digits, without the legal form. Müller & Söhne is mullersohne, as mueller-soehne is."""
    return _joined(words_in_any_case(text) or unaccented(text).split())


def _joined(words: Sequence[str]) -> str:
    """Words in one. Also where they meet, an `ae` may be an umlaut: to a domain they are one."""
    return unaccented("".join(words))


def is_made_of(label: str, company: str) -> bool:
    """Whether a domain's name is put together from the beginnings of a company's words, in order.

    `gldrayage` of Great Lakes Drayage, `parkdorsey` of Park & Dorsey CPAs. One piece has four
    letters at least; words at the end may be missing after two that stand whole, and others where
    all that is left stands whole, the first one too: `tidewaterbrokers` of Tidewater Insurance
    Brokers.
    """
    joining = ("and", "und", "et", "y", "the")
    words = [word for word in words_in_any_case(company) if word not in joining]
    if len(words) < 2 or label == words[0]:
        return False
    first = label.startswith(words[0]) and len(words[0]) >= _LETTERS
    return _is_begun(label, words) or (first and _is_whole(label[len(words[0]) :], words[1:]))


def _is_begun(label: str, words: Sequence[str], longest: int = 0, whole: int = 0) -> bool:
    """Whether a label is beginnings of these words, in order: one of four letters or more, and of
    each word one, unless two stand whole."""
    if not label:
        return longest >= _LETTERS and (not words or whole > 1)
    if not words:
        return False
    word, *others = words
    return any(
        _is_begun(label[n:], others, max(longest, n), whole + (n == len(word) and n > 2))
        for n in range(len(word), 0, -1)
        if label.startswith(word[:n])
    )


def _is_whole(label: str, words: Sequence[str]) -> bool:
    """Whether a label is some of these words, whole and in order."""
    return not label or any(
        label.startswith(word) and _is_whole(label[len(word) :], words[at + 1 :])
        for at, word in enumerate(words)
        if len(word) > 2
    )


def works_there(company: str, address: str) -> bool:
    """Whether the domain of an address is called like the company, or is what is said of it."""
    firm = firm_of(address)
    return bool(firm and company) and (fold(company) == firm or is_called(company, firm))


@memo(2**14)
def is_called(company: str, domain: str, *, by_a_word: bool = False) -> bool:
    """Whether a company is called as its mail domain is.

    Exactly, or as far as the shorter of the two goes: acme.example is of Acme Hotels Ltd; or by one
    of its words, or by their initials or beginnings: adlon.example is of Hotel Adlon, gldrayage of
    Great Lakes Drayage. `by_a_word`: also where a longer word stands anywhere in the domain, for
    who has both on file already; it is too little to tell who somebody is.
    """
    label = bare_name(domain.partition(".")[0])
    words = words_of(company)
    for said in (words, words_in_any_case(company), tuple(unaccented(company).split())):
        name, initials = _joined(said), "".join(word[0] for word in said)
        if label == name or (len(label) > 2 and label == initials):
            return True
        as_far = label.startswith(name) or name.startswith(label) or label in said
        if as_far and min(len(name), len(label)) >= _LETTERS:
            return True
    if by_a_word and any(len(word) >= _LETTERS and word in label for word in words):
        return True
    return is_made_of(label, company)


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
