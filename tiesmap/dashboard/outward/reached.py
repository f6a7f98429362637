"""The reach map: a picture and a table of the categories, and the few who are the only way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import tables, words
from tiesmap.model.circles import Circle
from tiesmap.model.english import say_count, say_list
from tiesmap.network.reach import CategoryReach
from tiesmap.workspace import Workspace

# At home in teal, out there in grey; told apart by lightness too.
_PARTS = {
    "you are at ease with": "#0b7a70",
    "you know besides": "#5bb8ad",
    "you could reach": "#a3aebc",
}
_BAND = 26  # pixels of a category
_AROUND = 150  # of the legend, the axis, its title and the space around them
_WAYS = 3


def next_circles(circles: Sequence[Circle], said: Mapping[str, str]) -> None:
    """The circles that could open next, those of the rep's market and the surest first, and who
    opens each."""
    coming = [circle for circle in circles if circle.is_next and circle.openings]
    if not coming:
        return
    st.subheader("What could open next")
    home = [said.get(circle.circle, circle.circle) for circle in circles if circle.at_home]
    if home:
        rated = any(circle.rated for circle in circles if circle.at_home)
        ease = "You are at home in" if rated else "By your contacts (inferred) you are at home in"
        words.fine(f"{ease} {say_list(home)}.", "at-home")
    rows: list[list[names.Part]] = []
    for circle in coming:
        inferred = " (inferred)" if circle.inferred else ""
        row: list[names.Part] = [
            f"{said.get(circle.circle, circle.circle)}{inferred}, where you know {circle.known}: "
        ]
        for number, way in enumerate(circle.openings):
            begins = f" ({said.get(way.begins, way.begins)})" if way.begins else ""
            whom, through = (way.person, way.name), (way.through, way.through_name)
            row += ["; " if number else "", whom, ", through ", through, begins]
        if circle.worth_it:
            row.append(f" ({circle.worth_it})")
        rows.append(row)
    names.lines(rows, "next circles")


def picture(rows: Sequence[CategoryReach], said: Mapping[str, str]) -> str:
    """The categories as bars, in the words of `said`; the one that was clicked, else ""."""
    shown = {row.category: said.get(row.category, row.category) for row in rows}
    parts = list(_PARTS) if any(row.reachable for row in rows) else list(_PARTS)[:2]
    values = [
        {"category": shown[row.category], "part": part, "people": count, "order": order}
        for row in rows
        for order, (part, count) in enumerate(
            zip(parts, (row.at_ease, row.known - row.at_ease, row.reachable), strict=False)
        )
    ]
    click = alt.selection_point(name="click", fields=["category"])
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(cursor="pointer")
        .encode(
            y=alt.Y(
                "category:N",
                sort=list(shown.values()),
                title=None,
                axis=alt.Axis(labelLimit=220, labelOverlap=False),
            ),
            x=alt.X("people:Q", title="People", axis=alt.Axis(format="d", tickMinStep=1)),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=parts, range=[_PARTS[part] for part in parts]),
                legend=alt.Legend(orient="top", title=None),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("category:N", title="Category"),
                alt.Tooltip("part:N", title="People whom"),
                alt.Tooltip("people:Q", title="How many"),
            ],
        )
        .add_params(click)
        .properties(height=max(len(rows), 2) * _BAND + _AROUND)
    )
    event = st.altair_chart(
        chart, width="stretch", on_select="rerun", selection_mode="click", key="reach picture"
    )
    found = event.selection.get("click") if event else None
    clicked = str(found[0].get("category", "")) if found else ""
    return next((name for name, words in shown.items() if words == clicked), "")


def table(workspace: Workspace, rows: Sequence[CategoryReach], said: Mapping[str, str]) -> None:
    """The same in numbers, with who alone leads to some of them, where anybody does."""
    listed = [
        {
            "Category": said.get(row.category, row.category),
            "Comfort": row.comfort,
            "You know": row.known,
            "At ease with": row.at_ease,
            "Could reach": row.reachable,
            "Only way to some": _names(workspace, row),
        }
        for row in rows
    ]
    # A column in which nothing stands says nothing.
    empty = {name for name in listed[0] if not any(row[name] for row in listed)}
    st.dataframe(
        [{name: cell for name, cell in row.items() if name not in empty} for row in listed],
        hide_index=True,
        height=tables.height(len(rows), 30),
        alt="Each category: how many you know, are at ease with and could reach",
        column_config={
            "Category": st.column_config.TextColumn(width="medium"),
            "Comfort": st.column_config.ProgressColumn(
                min_value=1,
                max_value=5,
                format="%.1f",
                help="1 (hardly at ease) to 5 (at home); inferred unless you rated it",
            ),
            "Could reach": st.column_config.NumberColumn(
                help="People of this category whom you do not know, within your reach"
            ),
            "Only way to some": st.column_config.TextColumn(
                width="large",
                help="Contacts who are your only way to somebody there, and to how many",
            ),
        },
    )


def only_ways(workspace: Workspace, row: CategoryReach) -> None:
    """Who alone leads to people in one category."""
    st.subheader("The only way in")
    if not row.only_ways_in:
        st.caption("You can reach everybody there through two or more contacts.")
        return
    people = workspace.people.everybody()
    lines: list[list[names.Part]] = []
    for number, count in zip(row.only_ways_in, row.opened_alone, strict=True):
        person = people[number]
        place = words.place(person)
        alone = f"the only way to {say_count(count, 'person', 'people')}"
        lines.append([(number, person.label), f" ({place}): {alone}" if place else f": {alone}"])
    names.lines(lines, "only ways")


def _names(workspace: Workspace, row: CategoryReach) -> str:
    people = workspace.people.everybody()
    ways = [
        f"{people[number].label} ({count})"
        for number, count in zip(row.only_ways_in[:_WAYS], row.opened_alone, strict=False)
    ]
    more = len(row.only_ways_in) - _WAYS
    return ", ".join(ways) + (f" and {more} more" if more > 0 else "")
