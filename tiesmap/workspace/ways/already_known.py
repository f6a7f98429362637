"""What is said of somebody on file to whom no introduction is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from tiesmap.model.english import say_list
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.ids import Node
from tiesmap.model.people import Person
from tiesmap.model.vocabulary import Stage, TieKind
from tiesmap.network.arrays import Bools
from tiesmap.workspace.view import View

_COLD = (Stage.LEAD, Stage.PROSPECT)
_SAYS_LITTLE = ("", TieKind.CONTACT, TieKind.OTHER)
"""Kinds of ties that a row of a list is enough for."""
_NAMED = 3


def say_known(view: View, nodes: Sequence[Node]) -> str:
    """Why contacts of the rep need no introduction, or that they only stand on his list."""
    cold = [node for node in nodes if only_listed(view, node)]
    known = [node for node in nodes if node not in cold]
    said = []
    if known:
        names = ", ".join(map(view.network.label, known[:_NAMED]))
        said.append(f"You know {names} already: no introduction is needed.")
    if cold:
        names = say_list([view.network.label(node) for node in cold[:_NAMED]])
        said.append(
            f"{names} {'are' if len(cold) > 1 else 'is'} on your list, but you have not been in "
            "touch yet. A path is shown only to people who are on no list of yours."
        )
    return " ".join(said)


def only_listed(view: View, node: Node) -> bool:
    """Whether a contact is a row of a list and no more: a lead or a prospect, or somebody whom the
    rep invited on LinkedIn, without any contact besides, a rating or a tie of another kind."""
    person = view.those([node])[0]
    ties, rep = view.network.ties, view.around.rep
    own = ((ties.a == rep) & (ties.b == node)) | ((ties.b == rep) & (ties.a == node))
    if person.comfort is not None or person.client or _says_more(view, own):
        return False
    met = view.contacts[view.contacts["person"] == person.id]
    invited = met["from_rep"] & (met["channel"] == CHANNELS.index("social"))
    return bool(invited.all()) and (bool(len(met)) or _is_cold(person))


def _says_more(view: View, own: Bools) -> bool:
    ties = view.network.ties
    told = ties.decides[own] | (ties.introductions[own] > 0) | (ties.summed[own] > 0)
    return bool(told.any()) or any(kind not in _SAYS_LITTLE for kind in ties.kind[own])


def _is_cold(person: Person) -> bool:
    return person.stage in _COLD
