"""Asks: whom to ask for what, the plan under tact, and what became of each ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tiesmap.introductions import requests as life_of
from tiesmap.introductions import steps as life
from tiesmap.model.days import date_of, day_number
from tiesmap.model.english import say_some
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.plans import Plan
from tiesmap.model.priors import Priors
from tiesmap.model.problems import Problem
from tiesmap.model.reasons import to_ask_before
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.tact import Limit, Limits
from tiesmap.store import introductions, settings
from tiesmap.store import limits as bounds
from tiesmap.store import ties as declared
from tiesmap.store.requests import add_requests, read_requests, save_request
from tiesmap.workspace.asks import drafts, lists, plans, steps, wishes
from tiesmap.workspace.asks.choice import Sought, choose, drafted
from tiesmap.workspace.colleague_asks import gates
from tiesmap.workspace.history import in_mails
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.ways.circles import Starts


def _step(request: IntroRequest, to: str) -> str:
    return f'"{to}" for the ask of {request.connector}'


class Asks(Part):
    """The rep's intro requests. Nothing of their history is lost."""

    # Drafts --------------------------------------------------------------------------------------

    def suggest_requests(
        self,
        top: int = 10,
        reach_out: str = "",
        *,
        from_: Starts = (),
        accounts: bool = False,
    ) -> list[IntroRequest]:
        """The asks worth making now, as drafts: those of `plan_asks` for this week.

        Nothing is stored. `reach_out`, `from_` and `accounts` as in `ways.outward`.
        """
        with self.view() as view:
            sought = Sought(top, 1, reach_out, tuple(from_), accounts)
            return drafted(view, choose(view, sought))

    draft = question(drafts.draft)
    draft_open = question(drafts.draft_open)
    better_purposes = question(drafts.better_purposes)
    redraft_note = question(drafts.redraft_note)
    offers_to = question(drafts.offers_to)

    # The list ------------------------------------------------------------------------------------

    requests = question(lists.visible)
    listed = question(lists.listed)
    hidden_requests = question(lists.hidden)

    def keep_requests(self, requests: Sequence[IntroRequest]) -> int:
        """Store requests that are not stored yet; returns how many were new.

        There is one for each connector and target; a request is also left out where the connector
        has already named that very person.
        """
        with self.writing("drafting asks") as op:
            known = read_requests(op.connection, self.place.rep_id)
            return add_requests(op, steps.not_asked_twice(known, requests))

    def plan_stored(self, requests: Sequence[IntroRequest]) -> None:
        """Plan suggestions that stand on the list, as one thing to undo."""
        with self.view() as view:
            hand = steps.hand_of(view)
        who = say_some(list(dict.fromkeys(one.connector for one in requests)))
        with self.writing(f"planning to ask {who}") as op:
            for request in requests:
                steps.take(op, request, Status.PLANNED, hand)

    def keep_drafted(self, request: IntroRequest) -> IntroRequest:
        """Plan one drafted ask; the stored one, which may be an earlier one of the same.

        Raises Unanswerable where the connector has already named that very person.
        """
        with self.view() as view:
            hand = steps.hand_of(view)
        with self.writing(f"planning to ask {request.connector}") as op:
            return steps.keep_drafted(op, self.place.rep_id, request, hand)

    def plan(
        self,
        paths: Iterable[ReferralPath],
        open_asks: Iterable[OpenAsk] = (),
        *,
        instead_of: Sequence[IntroRequest] = (),
    ) -> int:
        """Plan the asks that the rep chose: draft them and store them as planned.

        A stored suggestion becomes planned; an ask that is further on stays as it is. Those that
        they are planned `instead_of` are taken back. Returns how many asks became planned.
        """
        with self.view() as view:
            made = drafts.draft(view, paths) + drafts.draft_open(view, open_asks)
            hand = steps.hand_of(view)
        with self.writing(
            f"planning to ask {say_some(list(dict.fromkeys(one.connector for one in made)))}"
        ) as op:
            known = read_requests(op.connection, self.place.rep_id)
            add_requests(op, steps.not_asked_twice(known, made))
            known = read_requests(op.connection, self.place.rep_id)
            suggested = steps.same_ask(known, made)
            for request in suggested:
                steps.take(op, request, Status.PLANNED, hand)
            for request in instead_of:
                steps.take(op, request, Status.WITHDRAWN, hand, "a better one was found")
        return len(suggested)

    def save_request(self, request: IntroRequest) -> IntroRequest:
        """Store an edited request; raises Conflict if somebody else changed it meanwhile."""
        with self.writing(f"your changes of the ask of {request.connector}") as op:
            return save_request(op, request)

    def read_requests(self, name: str, data: bytes) -> tuple[int, tuple[Problem, ...]]:
        """Import an edited list of asks; returns how many requests changed, and the problems.

        New requests are stored; for stored ones the status and the texts are updated.
        """
        with self.view() as view:
            back = lists.back(view, name, data)
        with self.writing("the list of asks that came back") as op:
            changed = add_requests(op, back.found)
            for request in back.edited:
                save_request(op, request)
        return changed + len(back.edited), back.problems

    # Their life ----------------------------------------------------------------------------------

    def next_statuses(self, request: IntroRequest) -> tuple[str, ...]:
        """The statuses that can follow the present one; none after a final one."""
        return life_of.next_statuses(request.status, request.is_mention)

    def can_follow(self, request: IntroRequest) -> tuple[str, ...]:
        """Every status and outcome that can be chosen for a request now."""
        return life.can_follow(request)

    def next_step(self, request: IntroRequest) -> str:
        """What to do next about a request, in words; its `follow_up_on` says by when."""
        return life.next_step(request)

    def record_step(self, request: IntroRequest, to: str, note: str = "") -> IntroRequest:
        """Move a request to a status, or record an outcome, as a step of its history.

        Raises ValueError where the status cannot follow, Conflict where the request was changed
        meanwhile.
        """
        with self.view() as view:
            gates.refuse_unasked(view, request, to)
            hand = steps.hand_of(view)
        with self.writing(_step(request, to)) as op:
            return steps.take(op, request, to, hand, note)

    def can_jump(self, request: IntroRequest) -> tuple[str, ...]:
        """The statuses further on that can be chosen at once, over those in between."""
        return life.can_jump(request)

    def jump(self, request: IntroRequest, to: str) -> IntroRequest:
        """Move a request on to a status over all those in between, each a step of its history.

        Raises ValueError where the status cannot follow or there is no purpose, Conflict where the
        request was changed meanwhile.
        """
        with self.view() as view:
            gates.refuse_unasked(view, request, to)
            hand = steps.hand_of(view)
        with self.writing(_step(request, to)) as op:
            return steps.jump(op, request, to, hand)

    def undo_step(self, request: IntroRequest) -> IntroRequest:
        """Undo the last step of a request; it stays in the history, marked as undone.

        Raises ValueError where there is none.
        """
        with self.view() as view:
            before, undone = steps.taken_back(view, request)
        with self.writing(f"taking back a step of the ask of {request.connector}") as op:
            return steps.take_back(op, before, undone)

    history = question(steps.history)

    def name_target(self, request: IntroRequest, person: PersonId) -> IntroRequest:
        """Turn an open ask into one for a person on file whom the connector named.

        This also declares that the two know each other. Raises ValueError where the ask is not
        open any more.
        """
        with self.view() as view:
            named, step = steps.named(view, request, person)
        with self.writing(f"whom {request.connector} named") as op:
            saved = save_request(op, named, at=step.at, by=step.by, note=step.note)
            declared.add_tie(op, request.connector_id, person, "other", None)
        return saved

    outcomes = question(plans.tallies)

    def priors(self) -> Priors:
        """What the answers so far say about all asks, each kind of hop and each connector."""
        with self.view() as view:
            return view.priors

    def ask_first(self, request: IntroRequest) -> tuple[str, ...]:
        """Which colleagues to ask before this is asked: those whose clients are in it, and who
        decides who may ask the connector."""
        with self.view() as view:
            first = to_ask_before(view.looked_after, request.people)
            gate = gates.gates(view, [request]).get(request.request)
        return (*map(str, first), *([gate.sentence] if gate is not None else []))

    # The plan, under tact ------------------------------------------------------------------------

    def plan_asks(
        self,
        asks: int = 10,
        weeks: int = 1,
        reach_out: str = "",
        *,
        from_: Starts = (),
        accounts: bool = False,
    ) -> Plan:
        """The best set of asks for the next weeks, under each connector's limit.

        Nothing is stored: `plan` stores the chosen paths. Where there are too few paths, open asks
        fill the plan. `reach_out`, `from_` and `accounts` as in `ways.outward`.
        """
        with self.view() as view:
            return choose(view, Sought(asks, weeks, reach_out, tuple(from_), accounts))

    wishes = question(wishes.wishes)
    why_no_plan = question(plans.why_none)
    why_not = question(plans.why_not)
    asks_for = question(plans.for_meeting)

    tact = question(tact)

    def limits(self) -> Limits:
        """How often each connector may be asked, and for which targets never."""
        with self.view() as view:
            return view.limits

    def save_limit(self, person: PersonId, limit: Limit | None) -> None:
        """Set a connector's own limit; None means the default for everybody."""
        with self.writing("how often to ask", [person]) as op:
            bounds.save_limit(op, person, limit)

    def set_no_go(self, connector: PersonId, target: PersonId, avoid: bool = True) -> None:
        """Never ask a connector for a target, or allow it again."""
        what = "never connecting" if avoid else "connecting again"
        with self.writing(what, [connector, target]) as op:
            bounds.set_no_go(op, connector, target, avoid)

    # Introductions that were noticed -------------------------------------------------------------

    noticed = question(in_mails.noticed)

    def set_aside_count(self) -> int:
        """How many of them the rep set aside as no introduction."""
        with self.view() as view:
            return len(in_mails.set_aside(view))

    def record_introduction(self, *found: in_mails.Noticed) -> None:
        """Record such introductions; a request that asked for one moves to introduced."""
        with self.view() as view:
            hand, rep = steps.hand_of(view), view.rep_id
        with self.writing("the introduction to", [one.other for one in found]) as op:
            known = read_requests(op.connection, rep)
            asked = grouped(((one.connector_id, one.target_id), one) for one in known)
            for one in found:
                day = day_number(one.day) if one.day else None
                introductions.add_introduction(op, one.introducer, rep, one.other, day)
                for request in asked.get((one.introducer, one.other), ()):
                    steps.catch_up(op, request, hand, f"found in your {one.where}")

    def recorded(self) -> list[tuple[PersonId, PersonId, date | None]]:
        """The recorded ones as (introducer's id, other's id, day), newest first."""
        with self.view() as view:
            found = introductions.by_hand(view.connection, view.rep_id)
        return [(one, other, date_of(day) if day else None) for one, other, day in found]

    def unrecord_introduction(
        self, introducer: PersonId, other: PersonId, day: date | None
    ) -> None:
        """Undo the recording; the introduction is offered again."""
        rep = self.place.rep_id
        with self.writing("taking back the introduction to", [other]) as op:
            at = day_number(day) if day else None
            introductions.remove_introduction(op, introducer, rep, other, at)

    def set_aside(self, *found: in_mails.Noticed) -> None:
        """Mark them as no introductions; they are not offered any more."""
        with self.view() as view:
            kept = in_mails.set_aside(view) | {(one.introducer, one.other) for one in found}
        self._keep_aside(kept, "setting an introduction aside")

    def bring_back(self) -> None:
        """Offer again what was set aside."""
        self._keep_aside(set(), "bringing back what was set aside")

    def _keep_aside(self, pairs: set[tuple[PersonId, PersonId]], what: str) -> None:
        rep = self.place.rep_id
        with self.writing(what) as op:
            settings.write_of_rep(op, rep, introductions.SET_ASIDE, sorted(map(list, pairs)))
            op.groups.add("requests")
