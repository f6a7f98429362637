"""Open asks: first to people who know somebody there, then to people who deal with that business.

Nobody is asked about his own firm or his own kind of business, where he is least free to say.
"""

from __future__ import annotations

from collections.abc import Collection

from tiesmap.model.paths import OpenAsk
from tiesmap.network.nextdoor import Knowledge, ask_next_door
from tiesmap.network.outreach import suggest_open
from tiesmap.network.standpoint import Standpoint
from tiesmap.workspace import wanted
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary


def openly(
    view: View, standpoint: Standpoint, most: int, busy: Collection[int] = ()
) -> list[OpenAsk]:
    """What to ask openly for the wanted list, else about other businesses; `busy` (ids) are not
    asked."""
    known = suggest_open(standpoint, wanted.topics(view), top=len(view.network), anybody=False)
    people = view.people
    found = [
        ask
        for ask in known
        if ask.connector not in busy
        and ask.about.casefold() != people[ask.connector].category.casefold()
    ][:most]
    if len(found) < most:
        words = vocabulary(view.workspace.store)
        found += ask_next_door(
            standpoint,
            Knowledge(words.near, lambda title: words.propose("", title).level),
            wanted.named_openly(view),
            most=most - len(found),
            busy={*busy, *(ask.connector for ask in found)},
        )
    return found
