"""The reach map: a picture and a table of the categories, and the few who are the only way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import charts, words
from tiesmap.model.circles import Circle, Opening
from tiesmap.model.english import say_count, say_list
from tiesmap.model.ids import PersonId
from tiesmap.network.reach import COMFORTABLE, CategoryReach
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


def next_circles(
    circles: Sequence[Circle], said: Mapping[str, str], planned: Mapping[PersonId, str]
) -> None:
    """The circles that could open next, those of the rep's market and the surest first, and who
    opens each; of whoever is `planned` to be asked it says so, and for whom."""
    coming = [circle for circle in circles if circle.is_next and circle.openings]
    if not coming:
        return
    st.subheader("What could open next")
    known = [circle for circle in circles if circle.at_home]
    home = [circle for circle in known if circle.rated or circle.comfort >= COMFORTABLE]
    if known:
        names_of = say_list([said.get(one.circle, one.circle) for one in home or known])
        ease = "You are at home in" if home else "Nothing stands out yet; you know most people in"
        words.fine(f"{ease} {names_of}.", "at-home")
    rows: list[list[names.Part]] = []
    for circle in coming:
        inferred = " (inferred)" if circle.inferred else ""
        why = f" ({circle.worth_it})" if circle.worth_it else ""
        called = said.get(circle.circle, circle.circle)
        row: list[names.Part] = [
            f"{called}{inferred}{why}, where you know {circle.known or 'nobody'}: "
        ]
        for number, (through, ways) in enumerate(_by_connector(circle).items()):
            one = ways[0]
            begins = f" ({said.get(one.begins, one.begins)})" if one.begins else ""
            already = f" (already planned: {planned[through]})" if through in planned else ""
            row += ["; " if number else "", (through, one.through_name), begins, already]
            row.append(" leads to ")
            for place, way in enumerate(ways):
                first = f" ({'; '.join(way.first)})" if way.first else ""
                row += [", " if place else "", (way.person, way.name), first]
        rows.append(row)
    names.lines(rows, "next circles")


def _by_connector(circle: Circle) -> dict[PersonId, list[Opening]]:
    """The openings of a circle by the contact whom they lead through, the likeliest first."""
    found: dict[PersonId, list[Opening]] = {}
    for way in circle.openings:
        found.setdefault(way.through, []).append(way)
    return found


def picture(rows: Sequence[CategoryReach], said: Mapping[str, str]) -> str:
    """The categories as bars, in the words of `said`; the one that was clicked, else ""."""
    called = [said.get(row.category, row.category) for row in rows]
    counts = [(row.at_ease, row.known - row.at_ease, row.reachable) for row in rows]
    parts = 3 if any(row.reachable for row in rows) else 2
    bars = charts.bars(
        [(name, count[:parts]) for name, count in zip(called, counts, strict=True)],
        dict(list(_PARTS.items())[:parts]),
        ("Category", "People whom", "How many"),
        columns=1,
        title="People",
    )
    height = max(len(rows), 2) * _BAND + _AROUND
    clicked = charts.show_to_click(
        "Each category: how many you know, are at ease with and could reach",
        height,
        bars,
        "reach picture",
    )
    return next(
        (row.category for row, name in zip(rows, called, strict=True) if name == clicked), ""
    )


def table(workspace: Workspace, rows: Sequence[CategoryReach], said: Mapping[str, str]) -> str:
    """The same in numbers, with who alone leads to some of them; the category clicked, else ""."""
    listed: list[list[names.Cell]] = [
        [
            names.Act(said.get(row.category, row.category)),
            words.comfort(row.comfort, row.rated).replace(" ", "\N{NO-BREAK SPACE}")
            if row.told
            else "",
            row.known,
            row.at_ease,
            row.reachable or "",
            _only_ways(workspace, row),
        ]
        for row in rows
    ]
    clicked = names.table(
        ["Category", "Comfort", "You know", "At ease with", "Could reach", "Only way to some"],
        listed,
        "categories",
        "Each category: how many you know, are at ease with and could reach",
    )
    if any(row.told for row in rows):
        st.caption(
            "Comfort: 1 (hardly at ease) to 5 (at home); empty where nobody is rated and no "
            "contact is on file."
        )
    if any(row.only_ways_in for row in rows):
        st.caption("Only way to some: whoever alone leads you to people there, and to how many.")
    return rows[clicked].category if clicked is not None and clicked < len(rows) else ""


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


def _only_ways(workspace: Workspace, row: CategoryReach) -> list[names.Part]:
    people = workspace.people.everybody()
    ways: list[names.Part] = []
    for number, count in zip(row.only_ways_in[:_WAYS], row.opened_alone, strict=False):
        ways += [", " if ways else "", (number, people[number].label), f" ({count})"]
    more = len(row.only_ways_in) - _WAYS
    return [*ways, f" and {more} more"] if more > 0 else ways
