"""The list of introduction requests: as a table, as a file that goes out, and taken back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.setup import reports
from tiesmap.dashboard.shared import tables
from tiesmap.introductions.requests import overdue
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace

_FORMATS = (
    (
        "Excel workbook",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("Markdown", ".md", "text/markdown"),
    ("The mails to write, in one archive", ".zip", "application/zip"),
)
_SYSTEMS = {"hubspot": "Tasks for HubSpot", "salesforce": "Tasks for Salesforce"}


def export(workspace: Workspace, shown: Sequence[IntroRequest]) -> None:
    """Buttons that save the requests shown as files."""
    name = f"intro-requests-{workspace.today.isoformat()}"
    st.download_button(
        "Export for spreadsheets",
        data=lambda: workspace.reports.requests_csv(shown),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        help="The list as shown, as CSV; nothing in it can run as a formula.",
    )
    st.download_button(
        "Page to print",
        data=lambda: workspace.reports.requests_file(shown, ".html"),
        file_name=f"{name}.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/print:",
        help="The list to take along on paper, with a box to tick for each ask.",
    )
    with st.popover("More formats"):
        for label, ending, kind in _FORMATS:
            st.download_button(
                label,
                data=lambda ending=ending: workspace.reports.requests_file(shown, ending),  # type: ignore[misc]
                file_name=f"{name}{ending}",
                mime=kind,
                on_click="ignore",
                width="stretch",
            )
        st.download_button(
            "Follow-ups for a calendar",
            data=lambda: workspace.reports.follow_ups_ics(shown),
            file_name=f"follow-ups-{workspace.today.isoformat()}.ics",
            mime="text/calendar",
            on_click="ignore",
            width="stretch",
            help="One all-day event for each ask with a follow-up date.",
        )
        for system, label in _SYSTEMS.items():
            st.download_button(
                label,
                data=lambda system=system: workspace.reports.tasks_csv(shown, system),  # type: ignore[misc]
                file_name=f"{system}-tasks-{workspace.today.isoformat()}.csv",
                mime="text/csv",
                on_click="ignore",
                width="stretch",
                help="The open asks as tasks, with the columns that its import expects.",
            )
        st.download_button(
            "Export as stored",
            data=lambda: workspace.reports.requests_csv(shown, raw=True),
            file_name=f"{name}-raw.csv",
            mime="text/csv",
            on_click="ignore",
            width="stretch",
            help="For other programs: every text exactly as it is.",
        )


def table(workspace: Workspace, shown: Sequence[IntroRequest]) -> int | None:
    """The requests as a table; the place of the one that was clicked."""
    rows: list[dict[str, object]] = [
        {
            "Ask": r.connector,
            "For an introduction to": r.target,
            "At": r.target_company,
            "On the way to": r.goal if r.goal != r.target else "",
            "Chance": r.chance,
            "Status": r.status.replace("_", " "),
            "Follow up": r.follow_up_on,
            "Due": "overdue" if overdue(r, workspace.today) else "",
        }
        for r in shown
    ]
    event = st.dataframe(
        tables.filled(rows),
        hide_index=True,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=state.turn("asks"),
        alt="Your asks; a click on a row opens one",
        height=tables.height(len(rows)),
        column_config={
            "Ask": st.column_config.TextColumn(width=170),
            "For an introduction to": st.column_config.TextColumn(width=190),
            "At": st.column_config.TextColumn(width=175),
            "On the way to": st.column_config.TextColumn(width=150),
            "Status": st.column_config.TextColumn(width=85),
            "Chance": st.column_config.NumberColumn(
                format="%.3f", width="small", help="For ranking, not a promise"
            ),
            "Follow up": st.column_config.DateColumn(format="YYYY-MM-DD", width=95),
        },
    )
    place = tables.clicked(event)
    if place is None or place >= len(shown):
        return None
    state.turn_over("asks")
    return place


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
        st.dataframe(
            [
                {
                    "Marked": ", ".join(names),
                    "Ask": r.connector,
                    "For an introduction to": r.target,
                    "Status": r.status.replace("_", " "),
                }
                for r, names in found
            ],
            hide_index=True,
            alt="The hidden asks, and who in them is marked",
        )
        st.caption("Remove the mark on the person's page (People), and the ask is shown again.")


def take_back(workspace: Workspace) -> None:
    """Read an exported list again, with what was changed in it."""
    with st.expander("Read an edited list", icon=":material/upload_file:"):
        file = st.file_uploader(
            "A list of asks (CSV) in which you changed statuses or texts",
            type=["csv"],
            key=state.turn("list"),
        )
        if problems := state.recall("list problems"):
            reports.show_problems(problems, "list")
        if file is None or not st.button("Read it", type="primary"):
            return
        changed, problems = workspace.asks.read_requests(file.name, file.getvalue())
        state.remember("list problems", problems)
        state.turn_over("list")
        state.tell(f"{changed} requests are new or changed; {len(problems)} rows were left out.")
        st.rerun()
