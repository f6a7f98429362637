"""What keeps the map still: whoever was on it stays where he was, whoever is new finds a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, hypot, pi, sin

import numpy as np

from tiesmap.model.map import REP_RADIUS, MapPerson, MapSector, MapView
from tiesmap.network.arrays import Floats

Place = tuple[float, float]


_STEP = 13.0
"""Map units between the places that are tried."""
_APART = 19.0
"""Two people stand at least so far apart where there is room."""
_RADIUS = 260.0
"""How far from his wish a place is sought where there are no rings."""
_STRANGE = 0.5
"""With a larger share of new people the picture is a new one."""


def free_place(
    view: MapView, taken: Sequence[Place], ring: int, category: str, near: Sequence[Place]
) -> Place:
    """A free place for one more person: in his ring and sector, toward those he is tied to."""
    if view.radii:
        sector = next((one for one in view.sectors if one.category == category), None)
        tried = _in_ring(view.radii, ring, sector)
    else:
        grid = np.arange(-_RADIUS, _RADIUS + 1, _STEP)
        tried = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
        tried = tried + (np.mean(near, axis=0) if near else 0.0)
    wish = np.mean(near, axis=0) if near else tried.mean(axis=0)
    return _nearest_free(tried, wish, taken)


def _in_ring(radii: Sequence[float], ring: int, sector: MapSector | None) -> Floats:
    level = min(max(ring, 1), len(radii)) - 1
    inner = radii[level - 1] if level else REP_RADIUS + 20
    lanes = np.arange(inner + _STEP, max(radii[level] - _STEP / 2, inner + _STEP + 1), _STEP)
    start, end = (sector.start_angle, sector.end_angle) if sector else (0.0, 2 * pi)
    places = []
    for lane in lanes.tolist():
        many = max(int((end - start) * lane / _STEP), 1)
        angles = start + (end - start) * (np.arange(many) + 0.5) / many
        places.append(np.column_stack([lane * np.cos(angles), lane * np.sin(angles)]))
    return np.concatenate(places)


def _nearest_free(tried: Floats, wish: Floats, taken: Sequence[Place]) -> Place:
    """The place nearest to the wish that is free; without any, the one with the most air."""
    air = np.full(len(tried), np.inf)
    for x, y in taken:
        air = np.minimum(air, np.hypot(tried[:, 0] - x, tried[:, 1] - y))
    away = np.hypot(tried[:, 0] - wish[0], tried[:, 1] - wish[1])
    free = air >= _APART
    best = int(np.argmin(np.where(free, away, np.inf))) if free.any() else int(np.argmax(air))
    return float(tried[best, 0]), float(tried[best, 1])


def hold(view: MapView, before: MapView | None) -> MapView:
    """The picture with everybody, and every sector, where `before` had them.

    A sector that is new takes its room from the others; a person who is new, or whose ring or
    sector changed, finds a place beside those who stayed. Where most are new, or the pictures are
    of two kinds, it is a new picture: `view` as it is.
    """
    if before is None or before.kind != view.kind or not before.people or not view.people:
        return view
    old = {person.id: person for person in before.people}
    if sum(person.id not in old for person in view.people) > _STRANGE * len(view.people):
        return view
    if len(before.radii) > len(view.radii):
        view = replace(view, radii=(*view.radii, *before.radii[len(view.radii) :]))
    sectors = _sectors(view, before)
    held = replace(view, sectors=sectors)
    places: dict[int, Place] = {}
    late = []
    for person in view.people:
        was = old.get(person.id)
        if was is None or was.ring != person.ring:
            late.append(person)
            continue
        here, there = _sector_at(view, person), _sector_at(before, was)
        if here == there:
            places[person.id] = _moved(was, before, held, here)
        else:
            late.append(person)
    for person in late:
        name = _sector_at(view, person)
        taken = list(places.values())
        places[person.id] = free_place(held, taken, person.ring, name, [(person.x, person.y)])
    people = tuple(replace(p, x=places[p.id][0], y=places[p.id][1]) for p in view.people)
    return replace(held, people=people)


def _sector_at(view: MapView, person: MapPerson) -> str:
    """The sector in which somebody stands."""
    angle = atan2(person.y, person.x)
    for one in view.sectors:
        if (angle - one.start_angle) % (2 * pi) <= one.end_angle - one.start_angle + 1e-9:
            return one.category
    return ""


def _sectors(view: MapView, before: MapView) -> tuple[MapSector, ...]:
    """The sectors of `view`, as `before` had them; new ones after the one they follow."""
    now = {one.category: one for one in view.sectors}
    was = {one.category: one for one in before.sectors}
    if now.keys() == was.keys():
        return tuple(
            replace(now[n], start_angle=was[n].start_angle, end_angle=was[n].end_angle) for n in was
        )
    order = [name for name in was if name in now]
    last = ""
    for name in now:
        if name not in was:
            order.insert(order.index(last) + 1 if last in order else len(order), name)
        last = name
    start = min((one.start_angle for one in before.sectors), default=-pi / 2)
    turned = []
    for name in order:
        wide = now[name].end_angle - now[name].start_angle
        turned.append(replace(now[name], start_angle=start, end_angle=start + wide))
        start += wide
    return tuple(turned)


def _moved(person: MapPerson, before: MapView, held: MapView, name: str) -> Place:
    """Where somebody stands once his sector and ring are those of `held`."""
    was = next((one for one in before.sectors if one.category == name), None)
    now = next((one for one in held.sectors if one.category == name), None)
    angle, radius = atan2(person.y, person.x), hypot(person.x, person.y)
    turned, out = angle, radius
    if was and now and (was.start_angle, was.end_angle) != (now.start_angle, now.end_angle):
        share = (angle - was.start_angle) % (2 * pi) / (was.end_angle - was.start_angle)
        turned = now.start_angle + share * (now.end_angle - now.start_angle)
    if before.radii != held.radii and before.radii:
        out = float(np.interp(radius, (0, *before.radii), (0, *held.radii[: len(before.radii)])))
    if (turned, out) == (angle, radius):
        return person.x, person.y
    return out * cos(turned), out * sin(turned)
