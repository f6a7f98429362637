"""Map: the rep's network as one picture, and the person chosen in it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.netmap import network_map
from tiesmap.dashboard.outward import overview, picture
from tiesmap.dashboard.shared import person, words
from tiesmap.workspace import Workspace

LAYOUTS = {"rings": "Rings and sectors", "communities": "Communities"}
SHOWN = {80: "80 people", 180: "180 people", 400: "400 people"}


def page(seat: Workspace) -> None:
    """The controls, the picture, and beside it the person chosen."""
    people = seat.people.everybody()
    names = state.labels(seat)
    controls = st.columns([4, 3, 4, 2], vertical_alignment="bottom")
    with controls[0]:
        layout = state.switch("Layout", "layout", LAYOUTS, place="map")
    with controls[1]:
        said = seat.people.categories()
        category = state.pick(
            "Category",
            "category",
            list(said),
            place="map",
            show=lambda name: said.get(name, name),
            placeholder="All categories" if said else "None on file yet",
        )
    with controls[2]:
        state.pick(
            "Person",
            "person",
            [p for p in people if p != seat.rep],
            place="map",
            show=lambda p: names[p],
            placeholder="Click one on the map, or choose here",
        )
    with controls[3]:
        most = st.selectbox(
            "Show",
            list(SHOWN),
            index=1,
            format_func=lambda n: SHOWN[n],
            key="map most",
            persist_state="session",
        )
    _picture(seat, layout, str(category or ""), most)


def _picture(seat: Workspace, layout: str, category: str, most: int) -> None:
    selected = state.chosen_person(seat, "person")
    target = state.chosen_person(seat, "target")
    if selected and selected.id == seat.rep:
        selected = None
    whom = selected or target
    ways = person.ways_to(seat, whom.id) if whom else ()
    along = list(dict.fromkeys(who for path in ways for who in path.people if who != seat.rep))
    base = picture.view_of(seat, layout, category, most, ())
    on_map = {p.id for p in base.people}
    wanted = [p.id for p in (selected, target) if p] + along
    missing = tuple(sorted(set(wanted) - on_map))
    view = picture.view_of(seat, layout, category, most, missing) if missing else base
    left, right = st.columns([7, 3], gap="medium")
    with left:
        network_map(
            view,
            selected=whom.id if whom else None,
            people=along,
            ties=[hop for path in ways for hop in zip(path.people, path.people[1:], strict=False)],
            key="map",
            on_pick=lambda picked: state.choose("person", picked),
        )
        picture.below(seat, view)
    with right:
        if whom:
            person.brief(seat, whom, ways)
        else:
            overview.show_standing(seat)
    words.how_to_read()
