"""Referral paths to people, companies or categories; where there is none, why not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tiesmap.model.english import say_count
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import ReferralPath
from tiesmap.model.people import Person
from tiesmap.network import paths
from tiesmap.network.arrays import Ints
from tiesmap.store.reading.known_texts import said_to_work_at
from tiesmap.workspace.kept import kept
from tiesmap.workspace.view import View
from tiesmap.workspace.ways.already_known import say_known
from tiesmap.workspace.ways.circles import well_known


@dataclass(frozen=True, slots=True)
class Answer:
    """The paths; where there are none, why not, and whom the rep knows nearby."""

    paths: tuple[ReferralPath, ...]
    sentence: str = ""
    nearest: tuple[Person, ...] = ()
    wish: str = ""
    """The line of the wanted list that it answers."""


@kept()
def to_person(view: View, person: PersonId, top: int = 5) -> Answer:
    """The best paths to one person."""
    node = view.node(person)
    return answer(view, np.array([node]), view.network.label(node), each=top, top=top)


@kept()
def where(view: View, column: str, value: str, top: int = 20) -> Answer:
    """The best path to each person at a company or in a category, in any case."""
    if column == "company":
        goals = np.flatnonzero(view.network.at_company(value))
    else:
        same = view.network.people[column].str.casefold() == value.strip().casefold()
        goals = np.flatnonzero(same.to_numpy())
    if not len(goals):
        if column == "company" and (left := _who_left(view, value)):
            names = ", ".join(f"{one.label} (says {file})" for one, file in left)
            return Answer(
                (),
                f"Nobody on file works at {value} now. Who worked there and may open it: {names}.",
                tuple(one for one, _ in left),
            )
        return Answer((), f"Nobody on file has the {column} {value}: ask openly for a name.")
    whom = f"anybody {'at' if column == 'company' else 'in'} {value}"
    return answer(view, goals, whom, each=1, top=top)


def _who_left(view: View, company: str) -> list[tuple[Person, str]]:
    """Those who worked at a company, by a file of before, and work elsewhere; never anybody who is
    not to be asked."""
    said = said_to_work_at(view.connection, company)
    people = [(view.people[one], file) for one, file in said.items() if one in view.people]
    return [(one, file) for one, file in people if not one.do_not_ask][:5]


def answer(view: View, goals: Ints, whom: str, *, each: int, top: int) -> Answer:
    """The best paths to some nodes, or why there are none; `whom` names them in words."""
    standpoint, ring = view.taught, view.around.ring
    found = paths.find_paths(standpoint, goals.tolist(), each=each, top=top)
    if found:
        return Answer(tuple(found))
    known = goals[ring[goals] == 1]
    if len(goals) == 1 and goals[0] == view.around.rep:
        sentence = "That is you."
    elif view.network.marked[goals].all():
        sentence = f"{whom} is marked do not ask, so no path is shown."
    elif len(known):
        sentence = say_known(view, [Node(int(node)) for node in known])
    else:
        sentence = (
            f"No path of at most {view.settings.max_hops} hops leads to {whom}: nobody you "
            "know is known to know somebody who does. Below are those of your contacts who "
            "are nearest; ask them openly."
        )
    near = paths.nearest_known(standpoint, Node(int(goals[0])))
    return Answer((), sentence, tuple(view.those(near)))


def leads_further(view: View) -> bool:
    """Whether any contact of the rep is tied to somebody whom he does not know."""
    return bool((view.around.ring == 2).any())


def why_none(view: View) -> str:
    """Why nobody new is suggested, and which file would change that."""
    if not len(view.around.contacts):
        return "You have no contacts on file yet: import your mails, your CRM or LinkedIn."
    if not leads_further(view):
        return _a_star(view)
    around = view.around
    beyond = (around.ring >= 2) & ~view.network.marked
    new = beyond & ~view.taught.accounts
    if new.any() and not np.isfinite(well_known(view, view.taught).best.cost[-1][new]).any():
        whom = say_count(int(new.sum()), "person", "people")
        return (
            f"Nobody whom you know well leads to the {whom} beyond your contacts: a mail to many "
            "or somebody you hardly know stands between. Ask openly, or rate those you know well."
        )
    if (beyond & view.taught.accounts).any():
        return why_few(view) or (
            "Whoever is left works at a firm where you know somebody already: ask your contacts "
            "there, or look inside your accounts too."
        )
    return "Nobody new is left to suggest: those further out are marked do not ask."


LITTLE = 0.1
"""Where fewer people than such a share of the contacts are beyond them, it is said why."""


def why_few(view: View) -> str:
    """Why hardly anybody is left to be introduced to, and what would change that; else ""."""
    known, away = len(view.around.contacts), int((view.around.ring >= 2).sum())
    if not known or not leads_further(view) or away >= max(LITTLE * known, 1):
        return ""
    here = f"{say_count(away, 'person', 'people')} besides your own {known} contacts"
    return (
        f"Your files hold {here}, so introductions lead to hardly anybody yet. What shows whom "
        "your contacts know brings more: mails with others in copy, a calendar with its guests, a "
        "list of who knows whom (ties.csv), or what a colleague imports. Until then most asks are "
        "open ones."
    )


def _a_star(view: View) -> str:
    """Why no path leads further where everybody on file is a contact: of what there is to see."""
    network, rep = view.network, view.around.rep
    among = (network.ties.a != rep) & (network.ties.b != rep)
    pairs = int((among & network.known).sum())
    seen = int((among & ~network.known).sum())
    mails = len(network.contacts.interaction) > 0
    told = "nothing says whom they know"
    if pairs:
        told = f"what is known of them ({say_count(pairs, 'tie')}) is among themselves"
    elif seen:
        told = (
            f"whom else they know is not on file: {say_count(seen, 'pair')} of them may know each "
            "other (seen in one mail, or of one company)"
        )
    more = "a list of who knows whom or a colleague's contacts"
    if not mails:
        more = f"your mails, your calendar, {more}"
    return (
        f"No path leads further yet: everybody on file is your own contact, and {told}. "
        f"Bring in {more}. Until then, ask openly for names."
    )
