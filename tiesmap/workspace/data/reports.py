"""Reports: rows with the columns of docs/columns.md, and the exported files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from tiesmap.exporting import (
    asklists,
    calendars,
    crm,
    graphs,
    mapfile,
    markdown,
    pages,
    spreadsheets,
    workbooks,
)
from tiesmap.exporting.endings import format_of, in_format
from tiesmap.exporting.weeks import say_note
from tiesmap.intake.sources.practice import columns_of
from tiesmap.model.circles import Circle
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.map import MapView
from tiesmap.model.paths import ReferralPath, Suggestion
from tiesmap.model.plans import Plan
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace.asks import drafts
from tiesmap.workspace.data import exports
from tiesmap.workspace.files.collector import uncollected
from tiesmap.workspace.letters import mailing
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.people import namesakes
from tiesmap.workspace.people.part import People
from tiesmap.workspace.view import View
from tiesmap.workspace.ways.ties import Tie
from tiesmap.workspace.week.part import KINDS, Week

Row = dict[str, object]
_CALLED = {"class": "tie_class"}
"""Column of the report of ties -> what it is called in a tie, where that differs."""


class Reports(Part):
    """What the rep exports from the workspace."""

    # Rows ----------------------------------------------------------------------------------------

    def tie_rows(self, ties: Iterable[Tie]) -> list[Row]:
        """One row per tie, with `spreadsheets.TIE_COLUMNS`."""
        with self.view() as view:
            ids = view.public_ids
        return [
            {name: getattr(tie, _CALLED.get(name, name)) for name in spreadsheets.TIE_COLUMNS}
            | {"person_id": ids[tie.person_id], "other_id": ids[tie.other_id]}
            for tie in ties
        ]

    def path_rows(self, found: Iterable[ReferralPath | Suggestion]) -> list[Row]:
        """One row per path, with `spreadsheets.PATH_COLUMNS`.

        The chance is the one that orders the list; for a suggestion, the chance that any of its
        ways works. The reasons end with the weakest step.
        """
        found = list(found)
        paths = [one.path if isinstance(one, Suggestion) else one for one in found]
        with self.view() as view:
            ids, people = view.public_ids, view.network.people
            goals = {path.goal: people.iloc[view.node(path.goal)] for path in paths}
            fields = {goal: view.around.say_category(view.node(goal)) for goal in goals}
        return [
            {
                "rank": rank,
                "goal_id": ids[path.goal],
                "goal": path.names[-1],
                "goal_company": str(goals[path.goal]["company"]),
                "goal_category": fields[path.goal],
                "connector_id": ids[path.connector],
                "connector": path.names[1],
                "path": path.names,
                "hops": len(path.hops),
                "chance": one.chance,
                "newness": path.newness,
                "reasons": (*path.reasons, path.weak_link),
            }
            for rank, (one, path) in enumerate(zip(found, paths, strict=True), start=1)
        ]

    def circle_rows(self, circles: Iterable[Circle]) -> list[Row]:
        """One row a circle, with `spreadsheets.CIRCLE_COLUMNS`.

        opens are the one to three people in it through whom it opens, through the contact who leads
        to each, from the circle of that contact.
        """
        said = People(self.place).categories()
        return [
            {
                "circle": said.get(circle.circle, circle.circle),
                "inferred": circle.inferred,
                "at_home": circle.at_home,
                "comfort": circle.comfort,
                "known": circle.known,
                "opens": [opening.name for opening in circle.openings],
                "through": [opening.through_name for opening in circle.openings],
                "from": [said.get(opening.begins, opening.begins) for opening in circle.openings],
                "score": circle.score,
            }
            for circle in circles
        ]

    def request_rows(self, requests: Iterable[IntroRequest]) -> list[Row]:
        """One row per request, with the columns of the intro-request list."""
        with self.view() as view:
            return list(asklists.request_rows(requests, view.public_ids))

    def plan_rows(self, plan: Plan) -> list[Row]:
        """One row an ask: the columns of the intro-request list, `adds` and `week`.

        `chance` has tact and what was learned in it. Open asks come last; what they add is not
        known (None).
        """
        rows: list[Row] = []
        with self.view() as view:
            ids = view.public_ids
            for ask in plan.asks:
                (row,) = asklists.request_rows(drafts.draft(view, [ask.path]), ids)
                more = {"chance": ask.chance, "reasons": ask.reasons}
                rows.append(row | more | {"adds": ask.adds, "week": ask.week})
            openly = drafts.draft_open(view, plan.open_asks)
            for row in asklists.request_rows(openly, ids):
                rows.append(row | {"adds": None, "week": 1})
        return rows

    # What comes in again -------------------------------------------------------------------------

    def people_of(self, category: str | None, company: str | None) -> set[PersonId] | None:
        """The people of a category and of a company; None (everybody) where neither is given."""
        wanted = {"category": category, "company": company}
        asked = {name: fold(text) for name, text in wanted.items() if text}
        if not asked:
            return None
        with self.view() as view:
            return {
                number
                for number, one in view.people.items()
                if all(fold(getattr(one, name)) == text for name, text in asked.items())
            }

    def people_rows(self, persons: Collection[PersonId] | None = None) -> list[Row]:
        """The rows of people.csv; None means everybody."""
        with self.view() as view:
            return exports.people_rows(view, persons)[0]

    people_csv = question(exports.people_csv)
    people_vcf = question(exports.people_vcf)
    evidence_rows = question(exports.evidence_rows)
    evidence_csv = question(exports.evidence_csv)

    @uncollected()
    def my_data(self) -> bytes:
        """Everything of the rep as one zip, which an import reads again."""
        return exports.zipped(self._tables())

    def my_rows(self) -> dict[str, list[Row]]:
        """The same as rows, by the names of the files."""
        return {name: rows for name, (rows, _) in self._tables().items()}

    def _tables(self) -> dict[str, exports.Table]:
        with self.view() as view:
            week = Week(self.place)
            practice = {kind: (week.entry_rows(kind), columns_of(kind)) for kind in KINDS}
            return exports.everything(view) | practice

    # Files ---------------------------------------------------------------------------------------

    @uncollected()
    def requests_file(
        self, requests: Sequence[IntroRequest], suffix: str, *, raw: bool = False
    ) -> bytes:
        """The intro-request list in the format of a file name's ending.

        .csv, .xlsx, .md, .html, .ics (the follow-ups), .eml (the one mail to write) or .zip (all
        of them); raises Refused for any other, and Unanswerable where an .eml would have to hold
        no or several mails.
        """
        make = REQUEST_FILES[format_of(suffix, REQUEST_FILES)]
        with self.view() as view:
            return make(view, requests, raw)

    def tasks_csv(self, requests: Iterable[IntroRequest], system: str) -> bytes:
        """The targets as tasks for a CRM's import; `system` is one of `crm.SYSTEMS`."""
        return crm.tasks_to(system, requests)

    def asks_page(self, requests: Sequence[IntroRequest]) -> bytes:
        """The asks for a meeting as one page to print."""
        with self.view() as view:
            connectors = {request.connector_id for request in requests}
            offers = {person: "; ".join(drafts.offers_to(view, person)) for person in connectors}
            requests = namesakes.named_apart(view, requests)
            briefs = {person: Week(self.place).brief(person) for person in connectors}
        named = {request.request: offers[request.connector_id] for request in requests}
        today = self.place.today
        last = {who: say_note(one.notes[0], today) for who, one in briefs.items() if one.notes}
        return pages.asks_to_html(requests, as_of=today, offers=named, last=last)

    def ties_file(self, ties: Sequence[Tie], suffix: str, *, raw: bool = False) -> bytes:
        """The report of ties: .csv, or .graphml for Gephi and yEd. Raises Refused for any other."""
        rows = self.tie_rows(ties)
        return in_format(
            suffix,
            {
                ".csv": lambda: spreadsheets.to_csv(rows, spreadsheets.TIE_COLUMNS, raw=raw),
                ".graphml": lambda: graphs.to_graphml(rows),
            },
        )

    def paths_csv(self, paths: Sequence[ReferralPath | Suggestion], *, raw: bool = False) -> bytes:
        """The report of paths as CSV."""
        return spreadsheets.to_csv(self.path_rows(paths), spreadsheets.PATH_COLUMNS, raw=raw)

    def circles_csv(self, circles: Iterable[Circle]) -> bytes:
        """The report of circles as CSV."""
        return spreadsheets.to_csv(self.circle_rows(circles), spreadsheets.CIRCLE_COLUMNS)

    def map_html(self, shown: MapView) -> bytes:
        """A picture as one HTML file that works offline."""
        with self.view() as view:
            heading = f"Referral network of {view.rep_person.label}, {view.today.isoformat()}"
        return mapfile.to_html(shown, heading)


