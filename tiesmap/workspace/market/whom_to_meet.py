"""Whom the rep wants to meet: what is proposed to him, and what he says in his own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tiesmap.intake.categories import Vocabulary
from tiesmap.intake.wordfiles import either
from tiesmap.model.companies import has_legal_form, without_legal_form
from tiesmap.model.english import say_count, say_list
from tiesmap.model.people import TargetRecord
from tiesmap.network.market import Basis
from tiesmap.workspace.market.market import closed_trades, market, served
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary

OFFERED = 8
_NAMED = 3
_ANY_FIRM = re.compile(either("firms", "any_firm"), re.IGNORECASE)
_FIRM_OF = re.compile(rf"(?<=\w{{3}})-?{either('firms', 'firm_of')}(?:e?n|s)?\b", re.IGNORECASE)


def offered(view: View) -> tuple[str, ...]:
    """The trades to choose from, of those that somebody on file is in, first where a file or the
    rep says so: those of his clients, then those next door, most shared first; where others stand
    in for clients, before these those in which he knows most. Not his own, and none that he chose
    already."""
    known, mine = market(view), served(view)
    codes, names = view.around.category_code
    there = [str(names[code]) for code, _ in Counter(codes.tolist()).most_common() if code >= 0]
    near = {
        name: known.next_door.get(name.casefold(), 0.0) for name in there if name not in mine.trades
    }
    ordered = list(mine.trades)
    if mine.by != Basis.CLIENTS or not mine.trades:
        around = Counter(codes[view.around.contacts].tolist())
        ordered += [str(names[code]) for code, _ in around.most_common() if code >= 0]
    ordered += sorted((name for name in near if near[name] > 0), key=lambda name: -near[name])
    passed = {*closed_trades(view), *(one.category for one in view.targets), ""}
    told = {one.known_category for one in view.people.values()}
    found = dict.fromkeys(name for name in ordered if name not in passed)
    return tuple(sorted(found, key=lambda name: name not in told))[:OFFERED]


def goes_by(view: View) -> str:
    """What tiesmap goes by where the rep chooses nobody to meet, as the end of a sentence."""
    found, known = served(view), market(view)
    trades = [trade for trade in found.trades if known.serves(trade)]
    if not trades:
        return "by chance alone, for no kind of business stands out yet"
    further = len(trades) - _NAMED
    kinds = say_count(further, "more kind")
    more = [f"{kinds} of business"] if further > 0 else []
    return f"{found.by}: {say_list([*trades[:_NAMED], *more])}"


def read_wish(view: View, text: str) -> TargetRecord | None:
    """What somebody wants who says this: a company, or a kind of business; None for nothing.

    A category on file or in the vocabulary counts first, then a company on file, then what is
    called as companies are, then one word that tells a trade ("Spediteure"), then the beginning of
    a company's name. Any other words are a kind of business as he calls it.
    """
    said = " ".join(text.split())
    if not said:
        return None
    words = vocabulary(view.place.store)
    if category := _trade(view, said, words):
        return TargetRecord(0, category=category)
    if firm := _firm(view, said):
        return TargetRecord(0, company=firm)
    named = words.propose(said, "").category
    if has_legal_form(said) or (named and " " in said):
        return TargetRecord(0, company=said, category=named)
    named = named or words.propose("", said).category
    if not named and (firm := _begun_so(view, said)):
        return TargetRecord(0, company=firm)
    told = named if named in words.industries and " " not in said else ""
    return TargetRecord(0, category=told or said)


def as_said(wish: TargetRecord, texts: Sequence[str]) -> str:
    """A wish by the words in which the rep said it, and what is asked about where they differ."""
    said: dict[str, str] = {}
    for text in texts:
        said.setdefault(" ".join(text.split()).casefold(), " ".join(text.split()))
    others = [text for key, text in said.items() if key != wish.label.casefold()]
    return f"{say_list(others)} (asked about as {wish.label})" if others else wish.label


def _firm(view: View, said: str) -> str:
    """The firm on file that is called so, with its legal form or without; "" for none."""
    firms, name = view.network.people["company"].unique().tolist(), said.casefold()
    same = [firm for firm in firms if firm.casefold() == name]
    return next(iter(same or [f for f in firms if without_legal_form(f).casefold() == name]), "")


def _begun_so(view: View, said: str) -> str:
    """The one firm on file whose name begins with these words, as it is written; "" for none."""
    firms = view.network.people["company"].unique().tolist()
    found = [firm for firm in firms if firm.startswith(f"{said} ")]
    return found[0] if len(found) == 1 else ""


def _trade(view: View, said: str, words: Vocabulary) -> str:
    on_file = {str(name).casefold(): str(name) for name in view.around.category_code[1]}
    shorter = " ".join(_ANY_FIRM.sub(" ", said).split())
    for text in (said, shorter, _FIRM_OF.sub("", shorter)):
        if text and (found := on_file.get(text.casefold()) or words.of_label(text)):
            return found
    return ""
