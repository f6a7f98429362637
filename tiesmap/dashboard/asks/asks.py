"""The list of introduction requests: as a table, as a file that goes out, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.setup import reports
from tiesmap.dashboard.shared import days, printing
from tiesmap.dashboard.shared.downloads import save
from tiesmap.introductions.requests import overdue
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace

_SYSTEMS = {"hubspot": "Tasks for HubSpot", "salesforce": "Tasks for Salesforce"}
_FOR_SHEETS = "The list as shown, as CSV; nothing in it can run as a formula."
_ON_PAPER = "The list to take along on paper, with a box to tick for each ask."
_IN_CALENDARS = "One all-day event for each ask with a follow-up date."
_FOR_CRMS = "The open asks as tasks, with the columns that its import expects."
_AS_STORED = "For other programs: every text exactly as it is."


def export(workspace: Workspace, shown: Sequence[IntroRequest]) -> None:
    """Buttons that save the requests shown as files."""
    out, day = workspace.reports, workspace.today.isoformat()
    name, file = f"My asks {day}", partial(partial, out.requests_file, shown)
    files: list[tuple[str, str, str, Callable[[], bytes], str]] = [
        ("Export for spreadsheets", name, ".csv", file(".csv"), _FOR_SHEETS),
        ("Page to print", name, ".html", file(".html"), _ON_PAPER),
        ("Excel workbook", name, ".xlsx", file(".xlsx"), ""),
        ("Text with headings (Markdown)", name, ".md", file(".md"), ""),
        ("The mails to write, in one archive", name, ".zip", file(".zip"), ""),
        ("Follow-ups for a calendar", f"Follow-ups {day}", ".ics", file(".ics"), _IN_CALENDARS),
    ]
    for system, label in _SYSTEMS.items():
        tasks = partial(out.tasks_csv, shown, system)
        files.append((label, f"{label} {day}", ".csv", tasks, _FOR_CRMS))
    stored = partial(out.requests_file, shown, ".csv", raw=True)
    files.append(("Export as stored", f"intro-requests-{day}-raw", ".csv", stored, _AS_STORED))
    printing.save_and_print(workspace, shown)
    with st.popover("More formats"):
        for label, called, ending, make, about in files:
            save(label, called, ending, make, help=about, wide=True)


def table(workspace: Workspace, shown: Sequence[IntroRequest]) -> int | None:
    """The requests as a table; the place of the one that was clicked."""
    persons = [p for r in shown for p in r.people]
    said = workspace.people.apart(persons)
    rows: list[list[names.Cell]] = [
        [
            (r.connector_id, said.get(r.connector_id, r.connector)),
            _person(r.target_id, r.target, said),
            r.target_company,
            _person(r.goal_id, r.goal, said) if r.goal != r.target else "",
            names.Act(r.status.replace("_", " ")),
            days.said(r.follow_up_on) if r.follow_up_on else "",
            "overdue" if overdue(r, workspace.today) else "",
        ]
        for r in shown
    ]
    heads = ["Ask", "To meet", "At", "On the way to", "Status", "Follow up", "Due"]
    place = names.table(heads, rows, "asks", "Your asks; a click on a row opens one")
    return place if place is not None and place < len(shown) else None


def _person(number: PersonId | None, name: str, said: Mapping[PersonId, str]) -> names.Part:
    """A link to the person, as `said`; the name alone of a whole firm or category."""
    return (number, said.get(number, name)) if number else name


def hidden(workspace: Workspace) -> None:
    """How many requests are left out because of somebody marked "do not ask", and of whom."""
    found = workspace.asks.hidden_requests()
    if not found:
        return
    many = len(found) > 1
    said = (
        f"{len(found)} {'requests are' if many else 'request is'} hidden, because somebody in "
        f"{'them' if many else 'it'} is marked “do not ask”"
    )
    with st.expander(said, icon=":material/visibility_off:", type="compact"):
        names.table(
            ["Ask", "To meet", "Marked", "Status"],
            [
                [
                    (r.connector_id, r.connector),
                    _person(r.target_id, r.target, {}),
                    ", ".join(marked),
                    r.status.replace("_", " "),
                ]
                for r, marked in found
            ],
            "hidden asks",
            "The hidden asks, and who in them is marked",
        )
        st.caption("Remove the mark on the person's page (People), and the ask is shown again.")


def take_back(workspace: Workspace) -> None:
    """Read an exported list again, with what was changed in it."""
    with st.expander("Read an edited list", icon=":material/upload_file:"):
        file = st.file_uploader(
            "A list of asks (a workbook or CSV) in which you changed statuses or texts",
            type=["xlsx", "csv"],
            key=state.turn("list"),
        )
        if problems := state.recall("list problems"):
            reports.show_problems(problems, "list")
        if file is None or not st.button("Read it", type="primary"):
            return
        changed, problems = workspace.asks.read_requests(file.name, file.getvalue())
        state.remember("list problems", problems)
        state.rerun(
            f"{changed} requests are new or changed; {len(problems)} rows were left out.", "list"
        )
