"""The wanted list: whom, which company or which category the rep wants to get to know."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.outward import paths
from tiesmap.dashboard.outward.answers import Asks
from tiesmap.dashboard.shared import words
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import Person, TargetRecord
from tiesmap.workspace import Workspace
from tiesmap.workspace.wishes import Wish


def show(seat: Workspace) -> None:
    """The list, and forms to add to it and take from it."""
    targets = seat.ways.targets()
    title = f"Your wanted list ({len(targets)})" if targets else "Your wanted list is empty"
    with st.expander(title, expanded=not targets, icon=":material/star:"):
        if targets:
            st.dataframe(
                [
                    {"Name": t.name, "Company": t.company, "Category": t.category, "Why": t.why}
                    for t in targets
                ],
                hide_index=True,
                alt="The wanted list",
                column_config={"Why": st.column_config.TextColumn(width="large")},
            )
        add, take = st.columns(2, gap="large")
        with add:
            _add(seat)
        with take:
            _take(seat, targets)


def ways(seat: Workspace, wishes: Sequence[Wish]) -> Asks:
    """The best way to each wish, nobody asked for two of them; what the rep ticked."""
    people, key = seat.people.everybody(), state.turn("ticks")
    if not wishes:
        return [], []
    served = sum(wish.path is not None for wish in wishes)
    openly = sum(wish.openly is not None for wish in wishes)
    st.markdown(
        f"**{served} of {len(wishes)}** can be asked for at once, each through somebody else"
        + (f"; **{openly}** more openly." if openly else ".")
    )
    whole = st.checkbox("Tick them all", key=f"whole wanted {key}") if served + openly else False
    ticked: list[ReferralPath] = []
    asks: list[OpenAsk] = []
    for number, wish in enumerate(wishes, start=1):
        mark = f"{key} {whole} wish {number}"
        words.fine(f"{number}. {_said(wish)}", f"wish-{number}")
        if wish.path is not None and _way(wish, people, mark, number, whole):
            ticked.append(wish.path)
        if wish.openly is not None and paths.show_open_ask(
            wish.openly, people, mark, number=number, ticked=whole
        ):
            asks.append(wish.openly)
    return ticked, asks


def _said(wish: Wish) -> str:
    """The wish, and what there is to say of it beside the way."""
    target = wish.target
    what = ", ".join(t for t in (target.name, target.company, target.category) if t)
    what = what or target.profile_url
    if wish.request is not None:
        status = wish.request.status.replace("_", " ")
        return f"{what}: on your list already, through {wish.request.connector} ({status})."
    return f"{what}: {wish.sentence}" if wish.sentence else what


def _way(wish: Wish, people: dict[int, Person], key: str, number: int, whole: bool) -> bool:
    """The best way on a line, the others behind a button; whether it is ticked."""
    path = wish.path
    if path is None:
        return False
    tick, who, facts, more = st.columns([1.1, 7, 3.4, 1.2], vertical_alignment="center")
    with tick:
        ticked = st.checkbox(f"Ask {number}", whole, key=f"tick-{key}")
    with who:
        words.line(paths.in_a_line(path, people), f"who-{key}")
    with facts:
        others = len(wish.others)
        more_ways = f", {others} other way{'s' if others > 1 else ''}" if others else ""
        words.fine(f"chance {words.chance(path.chance)}{more_ways}", f"facts-{key}")
    with more, st.popover("Why", width="stretch"):
        paths.show_chain(path, people, key)
        words.fine(words.bullets(path.reasons), f"why-{key}")
        if wish.others:
            st.caption("Other ways, should this one be closed")
            rest = (
                f"{paths.in_a_line(way, people)}, chance {words.chance(way.chance)}"
                for way in wish.others[:5]
            )
            words.fine(words.bullets(rest), f"others-{key}")
    return ticked


def _add(seat: Workspace) -> None:
    with st.form(state.turn("wanted"), border=False):
        name = st.text_input("Name", placeholder="A person, or leave it empty")
        company = st.text_input("Company")
        category = st.text_input("Category")
        why = st.text_input("Why")
        if st.form_submit_button("Put on the list", icon=":material/add:"):
            if not (name.strip() or company.strip() or category.strip()):
                st.warning("Give a name, a company or a category.")
                return
            seat.ways.save_target(
                TargetRecord(0, name.strip(), company.strip(), category.strip(), "", why.strip())
            )
            state.turn_over("wanted")
            st.rerun()


def _take(seat: Workspace, targets: tuple[TargetRecord, ...]) -> None:
    if not targets:
        return
    chosen = st.selectbox(
        "Take off the list",
        range(len(targets)),
        index=None,
        format_func=lambda k: (
            f"{k + 1}. "
            + ", ".join(t for t in (targets[k].name, targets[k].company, targets[k].category) if t)
        ),
        placeholder="Choose an entry",
        key=state.turn("wanted take"),
    )
    if st.button("Take it off", disabled=chosen is None, icon=":material/delete:"):
        if chosen is not None:
            seat.ways.remove_target(targets[chosen])
        state.turn_over("wanted take")
        st.rerun()
