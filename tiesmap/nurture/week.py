"""The week: a limited number of things to do, each with purpose and reason, most valuable first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from tiesmap.model.ids import PersonId
from tiesmap.model.news import News
from tiesmap.model.people import Person
from tiesmap.model.practice import Pace, Practice
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.week import ITEM_KINDS, AfterSale, Bond, Health, NeedState, WeekItem
from tiesmap.nurture.items import Facts, Mutual
from tiesmap.nurture.onward import lately_met

WARMING = tuple(name for name, kind in ITEM_KINDS.items() if kind.warming)
FRESH = tuple(name for name, kind in ITEM_KINDS.items() if kind.fresh)
MOST_FRESH = 4
"""So many things that follow on meetings have their place whatever else is late."""
MOST_ASKS = 3
"""So many asks and offers to take up have their place too, and at most a third of the week: they
are never late. What the rep planned himself has half of the week."""
ASKING = ("ask", "offer")
CALM = (*WARMING, "contact", "comfort", "need", *ASKING)
"""What can wait beside something else with the same person."""


# All that a week rests on, each named at the call.
def compose_week(  # noqa: PLR0913
    people: Iterable[Person],
    healths: Sequence[Health],
    practice: Practice,
    pace: Pace,
    as_of: date,
    *,
    bonds: Mapping[PersonId, Bond] | None = None,
    after_sale: Sequence[AfterSale] = (),
    needs: Sequence[NeedState] = (),
    requests: Sequence[IntroRequest] = (),
    asks: Sequence[IntroRequest] = (),
    mutual: Mutual | None = None,
    broken: Mapping[PersonId, int] | None = None,
    news: News | None = None,
) -> tuple[WeekItem, ...]:
    """What to do this week: at most `pace.items` things, most valuable first.

    `requests` are the stored ones, `asks` drafts of the plan's asks; `mutual` leads from a person
    to the people whom both know, with the day on which the rep was last in touch with each. One
    item a person, unless they are about different requests, or something presses beside an ask that
    he planned: these stand there, in the order of My asks, until they are made. Nobody marked
    "do not ask" is asked or asked for. Dormant ties and weak ones that open up are at most
    `pace.wakings`, less those that were warmed up in the last seven days (`broken`: after how many
    silent days).
    """
    news = news or News()
    planned = sorted((r for r in requests if r.status == Status.PLANNED), key=attrgetter("turn"))
    week = Facts({p.id: p for p in people}, healths, practice, pace, as_of, bonds or {}, news)
    found = [
        *week.left_alone(after_sale),
        *week.planned(),
        *week.reviews(needs),
        *week.events(),
        *week.owed_favors(),
        *week.asked(requests),
        *week.after_meetings(requests),
        *week.offers(),
        *week.changes(),
        *week.to_ask([*planned, *asks]),
        *week.contacts(),
    ]
    need_of = {need.person: need for need in needs}
    met = lately_met(news.met, as_of)
    next_hops = {r.request for r in planned if r.connector_id in met}
    others, mine = _in_turn(found, [r.request for r in planned])
    wakings = pace.wakings - week.warmed(broken or {})
    chosen = _choose(others, mine, pace, wakings, next_hops)
    return tuple(week.with_purpose(item, need_of.get(item.person), mutual) for item in chosen)


def _in_turn(
    found: Sequence[WeekItem], planned: Sequence[str]
) -> tuple[list[WeekItem], list[WeekItem]]:
    """The items apart from asks of `planned` (ids), and these: they share out what they are worth
    in that order, so that the week has them as My asks does."""
    at = {request: place for place, request in enumerate(planned)}
    mine = [item for item in found if item.kind == "ask" and item.request in at]
    worths = sorted((item.worth for item in mine), reverse=True)
    mine.sort(key=lambda item: at[item.request])
    standing = [replace(item, worth=worth) for item, worth in zip(mine, worths, strict=True)]
    others = [item for item in found if item.kind != "ask" or item.request not in at]
    return others, standing


def _choose(
    others: Iterable[WeekItem],
    planned: Sequence[WeekItem],
    pace: Pace,
    wakings: int,
    next_hops: Collection[str],
) -> list[WeekItem]:
    """The most valuable items, one per person unless they are about different requests; of the asks
    that are `planned` so many in any case as half of the week has room for.

    Warming up keeps its pace both ways: no more than that, and not crowded out by what is late. Nor
    is what follows on a meeting, with the asks of whom the rep has just met (`next_hops`).
    """
    told = sorted(others, key=lambda i: (i.due, i.person, i.kind, i.request, i.entry))
    ordered = sorted([*planned, *told], key=lambda i: -i.worth)
    standing = planned[: -(-pace.items // 2)]
    # Whoever has something more pressing is not merely warmed up.
    pressing = {i.person for i in ordered if i.kind not in (*WARMING, "contact")}
    first = {i.person for i in ordered if i.kind not in CALM}
    stands, mine = {i.request for i in standing}, {i.person for i in standing}
    rest = [
        i
        for i in ordered
        if i.request not in stands and (i.person not in mine or i.kind not in CALM or i.request)
    ]
    most = pace.items - len(standing)
    after = [i for i in rest if i.kind in FRESH or i.request in next_hops]
    fresh = _first(after, min(MOST_FRESH, most))
    warming = [i for i in rest if i.kind in WARMING and i.person not in pressing]
    kept = _first(warming, max(min(wakings, most - len(fresh)), 0))
    asking = [i for i in rest if i.kind in ASKING and i.person not in first]
    asks = _first(asking, max(min(MOST_ASKS, pace.items // 3) - len(standing), 0))
    have = {item.person for item in (*kept, *asks)}
    rest = [
        i
        for i in rest
        if i.kind not in (*WARMING, *FRESH) and i.request not in next_hops and i.person not in have
    ]
    # More than half of the week is planned asks only where there is nothing else to do.
    over = {i.request for i in planned} - stands
    rest.sort(key=lambda i: i.request in over)
    left = max(most - len(kept) - len(fresh) - len(asks), 0)
    chosen = {id(item) for item in (*_first(rest, left), *kept, *fresh, *asks, *standing)}
    return [item for item in ordered if id(item) in chosen]


def _first(ordered: Iterable[WeekItem], most: int) -> list[WeekItem]:
    """The first items in order, one per person unless they are about different requests.

    To say how at ease one is asks nothing of the other, so it stands beside something else.
    """
    taken: dict[PersonId, list[WeekItem]] = {}
    chosen: list[WeekItem] = []
    for item in ordered:
        have = taken.setdefault(item.person, [])
        apart = item.request and all(h.request not in ("", item.request) for h in have)
        beside = item.kind == "comfort"
        if (not have or apart or beside) and len(chosen) < most:
            chosen.append(item)
            if not beside:
                have.append(item)
    return chosen
