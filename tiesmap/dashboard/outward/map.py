"""Map: who opens a new circle, or the rep's network as one picture, and the person chosen in it."""

from __future__ import annotations

from typing import cast

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.netmap import light, network_map
from tiesmap.dashboard.outward import openers, overview, picture
from tiesmap.dashboard.shared import boundary, person, somebody, words
from tiesmap.model.ids import PersonId
from tiesmap.model.map import Kind
from tiesmap.workspace import Workspace

LAYOUTS = {"answer": "Who opens what", "rings": "Everybody", "communities": "Communities"}
SHOWN = {80: "80 people", 180: "180 people", 400: "400 people"}
_SEARCH = "map search"
_WAYS = 3
"""So many paths to whoever is chosen are lit, and told beside the map."""


def page(workspace: Workspace) -> None:
    """The controls, the picture, and beside it the person chosen."""
    # Beside the first map stands no further choice, and on a phone no gap for it.
    chosen = state.choice("layout") in set(LAYOUTS) - {"answer"}
    controls = st.columns([5, 3, 2, 2], vertical_alignment="bottom") if chosen else [st.container()]
    with controls[0]:
        layout = state.switch("Show on the map", "layout", LAYOUTS, place="map", bare=True)
    category, most = None, 180
    if chosen:
        with controls[1]:
            said = workspace.people.categories()
            category = state.pick(
                "Category",
                "category",
                list(said),
                place="map",
                show=lambda name: said.get(name, name),
                placeholder="All categories" if said else "None on file yet",
            )
        with controls[2]:
            most = st.selectbox(
                "Show", **words.options(SHOWN), index=1, key="map most", persist_state="session"
            )
    _picture(workspace, cast(Kind, layout), str(category or ""), most)
    words.how_to_read()


@st.fragment
def _picture(workspace: Workspace, layout: Kind, category: str, most: int) -> None:
    """The picture and the panel: a click runs this part alone."""
    with boundary.said(), workspace.view():
        state.follow_address()
        _shown(workspace, layout, category, most)


def _shown(workspace: Workspace, layout: Kind, category: str, most: int) -> None:
    selected = seat.chosen_person(workspace, "person")
    target = seat.chosen_person(workspace, "target")
    if selected and selected.id == workspace.rep:
        selected = None
    whom = selected or target
    ways = workspace.ways.paths_to(whom.id).paths[:_WAYS] if whom else ()
    along = list(dict.fromkeys(who for path in ways for who in path.people if who != workspace.rep))
    base = picture.base_view(workspace, layout, category, most)
    wanted = [p.id for p in (selected, target) if p] + along
    shown = picture.with_people(workspace, layout, category, most, wanted)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        network_map(base, key="map", on_pick=_picked)
        light(
            base,
            shown,
            selected=whom.id if whom else None,
            people=along,
            ties=[hop for path in ways for hop in zip(path.people, path.people[1:], strict=False)],
            key="map",
        )
        picture.below(workspace, shown)
    with right:
        _search(workspace)
        if whom:
            person.brief(workspace, whom, ways)
        elif layout == "answer":
            openers.show(workspace, base)
        else:
            overview.show_standing(workspace)


def _picked(person: PersonId | None) -> None:
    state.choose("person", person)
    if state.recall_widget(_SEARCH) is not None:
        state.write(_SEARCH, None)


def _search(workspace: Workspace) -> None:
    """A list of everybody: whoever is chosen comes into sight on the map."""
    somebody.choose(
        workspace,
        "Find on the map",
        somebody.others(workspace),
        "A name",
        key=_SEARCH,
        on_change=lambda: state.choose("person", state.recall_widget(_SEARCH)),
    )
