"""The map's first state: the few contacts who open a new circle, and whom or what they open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import cos, pi, sin

import numpy as np

from tiesmap.model.circles import Circle
from tiesmap.model.ids import PersonId
from tiesmap.model.map import MapPerson, MapSector, MapTie, MapView
from tiesmap.model.paths import OpenAsk
from tiesmap.network.picture import map_people, map_tie
from tiesmap.network.standpoint import Standpoint

CONNECTORS = 8
"""At most so many contacts are shown."""
_EACH = 3
"""Whom one contact opens: at most so many."""
_ALIKE = 2
"""So many contacts are asked openly about the same."""
RADII = (170.0, 300.0)
"""Outer radius of the two rings, in map units."""
_NEAR, _FAR = 105.0, 245.0
_STAGGER = 34.0
"""Neighbors stand in turn so much further in or out, so that their names keep clear."""
_TOP = -pi / 2
_FURTHER = "Over one more introduction"
_LEAST = 0.5
"""Of the circle, in radians, a sector takes at least so much."""


@dataclass(frozen=True, slots=True)
class _Door:
    """A contact, what opens through him, and who it is: a person's id; None for nobody named."""

    contact: PersonId
    circle: str
    person: PersonId | None


def draw_answer(
    standpoint: Standpoint,
    circles: Sequence[Circle],
    asks: Sequence[OpenAsk] = (),
    begun: Sequence[OpenAsk] = (),
    *,
    clients: Collection[int] = (),
) -> MapView:
    """You, at most `CONNECTORS` contacts who open a circle that comes next, and whom they open.

    `circles` as `find_circles` gives them. Where nobody is known in any that comes next, the
    contacts to ask openly (`asks`), each for somebody in a category or at a company, after those
    who are asked openly already (`begun`). Everybody's
    place follows from the names of what is opened, so that it stays through small changes.
    """
    doors = _doors(circles) or _open_doors(asks, begun)
    asks = (*begun, *asks)
    sectors = _sectors(doors)
    nobody = {one.category: PersonId(-1 - k) for k, one in enumerate(sectors)}
    targets = {(d.circle, nobody[d.circle] if d.person is None else d.person) for d in doors}
    far = _far_angles(sectors, targets)
    near = _near_angles(doors, far, nobody)
    at = {person: _at(angle, _FAR, k) for k, (person, angle) in enumerate(sorted(far.items()))}
    for k, (person, angle) in enumerate(sorted(near.items(), key=lambda pair: pair[1])):
        at[person] = _at(angle, _NEAR, k)
    return MapView(
        people=(*_known(standpoint, at, clients), *_unnamed(doors, asks, at, nobody)),
        ties=_ties(standpoint, doors, nobody),
        sectors=sectors,
        radii=RADII if doors else (),
        rep=standpoint.network.person(standpoint.rep),
        kind="answer",
    )


def _doors(circles: Iterable[Circle]) -> list[_Door]:
    """The likeliest ways into every circle that comes next, in turn, until there are enough."""
    coming = [circle for circle in circles if circle.is_next and circle.openings]
    doors: list[_Door] = []
    opens: dict[PersonId, int] = {}
    for ways in zip_longest(*(circle.openings for circle in coming)):
        for circle, way in zip(coming, ways, strict=True):
            if way is None or (way.through not in opens and len(opens) >= CONNECTORS):
                continue
            if opens.get(way.through, 0) < _EACH and way.person not in {d.person for d in doors}:
                opens[way.through] = opens.get(way.through, 0) + 1
                doors.append(_Door(way.through, circle.circle, way.person))
    return doors


def _open_doors(asks: Iterable[OpenAsk], begun: Iterable[OpenAsk]) -> list[_Door]:
    """What is asked already; then the best asks about as many different things as possible, one of
    each contact."""
    doors = [_Door(ask.connector, ask.about, None) for ask in begun]
    for ask in asks:
        alike = sum(door.circle == ask.about for door in doors)
        if alike < _ALIKE and ask.connector not in {door.contact for door in doors}:
            doors.append(_Door(ask.connector, ask.about, None))
    return doors[:CONNECTORS]


def _sectors(doors: Sequence[_Door]) -> tuple[MapSector, ...]:
    """A sector for each thing that is opened, in the order of their names."""
    names = sorted({door.circle for door in doors})
    shares = np.array([len({d for d in doors if d.circle == name}) for name in names], dtype=float)
    if not names:
        return ()
    least = min(_LEAST, 2 * pi / (2 * len(names)))
    width = least + (2 * pi - least * len(names)) * shares / shares.sum()
    start = _TOP + np.concatenate(([0.0], np.cumsum(width)[:-1]))
    return tuple(
        MapSector(name, float(begin), float(begin + wide))
        for name, begin, wide in zip(names, start, width, strict=True)
    )


