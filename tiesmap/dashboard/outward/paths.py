"""A referral path as a small drawing in words, and an open ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.introductions.wording import open_question
from tiesmap.model.paths import Hop, OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.workspace.pictures import BASIS

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


def show_chain(path: ReferralPath, people: Mapping[int, Person], key: str) -> None:
    """The people of a path side by side, with the tie between each two."""
    places = st.columns([1.0, *[1.5, 2.8] * len(path.hops)], vertical_alignment="center")
    with places[0], st.container(key=f"card-{key}-0"):
        st.text("You")
    for k, hop in enumerate(path.hops, start=1):
        with places[2 * k - 1]:
            st.html(hop_line(hop))
        with places[2 * k], st.container(key=f"card-{key}-{k}"):
            show_person(path.names[k], people.get(path.people[k]))


def in_a_line(path: ReferralPath, people: Mapping[int, Person]) -> str:
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


def show_path(
    path: ReferralPath,
    people: Mapping[int, Person],
    key: str,
    *,
    number: int,
    connectors: int = 0,
    asked: str = "",
    likely: str = "",
) -> bool:
    """A path with its chance and reasons; whether the rep ticked it to ask for.

    `asked` is the status of the request that exists for it already, `likely` how often such an
    introduction happens, in words.
    """
    with st.container(border=True):
        ask, chain, facts = st.columns([1, 8, 2], vertical_alignment="center")
        with ask:
            ticked = st.checkbox(f"Ask {number}", key=f"tick-{key}")
        with chain:
            show_chain(path, people, key)
        with facts, st.container(gap="xxsmall"):
            st.markdown(f"chance **{words.chance(path.chance)}**")
            goal = people.get(path.goal)
            lines = [
                goal.category if goal else "",
                f"newness {path.newness:.2f}",
                f"{connectors} connectors" if connectors > 1 else "",
                f"on your list: {asked.replace('_', ' ')}" if asked else "",
            ]
            words.fine("\n".join(line for line in lines if line), f"facts-{key}")
        with st.expander("Why", type="compact"):
            steps = ", ".join(words.chance(hop.chance) for hop in path.hops)
            why = [*path.reasons, f"chance of each step: {steps}"]
            if likely:
                why.append(f"by all ways together: {likely} such introductions happened {BASIS}")
            words.fine(words.bullets(why), f"why-{key}")
    return ticked


def show_open_ask(
    ask: OpenAsk,
    people: Mapping[int, Person],
    key: str,
    *,
    number: int,
    asked: str = "",
    ticked: bool = False,
) -> bool:
    """An ask without a name on a line; whether the rep ticked it (`ticked`: from the start)."""
    person = people.get(ask.connector)
    if person is None:
        return False
    tick, who, facts, more = st.columns([1.1, 7, 3.4, 1.2], vertical_alignment="center")
    with tick:
        ticked = st.checkbox(f"Ask {number}", ticked, key=f"tick-{key}")
    with who:
        words.line(f"{person.label}: “{open_question(ask, person)}”", f"card-{key}")
    with facts:
        said = f"on your list: {asked.replace('_', ' ')}" if asked else words.place(person)
        words.fine(said, f"facts-{key}")
    with more, st.popover("Why", width="stretch"):
        st.markdown(f"chance **{words.chance(ask.chance)}**")
        words.fine(words.bullets(ask.reasons), f"why-{key}")
    return ticked


def key_of(people: Sequence[int]) -> str:
    """A key for a path."""
    return "-".join(map(str, people))
