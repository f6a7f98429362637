"""What the rep's own letters may say of him: who came through whom, and which trades he knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tiesmap.introductions.words import Words
from tiesmap.model.folding import fold
from tiesmap.model.people import Person
from tiesmap.network.circles import few
from tiesmap.workspace.history import past
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.view import View
from tiesmap.workspace.wording import at_work

LARGE = 0.1
"""Of a rep's contacts; of a trade with at least so many he may say that he knows a lot of people
there."""


@kept(ALL)
def sender(view: View) -> Person:
    """The rep as his letters sign."""
    rep = at_work(view.connection, view.rep_person)
    return replace(rep, phone=rep.phone or view.resume[0].phone)


@kept(ALL)
def told(view: View) -> Words:
    """The rep's words, with who came through whom and in which trades he knows more than a few."""
    contacts = view.around.contacts
    known = Counter(map(str, view.network.category[contacts].tolist()))
    at_home = {name for name, count in known.items() if name and count > few(view.around)}
    large = {name for name in at_home if known[name] >= len(contacts) * LARGE}
    people = view.some(map(view.network.person, contacts.tolist())) if large else {}
    # What is only proposed counts so that he calls no trade new to him, and for nothing else.
    stated = Counter(one.known_category for one in people.values())
    many = [name for name, count in stated.most_common() if count >= len(contacts) * LARGE]
    own = view.rep_person.known_category
    return replace(
        view.words,
        came_through=past.came_through(view),
        at_home=frozenset(map(fold, at_home)),
        many=tuple(name for name in many if name in large and name != own)[:2],
    )
