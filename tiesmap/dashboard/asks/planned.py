"""The asks of a plan: each with its path, what it adds and why; and why somebody is not in it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.outward import paths
from tiesmap.dashboard.outward.answers import Asks
from tiesmap.dashboard.shared import words
from tiesmap.model.people import Person
from tiesmap.model.plans import Plan, PlannedAsk
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace


def waiting(seat: Workspace) -> None:
    """How many asks are planned and not made yet: what is proposed would come on top."""
    count = sum(request.status == Status.PLANNED for request in seat.asks.requests())
    if count:
        st.info(
            f"{count} {'ask is' if count == 1 else 'asks are'} planned already and not made yet: "
            "they stand on Requests and in This week. What is proposed here would come on top.",
            icon=":material/event_upcoming:",
        )


def show(seat: Workspace, plan: Plan) -> Asks:
    """The asks of a plan; those that the rep ticked."""
    if not plan.asks:
        words.notice(seat.asks.why_no_plan())
    people, key = seat.people.everybody(), state.turn("ticks")
    whole = False
    if plan.asks or plan.open_asks:
        st.markdown(_worth(plan))
        whole = st.checkbox("Tick them all", key=f"whole {key}")
    ticked = [
        ask.path
        for number, ask in enumerate(plan.asks, start=1)
        if _ask(ask, people, f"{key} {whole} {paths.key_of(ask.path.people)}", number, whole)
    ]
    openly = [
        ask
        for number, ask in enumerate(plan.open_asks, start=len(plan.asks) + 1)
        if paths.show_open_ask(
            ask, people, f"{key} {whole} open {number}", number=number, ticked=whole
        )
    ]
    if plan.next is not None:
        first, after = plan.asks[0].adds if plan.asks else 1.0, plan.next
        names = " → ".join(("You", *after.path.names[1:]))
        words.fine(f"One more ask would be {names}: {_adds(after, first)}.", "next")
    return ticked, openly


def why_not(seat: Workspace, asks: int, weeks: int, reach: str) -> None:
    """Anybody's place in the plan, or why there is none."""
    people = seat.people.everybody()
    names = state.labels(seat)
    whom = st.selectbox(
        "Why not …?",
        [person for person in people if person != seat.rep],
        index=None,
        format_func=lambda person: names[person],
        placeholder="Somebody whom you miss here",
        key=f"why not {seat.rep}",
    )
    if whom in people:
        words.notice(seat.asks.why_not(whom, asks, weeks, reach))


def _worth(plan: Plan) -> str:
    connectors = len({ask.path.connector for ask in plan.asks})
    return (
        f"**{len(plan.asks) + len(plan.open_asks)} asks** of **"
        f"{connectors + len({ask.connector for ask in plan.open_asks})} connectors**, chosen as a "
        "set: each for what it adds to those before it, and nobody is asked too often. What an "
        "ask adds counts beside the others of this plan; it is no forecast."
    )


def _ask(ask: PlannedAsk, people: dict[int, Person], key: str, number: int, whole: bool) -> bool:
    """One ask on a line, with all about it behind a button; whether it is ticked."""
    tick, who, facts, more = st.columns([1.1, 7, 3.4, 1.2], vertical_alignment="center")
    with tick:
        ticked = st.checkbox(f"Ask {number}", whole, key=f"tick-{key}")
    with who:
        words.line(paths.in_a_line(ask.path, people), f"who-{key}")
    with facts:
        said = (f"adds {ask.adds:.2f}", ask.category, f"week {ask.week}")
        words.fine(", ".join(text for text in said if text), f"facts-{key}")
    with more, st.popover("Why", width="stretch"):
        paths.show_chain(ask.path, people, key)
        st.markdown(f"chance **{words.chance(ask.chance)}**")
        # What is there besides the path comes first: tact, what was learned, a second way.
        own = len(ask.path.reasons)
        words.fine(words.bullets((*ask.reasons[own:], *ask.path.reasons)), f"why-{key}")
    return ticked


def _adds(ask: PlannedAsk, first: float) -> str:
    share = ask.adds / first if first else 0.0
    return f"chance {words.chance(ask.chance)}, adds {ask.adds:.2f}, {share:.0%} of the first"
