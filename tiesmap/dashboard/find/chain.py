"""A referral path as a small drawing in words."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import Hop, ReferralPath
from tiesmap.model.people import Person

# As on the map: thick teal is strong, thin grey weak, dotted dormant or inferred, amber dashes
# bridging. Drawn from our own words alone, never from a user's.
_LINES = {
    "strong": "4px solid #0d9488",
    "weak": "2px solid #8391a5",
    "dormant": "4px dotted #8391a5",
    "inferred": "2px dotted #8391a5",
}
_BRIDGE = "3px dashed #d97706"


def hop_line(hop: Hop) -> str:
    """The tie between two people of a path as a line, with its class and strength under it."""
    word = hop.tie_class if hop.tie_class in _LINES else "weak"
    line = _BRIDGE if hop.bridging else _LINES[word]
    color = line.rsplit(" ", 1)[1]
    if hop.bridging:
        word += ", bridging"
    return (
        '<div style="text-align:center;font-size:.8rem;line-height:1.25">'
        '<div style="display:flex;align-items:center" aria-hidden="true">'
        f'<span style="flex:1;border-top:{line}"></span>'
        f'<span style="color:{color};line-height:1">▶</span></div>'
        f"{word}<br>strength {hop.strength:.2f}</div>"
    )


def show_chain(path: ReferralPath, people: Mapping[PersonId, Person], key: str) -> None:
    """The people of a path side by side, with the tie between each two."""
    places = st.columns([1.0, *[1.5, 2.8] * len(path.hops)], vertical_alignment="center")
    with places[0], st.container(key=f"card-{key}-0"):
        st.text("You")
    for k, hop in enumerate(path.hops, start=1):
        with places[2 * k - 1]:
            st.html(hop_line(hop))
        with places[2 * k], st.container(key=f"card-{key}-{k}"):
            show_person(path.names[k], people.get(path.people[k]))


def in_a_line(path: ReferralPath, people: Mapping[PersonId, Person]) -> str:
    """A path as one line: whom to ask, for whom (and what he is), on the way to whom."""
    target = people.get(path.people[2]) if len(path.people) > 2 else None
    place = words.place(target) if target else ""
    line = " → ".join(path.names[1:3]) + (f" ({place})" if place else "")
    return f"{line} → {' → '.join(path.names[3:])}" if len(path.names) > 3 else line


def show_person(name: str, person: Person | None) -> None:
    """A name with title and company under it."""
    st.text(name)
    if person and (place := words.place(person)):
        st.text(place)
