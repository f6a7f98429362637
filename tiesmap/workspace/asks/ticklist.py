"""The list to tick with a client: whom he may know, and what he said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiesmap.introductions.ticklist import choose_names
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.onward import Name, Tick
from tiesmap.model.problems import Problem
from tiesmap.store.people import find
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted


@dataclass(frozen=True, slots=True)
class Ticked:
    """The result of reading a ticked list."""

    yes: int = 0
    not_him: int = 0
    better: int = 0
    planned: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client said of one line of a list to tick."""

    yes: bool = False
    not_him: bool = False
    better: str = ""
    """Who would be better to ask."""


def names(view: View, connector: PersonId) -> tuple[Name, ...]:
    """Five to eight names and firms that a contact may know, to go through with him.

    First whom and what the rep wants, then whom the contact is tied to, the likeliest first; never
    his own firm.
    """
    person = view.person(connector)
    if person is None:
        raise Unanswerable("That person is not on file.")
    around, network = view.around, view.network
    ranked: list[Name] = []
    here = network.firm[view.node(connector)]

    def add(node: Node) -> None:
        one = view.person(network.person(node))
        if here >= 0 and network.firm[node] == here:
            return
        if one is not None and not one.do_not_ask and around.ring[node] != 1:
            ranked.append(Name(one.label, one.title, one.company, one.id))

    for target, nodes in wanted.goals(view):
        for node in nodes if target.name or target.profile_url else nodes[:1]:
            if node != around.rep:
                add(node)
        if target.company and not target.name and not nodes:
            ranked.append(Name(target.company))
    node = view.node(connector)
    slots = network.adjacency.row(node)
    chance, others = view.taught.chance[slots], network.adjacency.other[slots]
    tied = [int(others[k]) for k in (-chance).argsort(kind="stable") if chance[k] > 0]
    direct = [other for other in tied if around.ring[other] == 2]
    # Whom he is tied to first among the wanted, then the others, then the wanted he is not.
    near = set(direct)
    first = [
        one for one in ranked if one.person is not None and view.nodes((one.person,))[0] in near
    ]
    rest = [one for one in ranked if one not in first]
    ranked = []
    for other in direct:
        add(Node(other))
    return choose_names((*first, *rest[:3], *ranked, *rest[3:]), person.company)


def better(
    view: View, ticks: Sequence[Tick], file: str
) -> tuple[list[tuple[PersonId, PersonId]], list[Problem]]:
    """Who knows whom by what stands under "better somebody else", and who is not on file."""
    found, problems = [], []
    for tick in ticks:
        if not tick.better or tick.person is None:
            continue
        people = [one for one in find(view.connection, tick.better) if one.id != tick.person]
        if len(people) == 1:
            found.append((people[0].id, tick.person))
        else:
            many = "fits several people" if people else "is nobody on file"
            message = f"{many}: add the tie on the page of the person"
            problems.append(Problem(file, tick.line, "better_somebody_else", tick.better, message))
    return found, problems
