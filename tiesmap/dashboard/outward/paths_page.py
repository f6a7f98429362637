"""Paths: whom to meet next and through whom; tick those to ask for."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.outward import answers, planning, wanted
from tiesmap.dashboard.shared import empty, words
from tiesmap.dashboard.shared import person as person_in_short
from tiesmap.workspace import Workspace

GOALS = {
    "outward": "Outward",
    "person": "A person",
    "company": "A company",
    "category": "A category",
    "wanted": "The wanted list",
}
REACHES = {"near": "Near", "balanced": "Balanced", "far": "Far"}


def page(seat: Workspace) -> None:
    """Choose where to, see the paths, plan the asks."""
    goal = state.switch("Where to", "to", GOALS, place="paths")
    how, many = st.columns([6, 2], vertical_alignment="bottom")
    top = 10
    if goal != "wanted":
        with many:
            top = st.selectbox("At most", (10, 20, 40), key="paths most", persist_state="session")
    with how:
        question = _question(seat, goal)
    if goal == "wanted":
        wanted.show(seat)
    if question is not None:
        planning.bar(seat, _answer(seat, goal, question, top))
    words.how_to_read()


def _question(seat: Workspace, goal: str) -> str | int | None:
    """What is asked for; None where nothing is chosen yet."""
    people = seat.people.everybody()
    if goal == "outward":
        return state.switch(
            "How far from what you know",
            "reach",
            REACHES,
            place="paths",
            default="balanced",
            help="Near goes by chance alone; far prefers other categories and circles.",
        )
    if goal == "person":
        names = state.labels(seat)
        return state.pick(
            "Person",
            "target",
            [p for p in people if p != seat.rep],
            place="paths",
            show=lambda p: names[p],
            placeholder="Whom do you want to meet?",
        )
    if goal == "wanted":
        return goal
    values = sorted({text for p in people.values() if (text := getattr(p, goal))})
    return state.pick(
        goal.capitalize(),
        goal,
        values,
        place="paths",
        placeholder=f"Choose a {goal}" if values else f"No {goal} is on file yet",
    )


def _answer(seat: Workspace, goal: str, question: str | int, top: int) -> answers.Asks:
    """Show the answer; what the rep ticked in it."""
    with st.spinner("Looking for paths"):
        if goal == "outward":
            reach = str(question)
            found = seat.ways.outward(reach, top)
        elif goal == "wanted":
            listed = seat.ways.wishes()
        elif goal == "person":
            wishes = [person_in_short.answer_for(seat, int(question))]
        else:
            ask = seat.ways.paths_to_company if goal == "company" else seat.ways.paths_to_category
            text = str(question)
            wishes = [ask(text, top)]
    if goal == "outward":
        return answers.show_suggestions(seat, found)
    if goal == "wanted":
        return wanted.ways(seat, listed)
    if goal == "person":
        whom = seat.people.everybody()[int(question)]
        stands = seat.ways.standings().get(whom.id)
        known = whom.do_not_ask or (stands is not None and stands.ring in (0, 1))
        company = ("company", whom.company) if whom.company else None
        return answers.show_answers(seat, wishes, company, openly=not known)
    about = (goal, str(question)) if goal in ("company", "category") else None
    return answers.show_answers(seat, wishes, about)


seat = state.workspace()
if not empty.without_network(seat, "Paths lead from you over your contacts to new people."):
    page(seat)
