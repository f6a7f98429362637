"""Each question and each write of each part of a workspace, with what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
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
                for path in (ask.path for ask in self.ws.asks.plan_asks(60).asks)
                if path.goal != path.target and (path.connector, path.target) not in asked
            )
            (made,) = self.ws.asks.draft([path])
            self.ws.asks.plan([path])
            for status in ("asked", "agreed", "accepted", "introduced"):
                now = next(r for r in self.ws.asks.requests() if r.request == made.request)
                self.ws.asks.record_step(now, status)
        return self.request("introduced")


Call = Callable[[Facts], Callable[[], object]]
READS: dict[str, Call] = {
    "files.preview_import": lambda at: partial(at.ws.files.preview_import, [("new.csv", NEW)]),
    "files.import_questions": lambda at: partial(at.ws.files.import_questions, [("odd.csv", ODD)]),
    "files.first_rows": lambda at: partial(at.ws.files.first_rows, "odd.csv", ODD),
    "files.first_lines": lambda at: partial(at.ws.files.first_lines, "odd.csv", ODD),
    "people.people": lambda at: at.ws.people.people,
    "people.everybody": lambda at: at.ws.people.everybody,
    "people.called": lambda at: at.ws.people.called,
    "people.categories": lambda at: at.ws.people.categories,
    "people.person": lambda at: partial(at.ws.people.person, at.person),
    "people.apart": lambda at: partial(at.ws.people.apart, [at.person]),
    "people.find": lambda at: partial(at.ws.people.find, "Maren Holloway"),
    "people.search": lambda at: partial(at.ws.people.search, "Maren"),
    "people.known_by": lambda at: partial(at.ws.people.known_by, at.person),
    "people.contacts": lambda at: partial(at.ws.people.contacts, at.person),
    "people.reps": lambda at: at.ws.people.reps,
    "people.category_ratings": lambda at: at.ws.people.category_ratings,
    "people.judged": lambda at: partial(at.ws.people.judged, at.person),
    "people.rules": lambda at: at.ws.people.rules,
    "visits.visits": lambda at: at.ws.visits.visits,
    "visits.visit": lambda at: partial(at.ws.visits.visit, at.visit),
    "visits.sides": lambda at: partial(at.ws.visits.sides, at.ws.visits.visit(at.visit)),
    "visits.other": lambda at: partial(at.ws.visits.other, at.ws.visits.visit(at.visit)),
    "visits.coaches": lambda at: at.ws.visits.coaches,
    "visits.agreement": lambda at: at.ws.visits.agreement,
    "coach.whom": lambda at: at.ws.coach.whom,
    "coach.group": lambda at: at.ws.coach.group,
    "coach.page": lambda at: partial(at.ws.coach.page, at.ws.rep_id),
    "coach.together": lambda at: at.ws.coach.together,
    "coach.benchmarks": lambda at: at.ws.coach.benchmarks,
    "coach.may_set": lambda at: at.ws.coach.may_set,
    "trials.standing": lambda at: at.ws.trials.standing,
    "trials.own": lambda at: at.ws.trials.own,
    "trials.together": lambda at: at.ws.trials.together,
    "showing.coaches": lambda at: at.ws.showing.coaches,
    "showing.own": lambda at: at.ws.showing.own,
    "showing.received": lambda at: at.ws.showing.received,
    "asks.ask_first": lambda at: partial(at.ws.asks.ask_first, at.request()),
    "colleagues.colleagues": lambda at: at.ws.colleagues.colleagues,
    "colleagues.openness": lambda at: at.ws.colleagues.openness,
    "colleagues.shown": lambda at: at.ws.colleagues.shown,
    "colleagues.knows": lambda at: partial(at.ws.colleagues.knows, "Lee"),
    "colleagues.who_knows": lambda at: partial(at.ws.colleagues.who_knows, at.person),
    "team.left_alone": lambda at: at.ws.team.left_alone,
    "colleagues.looks": lambda at: at.ws.colleagues.looks,
    "colleague_asks.asks": lambda at: at.ws.colleague_asks.asks,
    "colleague_asks.waiting": lambda at: at.ws.colleague_asks.waiting,
    "colleague_asks.called": lambda at: partial(
        at.ws.colleague_asks.called, at.ws.colleague_asks.asks()
    ),
    "colleague_asks.give_and_take": lambda at: at.ws.colleague_asks.give_and_take,
    "approvals.deciding": lambda at: at.ws.approvals.deciding,
    "approvals.may_set": lambda at: at.ws.approvals.may_set,
    "approvals.gate": lambda at: partial(at.ws.approvals.gate, at.request()),
    "approvals.gate_to": lambda at: partial(at.ws.approvals.gate_to, at.people[1], at.person),
    "asks.listed": lambda at: at.ws.asks.listed,
    "colleague_asks.reasons": lambda at: at.ws.colleague_asks.reasons,
    "team.members": lambda at: at.ws.team.members,
    "team.coached": lambda at: at.ws.team.coached,
    "ways.ties": lambda at: at.ws.ways.ties,
    "ways.evidence": lambda at: at.ws.ways.evidence,
    "ways.standings": lambda at: at.ws.ways.standings,
    "ways.overview": lambda at: at.ws.ways.overview,
    "ways.reach_by_category": lambda at: at.ws.ways.reach_by_category,
    "ways.map_view": lambda at: at.ws.ways.map_view,
    "ways.pictures": lambda at: at.ws.ways.pictures,
    "ways.paths_to": lambda at: partial(at.ws.ways.paths_to, at.far),
    "ways.paths_where": lambda at: partial(at.ws.ways.paths_where, "category", "Hotels"),
    "ways.circles": lambda at: at.ws.ways.circles,
    "ways.outward": lambda at: at.ws.ways.outward,
    "ways.leads_further": lambda at: at.ws.ways.leads_further,
    "ways.why_no_path": lambda at: at.ws.ways.why_no_path,
    "ways.open_asks": lambda at: at.ws.ways.open_asks,
    "ways.likelihoods": lambda at: partial(at.ws.ways.likelihoods, at.people),
    "ways.why_few": lambda at: at.ws.ways.why_few,
    "ways.goes_by": lambda at: at.ws.ways.goes_by,
    "ways.wishes_offered": lambda at: at.ws.ways.wishes_offered,
    "ways.targets": lambda at: at.ws.ways.targets,
    "ways.wanted": lambda at: at.ws.ways.wanted,
    "asks.wishes": lambda at: at.ws.asks.wishes,
    "asks.suggest_requests": lambda at: at.ws.asks.suggest_requests,
    "asks.draft": lambda at: partial(at.ws.asks.draft, at.paths),
    "asks.draft_open": lambda at: partial(at.ws.asks.draft_open, at.ws.ways.open_asks()),
    "asks.better_purposes": lambda at: partial(at.ws.asks.better_purposes, at.request()),
    "asks.redraft_note": lambda at: partial(at.ws.asks.redraft_note, at.request()),
    "asks.offers_to": lambda at: partial(at.ws.asks.offers_to, at.request().connector_id),
    "asks.requests": lambda at: at.ws.asks.requests,
    "asks.hidden_requests": lambda at: at.ws.asks.hidden_requests,
    "asks.next_statuses": lambda at: partial(at.ws.asks.next_statuses, at.request()),
    "asks.can_follow": lambda at: partial(at.ws.asks.can_follow, at.request()),
    "asks.can_jump": lambda at: partial(at.ws.asks.can_jump, at.request()),
    "asks.next_step": lambda at: partial(at.ws.asks.next_step, at.request()),
    "asks.history": lambda at: partial(at.ws.asks.history, at.request()),
    "asks.outcomes": lambda at: at.ws.asks.outcomes,
    "asks.priors": lambda at: at.ws.asks.priors,
    "asks.plan_asks": lambda at: at.ws.asks.plan_asks,
    "asks.why_no_plan": lambda at: partial(at.ws.asks.why_no_plan, Plan(()), 10),
    "asks.why_not": lambda at: partial(at.ws.asks.why_not, at.far),
    "asks.asks_for": lambda at: partial(at.ws.asks.asks_for, at.request().connector_id),
    "asks.tact": lambda at: at.ws.asks.tact,
    "asks.limits": lambda at: at.ws.asks.limits,
    "asks.noticed": lambda at: at.ws.asks.noticed,
    "asks.set_aside_count": lambda at: at.ws.asks.set_aside_count,
    "asks.recorded": lambda at: at.ws.asks.recorded,
    "letters.names_goal": lambda at: partial(at.ws.letters.names_goal, at.request()),
    "letters.language": lambda at: at.ws.letters.language,
    "letters.own_words": lambda at: at.ws.letters.own_words,
    "letters.example_letter": lambda at: partial(at.ws.letters.example_letter, "ask", "Hello"),
    "letters.resume": lambda at: at.ws.letters.resume,
    "letters.has_resume": lambda at: at.ws.letters.has_resume,
    "letters.check_resume": lambda at: at.ws.letters.check_resume,
    "letters.resume_page": lambda at: at.ws.letters.resume_page,
    "letters.resume_text": lambda at: at.ws.letters.resume_text,
    "letters.letters": lambda at: partial(at.ws.letters.letters, at.request()),
    "letters.letter_eml": lambda at: partial(
        at.ws.letters.letter_eml, at.ws.letters.letters(at.request())[0], resume=True
    ),
    "letters.letter_link": lambda at: partial(
        at.ws.letters.letter_link, at.ws.letters.letters(at.request())[0]
    ),
    "letters.letter_name": lambda at: partial(
        at.ws.letters.letter_name, at.ws.letters.letters(at.request())[0]
    ),
    "week.practice": lambda at: at.ws.week.practice,
    "week.pace": lambda at: at.ws.week.pace,
    "week.week": lambda at: at.ws.week.week,
    "week.week_rows": lambda at: partial(at.ws.week.week_rows, at.ws.week.week()),
    "week.week_file": lambda at: partial(at.ws.week.week_file, at.ws.week.week(), ".xlsx"),
    "week.health": lambda at: at.ws.week.health,
    "week.health_of": lambda at: partial(at.ws.week.health_of, at.person),
    "week.network_health": lambda at: at.ws.week.network_health,
    "week.by_bucket": lambda at: at.ws.week.by_bucket,
    "week.by_stage": lambda at: at.ws.week.by_stage,
    "week.after_sale": lambda at: at.ws.week.after_sale,
    "week.needs": lambda at: at.ws.week.needs,
    "week.satisfaction_trend": lambda at: partial(at.ws.week.satisfaction_trend, at.person),
    "week.retention": lambda at: at.ws.week.retention,
    "people.kept_for": lambda at: partial(at.ws.people.kept_for, [at.person]),
    "week.meetings": lambda at: at.ws.week.meetings,
    "week.meets": lambda at: partial(at.ws.week.meets, at.person),
    "week.brief": lambda at: partial(at.ws.week.brief, at.person),
    "week.brief_page": lambda at: partial(at.ws.week.brief_page, at.person),
    "week.purposes": lambda at: partial(at.ws.week.purposes, at.person),
    "week.same_text": lambda at: partial(at.ws.week.same_text, "hello", at.person),
    "week.givings": lambda at: at.ws.week.givings,
    "week.entry_rows": lambda at: partial(at.ws.week.entry_rows, KINDS[0]),
    "week.entries_csv": lambda at: partial(at.ws.week.entries_csv, KINDS[0], raw=True),
    "data.imports": lambda at: at.ws.data.imports,
    "data.last_by_hand": lambda at: at.ws.data.last_by_hand,
    "data.twice": lambda at: at.ws.data.twice,
    "data.before_undo": lambda at: at.ws.data.before_undo,
    "data.import_since": lambda at: at.ws.data.import_since,
    "data.last_day": lambda at: at.ws.data.last_day,
    "data.backups": lambda at: at.ws.data.backups,
    "data.suggestions": lambda at: at.ws.data.suggestions,
    "data.merges": lambda at: at.ws.data.merges,
    "data.same_name_pairs": lambda at: at.ws.data.same_name_pairs,
    "data.all_about": lambda at: partial(at.ws.data.all_about, at.person),
    "data.export_person": lambda at: partial(at.ws.data.export_person, at.person),
    "data.folder": lambda at: lambda: at.ws.data.folder,
    "reports.tie_rows": lambda at: partial(at.ws.reports.tie_rows, at.ws.ways.ties()),
    "reports.path_rows": lambda at: partial(at.ws.reports.path_rows, at.paths),
    "reports.request_rows": lambda at: partial(at.ws.reports.request_rows, at.requests),
    "reports.plan_rows": lambda at: partial(at.ws.reports.plan_rows, at.ws.asks.plan_asks(10)),
    "reports.requests_file": lambda at: partial(at.ws.reports.requests_file, at.requests, ".xlsx"),
    "reports.tasks_csv": lambda at: partial(at.ws.reports.tasks_csv, at.requests, "hubspot"),
    "reports.asks_page": lambda at: partial(at.ws.reports.asks_page, at.requests),
    "reports.ties_file": lambda at: partial(at.ws.reports.ties_file, at.ws.ways.ties(), ".graphml"),
    "reports.paths_csv": lambda at: partial(at.ws.reports.paths_csv, at.paths),
    "reports.map_html": lambda at: partial(at.ws.reports.map_html, at.ws.ways.map_view()),
    "reports.circle_rows": lambda at: partial(at.ws.reports.circle_rows, at.ws.ways.circles()),
    "reports.circles_csv": lambda at: partial(at.ws.reports.circles_csv, at.ws.ways.circles()),
    "reports.evidence_csv": lambda at: partial(at.ws.reports.evidence_csv, "interactions"),
    "reports.evidence_rows": lambda at: partial(at.ws.reports.evidence_rows, "interactions"),
    "reports.my_data": lambda at: at.ws.reports.my_data,
    "reports.my_rows": lambda at: at.ws.reports.my_rows,
    "reports.people_csv": lambda at: at.ws.reports.people_csv,
    "reports.people_of": lambda at: partial(at.ws.reports.people_of, "Hotels", None),
    "reports.people_rows": lambda at: at.ws.reports.people_rows,
    "reports.people_vcf": lambda at: at.ws.reports.people_vcf,
    "onward.chain": lambda at: at.ws.onward.chain,
    "onward.why_no_chain": lambda at: at.ws.onward.why_no_chain,
    "onward.chain_file": lambda at: partial(at.ws.onward.chain_file, ".svg"),
    "onward.chain_rows": lambda at: at.ws.onward.chain_rows,
    "onward.tick_file": lambda at: partial(
        at.ws.onward.tick_file, at.request().connector_id, ".html"
    ),
    "onward.tick_list": lambda at: partial(at.ws.onward.tick_list, at.request().connector_id),
    "start.candidates": lambda at: partial(at.ws.start.candidates, [("new.csv", NEW)]),
    "start.owners": lambda at: at.ws.start.owners,
    "start.progress": lambda at: at.ws.start.progress,
    "start.first_to_rate": lambda at: at.ws.start.first_to_rate,
    "start.looks": lambda at: at.ws.start.looks,
    "start.labels": lambda at: at.ws.start.labels,
    "start.gain": lambda at: at.ws.start.gain,
    "ways.open_ask_of": lambda at: partial(at.ws.ways.open_ask_of, at.person, ("company", "New")),
    "start.asks": lambda at: at.ws.start.asks,
    "start.drafted": lambda at: partial(at.ws.start.drafted, at.ws.start.asks()),
    "start.swaps": lambda at: at.ws.start.swaps,
}
"""Each question of each part, with what it needs."""
WRITES: dict[str, Call] = {
    "visits.begin": lambda at: partial(at.ws.visits.begin, at.people[1], at.people[2]),
    "visits.note": lambda at: partial(
        at.ws.visits.note, at.visit, Side.REP, (1, 2, 3, 4, 5), Ending.OPEN
    ),
    "visits.agree": lambda at: partial(at.ws.visits.agree, at.seen_by_both(), "ask less"),
    "visits.forget": lambda at: partial(at.ws.visits.forget, at.visit),
    "showing.take_back": lambda at: partial(at.ws.showing.take_back, 1),
    "coach.set_benchmarks": lambda at: partial(at.ws.coach.set_benchmarks, {"asked": 4}),
    "trials.start": lambda at: partial(at.ws.trials.start, date(2026, 7, 6)),
    "trials.join": lambda at: at.ws.trials.join,
    "trials.leave": lambda at: at.ws.trials.leave,
    "trials.stop": lambda at: at.ws.trials.stop,
    "files.import_files": lambda at: partial(at.ws.files.import_files, [("new.csv", NEW)]),
    "files.remember_mapping": lambda at: partial(at.ws.files.remember_mapping, HEADER, COLUMNS),
    "people.make_rep": lambda at: partial(at.ws.people.make_rep, at.person),
    "people.choose_rep": lambda at: at.ws.people.choose_rep,
    "people.save_person": lambda at: partial(at.ws.people.save_person, Person(0, "Newt New")),
    "people.set_category": lambda at: partial(at.ws.people.set_category, at.people[:9], "Inns"),
    "people.set_do_not_ask": lambda at: partial(at.ws.people.set_do_not_ask, at.people[-9:], True),
    "people.rate": lambda at: partial(at.ws.people.rate, dict.fromkeys(at.people[:9], 4)),
    "people.rate_categories": lambda at: partial(at.ws.people.rate_categories, {"Inns": 4}),
    "people.add_tie": lambda at: partial(at.ws.people.add_tie, *at.people[:2], "friend"),
    "people.remove_tie": lambda at: partial(at.ws.people.remove_tie, *at.people[:2]),
    "people.judge_tie": lambda at: partial(at.ws.people.judge_tie, *at.people[:2], 3),
    "people.mark_clients": lambda at: partial(
        at.ws.people.mark_clients, dict.fromkeys(at.people[:9], True)
    ),
    "people.save_rules": lambda at: partial(
        at.ws.people.save_rules, [CategoryRule(("inn",), "Inns")]
    ),
    "ways.save_target": lambda at: partial(at.ws.ways.save_target, TARGET),
    "ways.save_wishes": lambda at: partial(at.ws.ways.save_wishes, ("Hotels",)),
    "ways.remove_target": lambda at: partial(at.ws.ways.remove_target, at.ws.ways.targets()[0]),
    "asks.keep_requests": lambda at: partial(
        at.ws.asks.keep_requests, at.ws.asks.suggest_requests(20)
    ),
    "asks.plan": lambda at: partial(at.ws.asks.plan, at.paths, at.ws.ways.open_asks()),
    "asks.save_request": lambda at: partial(
        at.ws.asks.save_request, replace(at.request(), purpose="to show the new menu")
    ),
    "asks.read_requests": lambda at: partial(
        at.ws.asks.read_requests,
        "asks.csv",
        at.ws.reports.requests_file(at.requests, ".csv", raw=True).replace(
            b",planned,", b",suggested,"
        ),
    ),
    "asks.keep_drafted": lambda at: partial(at.ws.asks.keep_drafted, at.request("suggested")),
    "asks.jump": lambda at: partial(at.ws.asks.jump, at.request("suggested"), "agreed"),
    "asks.record_step": lambda at: partial(
        at.ws.asks.record_step, at.request("suggested"), "asked"
    ),
    "asks.undo_step": lambda at: partial(at.ws.asks.undo_step, at.request("asked")),
    "asks.name_target": lambda at: partial(at.ws.asks.name_target, at.request(openly=True), at.far),
    "asks.save_limit": lambda at: partial(at.ws.asks.save_limit, at.person, Limit(1, 30)),
    "asks.set_no_go": lambda at: partial(at.ws.asks.set_no_go, *at.people[:2]),
    "asks.set_aside": lambda at: partial(at.ws.asks.set_aside, at.ws.asks.noticed()[0]),
    "asks.bring_back": lambda at: at.ws.asks.bring_back,
    "asks.record_introduction": lambda at: partial(
        at.ws.asks.record_introduction, at.ws.asks.noticed()[0]
    ),
    "asks.unrecord_introduction": lambda at: partial(
        at.ws.asks.unrecord_introduction, *at.ws.asks.recorded()[0]
    ),
    "onward.mention": lambda at: partial(at.ws.onward.mention, at.request("suggested")),
    "onward.mentions": lambda at: partial(at.ws.onward.mentions, at.paths[:5]),
    "letters.name_goal": lambda at: partial(at.ws.letters.name_goal, at.further(), True),
    "onward.tick": lambda at: partial(
        at.ws.onward.tick,
        at.request().connector_id,
        at.ws.onward.tick_list(at.request().connector_id)[:1],
        [Answer(yes=True)],
    ),
    "onward.next_ask": lambda at: partial(at.ws.onward.next_ask, at.introduced()),
    "onward.read_ticks": lambda at: partial(
        at.ws.onward.read_ticks,
        "ticks.csv",
        at.ws.onward.tick_file(at.request().connector_id, ".csv"),
    ),
    "letters.save_language": lambda at: partial(at.ws.letters.save_language, "de"),
    "letters.save_words": lambda at: partial(
        at.ws.letters.save_words, at.ws.letters.own_words()[0]
    ),
    "letters.save_resume": lambda at: partial(at.ws.letters.save_resume, at.ws.letters.resume()[0]),
    "week.record": lambda at: partial(at.ws.week.record, Note(0, 0, at.person, DAY, "menus")),
    "week.remove_entry": lambda at: partial(
        at.ws.week.remove_entry, at.ws.week.practice().notes[0]
    ),
    "week.snooze": lambda at: partial(at.ws.week.snooze, at.person, date(2026, 8, 1)),
    "week.save_pace": lambda at: partial(at.ws.week.save_pace, at.ws.week.pace()),
    "week.set_bucket": lambda at: partial(
        at.ws.week.set_bucket, at.person, at.ws.week.pace().buckets[0].name
    ),
    "week.done": lambda at: partial(at.ws.week.done, at.ws.week.week()[0]),
    "start.answer_owner": lambda at: partial(at.ws.start.answer_owner, at.person, colleague=False),
    "start.skip": lambda at: partial(at.ws.start.skip, at.person),
    "start.decide": lambda at: partial(at.ws.start.decide, {"Hotels": "Hotels"}),
    "start.accept": lambda at: partial(at.ws.start.accept, ""),
    "start.reject": lambda at: partial(at.ws.start.reject, ""),
    "start.take_labels": lambda at: partial(at.ws.start.take_labels, at.ws.start.labels()),
    "start.decline_labels": lambda at: partial(at.ws.start.decline_labels, at.ws.start.labels()),
    "start.save_gain": lambda at: partial(at.ws.start.save_gain, "a better menu"),
    "asks.plan_stored": lambda at: partial(at.ws.asks.plan_stored, at.ws.asks.requests()[:0]),
    "start.swap": lambda at: partial(at.ws.start.swap, at.ws.start.swaps()),
    "start.plan": lambda at: partial(at.ws.start.plan, at.ws.start.asks()),
    "colleagues.open": lambda at: partial(at.ws.colleagues.open, Openness(whole=True)),
    "colleague_asks.ask": lambda at: partial(
        at.ws.colleague_asks.ask, *at.known_to_another(), "a talk"
    ),
    "colleague_asks.answer": lambda at: (
        lambda theirs, number: partial(theirs.colleague_asks.answer, number, Said.NO, reason="x")
    )(*at.asked()),
    "colleague_asks.came": lambda at: partial(
        at.ws.colleague_asks.came, at.asked(Said.YES)[1], Came.MET
    ),
    "approvals.decides": lambda at: partial(at.ws.approvals.decides, *at.decided()),
    "approvals.ask_word": lambda at: partial(at.ws.approvals.ask_word, at.guarded()),
    "approvals.ask_word_to_meet": lambda at: partial(
        at.ws.approvals.ask_word_to_meet, *at.guarded_at_a_colleague()
    ),
    "colleague_asks.take_back": lambda at: partial(at.ws.colleague_asks.take_back, at.asked()[1]),
    "colleague_asks.read_thanks": lambda at: (
        lambda theirs, number: partial(theirs.colleague_asks.read_thanks, number)
    )(*at.asked(Said.YES, Came.MET)),
    "colleagues.keep_private": lambda at: partial(at.ws.colleagues.keep_private, [at.person]),
    "colleagues.keep_fresh": lambda at: at.ws.colleagues.keep_fresh,
    "data.undo_last": lambda at: at.ws.data.undo_last,
    "data.back_up": lambda at: at.ws.data.back_up,
    "data.decide": lambda at: partial(at.ws.data.decide, *at.people[:2], "different"),
    "data.merge": lambda at: partial(at.ws.data.merge, *at.people[:2]),
    "data.merge_all": lambda at: partial(at.ws.data.merge_all, [tuple(at.people[3:5])]),
    "data.merge_sure": lambda at: partial(
        at.ws.data.merge_sure, [Duplicate(*at.people[5:7], 1.0, ("the same",), True)]
    ),
    "data.unmerge": lambda at: partial(at.ws.data.unmerge, at.ws.data.merges()[0].id),
    "data.erase": lambda at: partial(at.ws.data.erase, at.people[:2]),
    "data.would_undo": lambda at: partial(at.ws.data.would_undo, at.ws.data.imports()[0].id),
    "data.undo_import": lambda at: at.ws.data.undo_import,
    "data.restore": lambda at: at.ws.data.restore,
}
"""Each write of each part, in an order in which they can follow on each other."""
