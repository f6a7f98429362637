"""The ask list for one meeting: at most five names that one connector can best open."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.asks import openly, ticklist
from tiesmap.dashboard.shared import conversations, somebody, words
from tiesmap.dashboard.shared.downloads import save
from tiesmap.exporting.plain import file_name
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """Choose a connector, see the list, take it along."""
    people = workspace.people.everybody()
    standings = workspace.ways.standings()
    known = [
        person
        for person, stands in standings.items()
        if stands.ring == 1 and person in people and not people[person].do_not_ask
    ]
    names = seat.labels(workspace)
    known.sort(key=lambda person: names[person].casefold())
    whom = somebody.choose(
        workspace,
        "Whom do you meet?",
        known,
        "One of your contacts",
        key=f"meeting {workspace.rep}",
    )
    if whom is None:
        st.info(
            "Choose whom you meet, and get up to five names to bring up, each with its purpose.",
            icon=":material/info:",
        )
        ticklist.take_back(workspace)
        return
    conversations.last(workspace, whom, names[whom], "meeting")
    found = workspace.asks.asks_for(whom)
    if found:
        for number, request in enumerate(found, start=1):
            _name(workspace, request, number)
        _offers(workspace, whom)
        _take_along(workspace, found)
    else:
        words.notice(workspace.asks.why_not(whom))
    openly.form(workspace, whom, "meeting")
    ticklist.show(workspace, whom)
    ticklist.take_back(workspace)


def _name(workspace: Workspace, request: IntroRequest, number: int) -> None:
    target = None if request.target_id is None else workspace.people.person(request.target_id)
    category = request.target_category or (target.category_in_words if target else "")
    who, why = st.columns([10, 1], vertical_alignment="center")
    with who:
        place = (request.target_title, request.target_company, category)
        said = ", ".join(part for part in place if part)
        name = f"{number}. {request.target}"
        words.line(f"{name} ({said})" if said else name, f"meeting-{number}")
        first = workspace.asks.ask_first(request)
        words.fine("\n".join((request.purpose, *first)), f"purpose-meeting-{number}")
    with why, st.popover("Why", width="stretch"):
        words.fine(words.bullets(request.reasons), f"why-meeting-{number}")


def _offers(workspace: Workspace, connector: PersonId) -> None:
    """What to bring along before asking."""
    found = workspace.asks.offers_to(connector)
    st.markdown("**What you can offer in return**")
    if found:
        words.fine(words.bullets(found), "offers-meeting")
    else:
        st.caption("Write under Setup, Your drafts, what you can do for a connector.")


def _take_along(workspace: Workspace, found: tuple[IntroRequest, ...]) -> None:
    name = f"Asks of {file_name(found[0].connector)} {workspace.today.isoformat()}"
    with st.container(horizontal=True):
        save(
            "Page to print",
            name,
            ".html",
            lambda: workspace.reports.asks_page(found),
            help="One page with room to write; open it and print it, or save it as PDF.",
        )
        save(
            "Export for spreadsheets",
            name,
            ".csv",
            lambda: workspace.reports.requests_file(found, ".csv"),
        )
        if st.button("Put them on your list", icon=":material/playlist_add:"):
            new = workspace.asks.keep_requests(found)
            state.rerun(f"{new} of these are new on your list, as suggested.")
