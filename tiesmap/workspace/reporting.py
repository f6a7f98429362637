"""Reports and lists: rows with the columns of docs/columns.md, and the files that go out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tiesmap.exporting import calendars, crm, mails, mapfile, pages, spreadsheets, workbooks
from tiesmap.exporting.plain import mail_address
from tiesmap.introductions import steps as life
from tiesmap.introductions import wording
from tiesmap.introductions.templates import Words
from tiesmap.model.map import MapView
from tiesmap.model.paths import ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.plans import Plan
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import WITH_LETTER
from tiesmap.workspace.asking import Tie
from tiesmap.workspace.offering import Offering
from tiesmap.workspace.returning import read_back
from tiesmap.workspace.seat import Unanswerable
from tiesmap.workspace.uncollected import uncollected

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft to the connector: about what, and its words. Sending it stays with the rep."""

    kind: str
    """ask, thanks or report; see `templates.KINDS`."""
    request: IntroRequest
    subject: str
    body: str
    """The words to the connector."""
    note: str = ""
    """The rep's words to the target, which the connector can forward as they are."""

    @property
    def whole(self) -> str:
        """The mail as it is sent: the words to the connector, and the note below them."""
        return wording.with_note(self.body, self.note)

    @property
    def address(self) -> str:
        """Where it goes; empty where no usable address is known."""
        return mail_address(self.request.connector_email)