def _csv(view: View, requests: Sequence[IntroRequest], raw: bool) -> bytes:
    return asklists.requests_to_csv(requests, ids=view.public_ids, raw=raw)


def _workbook(view: View, requests: Sequence[IntroRequest], raw: bool) -> bytes:
    profiles = {p.id: p.profile_url for p in view.people.values() if p.profile_url}
    letters = [_letter_row(view, one) for one in mailing.first_letters(view, requests)]
    return workbooks.requests_to_xlsx(
        requests, as_of=view.today, ids=view.public_ids, profiles=profiles, letters=letters
    )


def _letter_row(view: View, letter: mailing.Letter) -> dict[str, str]:
    """A letter as a row with `workbooks.LETTER_COLUMNS`."""
    whom = view.person(letter.person)
    return {
        "to": letter.to,
        "phone": whom.phone if whom else "",
        "email": letter.address,
        "target": letter.request.target,
        "subject": letter.subject,
        "letter": letter.whole,
    }


def _page(view: View, requests: Sequence[IntroRequest], raw: bool) -> bytes:
    named = namesakes.named_apart(view, requests)
    phones = {p.id: p.phone for p in view.people.values() if p.phone}
    title = "Introductions to ask for"
    return pages.requests_to_html(named, title=title, as_of=view.today, phones=phones)


REQUEST_FILES: Mapping[str, Callable[[View, Sequence[IntroRequest], bool], bytes]] = {
    ".csv": _csv,
    ".xlsx": _workbook,
    ".html": _page,
    ".md": lambda view, requests, _: markdown.requests_to_markdown(
        namesakes.named_apart(view, requests)
    ),
    ".ics": lambda view, requests, _: calendars.follow_ups_to_ics(requests, as_of=view.today),
    ".eml": lambda view, requests, _: mailing.one_eml(view, requests),
    ".zip": lambda view, requests, _: mailing.to_zip(view, requests),
}
"""How the intro-request list is written, by the ending of a file's name; .csv also as stored."""
