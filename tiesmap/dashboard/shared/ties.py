"""A person's ties as a table, with their classes and reasons."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, go, tables
from tiesmap.model.ids import PersonId
from tiesmap.workspace.ways.ties import Tie

_FACTS = st.column_config.TextColumn(
    help="Bridging: hardly anybody in common. Dead end: no tie to anybody else on file."
)


def table(ties: Sequence[Tie], whose: PersonId, key: str, *, narrow: bool = False) -> None:
    """All ties of one person: with whom, how strong, why; `narrow` where there is little room.

    A click on a row opens the person at the other end.
    """
    rows = []
    for tie in ties:
        facts = [
            word for word, so in (("bridging", tie.bridging), ("dead end", tie.dead_end)) if so
        ]
        rows.append(
            {
                "With": tie.other,
                "Tie": tie.tie_class,
                "Strength": tie.strength,
                "Where it leads": ", ".join(facts),
                "Contacts": tie.contacts,
                "Last contact": tie.last_contact,
                "Why": "; ".join(tie.reasons),
                "Opens": ", ".join(tie.opens),
            }
        )
    shown = tables.filled(rows)
    event = st.dataframe(
        shown,
        hide_index=True,
        placeholder="",
        key=state.turn(f"{key} {whose}"),
        on_select="rerun",
        selection_mode="single-cell",
        alt="The ties of this person; a click on a row opens the other one",
        height=tables.height(len(rows)),
        column_order=("With", "Tie", "Why") if narrow else None,
        column_config={
            "With": st.column_config.TextColumn(width=165 if narrow else 180),
            "Tie": st.column_config.TextColumn(width=70),
            "Strength": st.column_config.ProgressColumn(
                min_value=0, max_value=1, format="%.2f", width="small"
            ),
            "Where it leads": _FACTS,
            "Contacts": st.column_config.NumberColumn(width="small"),
            "Last contact": st.column_config.DateColumn(format=days.column(), width=105),
            "Why": st.column_config.TextColumn(width=250 if narrow else 290),
            "Opens": st.column_config.TextColumn(
                width=180, help="Reached only through this contact."
            ),
        },
    )
    if (place := tables.clicked(event)) is not None and place < len(ties):
        state.turn_over(f"{key} {whose}")
        go.open_person(ties[place].other_id)