class Reporting(Offering):
    """What the rep takes out of the workspace."""

    def tie_rows(self, ties: Iterable[Tie]) -> list[Row]:
        """One row a tie, with `spreadsheets.TIE_COLUMNS`."""
        ids = self.store.public_ids()
        return [
            {
                "person_id": ids[tie.person_id],
                "person": tie.person,
                "other_id": ids[tie.other_id],
                "other": tie.other,
                "strength": tie.strength,
                "class": tie.tie_class,
                "bridging": tie.bridging,
                "overlap": tie.overlap,
                "opens": tie.opens,
                "contacts": tie.contacts,
                "last_contact": tie.last_contact,
                "evidence": tie.evidence,
                "reasons": tie.reasons,
            }
            for tie in ties
        ]

    def path_rows(self, paths: Iterable[ReferralPath]) -> list[Row]:
        """One row a path, with `spreadsheets.PATH_COLUMNS`."""
        people, ids = self.network.people, self.store.public_ids()
        rows = []
        for rank, path in enumerate(paths, start=1):
            goal = people.iloc[self.network.node(path.goal)]
            rows.append(
                {
                    "rank": rank,
                    "goal_id": ids[path.goal],
                    "goal": path.names[-1],
                    "goal_company": str(goal["company"]),
                    "goal_category": str(goal["category"]),
                    "connector_id": ids[path.connector],
                    "connector": path.names[1],
                    "path": path.names,
                    "hops": len(path.hops),
                    "chance": path.chance,
                    "newness": path.newness,
                    "reasons": path.reasons,
                }
            )
        return rows

    def request_rows(self, requests: Iterable[IntroRequest]) -> list[Row]:
        """One row a request, with the columns of the intro-request list."""
        return list(spreadsheets.request_rows(requests, self.store.public_ids()))

    def requests_csv(self, requests: Sequence[IntroRequest], *, raw: bool = False) -> bytes:
        """The intro-request list as CSV, for spreadsheets or (raw) for machines."""
        return spreadsheets.requests_to_csv(requests, ids=self.store.public_ids(), raw=raw)

    @uncollected()
    def requests_file(
        self, requests: Sequence[IntroRequest], suffix: str, *, raw: bool = False
    ) -> bytes:
        """The intro-request list as the ending of a file name says.

        .xlsx, .md, .html, .ics (the follow-ups), .eml (the one mail to write), .zip (all of
        them), else CSV. Raises Unanswerable where an .eml would have to hold no or several mails.
        """
        kind = suffix.casefold()
        if kind == ".ics":
            return self.follow_ups_ics(requests)
        if kind == ".zip":
            return self.letters_zip(requests)
        if kind == ".eml":
            return self._one_letter(requests)
        if kind == ".xlsx":
            profiles = {p.id: p.profile_url for p in self.store.people() if p.profile_url}
            return workbooks.requests_to_xlsx(
                requests, as_of=self.today, ids=self.store.public_ids(), profiles=profiles
            )
        if kind == ".md":
            return pages.requests_to_markdown(requests)
        if kind in (".html", ".htm"):
            return pages.requests_to_html(requests, title="Introduction requests", as_of=self.today)
        return self.requests_csv(requests, raw=raw)

    def _one_letter(self, requests: Sequence[IntroRequest]) -> bytes:
        if len(requests) != 1:
            raise Unanswerable(
                f"An .eml file holds one mail, and there are {len(requests)} requests: choose one "
                "(--request ID), or name a file that ends in .zip."
            )
        letters = self.letters(requests[0])
        if not letters:
            raise Unanswerable("There is nothing to write about this request now.")
        return self.letter_eml(letters[0])

    def tasks_csv(self, requests: Iterable[IntroRequest], system: str) -> bytes:
        """The targets as tasks for a CRM's import; `system` is one of `crm.SYSTEMS`."""
        return crm.tasks_to(system, requests)

    def asks_page(self, requests: Sequence[IntroRequest]) -> bytes:
        """The asks for a meeting as one page to print."""
        offers = {c: "; ".join(self.offers_to(c)) for c in {r.connector_id for r in requests}}
        named = {r.request: offers[r.connector_id] for r in requests}
        return pages.asks_to_html(requests, as_of=self.today, offers=named)

    def plan_rows(self, plan: Plan) -> list[Row]:
        """One row an ask: the columns of the intro-request list, `adds` and `week`.

        `chance` has tact and what was learned in it. Open asks come last; what they add is not
        known (None).
        """
        ids = self.store.public_ids()
        rows: list[Row] = []
        for ask in plan.asks:
            (row,) = spreadsheets.request_rows(self.draft([ask.path]), ids)
            more = {"chance": ask.chance, "reasons": ask.reasons}
            rows.append(row | more | {"adds": ask.adds, "week": ask.week})
        for row in spreadsheets.request_rows(self.draft_open(plan.open_asks), ids):
            rows.append(row | {"adds": None, "week": 1})
        return rows

    def letters(self, request: IntroRequest) -> tuple[Letter, ...]:
        """What the rep may write to the connector now: the ask, the thanks, the report back."""
        people = self._by_id(
            person
            for person in (request.connector_id, request.target_id, request.goal_id)
            if person is not None
        )
        connector = people.get(request.connector_id)
        if connector is None:
            return ()
        rep, words = self.rep_person, self.words
        about = request.target if request.target_id is not None else "somebody to meet"
        ask = self._ask_letter(request, people, words)
        note = request.note_to_forward if ask else ""
        found = [
            ("ask", f"Introduction to {request.target}", ask, note),
            ("thanks", "Thank you", wording.draft_thanks(rep, connector, request, words=words), ""),
            (
                "report",
                f"About {about}",
                wording.draft_report(rep, connector, request, words=words),
                "",
            ),
        ]
        return tuple(
            Letter(kind, request, about, body, note) for kind, about, body, note in found if body
        )

    def _ask_letter(self, request: IntroRequest, people: Mapping[int, Person], words: Words) -> str:
        """The words of the ask; "" where it was made already."""
        if request.status not in WITH_LETTER:
            return ""
        connector, note = people[request.connector_id], request.note_to_forward
        target = people.get(request.target_id) if request.target_id is not None else None
        if target is None:
            ask = life.open_ask_of(request)
            return wording.draft_open_ask(self.rep_person, connector, ask, note=note, words=words)
        tie = self.network.tie_between(self.node(request.connector_id), self.node(target.id))
        return wording.draft_ask(
            self.rep_person,
            connector,
            target,
            inferred=tie is None or not self.network.known[tie],
            note=note,
            words=words,
        )

    def letter_eml(self, letter: Letter, *, resume: bool = False) -> bytes:
        """A letter as a mail that is not sent yet, for Outlook or Apple Mail.

        With `resume` the rep's resume goes with it, as a page.
        """
        rep = self.rep_person
        page = mails.Attachment(f"{rep.label}.html", self.resume_page())
        return mails.to_eml(
            to_name=letter.request.connector,
            to_email=letter.address,
            subject=letter.subject,
            body=letter.whole,
            from_name=rep.label,
            from_email=rep.email,
            attachments=[page] if resume else [],
        )

    def letters_zip(self, requests: Iterable[IntroRequest]) -> bytes:
        """The ask of each request as a mail that is not sent yet, all in one archive."""
        out = io.BytesIO()
        day = (self.today.year, self.today.month, self.today.day, 0, 0, 0)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for request in requests:
                for letter in self.letters(request)[:1]:
                    name = f"{letter.kind}-{request.request}.eml"
                    archive.writestr(zipfile.ZipInfo(name, day), self.letter_eml(letter))
        return out.getvalue()

    def letter_link(self, letter: Letter) -> mails.MailLink:
        """A mailto: link with the letter in it."""
        return mails.mailto_link(letter.address, letter.subject, letter.whole)

    def follow_ups_ics(self, requests: Iterable[IntroRequest]) -> bytes:
        """The days on which to come back to the requests, as a calendar file."""
        return calendars.follow_ups_to_ics(requests, as_of=self.today)

    def read_requests(self, name: str, data: bytes) -> tuple[int, tuple[Problem, ...]]:
        """Take an exported list back, with what was changed in it: how many changed, and problems.

        Requests that are not stored are stored; of those that are, status and texts are taken.
        """
        own = {public: person for person, public in self.store.public_ids().items()}
        ids = {**self.store.known_people().by_number, **own}
        known = {request.request: request for request in self.store.requests(self.rep_id)}
        found, problems = read_back(name, data, rep_id=self.rep_id, known=known, persons=ids)
        changed = self.store.add_requests(found)
        unsaid = []
        for request in found:
            before = known.get(request.request)
            if before is None or request == before:
                continue
            if request.status == "asked" != before.status and not request.purpose.strip():
                unsaid.append(Problem(name, None, "purpose", request.request, life.NO_PURPOSE))
                continue
            self.store.save_request(request)
            changed += 1
        return changed, (*problems, *unsaid)

    def ties_csv(self, ties: Sequence[Tie], *, raw: bool = False) -> bytes:
        """The report of ties as CSV."""
        return spreadsheets.ties_to_csv(self.tie_rows(ties), raw=raw)

    def paths_csv(self, paths: Sequence[ReferralPath], *, raw: bool = False) -> bytes:
        """The report of paths as CSV."""
        return spreadsheets.paths_to_csv(self.path_rows(paths), raw=raw)

    def map_html(self, view: MapView) -> bytes:
        """A picture as one HTML file that works offline."""
        heading = f"Referral network of {self.rep_person.label}, {self.today.isoformat()}"
        return mapfile.to_html(view, heading)
