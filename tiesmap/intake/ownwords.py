"""The rep's own words for trades, in place of those that tiesmap would propose.

Where his list says "Metallbau" of locksmiths, the other locksmiths are Metallbau too, or one trade
would be two circles. What is his word for is learned from the firms and titles of those of whom a
file or a hand says it: by the words in them that tell the trade ("schlosserei*"), and for a whole
trade only where his word is one of its names (`[[industry]]` in categories.toml: de, fr ...).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from tiesmap.intake.categories import Vocabulary
from tiesmap.intake.labels import named_by
from tiesmap.model.companies import is_company, without_own, words_of
from tiesmap.model.folding import fold
from tiesmap.model.proposals import Learn, Propose, Stated

LEAST = 2
"""So many people of his must be in a category, or have a word in their title."""
_MOSTLY = 2 / 3
"""Such a share of those with that word must be in one category of his."""

OwnWords = Mapping[tuple[str, str], str]
"""(trade, word that tells it, or "" for the whole trade) -> the rep's own category."""


def own_words(stated: Iterable[tuple[str, str, str]], words: Vocabulary) -> OwnWords:
    """What the rep's own categories stand for; `stated` are (company, title, category) of people
    whose category a file, a hand or a rule of his gave.

    A category counts that is none of ours, could be a kind of business, and whose people are
    mostly of one trade.
    """
    ours = {name.casefold() for name in (*words.industries, *words.functions)}
    found: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    titles = Counter[str]()
    for company, title, category in stated:
        told = words.propose(company, title)
        if category.casefold() not in ours and told.category in words.industries:
            found[category][told.category, told.by] += 1
            titles[told.by] += told.why.endswith("title")
    said: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for category, counts in found.items():
        trades = Counter[str]()
        for (trade, _), count in counts.items():
            trades[trade] += count
        ((main, most),) = trades.most_common(1)
        if most < LEAST or most * 2 <= trades.total() or not words.is_category(category):
            continue
        for (trade, by), count in counts.items():
            if trade == main and (not titles[by] or count >= LEAST):
                said[trade, by][category] += count
        if words.trade_called(category) == main:
            said[main, ""][category] += most
    return {place: best for place, counts in said.items() if (best := _best(counts))}


def _best(counts: Counter[str]) -> str:
    """The one category that nearly all are in; "" where there is none."""
    ((category, most),) = counts.most_common(1)
    return category if most >= _MOSTLY * counts.total() else ""


def of_firms(stated: Iterable[Stated], words: Vocabulary) -> Mapping[str, str]:
    """Firm (as `_firm` writes it) -> the category that nearly all have whom somebody gave one.

    What somebody does there (Purchasing), and how dear he is (A-Kunde), is not the firm's. Where
    the firm's own name says another kind of business, two must agree: one may be its lawyer.
    """
    jobs = {fold(name) for name in words.functions}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, str] = {}
    for name, company, _, category in stated:
        firm = _firm(company)
        if firm and fold(category) not in jobs and words.is_category(category):
            found[firm][category] += 1
            named.setdefault(firm, words.propose(without_own(company, name), "").category)
    firms: dict[str, str] = {}
    for firm, counts in found.items():
        category = _best(counts)
        trade = words.trade_called(category) or words.of_label(category)
        another = trade and named[firm] and trade != named[firm]
        if category and (not another or counts[category] >= LEAST):
            firms[firm] = category
    return firms


def _firm(company: str) -> str:
    """A firm's name as it is compared, whatever its legal form and case; "" for none."""
    return "".join(words_of(company)) if company and is_company(company) else ""


def learning(words: Vocabulary, declined: Collection[str] = ()) -> Learn:
    """What makes the function that proposes categories, out of those that the rep gave himself: by
    a label, else as others of the firm, else by company and title, in his own words where he has
    some, and else in the language of these.

    His own family name in the firm's is no trade. `declined` are `Label.word`s that he said are no
    category.
    """

    def learned(stated: Iterable[Stated]) -> Propose:
        known = tuple(stated)
        own = own_words(
            ((without_own(firm, name), title, said) for name, firm, title, said in known), words
        )
        firms = of_firms(known, words)
        code = words.spoken_in(category for *_, category in known)
        spelled: dict[str, str] = {}
        for *_, category in known:
            spelled.setdefault(fold(category), category)

        def propose(name: str, company: str, title: str, extra: Mapping[str, str]) -> str:
            named = named_by(extra, words, declined) if extra else ""
            told = words.propose(without_own(company, name) if company else "", title)
            firm = firms.get(_firm(company), "") if firms and told.level != "retired" else ""
            if firm and not named:
                return firm
            trade, by = (named, "") if named else (told.category, told.by)
            found = own.get((trade, by)) or own.get((trade, "")) or words.name_in(trade, code)
            return spelled.get(fold(found), found)

        return propose

    return learned
