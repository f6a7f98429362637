"""Everybody in a table: search, filter, and set something for many at once."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import days, tables, words
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

_NONE = "(no category)"
_CHANGES = {
    "category": "Category",
    "comfort": "Comfort",
    "mark": "Mark do not ask",
    "unmark": "Remove do not ask",
}


def show(workspace: Workspace) -> None:
    """The table, its filters, and the change for many."""
    people = workspace.people.everybody()
    search, by_category, by_ring = st.columns([4, 3, 3])
    text = search.text_input(
        "Search", type="search", placeholder="Name, company, title or any address"
    )
    said = workspace.people.categories()
    categories = list(said)
    category = by_category.selectbox(
        "Category",
        [_NONE, *categories],
        index=None,
        format_func=lambda name: said.get(name, name),
        placeholder="All categories",
    )
    only = by_ring.selectbox("Who", ["Everybody", "Your contacts", "Clients", "Do not ask"])
    shown, table = seat.keep(
        workspace, "crowd", lambda: _found(workspace, text, category, only), text, category, only
    )
    if not shown:
        st.info("Nobody matches. Remove a filter.")
        return
    ticked = _table(table, shown)
    chosen = [shown[k] for k in ticked if k < len(shown)]
    st.caption(
        f"{len(shown)} of {len(people)} people, those you know best first. Click a row to open "
        "the person; tick rows (or press Shift and Space in the table) to change several at once."
    )
    _change(workspace, chosen, shown, categories)


def _found(
    workspace: Workspace, text: str, category: str | None, only: str
) -> tuple[list[Person], pd.DataFrame]:
    """Who passes the filters, those whom the rep knows best first, and what is shown of them."""
    standings = workspace.ways.standings()
    found = workspace.people.search(text) if text.strip() else None
    shown = [
        p
        for p in workspace.people.everybody().values()
        if (found is None or p.id in found)
        and (category is None or p.category == ("" if category == _NONE else category))
        and (only != "Your contacts" or (p.id in standings and standings[p.id].ring == 1))
        and (only != "Clients" or p.client)
        and (only != "Do not ask" or p.do_not_ask)
    ]
    mine = {tie.other_id: tie for tie in workspace.ways.ties(workspace.rep_id)}
    # The order of names stays within.
    shown.sort(key=lambda p: -mine[p.id].strength if p.id in mine else 1)
    rows = []
    for p in shown:
        standing, tie = standings.get(p.id), mine.get(p.id)
        rows.append(
            {
                "Name": p.label,
                "Company": p.company,
                "Category": p.category_in_words,
                "Tie": tie.tie_class if tie else "",
                "Last contact": tie.last_contact if tie else None,
                "Comfort": words.comfort(standing.comfort, standing.rated)
                if standing and standing.comfort is not None
                else "",
                "Marks": ", ".join(
                    word
                    for word, so in (
                        ("client", p.client),
                        ("do not ask", p.do_not_ask),
                    )
                    if so
                ),
                "Title": p.title,
            }
        )
    return shown, pd.DataFrame(tables.filled(rows, keep=("Name",)))


def _table(table: pd.DataFrame, people: list[Person]) -> list[int]:
    """The table; the rows that are ticked. A click on a row opens the person, in the next run."""
    key = state.turn("crowd")

    def clicked() -> None:
        place = tables.clicked(state.recall_widget(key))
        if place is not None and place < len(people):
            state.turn_over("crowd")
            state.choose("person", people[place].id)

    proposed = any(one.category != one.known_category for one in people)
    event = st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        key=key,
        on_select=clicked,
        selection_mode=["multi-row", "single-cell"],
        height=tables.height(len(table), 12),
        alt="Everybody on file",
        column_config={
            # What tells people apart is whole on a laptop; titles, the longest, come last.
            "Name": st.column_config.TextColumn(width=158),
            "Company": st.column_config.TextColumn(width=192),
            "Category": st.column_config.TextColumn(width=166 if proposed else 112),
            "Tie": st.column_config.TextColumn(width=66),
            "Last contact": st.column_config.DateColumn(format=days.column(), width=96),
            "Comfort": st.column_config.TextColumn(
                width=94, help="1 to 5: rated by you, or inferred from your contacts"
            ),
            "Marks": st.column_config.TextColumn(width=66),
        },
    )
    return list(event.selection.rows)


def _change(
    workspace: Workspace, chosen: list[Person], shown: list[Person], categories: list[str]
) -> None:
    what, value, whom, press = st.columns([3, 4, 3, 2], vertical_alignment="bottom")
    change = what.selectbox("Change", **words.options(_CHANGES))
    category, rating = "", None
    with value:
        if change == "category":
            category = (
                st.selectbox(
                    "To",
                    categories,
                    index=None,
                    accept_new_options=True,
                    placeholder="Choose, or type a new category",
                )
                or ""
            )
        elif change == "comfort":
            rating = st.selectbox(
                "To",
                [5, 4, 3, 2, 1, None],
                format_func=lambda n: {None: "no rating", 1: "1 hardly", 5: "5 at home"}.get(
                    n, str(n)
                ),
            )
    every = f"All {len(shown)} shown"
    ticked = f"The {len(chosen)} ticked" if chosen else "Those you tick"
    scope = whom.selectbox("For", [ticked, every], key=state.turn("scope"))
    group = shown if scope == every else chosen
    ready = bool(group) and (change != "category" or bool(category.strip()))
    if not press.button("Change", type="primary", disabled=not ready, key="change many"):
        return
    ids = [p.id for p in group]
    if change == "category":
        workspace.people.set_category(ids, category.strip())
    elif change == "comfort":
        workspace.people.rate(dict.fromkeys(ids, rating))
    else:
        workspace.people.set_do_not_ask(ids, change == "mark")
    state.rerun(
        "One person is changed." if len(ids) == 1 else f"{len(ids)} people are changed.",
        "crowd",
        "scope",
    )
