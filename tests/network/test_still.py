"""The map keeps still: whoever was on it, and each sector, stays where it was."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import atan2, hypot, pi

import pytest

from tests.networks import world
from tiesmap.model.map import MapView
from tiesmap.network.picture import draw_rings, with_people
from tiesmap.network.still import hold

FIRST = tuple(
    line
    for k, field in enumerate(("Banks", "Hotels", "Inns"))
    for j in range(6)
    for line in (f"You mail P{k}{j} {1 + j} times", f"P{k}{j} is in {field}")
)
MORE = tuple(
    line
    for j in range(4)
    for line in (f"You mail Q{j}", f"Q{j} is in {'Banks' if j < 2 else 'Schools'}")
)


def places(view: MapView) -> dict[str, tuple[float, float]]:
    return {one.label: (one.x, one.y) for one in view.people}


def sectors(view: MapView) -> dict[str, tuple[float, float]]:
    return {one.category: (one.start_angle, one.end_angle) for one in view.sectors}


def test_a_click_on_somebody_who_is_not_shown_moves_nobody() -> None:
    told = world(*FIRST, "P00 knows Zoe", "Zoe is in Hotels")
    base = draw_rings(told.standpoint(), most=20)
    one = next(name for name in told.ids if name not in {*places(base), "You"})
    shown = with_people(told.standpoint(), base, told.nodes(one))
    assert shown.people[: len(base.people)] == base.people
    assert shown.ties[: len(base.ties)] == base.ties
    (added,) = shown.people[len(base.people) :]
    assert added.label == one
    assert all(hypot(added.x - p.x, added.y - p.y) >= 12 for p in base.people)


def test_an_answer_moves_nobody() -> None:
    """A rating would set somebody further in; while the page is open he stays."""
    before = draw_rings(world(*FIRST).standpoint())
    after = draw_rings(world(*FIRST, "You rate P00 5").standpoint())
    held = hold(after, before)
    assert (places(held), sectors(held)) == (places(before), sectors(before))
    rated = next(one for one in held.people if one.label == "P00")
    assert (rated.comfort, rated.rated) == (1.0, True)


def test_an_import_into_the_same_sectors_moves_no_sector() -> None:
    before = draw_rings(world(*FIRST).standpoint())
    after = draw_rings(world(*FIRST, *MORE[:4]).standpoint())
    held = hold(after, before)
    assert sectors(held) == sectors(before)
    assert places(before).items() <= places(held).items()
    assert all(hypot(a.x - b.x, a.y - b.y) > 12 for a, b in combinations(held.people, 2))


def test_a_new_sector_leaves_the_others_in_their_order_and_their_people_inside() -> None:
    before = draw_rings(world(*FIRST).standpoint())
    after = draw_rings(world(*FIRST, *MORE).standpoint())
    held = hold(after, before)
    old = list(sectors(before))
    assert [name for name in sectors(held) if name in old] == old
    assert set(sectors(held)) == {*old, "Schools"}
    for one in held.people:
        start, end = sectors(held)[one.category]
        assert (atan2(one.y, one.x) - start) % (2 * pi) <= end - start + 1e-9
    spans = sorted(sectors(held).values())
    assert sum(end - start for start, end in spans) == pytest.approx(2 * pi)


def test_another_network_is_another_picture() -> None:
    before = draw_rings(world(*FIRST).standpoint())
    after = draw_rings(world("You mail Ann", "You mail Bea").standpoint())
    assert hold(after, replace(before, people=before.people[:0])) == after
    others = replace(before, people=tuple(replace(one, id=one.id + 1000) for one in before.people))
    assert hold(after, others) == after
