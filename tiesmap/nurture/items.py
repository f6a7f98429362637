"""The items of a week: what each kind of stored fact contributes, with purpose and reason.

worth = importance x lateness x reach. Importance is the place of the person's bucket times that of
the kind of item, lateness grows with the days over the due day in intervals of the bucket, reach
with the people whom the contact leads to. The weights and spans are our judgment, not measured;
they only order the items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from tiesmap.model.english import one_line, say_count, say_day, say_list, say_when
from tiesmap.model.ids import PersonId
from tiesmap.model.news import News
from tiesmap.model.people import Person
from tiesmap.model.practice import Pace, Practice
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.reasons import first_of
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUS_FACTS, UNDERWAY, Status
from tiesmap.model.tact import Moment
from tiesmap.model.week import ITEM_KINDS, TO_SORT, AfterSale, Bond, Health, NeedState, WeekItem
from tiesmap.nurture.bonds import circle_of, waking
from tiesmap.nurture.cadence import snoozed
from tiesmap.nurture.changes import say_change
from tiesmap.nurture.clients import open_actions
from tiesmap.nurture.favors import idea_for, owed
from tiesmap.nurture.onward import follow_on
from tiesmap.nurture.purposes import (
    event_day,
    last_resort,
    near_events,
    offer_purposes,
    say_event,
)
from tiesmap.nurture.worth import importance_of, lateness, reach_of

WEEK = 7
"""Days: what is due within them is this week's."""
LEFT_ALONE = 30
"""Days since the last contact before a weak tie that opens something up is warmed up."""
WAS_DORMANT = 180
"""Days of silence after which a contact woke a tie up."""
GOOD_MOMENT = 1.5
"""Factor of an ask of somebody for whom this is a good moment."""
OFFER_FADES = 365
"""Days in which an offer loses half of its worth; never below `LEAST_OFFER`, with which it is
still worth more than a contact without a purpose."""
LEAST_OFFER = 0.6
WITHOUT_BUCKET = 90
"""Interval of somebody who is no direct contact."""
NOTHING_NEW = News()
Mutual = Callable[[PersonId], Sequence[tuple[str, date]]]


