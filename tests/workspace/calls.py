"""Each question and each write of each part of a workspace, with what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from tiesmap.model.colleague_asks import Answer as Said
from tiesmap.model.colleague_asks import Came
from tiesmap.model.colleagues import Openness
from tiesmap.model.guarding import Duplicate
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.plans import Plan
from tiesmap.model.practice import Note
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import WITH_LETTER
from tiesmap.model.tact import Limit
from tiesmap.model.visits import Ending, Side, Visit
from tiesmap.workspace import Workspace
from tiesmap.workspace.asks.ticklist import Answer
from tiesmap.workspace.week.part import KINDS

DAY = date(2026, 6, 30)
HEADER, COLUMNS = ("Wer", "Adresse"), {"Wer": "name", "Adresse": "email"}
ODD = b"Wer;Adresse\nNina New;nina@new.example\n"
NEW = b"name,email\nNina New,nina@new.example\n"
TARGET = TargetRecord(0, name="Nina New", company="New Inns", why="a new house")


class Facts:
    """What the calls need, read anew each time: earlier calls have changed it."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws

    @property
    def people(self) -> list[int]:
        return [person.id for person in self.ws.people.people() if person.id != self.ws.rep]

    @property
    def person(self) -> int:
        return self.people[0]

    @property
    def paths(self) -> list[Any]:
        return [one.path for one in self.ws.ways.outward("near", 20)]

    @property
    def far(self) -> int:
        return int(self.paths[0].goal)

    @property
    def requests(self) -> tuple[IntroRequest, ...]:
        if not self.ws.asks.requests():
            self.ws.asks.plan(self.paths[:5], self.ws.ways.open_asks(3))
        return self.ws.asks.requests()

    def request(self, status: str = "", *, openly: bool = False) -> IntroRequest:
        return next(
            one
            for one in self.requests
            if (one.target_id is None) == openly and status in ("", one.status)
        )

    def further(self) -> IntroRequest:
        """A request that was not asked yet, on the way to somebody further out."""
        paths = (ask.path for ask in self.ws.asks.plan_asks(60).asks)
        path = next(path for path in paths if path.goal != path.target)
        (made,) = self.ws.asks.draft([path])
        self.ws.asks.keep_requests([made])
        return next(
            one
            for one in self.ws.asks.requests()
            if one.goal_id not in (None, one.target_id) and one.status in WITH_LETTER
        )

    @property
    def visit(self) -> int:
        """A visit that nobody noted yet."""
        return self.ws.visits.begin(self.people[0], self.people[1])

    def seen_by_both(self) -> Visit:
        """A visit that both noted."""
        number = self.visit
        for side in Side:
            self.ws.visits.note(number, side, (1, 2, 3, 4, 5), Ending.OPEN)
        return self.ws.visits.visit(number)

    def known_to_another(self) -> tuple[int, int]:
        """Another rep, who opened his network, and somebody in it for whom he was not asked."""
        other = next(one.id for one in self.ws.people.reps() if one.id != self.ws.rep)
        theirs = replace(self.ws, rep=other).colleagues
        theirs.open(Openness(whole=True))
        asked = {one.person for one in self.ws.colleague_asks.asks()}
        return other, next(one.person for one in theirs.shown() if one.person not in asked)

    def asked(self, *said: Said | Came) -> tuple[Workspace, int]:
        """The seat of a colleague whom the rep asked, and the ask, after all this was said."""
        other, person = self.known_to_another()
        theirs = replace(self.ws, rep=other)
        number = self.ws.colleague_asks.ask(other, person, "a talk")
        for one in said:
            if isinstance(one, Came):
                self.ws.colleague_asks.came(number, one)
            else:
                theirs.colleague_asks.answer(number, one)
        return theirs, number

    def decided(self, person: int | None = None) -> tuple[int, int]:
        """A client of the rep's, and another rep, who may decide who asks for him."""
        other = [one.id for one in self.ws.people.reps() if one.id != self.ws.rep]
        who = self.ws.people.person(self.person if person is None else person)
        if not who.is_client:
            self.ws.people.save_person(replace(who, client=True, stage="client"))
        return who.id, other[-1]

    def guarded(self) -> IntroRequest:
        """A planned request before which another rep's word stands."""
        request = self.request("planned")
        self.ws.approvals.decides(*self.decided(request.connector_id))
        return request

    def guarded_at_a_colleague(self) -> tuple[int, int]:
        """A colleague who shows that he knows somebody before whom a third one's word stands."""
        other, person = self.known_to_another()
        third = next(one for one in self.people if one not in (other, person))
        self.ws.people.make_rep(third)
        self.ws.approvals.decides(self.decided(person)[0], third)
        return other, person

    def introduced(self) -> IntroRequest:
        """A request whose target has been introduced, on the way to somebody further out."""
        if not any(one.status == "introduced" for one in self.ws.asks.requests()):
            asked = {(one.connector_id, one.target_id) for one in self.ws.asks.requests()}
            path = next(
                path
                for path in (one.path for one in self.ws.ways.outward("far", 60))
                if path.goal != path.target and (path.connector, path.target) not in asked
            )
            (made,) = self.ws.asks.draft([path])
            self.ws.asks.plan([path])
            for status in ("asked", "agreed", "accepted", "introduced"):
                now = next(r for r in self.ws.asks.requests() if r.request == made.request)
                self.ws.asks.record_step(now, status)
        return self.request("introduced")


