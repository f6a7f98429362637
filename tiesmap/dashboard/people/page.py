"""People: everybody in a table, many at once; one person's page."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.people import comfort, crowd, profile
from tiesmap.dashboard.shared import words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

VIEWS = {
    "everybody": "Everybody",
    "categories": "Comfort with categories",
    "new": "Add a person",
}


def page(workspace: Workspace) -> None:
    """One person if one is chosen, else the table."""
    people = workspace.people.everybody()
    names = seat.labels(workspace)
    state.pick(
        "Person",
        "person",
        list(people),
        place="people",
        show=lambda person: names[person],
        placeholder="Open one person's page",
    )
    if person := seat.chosen_person(workspace, "person"):
        profile.show(workspace, person)
        return
    view = st.segmented_control(
        "View",
        **words.options(VIEWS),
        default="everybody",
        key="people view",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if view == "new":
        profile.edit(workspace, Person(PersonId(0), ""))
    elif view == "categories":
        comfort.categories(workspace)
    else:
        crowd.show(workspace)
    words.how_to_read()


page(seat.workspace())