@dataclass(frozen=True)
class Facts:
    """The facts of a week, and the items that follow from each kind of them."""

    people: Mapping[PersonId, Person]
    healths: Sequence[Health]
    practice: Practice
    pace: Pace
    as_of: date
    bonds: Mapping[PersonId, Bond]
    news: News = NOTHING_NEW

    @cached_property
    def health(self) -> dict[PersonId, Health]:
        """The health of the relationship to each person."""
        return {health.person: health for health in self.healths}

    @cached_property
    def asleep(self) -> dict[tuple[int, str], date]:
        """Until when each (person, kind) is snoozed."""
        return snoozed(self.practice, self.as_of)

    @property
    def until(self) -> date:
        """The last day of the week."""
        return self.as_of + timedelta(days=WEEK - 1)

    def left_alone(self, found: Sequence[AfterSale]) -> Iterable[WeekItem]:
        """Items for clients whose alarm is set."""
        for one in found:
            if one.alarm:
                due = (one.last_contact or one.signed_on) + timedelta(
                    days=self.pace.after_sale_days
                )
                purpose, entry = (
                    "hear what works and what does not since the contract was signed",
                    0,
                )
                if one.promises and one.promises[0].text.strip():
                    purpose = f"keep the promise: {one_line(one.promises[0].text)}"
                    entry = one.promises[0].id
                yield from self._item(
                    "after_sale", one.person, due, purpose, one.reason, entry=entry
                )

    def planned(self) -> Iterable[WeekItem]:
        """Promises and actions that are due; a promise without a day after a week."""
        for person, actions in open_actions(
            self.practice, self.as_of, "promise", "action", "beyond"
        ).items():
            for action in actions:
                due = action.due
                if due is None and action.kind == "promise":
                    due = action.day + timedelta(days=WEEK)
                if due is None or not action.text.strip():
                    continue
                promise = action.kind == "promise"
                purpose = (
                    f"keep the promise: {one_line(action.text)}"
                    if promise
                    else (one_line(action.text))
                )
                reason = f"{'promised' if promise else 'planned'} on " + say_day(
                    action.day, self.as_of
                )
                if action.due is not None:
                    reason += f", due {say_when(action.due, self.as_of)}"
                if action.why.strip():
                    reason += f"; why: {one_line(action.why)}"
                kind = "promise" if promise else "action"
                yield from self._item(kind, person, due, purpose, reason, entry=action.id)

    def reviews(self, found: Sequence[NeedState]) -> Iterable[WeekItem]:
        """Needs reviews that are due."""
        for one in found:
            purpose = (
                "go through what they need"
                if one.last
                else "ask what they need, for the first time"
            )
            yield from self._item("need", one.person, one.due, purpose, one.reason)

    def events(self) -> Iterable[WeekItem]:
        """Events with a date near."""
        for detail in near_events(
            (d for d in self.practice.details if d.day <= self.as_of), self.as_of
        ):
            day = event_day(detail, self.as_of)
            reason = f"{one_line(detail.text)} is on {say_day(day, self.as_of)}"
            if day < self.as_of:
                reason = f"{one_line(detail.text)} was on {say_day(day, self.as_of)}"
            if detail.source.strip():
                reason += f" ({one_line(detail.source, 40)})"
            # Wishing well is for before the day, asking how it was for just after it.
            due = day if day >= self.as_of else self.as_of
            purpose = say_event(detail, self.as_of)
            yield from self._item("event", detail.person, due, purpose, reason, entry=detail.id)

    def owed_favors(self) -> Iterable[WeekItem]:
        """Favors to return; they are due two weeks after they were taken."""
        for person, (count, since) in owed(self.practice, self.as_of).items():
            if person not in self.people:
                continue
            idea = idea_for(self.people[person], self.practice, self.as_of)
            purpose = idea.purpose if idea else "say thanks with a written note"
            reason = (
                f"you took {say_count(count, 'favor')} more than you gave, "
                f"the first on {say_day(since, self.as_of)}"
            )
            yield from self._item("favor", person, since + timedelta(days=14), purpose, reason)

    def asked(self, requests: Sequence[IntroRequest]) -> Iterable[WeekItem]:
        """Answers to chase: asks whose follow-up day has come."""
        for request in requests:
            if request.status not in UNDERWAY or request.follow_up_on is None:
                continue
            target = one_line(request.target, 80)
            purpose = STATUS_FACTS[request.status].chase.format(target)
            reason = f"{request.status} "
            reason += (
                f"(asked on {say_day(request.asked_on, self.as_of)})" if request.asked_on else ""
            )
            reason = f"{reason.strip()}, to follow up {say_when(request.follow_up_on, self.as_of)}"
            yield from self._item(
                "answer", request.connector_id, request.follow_up_on, purpose, reason, request
            )

    def to_ask(self, requests: Sequence[IntroRequest]) -> Iterable[WeekItem]:
        """Asks to make, from the list and the plan; each once."""
        seen: set[str] = set()
        for request in requests:
            if request.request in seen:
                continue
            seen.add(request.request)
            # What is planned is meant for now, though it is looked after a little later.
            due = min(request.follow_up_on or self.until, self.until)
            health = self.health.get(request.connector_id)
            reason = "no file says when you two were last in touch"
            if request.last_contact is not None:
                reason = f"last contact {say_when(request.last_contact, self.as_of)}"
            elif health is not None and health.last_contact is not None:
                reason = health.say_last(say_when(health.last_contact, self.as_of))
            if request.goal != request.target:
                reason += f"; on the way to {one_line(request.goal, 80)}"
            purpose = f"ask for an introduction to {one_line(request.target, 80)}"
            if request.is_mention:
                purpose = f"ask to mention that name to {one_line(request.target, 80)}"
            good = self.moment_of.get(request.connector_id, {})
            if good:
                reason = f"a good moment: {', '.join(m.says for m in good.values())}; {reason}"
            # Of a named person the way says why, on My asks.
            told = request.why if request.target_id is None else ()
            why = [one.plainly for one in told if not one.is_private][:1]
            reason = "; ".join((*first_of(request.why), *why, reason))
            for item in self._item("ask", request.connector_id, due, purpose, reason, request):
                # Its day is said as on the list of asks.
                said = request.follow_up_on or due
                yield replace(item, due=said, worth=item.worth * (GOOD_MOMENT if good else 1.0))

    def after_meetings(self, requests: Sequence[IntroRequest]) -> Iterable[WeekItem]:
        """What to do after an introduction that led to a meeting."""
        last = {person: health.last_contact for person, health in self.health.items()}
        for one in follow_on(
            self.news.met,
            requests,
            self.people,
            last,
            self.news.circles,
            self.as_of,
            self.practice.notes,
        ):
            yield from self._item(
                one.kind, one.person, one.due, one.purpose, one.reason, one.request
            )

    @cached_property
    def moment_of(self) -> dict[PersonId, dict[str, Moment]]:
        """The latest good moment of each kind by person, without offers that were taken up."""
        found: dict[PersonId, dict[str, Moment]] = {}
        for moment in self.news.moments:
            if not moment.taken_up:
                found.setdefault(moment.person, {}).setdefault(moment.kind, moment)
        return found

    def offers(self) -> Iterable[WeekItem]:
        """Offers of introductions that nobody took up; older ones are worth less."""
        for good in self.moment_of.values():
            moment = good.get("offer")
            if moment is None:
                continue
            purpose = f"take up the offer: “{one_line(moment.text)}”"
            health = self.health.get(moment.person)
            # Whoever is late anyway is called with the offer, not with less.
            due = self.as_of if health is None else min(health.due, self.as_of)
            fades = 0.5 ** ((self.as_of - moment.day).days / OFFER_FADES)
            for item in self._item("offer", moment.person, due, purpose, moment.says):
                yield replace(item, worth=item.worth * max(fades, LEAST_OFFER))

    def changes(self) -> Iterable[WeekItem]:
        """People with a new title or company, until there was contact."""
        for change in self.news.changes:
            health = self.health.get(change.person)
            last = health.last_contact if health is not None else None
            if last is None or last <= change.day:
                reason = f"new since the import of {say_day(change.day, self.as_of)}"
                # Whoever is late anyway is called with the news, not with less.
                due = change.day if health is None else min(health.due, change.day)
                yield from self._item("change", change.person, due, say_change(change), reason)

    def contacts(self) -> Iterable[WeekItem]:
        """People due by cadence or next step, dormant ties to wake, weak ties that open circles."""
        for health in self.health.values():
            person = self.people.get(health.person)
            if person is None:
                continue
            bond = self.bonds.get(health.person)
            reason = _cadence_reason(health, self.as_of)
            due, purpose = health.due, ""
            if health.color == TO_SORT:
                if health.next_on is None:
                    continue
                due = health.next_on
            if health.next_on is not None and health.next_on < due:
                due = health.next_on
                reason = f"next step set for {say_day(due, self.as_of)}; {reason}"
            dormant = bond is not None and bond.tie_class == "dormant" and not person.is_client
            if dormant and bond is not None:
                why = f"was a strong tie once; {reason}{_leading(bond)}{circle_of(bond)}"
                for item in self._item("wake", person.id, due, purpose, why):
                    yield replace(item, worth=item.worth * waking(bond))
                continue
            yield from self._item("contact", person.id, due, purpose, reason)
            if bond is not None and _opens_up(bond, health, person, self.as_of):
                why = f"a weak tie{_leading(bond)}; {reason}"
                yield from self._item("open_up", person.id, min(due, self.until), purpose, why)

    def warmed(self, broken: Mapping[PersonId, int]) -> int:
        """How many ties were warmed up already: contacted again after a long silence."""
        return sum(
            days > WAS_DORMANT and person in self.people and not self.people[person].is_client
            for person, days in broken.items()
        )

    def with_purpose(
        self, item: WeekItem, need: NeedState | None, mutual: Mutual | None
    ) -> WeekItem:
        """The item with a purpose that says something, and an open offer where there is one."""
        offer = self.moment_of.get(item.person, {}).get("offer")
        if offer is not None and item.kind not in ("offer", "ask"):
            item = replace(item, reason=f"{item.reason}; {offer.says}")
        if item.purpose and not is_empty_purpose(item.purpose):
            return item
        person = self.people[item.person]
        offered = offer_purposes(
            person,
            self.practice,
            self.as_of,
            health=self.health.get(person.id),
            need=need if need is not None and need.due <= self.until else None,
            mutual=mutual(person.id) if mutual is not None else (),
        )
        return replace(item, purpose=offered[0] if offered else last_resort(person))

    def _item(
        self,
        kind: str,
        person: PersonId,
        due: date,
        purpose: str,
        reason: str,
        request: IntroRequest | None = None,
        entry: int = 0,
    ) -> Iterable[WeekItem]:
        who = self.people.get(person)
        until = self.asleep.get((person, kind))
        if who is None or due > self.until or until is not None:
            return
        if request is not None and self._is_closed(request, kind):
            return
        health = self.health.get(person)
        days = ITEM_KINDS[kind].span or (health.days if health is not None else WITHOUT_BUCKET)
        worth = (
            importance_of(kind, health.bucket if health is not None else "", self.pace)
            * lateness(due, self.as_of, days)
            * reach_of(self.bonds.get(person))
        )
        yield WeekItem(
            kind=kind,
            person=person,
            name=who.label,
            purpose=purpose,
            reason=reason,
            due=due,
            worth=worth,
            asks=ITEM_KINDS[kind].asking
            and (request is None or request.status != Status.INTRODUCED),
            request=request.request if request is not None else "",
            entry=entry,
        )

    def _is_closed(self, request: IntroRequest, kind: str) -> bool:
        """Whether somebody in it must not be asked, or asked for."""
        return any(p in self.people and self.people[p].do_not_ask for p in request.people)


def _cadence_reason(health: Health, as_of: date) -> str:
    every = f"every {say_count(health.days, 'day')} ({one_line(health.bucket, 40)})"
    last = health.last_contact
    return f"{health.say_last(say_when(last, as_of) if last else '')}, {every}"


def _leading(bond: Bond) -> str:
    if bond.opens:
        names = say_list([one_line(name, 40) for name in bond.opens[:3]])
        return f", the only way you have to {names}"
    return f", leads to {say_count(bond.new, 'person', 'people')} new to you" if bond.new else ""


def _opens_up(bond: Bond, health: Health, person: Person, as_of: date) -> bool:
    if bond.tie_class != "weak" or not bond.opens or person.is_client:
        return False
    last = health.last_contact
    quiet = last is None or (as_of - last).days >= LEFT_ALONE
    return quiet and health.snoozed_until is None and not person.do_not_ask
