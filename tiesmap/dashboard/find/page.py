"""Find: the best asks for the next weeks, or the way to a person, a company, a category."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.find import answers, plan, team, wanted
from tiesmap.dashboard.health import trial
from tiesmap.dashboard.shared import pieces, words
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace

GOALS = {
    "best": "The best asks",
    "person": "A person",
    "company": "A company",
    "category": "A category",
    "wanted": "The wanted list",
}
REACHES = {"near": "Near", "balanced": "Balanced", "far": "Far"}
WEEKS = {1: "this week", 2: "two weeks", 4: "four weeks", 13: "a quarter"}
_MOST = 20


def page(workspace: Workspace) -> None:
    """Choose where to, see the ways, put asks on the list."""
    pieces.piece(workspace, "find", lambda: _found(workspace))
    words.how_to_read()


def _found(workspace: Workspace) -> None:
    goal = state.switch("Whom do you want to meet?", "to", GOALS, place="find")
    if goal == "best":
        _best(workspace)
    elif goal == "wanted":
        wanted.show(workspace)
        wanted.ways(workspace, workspace.asks.wishes())
    elif goal == "person":
        _person(workspace)
    else:
        _group(workspace, goal)
    team.look(workspace)


def _best(workspace: Workspace) -> None:
    """How far, how many and for how long; the best set of asks."""
    reach = state.switch(
        "How far from what you know",
        "reach",
        REACHES,
        place="find",
        default=trial.reach(workspace),
        help="Near: more people like those you know. Balanced: at the edge, half of the list "
        "in circles where you know few. Far: only the next circles.",
    )
    with st.expander("How many, for how long, from whom", icon=":material/tune:", type="compact"):
        most_at, weeks_at = st.columns(2, vertical_alignment="bottom")
        most = most_at.selectbox(
            "Asks", (5, 10, 15, 20), 1, key="plan most", persist_state="session"
        )
        weeks = weeks_at.selectbox(
            "For", **words.options(WEEKS), key="plan weeks", persist_state="session"
        )
        starts, accounts = _beginning(workspace)
    with st.spinner("Looking for the best set of asks"):
        found = workspace.asks.plan_asks(most, weeks, reach, from_=starts, accounts=accounts)
    plan.waiting(workspace)
    plan.show(workspace, found, most)
    plan.why_not(workspace, most, weeks, reach)


def _beginning(workspace: Workspace) -> tuple[tuple[PersonId | str, ...], bool]:
    """From whom to begin, and whether people at firms that the rep knows are wanted too."""
    people, said = workspace.people.everybody(), workspace.people.categories()
    contacts = [p for p, stands in workspace.ways.standings().items() if stands.ring == 1]
    known = {people[p].category for p in contacts} - {""}
    names: dict[PersonId | str, str] = {name: said.get(name, name) for name in sorted(known)}
    labels = seat.labels(workspace)
    names |= {p: labels[p] for p in people if p in set(contacts)}
    begin_at, inside_at = st.columns([6, 4], vertical_alignment="bottom")
    starts = begin_at.multiselect(
        "Start from",
        list(names),
        format_func=lambda one: names.get(one, str(one)),
        key="begin with",
        persist_state="session",
        placeholder="Everybody you know, or choose clients and categories you are at ease with",
    )
    accounts = inside_at.checkbox(
        "Inside my accounts too",
        key="accounts too",
        persist_state="session",
        help="Also people at firms where you know somebody already. Usually they are left out: "
        "that is account work and opens no new circle.",
    )
    return tuple(one for one in starts if one in names), accounts


def _person(workspace: Workspace) -> None:
    """The ways to one person."""
    people, names = workspace.people.everybody(), seat.labels(workspace)
    chosen = state.pick(
        "Person",
        "target",
        [p for p in people if p != workspace.rep],
        place="find",
        show=lambda p: names[p],
        placeholder="Whom do you want to meet?",
    )
    if not isinstance(chosen, int):
        return
    whom = people[chosen]
    with st.spinner("Looking for paths"):
        found = workspace.ways.paths_to(chosen)
    stands = workspace.ways.standings().get(chosen)
    known = whom.do_not_ask or (stands is not None and stands.ring in (0, 1))
    about = ("company", whom.company) if whom.company else None
    answers.show(workspace, [found], about, openly=not known)
    if through := workspace.colleagues.who_knows(chosen):
        st.subheader("Through the team")
        team.show(workspace, through, "person")


def _group(workspace: Workspace, kind: str) -> None:
    """The ways to the people at a company, or in a category."""
    if kind == "category":
        said = workspace.people.categories()
    else:
        firms = sorted({p.company for p in workspace.people.everybody().values() if p.company})
        said = {name: name for name in firms}
    chosen = state.pick(
        kind.capitalize(),
        kind,
        list(said),
        place="find",
        show=lambda name: said.get(name, name),
        placeholder=f"Choose a {kind}" if said else f"No {kind} is on file yet",
    )
    if chosen is None:
        return
    text = str(chosen)
    with st.spinner("Looking for paths"):
        found = workspace.ways.paths_where(kind, text, _MOST)
    answers.show(workspace, [found], (kind, text))


page(seat.workspace())
