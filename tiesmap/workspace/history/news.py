"""What is new for the rep: meetings to follow up, good moments, changed roles, next circles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tiesmap.model.circles import NEXT
from tiesmap.model.days import day_number
from tiesmap.model.news import News
from tiesmap.network.circles import find_circles
from tiesmap.nurture.changes import FRESH, role_changes
from tiesmap.nurture.onward import find_met
from tiesmap.store.reading.happened import read_role_changes
from tiesmap.workspace.history import past
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.market.market import market
from tiesmap.workspace.view import View

CIRCLES = 3
"""So many of the circles that come next are asked about."""


@kept(ALL)
def news(view: View) -> News:
    """All news; also moments of people who should not be asked now, where `first` says why."""
    since = day_number(view.today - timedelta(days=FRESH))
    # An import is of the day on which it was made, which may be after the day looked at.
    rows = [
        (person, min(day, view.today), field, before)
        for person, day, field, before in read_role_changes(view.connection, since)
    ]
    circles = find_circles(view.taught, market=market(view))
    return News(
        met=tuple(find_met(view.requests, view.steps, view.today)),
        moments=past.moments(view),
        first=past.first(view),
        circles=tuple(c.circle for c in circles if c.standing == NEXT and not c.inferred)[:CIRCLES],
        changes=role_changes(rows, view.people, view.today),
    )


def of_the_week(view: View) -> News:
    """The news for the week, without moments of people who should not be asked now."""
    found, said = news(view), tact(view)
    free = [m for m in found.moments if m.person not in said or not said[m.person].blocked]
    return replace(found, moments=tuple(m for m in free if m.person not in found.first))