Call = Callable[[Facts], Callable[[], object]]


def called(needing: dict[str, Callable[[Facts], Any]]) -> dict[str, Call]:
    """Calls by their names, each with what is given to it (or, where that is said by name, the
    call itself)."""

    def made(name: str, needs: Callable[[Facts], Any]) -> Call:
        def call(at: Facts) -> Callable[[], object]:
            given = needs(at)
            return given if callable(given) else partial(attrgetter(name)(at.ws), *given)

        return call

    return {name: made(name, needs) for name, needs in needing.items()}


def each(needs: Callable[[Facts], Any], names: str) -> dict[str, Call]:
    """Calls that all need the same."""
    return called(dict.fromkeys(names.split(), needs))


READS: dict[str, Call] = (
    called(
        {
            "files.preview_import": lambda at: ([("new.csv", NEW)],),
            "files.import_questions": lambda at: ([("odd.csv", ODD)],),
            "files.first_rows": lambda at: ("odd.csv", ODD),
            "files.first_lines": lambda at: ("odd.csv", ODD),
            "people.apart": lambda at: ([at.person],),
            "people.find": lambda at: ("Maren Holloway",),
            "people.search": lambda at: ("Maren",),
            "visits.visit": lambda at: (at.visit,),
            "visits.sides": lambda at: (at.ws.visits.visit(at.visit),),
            "visits.other": lambda at: (at.ws.visits.visit(at.visit),),
            "coach.page": lambda at: (at.ws.rep_id,),
            "colleagues.knows": lambda at: ("Lee",),
            "colleague_asks.called": lambda at: (at.ws.colleague_asks.asks(),),
            "approvals.gate_to": lambda at: (at.people[1], at.person),
            "ways.paths_to": lambda at: (at.far,),
            "ways.paths_where": lambda at: ("category", "Hotels"),
            "ways.likelihoods": lambda at: (tuple(at.people),),
            "asks.draft_open": lambda at: (at.ws.ways.open_asks(),),
            "asks.why_no_plan": lambda at: (Plan(()), 10),
            "asks.why_not": lambda at: (at.far,),
            "letters.example_letter": lambda at: ("ask", "Hello"),
            "letters.letter_eml": lambda at: partial(
                at.ws.letters.letter_eml, at.ws.letters.letters(at.request())[0], resume=True
            ),
            "letters.letter_link": lambda at: (at.ws.letters.letters(at.request())[0],),
            "letters.letter_name": lambda at: (at.ws.letters.letters(at.request())[0],),
            "week.week_rows": lambda at: (at.ws.week.week(),),
            "week.week_file": lambda at: (at.ws.week.week(), ".xlsx"),
            "people.kept_for": lambda at: ([at.person],),
            "week.same_text": lambda at: ("hello", at.person),
            "week.entry_rows": lambda at: (KINDS[0],),
            "week.entries_csv": lambda at: partial(at.ws.week.entries_csv, KINDS[0], raw=True),
            "data.folder": lambda at: lambda: at.ws.data.folder,
            "reports.tie_rows": lambda at: (at.ws.ways.ties(),),
            "reports.request_rows": lambda at: (at.requests,),
            "reports.plan_rows": lambda at: (at.ws.asks.plan_asks(10),),
            "reports.requests_file": lambda at: (at.requests, ".xlsx"),
            "reports.tasks_csv": lambda at: (at.requests, "hubspot"),
            "reports.asks_page": lambda at: (at.requests,),
            "reports.ties_file": lambda at: (at.ws.ways.ties(), ".graphml"),
            "reports.map_html": lambda at: (at.ws.ways.map_view(),),
            "reports.circle_rows": lambda at: (at.ws.ways.circles(),),
            "reports.circles_csv": lambda at: (at.ws.ways.circles(),),
            "reports.evidence_csv": lambda at: ("interactions",),
            "reports.evidence_rows": lambda at: ("interactions",),
            "reports.people_of": lambda at: ("Hotels", None),
            "onward.chain_file": lambda at: (".svg",),
            "onward.tick_file": lambda at: (at.request().connector_id, ".html"),
            "start.candidates": lambda at: ([("new.csv", NEW)],),
            "ways.open_ask_of": lambda at: (at.person, ("company", "New")),
            "start.drafted": lambda at: (at.ws.start.asks(),),
        }
    )
    | each(
        lambda at: (),
        """
        people.people people.everybody people.called people.categories people.reps
        people.category_ratings people.rules visits.visits visits.coaches visits.agreement
        coach.whom coach.group coach.together coach.benchmarks coach.may_set trials.standing
        trials.own trials.together showing.coaches showing.own showing.received
        colleagues.colleagues colleagues.openness colleagues.shown team.left_alone colleagues.looks
        colleague_asks.asks colleague_asks.waiting colleague_asks.give_and_take approvals.deciding
        approvals.may_set asks.listed colleague_asks.reasons team.members team.coached ways.ties
        ways.evidence ways.standings ways.overview ways.reach_by_category ways.map_view
        ways.pictures ways.circles ways.outward ways.leads_further ways.why_no_path ways.open_asks
        ways.why_few ways.goes_by ways.wishes_offered ways.targets ways.wanted asks.wishes
        asks.suggest_requests asks.requests asks.hidden_requests asks.outcomes asks.priors
        asks.plan_asks asks.tact asks.limits asks.noticed asks.set_aside_count asks.recorded
        letters.language letters.own_words letters.resume letters.has_resume letters.check_resume
        letters.has_none_in letters.resume_page letters.resume_text week.practice week.pace
        week.week week.health week.network_health week.by_bucket week.by_stage week.after_sale
        week.needs week.retention week.meetings week.givings data.imports data.last_by_hand
        data.before_undo data.import_since data.last_day data.backups duplicates.twice
        duplicates.suggestions duplicates.merges duplicates.same_name_pairs reports.my_data
        reports.my_rows reports.people_csv reports.people_rows reports.people_vcf onward.chain
        onward.why_no_chain onward.chain_rows start.owners start.progress start.first_to_rate
        start.looks start.labels start.introducers start.gain start.asks start.swaps
        """,
    )
    | each(
        lambda at: (at.person,),
        """
        people.person people.known_by people.contacts people.judged colleagues.who_knows
        week.health_of week.satisfaction_trend week.meets week.brief week.brief_page week.purposes
        data.all_about data.export_person
        """,
    )
    | each(
        lambda at: (at.request(),),
        """
        asks.ask_first approvals.gate asks.better_purposes asks.redraft_note asks.next_statuses
        asks.can_follow asks.can_jump asks.next_step asks.history letters.names_goal
        letters.letters
        """,
    )
    | each(
        lambda at: (at.paths,),
        """
        asks.draft reports.path_rows reports.paths_csv
        """,
    )
    | each(
        lambda at: (at.request().connector_id,),
        """
        asks.offers_to asks.asks_for onward.tick_list
        """,
    )
)
"""Each question of each part, with what it needs."""
WRITES: dict[str, Call] = called(
    {
        "visits.begin": lambda at: (at.people[1], at.people[2]),
        "visits.note": lambda at: (at.visit, Side.REP, (1, 2, 3, 4, 5), Ending.OPEN),
        "visits.agree": lambda at: (at.seen_by_both(), "ask less"),
        "visits.forget": lambda at: (at.visit,),
        "showing.take_back": lambda at: (1,),
        "coach.set_benchmarks": lambda at: ({"asked": 4},),
        "trials.start": lambda at: (date(2026, 7, 6),),
        "trials.join": lambda at: (),
        "trials.leave": lambda at: (),
        "trials.stop": lambda at: (),
        "files.import_files": lambda at: ([("new.csv", NEW)],),
        "files.remember_mapping": lambda at: (HEADER, COLUMNS),
        "people.make_rep": lambda at: (at.person,),
        "people.choose_rep": lambda at: (),
        "people.save_person": lambda at: (Person(0, "Newt New"),),
        "people.set_category": lambda at: (at.people[:9], "Inns"),
        "people.set_do_not_ask": lambda at: (at.people[-9:], True),
        "people.rate": lambda at: (dict.fromkeys(at.people[:9], 4),),
        "people.rate_categories": lambda at: ({"Inns": 4},),
        "people.add_tie": lambda at: (*at.people[:2], "friend"),
        "people.remove_tie": lambda at: (*at.people[:2],),
        "people.judge_tie": lambda at: (*at.people[:2], 3),
        "people.mark_clients": lambda at: (dict.fromkeys(at.people[:9], True),),
        "people.save_rules": lambda at: ([CategoryRule(("inn",), "Inns")],),
        "ways.save_target": lambda at: (TARGET,),
        "ways.save_wishes": lambda at: (("Hotels",),),
        "ways.remove_target": lambda at: (at.ws.ways.targets()[0],),
        "asks.keep_requests": lambda at: (at.ws.asks.suggest_requests(20),),
        "asks.plan": lambda at: (at.paths, at.ws.ways.open_asks()),
        "asks.save_request": lambda at: (replace(at.request(), purpose="to show the new menu"),),
        "asks.read_requests": lambda at: (
            "asks.csv",
            at.ws.reports.requests_file(at.requests, ".csv", raw=True).replace(
                b",planned,", b",suggested,"
            ),
        ),
        "asks.keep_drafted": lambda at: (at.request("suggested"),),
        "asks.jump": lambda at: (at.request("suggested"), "agreed"),
        "asks.record_step": lambda at: (at.request("suggested"), "asked"),
        "asks.undo_step": lambda at: (at.request("asked"),),
        "asks.name_target": lambda at: (at.request(openly=True), at.far),
        "asks.save_limit": lambda at: (at.person, Limit(1, 30)),
        "asks.set_no_go": lambda at: (*at.people[:2],),
        "asks.set_aside": lambda at: (at.ws.asks.noticed()[0],),
        "asks.bring_back": lambda at: (),
        "asks.record_introduction": lambda at: (at.ws.asks.noticed()[0],),
        "asks.unrecord_introduction": lambda at: (*at.ws.asks.recorded()[0],),
        "onward.mention": lambda at: (at.request("suggested"),),
        "onward.mentions": lambda at: (at.paths[:5],),
        "letters.name_goal": lambda at: (at.further(), True),
        "onward.tick": lambda at: (
            at.request().connector_id,
            at.ws.onward.tick_list(at.request().connector_id)[:1],
            [Answer(yes=True)],
        ),
        "onward.next_ask": lambda at: (at.introduced(),),
        "onward.read_ticks": lambda at: (
            "ticks.csv",
            at.ws.onward.tick_file(at.request().connector_id, ".csv"),
        ),
        "letters.save_language": lambda at: ("de",),
        "letters.save_words": lambda at: (at.ws.letters.own_words()[0],),
        "letters.save_resume": lambda at: (at.ws.letters.resume()[0],),
        "week.record": lambda at: (Note(0, 0, at.person, DAY, "menus"),),
        "week.remove_entry": lambda at: (at.ws.week.practice().notes[0],),
        "week.snooze": lambda at: (at.person, date(2026, 8, 1)),
        "week.save_pace": lambda at: (at.ws.week.pace(),),
        "week.set_bucket": lambda at: (at.person, at.ws.week.pace().buckets[0].name),
        "week.done": lambda at: (at.ws.week.week()[0],),
        "start.answer_owner": lambda at: partial(
            at.ws.start.answer_owner, at.person, colleague=False
        ),
        "start.skip": lambda at: (at.person,),
        "start.decide": lambda at: ({"Hotels": "Hotels"},),
        "start.accept": lambda at: ("",),
        "start.reject": lambda at: ("",),
        "start.take_labels": lambda at: (at.ws.start.labels(),),
        "start.decline_labels": lambda at: (at.ws.start.labels(),),
        "start.save_gain": lambda at: ("a better menu",),
        "asks.plan_stored": lambda at: (at.ws.asks.requests()[:0],),
        "start.swap": lambda at: (at.ws.start.swaps(),),
        "start.plan": lambda at: (at.ws.start.asks(),),
        "colleagues.open": lambda at: (Openness(whole=True),),
        "colleague_asks.ask": lambda at: (*at.known_to_another(), "a talk"),
        "colleague_asks.answer": lambda at: (
            lambda theirs, number: partial(
                theirs.colleague_asks.answer, number, Said.NO, reason="x"
            )
        )(*at.asked()),
        "colleague_asks.came": lambda at: (at.asked(Said.YES)[1], Came.MET),
        "approvals.decides": lambda at: (*at.decided(),),
        "approvals.ask_word": lambda at: (at.guarded(),),
        "approvals.ask_word_to_meet": lambda at: (*at.guarded_at_a_colleague(),),
        "colleague_asks.take_back": lambda at: (at.asked()[1],),
        "colleague_asks.read_thanks": lambda at: (
            lambda theirs, number: partial(theirs.colleague_asks.read_thanks, number)
        )(*at.asked(Said.YES, Came.MET)),
        "colleagues.keep_private": lambda at: ([at.person],),
        "colleagues.keep_fresh": lambda at: (),
        "data.undo_last": lambda at: (),
        "data.back_up": lambda at: (),
        "duplicates.decide": lambda at: (*at.people[:2], "different"),
        "duplicates.merge": lambda at: (*at.people[:2],),
        "duplicates.merge_all": lambda at: ([tuple(at.people[3:5])],),
        "duplicates.merge_sure": lambda at: (
            [Duplicate(*at.people[5:7], 1.0, ("the same",), True)],
        ),
        "duplicates.unmerge": lambda at: (at.ws.duplicates.merges()[0].id,),
        "data.erase": lambda at: (at.people[:2],),
        "data.would_undo": lambda at: (at.ws.data.imports()[0].id,),
        "data.undo_import": lambda at: (),
        "data.restore": lambda at: (),
    }
)
"""Each write of each part, in an order in which they can follow on each other."""