def _far_angles(
    sectors: Sequence[MapSector], targets: Collection[tuple[str, PersonId]]
) -> dict[PersonId, float]:
    """Where those stand who are opened: spread over their sector."""
    found = {}
    for sector in sectors:
        inside = sorted(person for name, person in targets if name == sector.category)
        wide = sector.end_angle - sector.start_angle
        for k, person in enumerate(inside):
            found[person] = sector.start_angle + wide * (k + 0.5) / len(inside)
    return found


def _near_angles(
    doors: Sequence[_Door], far: dict[PersonId, float], nobody: dict[str, PersonId]
) -> dict[PersonId, float]:
    """Where the contacts stand: each toward those whom he opens, with air between them."""
    toward: dict[PersonId, list[float]] = {}
    for door in doors:
        end = far[nobody[door.circle] if door.person is None else door.person]
        toward.setdefault(door.contact, []).append(end)
    mean = {
        who: float(np.arctan2(np.sin(angles).mean(), np.cos(angles).mean()))
        for who, angles in toward.items()
    }
    order = sorted(mean, key=lambda who: (mean[who], who))
    # From their wishes to even shares of the circle, far enough that no two touch.
    even = {who: -pi + 2 * pi * (k + 0.5) / len(order) for k, who in enumerate(order)}
    gap = 2 * pi / max(len(order), 1) * 0.6
    close = any(
        (mean[b] - mean[a]) % (2 * pi) < gap
        for a, b in zip(order, [*order[1:], *order[:1]], strict=True)
        if a != b
    )
    return {who: (mean[who] + even[who]) / 2 if close else mean[who] for who in order}


def _at(angle: float, radius: float, turn: int) -> tuple[float, float]:
    out = radius + (_STAGGER / 2 if turn % 2 else -_STAGGER / 2)
    return out * cos(angle), out * sin(angle)


def _known(
    standpoint: Standpoint, at: Mapping[PersonId, tuple[float, float]], clients: Collection[int]
) -> tuple[MapPerson, ...]:
    """The people on file who are shown."""
    here = [person for person in sorted(at) if person >= 0]
    nodes = np.array([standpoint.network.node(person) for person in here], dtype=np.int64)
    x, y = np.array([at[person] for person in here], dtype=float).reshape(-1, 2).T
    return map_people(standpoint, nodes, x, y, clients)


def _unnamed(
    doors: Sequence[_Door],
    asks: Sequence[OpenAsk],
    at: Mapping[PersonId, tuple[float, float]],
    nobody: Mapping[str, PersonId],
) -> tuple[MapPerson, ...]:
    """Those whom nobody on file names: somebody in a category, or at a company."""
    companies = {ask.about for ask in asks if ask.kind == "company"}
    said = {ask.about: ask.target for ask in asks}
    return tuple(
        MapPerson(
            id=nobody[name],
            label=said[name],
            company="",
            category="" if name in companies else name,
            ring=2,
            comfort=None,
            rated=False,
            client=False,
            community=-1,
            x=at[nobody[name]][0],
            y=at[nobody[name]][1],
        )
        for name in sorted({door.circle for door in doors if door.person is None})
    )


def _ties(
    standpoint: Standpoint, doors: Sequence[_Door], nobody: Mapping[str, PersonId]
) -> tuple[MapTie, ...]:
    """From you to each contact, and from each to those whom he opens."""
    network = standpoint.network
    rep = network.person(standpoint.rep)
    found: dict[tuple[int, int], MapTie] = {}
    for door in doors:
        contact = network.node(door.contact)
        own = network.tie_between(standpoint.rep, contact)
        if own is not None:
            found[rep, door.contact] = map_tie(standpoint, own)
        if door.person is None:
            title = f"To ask {network.label(contact)} openly: nothing on file says whom they know"
            end = nobody[door.circle]
            found[door.contact, end] = MapTie(door.contact, end, "inferred", False, title)
            continue
        tie = network.tie_between(contact, network.node(door.person))
        # Further out than one introduction the line leads on past people who are not shown.
        found[door.contact, door.person] = (
            map_tie(standpoint, tie)
            if tie is not None
            else MapTie(door.contact, door.person, "inferred", False, _FURTHER)
        )
    return tuple(found.values())
