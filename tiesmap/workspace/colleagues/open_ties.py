"""The bare ties of a rep: what of his network he lets colleagues see, and what they show him."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import sqlalchemy as sa

from tiesmap.model.colleagues import HOW_WELL, WORDS, Openness, OpenTie
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.vocabulary import TieClass
from tiesmap.network.classify import CLASSES
from tiesmap.store import members, openness, schema
from tiesmap.workspace.view import View


@dataclass(frozen=True, slots=True)
class TeamTie:
    """A colleague, by name, and somebody whom he knows."""

    colleague: str
    tie: OpenTie

    @property
    def sentence(self) -> str:
        """As a sentence, such as: Tomás Reyes knows Bogdan Novak well."""
        return f"{self.colleague} {HOW_WELL[self.tie.strength].format(self.tie.name)}"


def bare_ties(view: View, said: Openness) -> list[OpenTie]:
    """Whom the rep knows, as far as he opened it: a name, a firm, a category and one word.

    Left out are private contacts, those marked "do not ask", colleagues, and whoever has no name.
    """
    if said.is_closed:
        return []
    network, around = view.network, view.around
    own = np.asarray(network.adjacency.ties_of(around.rep))
    words: dict[PersonId, str] = {}
    for tie in own.tolist():
        ends = int(network.ties.a[tie]), int(network.ties.b[tie])
        other = Node(ends[0] if ends[1] == around.rep else ends[1])
        words[network.person(other)] = CLASSES[around.tie_class[tie]]
    found = []
    for person, word in words.items():
        who = view.people.get(person)
        if who is None or word not in WORDS or not who.name or who.rep or who.do_not_ask:
            continue
        if said.shows(person, who.category):
            found.append(
                OpenTie(view.rep_id, person, who.name, who.company, who.category, TieClass(word),
                        view.writes_on)
            )  # fmt: skip
    return found


def of_team(view: View, *where: sa.ColumnElement[bool]) -> tuple[TeamTie, ...]:
    """What colleagues who may be asked show the rep, the strongest first.

    Nothing of it enters his own network: no path, chance or count of his rests on it.
    """
    found = openness.of_others(view.connection, view.rep_id, *where)
    names = askable(view, {tie.rep for tie in found})
    marked = view.marked
    return tuple(
        TeamTie(names[tie.rep], tie)
        for tie in found
        if tie.rep in names and tie.person not in marked and tie.person != view.rep
    )


def askable(view: View, reps: Iterable[PersonId] | None = None) -> dict[PersonId, str]:
    """The rep's colleagues (of these, where given) by name, without those who left the team."""
    table = schema.people
    wanted = table.c.rep if reps is None else table.c.id.in_(sorted(reps))
    names = {
        PersonId(row.id): row.name or row.email
        for row in view.connection.execute(sa.select(table.c.id, table.c.name, table.c.email)
                                           .where(wanted, table.c.rep, table.c.id != view.rep))
    }  # fmt: skip
    inside = members.inside(view.connection, datetime.now())
    return {one: name for one, name in names.items() if inside is None or one in inside}
