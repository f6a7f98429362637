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
from tiesmap.model.proposals import Learn, Proposal, Propose

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


def learning(words: Vocabulary, declined: Collection[str] = ()) -> Learn:
    """What makes the function that proposes categories, out of those that the rep gave himself: by
    a label, else by company and title, in his own words where he has some.

    `declined` are `Label.word`s that he said are no category.
    """

    def learned(stated: Iterable[tuple[str, str, str]]) -> Propose:
        own = own_words(stated, words)

        def propose(company: str, title: str, extra: Mapping[str, str]) -> str:
            named = named_by(extra, words, declined) if extra else ""
            told = Proposal(named) if named else words.propose(company, title)
            trade = told.category
            return own.get((trade, told.by)) or own.get((trade, "")) or trade

        return propose

    return learned
