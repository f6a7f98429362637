"""Onward: the next ask after an introduction, the lighter ask, the chain, and lists to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tiesmap.exporting import chains, pages, spreadsheets
from tiesmap.exporting.endings import in_format
from tiesmap.intake.reading import read_rows
from tiesmap.introductions import steps as life
from tiesmap.introductions.requests import to_mention
from tiesmap.introductions.ticklist import COLUMNS, read_ticks
from tiesmap.model.cells import unguard_cell
from tiesmap.model.english import say_list, say_some
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Name, Tick
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.problems import Problem
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import MADE, Status
from tiesmap.network import paths as routes
from tiesmap.store import limits, requests, ties
from tiesmap.workspace.asks import drafts, steps, ticklist
from tiesmap.workspace.asks.part import Asks
from tiesmap.workspace.asks.ticklist import Answer, Ticked
from tiesmap.workspace.history import past
from tiesmap.workspace.history.news import news
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View


class Onward(Part):
    """From an introduction to the next one."""

    # The next ask ------------------------------------------------------------------------------

    def next_ask(self, request: IntroRequest) -> IntroRequest:
        """The ask that follows on an introduction, stored as planned.

        It is for the next hop toward the goal; where the goal is reached, an open one about the
        next circle. Raises ValueError where the introduction was not made.
        """
        with self.view() as view:
            made, hand = _next(view, request), steps.hand_of(view)
        return self._plan(made, hand)

    def mention(self, request: IntroRequest) -> IntroRequest:
        """The lighter ask in place of one for an introduction, stored as planned: may I mention
        your name? Raises ValueError where that was asked already, or has no name."""
        with self.view() as view:
            made, hand = _lighter(view, request), steps.hand_of(view)
        return self._plan(made, hand)

    def mentions(self, paths: Iterable[ReferralPath]) -> int:
        """Plan the lighter ask for the first introduction on each path; how many are new."""
        with self.view() as view:
            made = [_lighter(view, request) for request in drafts.draft(view, paths)]
            hand, known = steps.hand_of(view), {request.request for request in view.requests}
        asked = say_some(list(dict.fromkeys(one.connector for one in made)))
        with self.writing(f"asking {asked} to mention a name") as op:
            new = {one.request for one in made} - known
            requests.add_requests(op, made)
            for stored in requests.read_requests(op.connection, self.place.rep_id):
                if stored.request in new:
                    steps.take(op, stored, Status.PLANNED, hand)
        return len(new)

    def _plan(self, made: IntroRequest, hand: steps.Hand) -> IntroRequest:
        with self.writing(f"planning to ask {made.connector}") as op:
            requests.add_requests(op, [replace(made, status=Status.SUGGESTED)])
            for stored in requests.read_requests(op.connection, self.place.rep_id):
                if stored.request == made.request:
                    if stored.status == Status.SUGGESTED:
                        return steps.take(op, stored, Status.PLANNED, hand)
                    return stored
        raise Unanswerable("That ask is not on the list any more.")

    # The chain ---------------------------------------------------------------------------------

    chain = question(past.chain)

    def why_no_chain(self) -> str:
        """That nobody came by an introduction, and how many noticed ones wait to be confirmed."""
        noticed = Asks(self.place).noticed()
        count, where = len(noticed), say_list(sorted({one.where for one in noticed}))
        said = "Nobody on file came to you by an introduction yet."
        if count:
            were = "introduction was" if count == 1 else "introductions were"
            them = "it" if count == 1 else "them"
            said += f" {count} {were} noticed in your {where}: confirm {them} on Health."
        return said

    def chain_rows(self) -> list[dict[str, object]]:
        """One row a link, with `chains.COLUMNS`."""
        with self.view() as view:
            links, ids = self.chain(), view.public_ids
        return [
            {
                "person": one.name,
                "person_id": ids[one.person],
                "through": one.through_name,
                "through_id": ids[one.through],
                "date": one.day,
                "outcome": one.outcome,
                "step": one.step,
                "led_to": one.led_to,
            }
            for one in links
        ]

    def chain_file(self, suffix: str, *, raw: bool = False) -> bytes:
        """The chain as the ending of a file name says: .csv, or .svg (a small picture)."""
        with self.view() as view:
            title = f"Who came to {view.rep_person.label} through whom"
            return in_format(
                suffix,
                {
                    ".csv": lambda: spreadsheets.to_csv(self.chain_rows(), chains.COLUMNS, raw=raw),
                    ".svg": lambda: chains.chain_to_svg(self.chain(), title),
                },
            )

    # A list to tick ----------------------------------------------------------------------------

    tick_list = question(ticklist.names)

    def tick_file(self, connector: PersonId, suffix: str, *, raw: bool = False) -> bytes:
        """The list as the ending of a file name says: .html (to print), or .csv to tick."""
        with self.view() as view:
            person, names, ids = view.person(connector), self.tick_list(connector), view.public_ids
        if person is None:
            raise Unanswerable("That person is not on file.")
        rows = [
            {
                "connector": person.label,
                "connector_id": ids[connector],
                "name": one.name,
                "title": one.title,
                "company": one.company,
                "person_id": "" if one.person is None else ids[one.person],
            }
            for one in names
        ]
        today = self.place.today
        return in_format(
            suffix,
            {
                ".csv": lambda: spreadsheets.to_csv(rows, COLUMNS, raw=raw),
                ".html": lambda: pages.ticks_to_html(person.label, names, as_of=today),
            },
        )

    def read_ticks(self, name: str, data: bytes) -> Ticked:
        """Take a ticked list back. Yes: the two know each other, and the ask is planned. Not him:
        never asked for that one. Better somebody else: that one knows the target, if on file."""
        table = read_rows(data, name)
        rows = [(line, [unguard_cell(cell) for cell in cells]) for line, cells in table.rows]
        with self.view() as view:
            persons = {
                **view.known_people.by_number,
                **{public: person for person, public in view.public_ids.items()},
            }
            ticks, problems = read_ticks(rows, table.header, persons, name)
        return self._take(ticks, (*table.problems, *problems), name)

    def tick(self, connector: PersonId, names: Sequence[Name], answers: Sequence[Answer]) -> Ticked:
        """Take what a client said of the lines of his list, as `read_ticks` does of a file."""
        ticks = tuple(
            Tick(line, connector, one.name, one.company, one.person, a.yes, a.not_him, a.better)
            for line, (one, a) in enumerate(zip(names, answers, strict=True), start=1)
            if a.yes or a.not_him or a.better
        )
        return self._take(ticks, (), "the list")

    def _take(self, ticks: Sequence[Tick], problems: tuple[Problem, ...], name: str) -> Ticked:
        """What was ticked, written down and planned; `name` is that of the file."""
        with self.view() as view:
            better, unknown = ticklist.better(view, ticks, name)
        with self.writing("the list ticked by", {tick.connector for tick in ticks}) as op:
            for tick in ticks:
                if tick.yes and tick.person is not None:
                    ties.judge_tie(op, tick.connector, tick.person, None)
                if tick.not_him and tick.person is not None:
                    limits.set_no_go(op, tick.connector, tick.person, True)
            for who, whom in better:
                ties.add_tie(op, who, whom, "other", None)
        planned = self._plan_ticked([tick for tick in ticks if tick.yes])
        return Ticked(
            yes=sum(tick.yes for tick in ticks),
            not_him=sum(tick.not_him for tick in ticks),
            better=len(better),
            planned=planned,
            problems=(*problems, *unknown),
        )

    def _plan_ticked(self, ticks: list[Tick]) -> int:
        with self.view() as view:
            found = []
            for tick in ticks:
                if tick.person is not None:
                    nodes = [view.standpoint.rep, *view.nodes((tick.connector, tick.person))]
                    found.append(routes.to_path(view.taught, tuple(nodes)))
            ticked = in_words("ticked on your list")
            openly = [
                OpenAsk(tick.connector, "company", tick.name, 0.5, (ticked,))
                for tick in ticks
                if tick.person is None
            ]
            return Asks(self.place).plan(found, openly)


def _lighter(view: View, request: IntroRequest) -> IntroRequest:
    """The ask to mention a name in the place of one for an introduction; ValueError where there is
    nobody to write to, or it was asked already."""
    ends = (request.connector_id, request.target_id)
    people = view.some(person for person in ends if person is not None)
    if request.target_id is None or len(people) < 2:
        raise ValueError(f"There is nobody to write to yet: {request.target} has no name.")
    return to_mention(
        request,
        rep=view.rep_person,
        connector=people[request.connector_id],
        target=people[request.target_id],
        words=view.words,
    )


def _next(view: View, request: IntroRequest) -> IntroRequest:
    if request.status not in MADE or request.target_id is None:
        raise ValueError(f"{request.target} was not introduced yet: that comes first.")
    if life.is_halfway(request):
        return steps.next_hop(view, request)
    target = view.person(request.target_id)
    if target is None:
        raise Unanswerable("That person is not on file.")
    circles = [c for c in news(view).circles if c.casefold() != target.category.casefold()]
    about = circles[0] if circles else target.category
    if not about:
        raise Unanswerable("No circle is on file to ask about: give people categories first.")
    reason = f"{request.connector} introduced you to {request.target}"
    ask = OpenAsk(target.id, "category", about, request.chance, (in_words(reason),))
    return drafts.draft_open(view, [ask])[0]
