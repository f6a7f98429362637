"""Open asks: first to people who know somebody there, then to people who deal with that business.

Nobody is asked about his own firm or his own kind of business, where he is least free to say. Nor
does the rep ask his own colleagues, or anybody about his own trade: that would be for competitors.
"""

from __future__ import annotations

from collections.abc import Collection

from tiesmap.model.companies import is_company, is_same_company
from tiesmap.model.paths import OpenAsk
from tiesmap.network.nextdoor import Knowledge, ask_next_door
from tiesmap.network.outreach import suggest_open
from tiesmap.network.standpoint import Standpoint
from tiesmap.workspace import wanted
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary

Topic = tuple[str, ...]
"""("company" | "category", its name), and of a company its category third, where it is known."""


def openly(
    view: View,
    standpoint: Standpoint,
    most: int,
    busy: Collection[int] = (),
    about: Topic | None = None,
) -> list[OpenAsk]:
    """What to ask openly `about` one company or category; without it for the wanted list, then
    about other businesses. `busy` (ids) are not asked."""
    topics = wanted.topics(view) if about is None else (about,)
    known = suggest_open(standpoint, topics, top=len(view.network), anybody=False)
    busy = {*busy, *colleagues(view)}
    trade = set() if topics else _own_trade(view)
    found = [a for a in known if a.connector not in busy and a.about not in trade][:most]
    if len(found) < most:
        words = vocabulary(view.workspace.store)
        named = wanted.named_openly(view) if about is None else ((about[0], about[1]),)
        passed = _own_trade(view) - {name for _, name in named}
        found += ask_next_door(
            standpoint,
            Knowledge(words.near, lambda title: words.propose("", title).level, frozenset(passed)),
            named,
            most=most - len(found),
            busy={*busy, *(ask.connector for ask in found)},
            further=about is None,
        )
    return found


def colleagues(view: View) -> frozenset[int]:
    """The people on file at the rep's own firm, as far as it is known."""
    own = view.rep_person.company
    if not is_company(own):
        return frozenset()
    return frozenset(p.id for p in view.people.values() if is_same_company(p.company, own))


def _own_trade(view: View) -> set[str]:
    """The rep's kind of business: stated, or proposed by the words of his firm."""
    rep = view.rep_person
    proposed = vocabulary(view.workspace.store).propose(rep.company, rep.title).category
    return {rep.category, proposed} - {""}


def openly_about(view: View, standpoint: Standpoint, about: Topic, most: int) -> list[OpenAsk]:
    """What to ask openly about one company or category: of those with a reason to know somebody
    there; where nobody has one, of those who may be asked soonest."""
    return openly(view, standpoint, most, about=about) or suggest_open(
        standpoint, (about,), top=most
    )
