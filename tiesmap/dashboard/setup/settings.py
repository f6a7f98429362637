"""Settings: the rep's drafts and resume, what counts as strong, rules that set categories."""

from __future__ import annotations

from dataclasses import asdict, fields

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.setup import approvers, drafts, openness, pace, resume, rules
from tiesmap.dashboard.shared import empty
from tiesmap.model.settings import Settings, sentences
from tiesmap.workspace import Workspace

# Smallest, largest, and the step of the buttons.
_LIMITS: dict[str, tuple[float, float, float]] = {
    "strong_from": (0.05, 0.95, 0.05),
    "dormant_after": (30, 1500, 30),
    "employer_limit": (2, 500, 1),
    "few_share": (0.0, 0.5, 0.01),
    "max_hops": (2, 5, 1),
    "follow_up_days": (1, 90, 1),
    "colleague_days": (1, 90, 1),
}


def page(workspace: Workspace) -> None:
    """The rep's own words and his resume; the thresholds with their sentences; the rules."""
    names = ["Your week", "Your drafts", "Your resume", "What the words mean", "Categories"]
    # Where there is one rep, nobody could see anything.
    several = bool(workspace.colleagues.colleagues())
    week, own, about, numbers, categories, *team = st.tabs(
        [*names, *(["Your colleagues"] if several else [])]
    )
    with week:
        if workspace.rep is None:
            st.info("Say whose network this is first: then you can set your week here.")
        else:
            pace.show(workspace)
    with own:
        if not empty.without_network(workspace, "Here you choose the wording of your drafts."):
            drafts.show(workspace)
    with about:
        if workspace.rep is None:
            st.info("Say whose network this is first: then you can write your resume here.")
        else:
            resume.show(workspace)
    with numbers:
        _thresholds(workspace)
    with categories:
        rules.show(workspace)
    for tab in team:
        with tab:
            openness.show(workspace)
            approvers.show(workspace)


def _thresholds(workspace: Workspace) -> None:
    stored = workspace.settings
    said = sentences()
    given: dict[str, bool | int | float] = {}
    with st.form("settings"):
        for field in fields(Settings):
            value = getattr(stored, field.name)
            sentence = said[field.name]
            if isinstance(value, bool):
                given[field.name] = st.checkbox(sentence, value)
                continue
            low, high, step = _LIMITS.get(field.name, (0, 1000, 1))
            kind = type(value)
            given[field.name] = kind(
                st.number_input(
                    sentence,
                    min(kind(low), value),
                    max(kind(high), value),
                    value,
                    kind(step),
                    width=420,
                )
            )
        if st.form_submit_button("Save", type="primary"):
            workspace.save_settings(Settings(**given))  # type: ignore[arg-type]
            state.rerun("Saved. Everything is computed again with these settings.")
    if given != asdict(Settings()) and (
        st.button("Back to what tiesmap comes with", icon=":material/restart_alt:")
    ):
        workspace.save_settings(Settings())
        state.rerun("The settings are those tiesmap comes with.")
