"""Does it work for me: the rep's own past replayed, each introduction foreseen from before it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import words
from tiesmap.model.replay import Replay, Score
from tiesmap.workspace import Workspace

_PERIODS = {365: "the last year", 730: "the last two years", 1825: "the last five years"}
_QUESTIONS = {
    "connector": "Who introduces: named first",
    "next person": "Whom one meets next: among the first ten",
    "next circle": "Which circle opens next: named first",
}


def page(workspace: Workspace) -> None:
    """The period, what was foreseen beside simple rules, and who made the introductions."""
    days = st.segmented_control(
        "Over",
        **words.options(_PERIODS),
        default=365,
        key="evidence days",
        required=True,
        persist_state="session",
    )
    with st.spinner("Replaying your mails, month by month"):
        found = workspace.ways.evidence(int(days))
    st.caption(
        "For each introduction that your files or mails show tiesmap is asked to foresee it "
        "from what was known the day before, and simple rules are asked the same."
    )
    if not found.scores:
        st.info(found.why_no_scores, icon=":material/info:")
        _introducers(found)
        return
    st.markdown(found.says)
    for question, title in _QUESTIONS.items():
        scores = [score for score in found.scores if score.question == question]
        if scores:
            st.subheader(title)
            _scores(scores, title)
    _introducers(found)
    st.caption("Between: where the true share may lie (95%). With few cases it is wide.")


def _scores(scores: list[Score], title: str) -> None:
    names.table(
        ["Rule", "Right", "Between", "Of"],
        [
            [
                score.rule,
                f"{score.first:.0%}",
                "{:.0%} to {:.0%}".format(*score.first_between),
                score.cases,
            ]
            for score in scores
        ],
        title,
        title,
    )


def _introducers(found: Replay) -> None:
    """Who made most of them; whoever makes many all the time may be worn."""
    if not found.introducers:
        return
    st.subheader("Who seems to have made them" if found.unconfirmed else "Who made them")
    names.table(
        ["Who", "Introductions", "In the last quarter"],
        [[(one.person, one.name), one.made, one.lately] for one in found.introducers],
        "introducers",
        "Who made most introductions",
    )
