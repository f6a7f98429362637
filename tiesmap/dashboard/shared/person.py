"""One person in short, beside the map: who it is, the ties, the best way there."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, go, ties, words
from tiesmap.model.paths import ReferralPath
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

_RINGS = {
    0: "this is you",
    1: "your contact",
    2: "one introduction away",
    3: "two introductions away",
}


def facts(workspace: Workspace, person: Person) -> str:
    """What is known of a person, a line each."""
    standing = workspace.ways.standings().get(person.id)
    comfort = ""
    if standing and standing.comfort is not None:
        comfort = f"comfort {words.comfort(standing.comfort, standing.rated)}"
    lines = (
        " ".join(t for t in (person.salutation, person.academic_title) if t),
        words.place(person),
        ", ".join(t for t in (person.category_in_words, person.city) if t),
        _how_far(workspace, person, standing.ring) if standing else "not in the network yet",
        "client" if person.client else "",
        comfort,
        "do not ask" if person.do_not_ask else "",
    )
    return "\n".join(line for line in lines if line)


def _how_far(workspace: Workspace, person: Person, ring: int) -> str:
    """How far somebody is; whom only a meeting to come leads to, when that is."""
    if ring in _RINGS:
        return _RINGS[ring]
    met = workspace.week.meets(person.id)
    return f"you meet on {days.said(met.date(), workspace.today)}" if met else "out of reach"


def brief(workspace: Workspace, person: Person, ways: tuple[ReferralPath, ...]) -> None:
    """The panel beside the map."""
    words.name(person.label, "brief")
    words.fine(facts(workspace, person), "brief-facts")
    with st.container(horizontal=True):
        if st.button("Open", icon=":material/person:", help="Everything about this person"):
            state.choose("person", person.id)
            go.to("people")
        if state.choice("target") == person.id:
            if st.button("No longer the target", icon=":material/close:"):
                state.choose("target", None)
                st.rerun()
        elif st.button("Make this the target", icon=":material/flag:"):
            state.choose("target", person.id)
            st.rerun()
    for number, path in enumerate(ways, start=1):
        with st.container(border=True):
            st.markdown(f"**Way {number}**: chance {words.chance(path.chance)}")
            st.text(" → ".join(("You", *path.names[1:])))
            with st.expander("Why", type="compact"):
                words.fine(words.bullets(path.reasons), f"why-{number}")
    if not ways:
        words.fine(workspace.ways.paths_to(person.id).sentence, "brief-none")
    own = workspace.ways.ties(person.id)
    opens = next((tie.opens for tie in own if tie.opens), ())
    if opens:
        more = f" and {len(opens) - 8} more" if len(opens) > 8 else ""
        words.fine(f"Opens: {', '.join(opens[:8])}{more}", "brief-opens")
    if own:
        st.caption(f"{len(own)} ties" if len(own) > 1 else "One tie")
        ties.table(own, person.id, "brief-ties", narrow=True)
