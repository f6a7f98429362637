"""Map: the rep's network as one picture, and the person chosen in it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.netmap import network_map
from tiesmap.dashboard.parts import empty, person, words
from tiesmap.model.map import MapView
from tiesmap.workspace import Workspace

LAYOUTS = {"rings": "Rings and sectors", "communities": "Communities"}
SHOWN = {80: "80 people", 180: "180 people", 400: "400 people"}


def page(seat: Workspace) -> None:
    """The controls, the picture, and beside it the person chosen."""
    people = state.everybody(seat)
    names = state.keep(seat, "labels", lambda: words.labels(people.values()))
    controls = st.columns([4, 3, 4, 2], vertical_alignment="bottom")
    with controls[0]:
        layout = state.switch("Layout", "layout", LAYOUTS, place="map")
    with controls[1]:
        categories = sorted({p.category for p in people.values() if p.category})
        category = state.pick(
            "Category",
            "category",
            categories,
            place="map",
            placeholder="All categories" if categories else "None on file yet",
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
    base = _view(seat, layout, category, most, ())
    on_map = {p.id for p in base.people}
    wanted = [p.id for p in (selected, target) if p] + along
    missing = tuple(sorted(set(wanted) - on_map))
    view = _view(seat, layout, category, most, missing) if missing else base
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
        _below(seat, view)
    with right:
        if whom:
            person.brief(seat, whom, ways)
        else:
            _nobody(seat)
    words.how_to_read()


def _view(
    seat: Workspace, layout: str, category: str, most: int, always: tuple[int, ...]
) -> MapView:
    with st.spinner("Drawing the map"):
        return state.keep(
            seat,
            "map",
            lambda: seat.map_view(layout, category, always, most),
            layout,
            category,
            most,
            always,
        )


def _below(seat: Workspace, view: MapView) -> None:
    size = state.keep(seat, "overview", seat.overview)
    reach = size.known + size.one_away + size.two_away
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{len(view.people)} of the {reach} people within your reach are shown: the nearest, "
            "and those who lead on."
        )
        st.download_button(
            "Save the map as one file",
            data=lambda: seat.map_html(view),
            file_name="network-map.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/download:",
        )


def _nobody(seat: Workspace) -> None:
    size = state.keep(seat, "overview", seat.overview)
    st.subheader("Where you stand")
    st.markdown(
        f"You know **{size.known}** people; **{size.one_away}** more are one introduction away, "
        f"**{size.two_away}** two."
    )
    st.markdown(
        "Of your own ties "
        + ", ".join(f"**{count}** are {word}" for word, count in size.classes.items() if count)
        + "."
    )
    st.markdown("Choose a person on the map or in the list to see the ties and the best way there.")


seat = state.workspace()
if not empty.without_network(seat, "The map shows where you are at home and what leads on."):
    page(seat)
