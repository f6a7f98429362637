"""Reports and lists: rows with the columns of docs/columns.md, and the files that go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiesmap.exporting import mapfile, pages, spreadsheets, workbooks
from tiesmap.intake.reading import read_rows
from tiesmap.model.cells import unguard_cell
from tiesmap.model.map import MapView
from tiesmap.model.paths import ReferralPath
from tiesmap.model.plans import Plan
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace.asking import Tie
from tiesmap.workspace.requesting import Requesting

Row = dict[str, object]


class Reporting(Requesting):
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

    def requests_file(
        self, requests: Sequence[IntroRequest], suffix: str, *, raw: bool = False
    ) -> bytes:
        """The intro-request list as the ending of a file name says: .xlsx, .md, .html, else CSV."""
        kind = suffix.casefold()
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

    def asks_page(self, requests: Sequence[IntroRequest]) -> bytes:
        """The asks for a meeting as one page to print."""
        return pages.asks_to_html(requests, as_of=self.today)

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

    def read_requests(self, name: str, data: bytes) -> tuple[int, tuple[Problem, ...]]:
        """Take an exported list back, with what was changed in it: how many changed, and problems.

        Requests that are not stored are stored; of those that are, status and texts are taken.
        """
        rows = read_rows(data, name)
        own = {public: person for person, public in self.store.public_ids().items()}
        ids = {**self.store.known_people().by_number, **own}
        known = {request.request: request for request in self.store.requests(self.rep_id)}
        found, problems = spreadsheets.requests_from_rows(
            rows.header,
            [(line, [unguard_cell(cell) for cell in cells]) for line, cells in rows.rows],
            name,
            rep_id=self.rep_id,
            known=known,
            persons=ids,
        )
        changed = self.store.add_requests(found)
        for request in found:
            if request.request in known and request != known[request.request]:
                self.store.save_request(request)
                changed += 1
        return changed, (*rows.problems, *problems)

    def ties_csv(self, ties: Sequence[Tie], *, raw: bool = False) -> bytes:
        """The report of ties as CSV."""
        return spreadsheets.ties_to_csv(self.tie_rows(ties), raw=raw)

    def paths_csv(self, paths: Sequence[ReferralPath], *, raw: bool = False) -> bytes:
        """The report of paths as CSV."""
        return spreadsheets.paths_to_csv(self.path_rows(paths), raw=raw)

    def map_html(self, view: MapView) -> bytes:
        """A picture as one HTML file that works offline."""
        return mapfile.to_html(view)
