"""The picture of the network as the rep sees it: his clients, proposed categories, his asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from operator import attrgetter

from tiesmap.model.ids import Node, PersonId
from tiesmap.model.map import Kind, MapPerson, MapTie, MapView
from tiesmap.model.paths import OpenAsk
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUS_FACTS
from tiesmap.network import answer, picture
from tiesmap.store.reading import loading
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.people import categories
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import circles
from tiesmap.workspace.ways.by_ease import openly_by_ease

_SHOWN = {status for status, facts in STATUS_FACTS.items() if facts.taken and facts.waits}
"""An ask is on the map from when it is planned until it ended."""
_ASKS = 24
"""Among so many open asks those about different things are chosen."""


@kept(ALL)
def draw(view: View, kind: Kind, category: str, most: int) -> MapView:
    """One picture."""
    of_clients = _clients(view)
    if kind == "answer":
        around = circles.circles(view)
        opened = any(circle.is_next and circle.openings for circle in around)
        begun, new = ((), ()) if opened else _open_asks(view)
        drawn = answer.draw_answer(view.taught, around, new, begun, clients=of_clients)
    else:
        ways = {"rings": picture.draw_rings, "communities": picture.draw_communities}
        drawn = ways[kind](view.taught, most=most, category=category, clients=of_clients)
    return _told(view, drawn)


def _open_asks(view: View) -> tuple[list[OpenAsk], list[OpenAsk]]:
    """What is planned or asked openly already, and the best new asks of other contacts."""
    underway = sorted((r for r in view.requests if r.status in _SHOWN), key=attrgetter("turn"))
    busy = {request.connector_id for request in underway}
    begun = [one.open_ask for one in underway if one.target_id is None]
    return begun, openly_by_ease(view, circles.free_now(view), _ASKS, busy)


def with_more(view: View, drawn: MapView, always: Collection[PersonId]) -> MapView:
    """The picture with the people in `always` (ids) added; nobody else moves."""
    missing = set(always) - {person.id for person in drawn.people}
    if not missing:
        return drawn
    more = view.nodes(sorted(missing))
    return _told(view, picture.with_people(view.taught, drawn, more, clients=_clients(view)))


def _clients(view: View) -> set[Node]:
    """The nodes of the rep's clients."""
    said = loading.load_ratings(view.connection).people
    clients = said.loc[said["client"] & (said["rep"] == view.rep_id), "person"]
    return set(view.nodes(PersonId(int(person)) for person in clients))


def _told(view: View, drawn: MapView) -> MapView:
    """With the words for its categories, and with the asks that are under way."""
    underway = [one for one in view.requests if one.status in _SHOWN]
    return categories.on_map(view, with_asks(drawn, underway))


def with_asks(drawn: MapView, asks: Collection[IntroRequest]) -> MapView:
    """The picture with these asks on it: on the tie they go along, or at the contact asked."""
    there = {person.id for person in drawn.people}
    unnamed = {person.label: person.id for person in drawn.people if person.id < 0}
    along: dict[tuple[PersonId, PersonId], str] = {}
    of_contact: dict[PersonId, str] = {}
    for ask in asks:
        target = ask.target_id or unnamed.get(ask.target)
        if target in there:
            along[ask.connector_id, target] = str(ask.status)
        else:
            openly = f"who do they know? ({ask.target})" if target is None else ask.target
            of_contact[ask.connector_id] = f"{ask.status}: {openly}"

    def tied(tie: MapTie) -> MapTie:
        for ends in ((tie.person, tie.other), (tie.other, tie.person)):
            if ends in along:
                return replace(tie, person=ends[0], other=ends[1], ask=along.pop(ends))
        return tie

    def asked(person: MapPerson) -> MapPerson:
        return replace(person, ask=of_contact.get(person.id, person.ask))

    ties = [tied(tie) for tie in drawn.ties]
    # An ask whose tie is not drawn, or not on file, has a line of its own.
    for (connector, target), status in along.items():
        if connector in there:
            ties.append(MapTie(connector, target, "weak", False, ask=status))
    return replace(drawn, people=tuple(map(asked, drawn.people)), ties=tuple(ties))
