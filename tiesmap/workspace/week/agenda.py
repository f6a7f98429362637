"""The agenda: what there is to do this week, and what is stored when an item is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tiesmap.model.days import day_number, moment_of
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Entry, Need, Note
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import UNASKED, Status
from tiesmap.model.week import ITEM_KINDS, Meeting, WeekItem
from tiesmap.nurture import cadence
from tiesmap.nurture.week import compose_week
from tiesmap.store import practice as habits
from tiesmap.store.operation import Operation
from tiesmap.store.reading import contacts
from tiesmap.store.requests import add_requests, read_requests
from tiesmap.workspace.asks import plans, steps
from tiesmap.workspace.asks.choice import Sought, choose, drafted
from tiesmap.workspace.history import news
from tiesmap.workspace.kept import ALL, EVIDENCE, kept
from tiesmap.workspace.people.namesakes import apart
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.week.relationships import after_sale, mutual, needs, relationships

GOOD_MOMENTS = 3
"""So many are asked beside the plan because they gave a high mark, or a promise was kept."""


@kept(ALL)
def week(view: View, most: int | None = None) -> tuple[WeekItem, ...]:
    """What to do this week, most valuable first; as many as the pace allows, or `most`."""
    looked = relationships(view)
    pace = looked.pace if most is None else replace(looked.pace, items=most)
    planned, new = asks_of_the_plan(view, pace.items), news.of_the_week(view)
    named = {person for request in (*view.requests, *planned) for person in request.people}
    named |= {m.person for m in new.moments} | {c.person for c in new.changes}
    others = [view.people[p] for p in named - looked.people.keys() if p in view.people]
    items = compose_week(
        [*looked.people.values(), *others],
        list(looked.healths.values()),
        looked.practice,
        pace,
        view.today,
        bonds=looked.bonds,
        after_sale=after_sale(view),
        needs=needs(view),
        requests=view.requests,
        asks=planned,
        mutual=lambda person: mutual(view, person),
        broken=cadence.broken_silences(looked.contacts, looked.practice, view.today),
        news=new,
    )
    said = apart(view, [item.person for item in items])
    return tuple(replace(item, name=said.get(item.person, item.name)) for item in items)


@kept(EVIDENCE)
def meetings(view: View) -> tuple[Meeting, ...]:
    """The meetings that the calendar has from today on, the next first, people of the rep's file
    in each."""
    found = contacts.meetings_from(view.connection, view.rep_id, day_number(view.today))
    people = grouped(
        (day, PersonId(int(person)))
        for day, person in zip(found["day"], found["person"], strict=True)
        if person in view.people
    )
    return tuple(Meeting(moment_of(day), tuple(whom)) for day, whom in people.items())


@kept(ALL)
def asks_of_the_plan(view: View, most: int) -> list[IntroRequest]:
    """The best asks as drafts; none where the rep planned asks himself."""
    if any(request.status == Status.PLANNED for request in view.requests):
        return []
    planned = drafted(view, choose(view, Sought(most)))
    return [*planned, *_at_a_good_moment(view, {request.connector_id for request in planned})]


def _at_a_good_moment(view: View, asked: set[PersonId]) -> list[IntroRequest]:
    """The best ask to each of a few people for whom this is a good moment, besides those asked."""
    found: list[IntroRequest] = []
    for moment in news.of_the_week(view).moments:
        if len(found) == GOOD_MOMENTS:
            break
        if moment.kind != "offer" and moment.person not in asked and view.nodes((moment.person,)):
            asked = asked | {moment.person}
            found += plans.for_meeting(view, moment.person, 1, "")
    return [request for request in found if request.status in UNASKED]


@dataclass(frozen=True, slots=True)
class Deed:
    """What to store when an item of the week is done."""

    hand: steps.Hand
    rep: PersonId
    today: date
    ask: IntroRequest | None = None
    """Asked now; it may not be stored yet."""
    entry: Entry | None = None
    """The promise, plan, event or needs review that was kept."""
    note: Note | None = None
    """What is written down of the contact."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return self.ask is None and self.entry is None and self.note is None


def deed(view: View, item: WeekItem, note: Note | None) -> Deed:
    """What to store for an item that was done; empty where only the rep knows what to enter.

    Raises Unanswerable where the subject of the item no longer exists.
    """
    ask = _asked(view, item) if item.kind == "ask" else None
    entry: Entry | None = None
    if item.kind in ("promise", "action", "after_sale") and item.entry:
        plan = next((one for one in view.practice.plans if one.id == item.entry), None)
        if plan is None:
            raise Unanswerable("That promise or plan was removed since you opened this page.")
        entry = replace(plan, done_on=view.writes_on)
    if item.kind == "need" and note is not None:
        entry = Need(0, view.rep_id, item.person, note.day, note.discussed)
    if item.kind == "event":
        for detail in view.practice.details:
            if detail.id == item.entry:
                entry = replace(detail, used_on=view.writes_on)
    if note is None and ITEM_KINDS[item.kind].contact:
        note = Note(0, view.rep_id, item.person, view.writes_on, item.purpose)
    return Deed(steps.hand_of(view), view.rep_id, view.today, ask, entry, note)


def _asked(view: View, item: WeekItem) -> IntroRequest:
    for request in view.requests:
        if request.request == item.request:
            return request
    for request in asks_of_the_plan(view, view.pace.items):
        if request.request == item.request:
            return request
    raise Unanswerable(_NOT_AMONG)


def write(op: Operation, done: Deed) -> Entry | IntroRequest | None:
    """Store what was done; returns the last thing stored."""
    stored: Entry | IntroRequest | None = None
    if done.ask is not None:
        known = read_requests(op.connection, done.rep)
        add_requests(op, steps.not_asked_twice(known, [done.ask]))
        for request in read_requests(op.connection, done.rep):
            if request.request == done.ask.request:
                stored = steps.take(op, request, Status.ASKED, done.hand)
        if stored is None:
            raise Unanswerable(_NOT_AMONG)
    for entry in (done.entry, done.note):
        if entry is not None:
            own = replace(entry, rep=done.rep)
            stored = habits.save_entry(op, own, None, done.today)
    return stored


_NOT_AMONG = "That ask is no longer among the best: see the plan."
