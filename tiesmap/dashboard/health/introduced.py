"""Introductions that mails and notes tell of: a click records one, or says that it was none."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.shared import days
from tiesmap.workspace import Workspace
from tiesmap.workspace.history.in_mails import Noticed

_SHOWN = 5


def offer(workspace: Workspace) -> None:
    """What was noticed and not decided yet, the newest first."""
    found = workspace.asks.noticed()
    aside = workspace.asks.set_aside_count()
    if not found and not aside:
        return
    st.subheader("Introductions in your mails and notes")
    if found:
        st.caption(
            "Somebody wrote to you and to somebody new to you in one mail, and you two wrote on, "
            "or its subject calls it one; or your note says who brought somebody. Was it an "
            "introduction? What you record counts in all chances."
        )
    for number, one in enumerate(found[:_SHOWN]):
        _row(workspace, one, number)
    if len(found) > _SHOWN:
        st.caption(f"{len(found) - _SHOWN} more come up when these are decided.")
    if aside and st.button(
        f"Show the {aside} again that you said no to"
        if aside > 1
        else "Show the one again that you said no to",
        type="tertiary",
        icon=":material/undo:",
    ):
        workspace.asks.bring_back()
        st.rerun()


def _row(workspace: Workspace, one: Noticed, number: int) -> None:
    text, yes, no = st.columns([8, 2, 1], vertical_alignment="center")
    with text:
        introducer, other = (one.introducer, one.introducer_name), (one.other, one.other_name)
        verb = " introduced you to " if one.words else " wrote to you and "
        names.lines([[introducer, verb, other, _said(one)]], f"noticed {number}")
    key = f"{one.introducer} {one.other}"
    if yes.button("Record it", key=f"record {key}", icon=":material/check:", width="stretch"):
        workspace.asks.record_introduction(one)
        state.rerun(
            f"Recorded: {one.introducer_name} introduced you to {one.other_name}. You can undo it "
            "on the page of either."
        )
    if no.button("No", key=f"aside {key}", width="stretch", help="It is not offered any more."):
        workspace.asks.set_aside(one)
        state.rerun("Noted: that was no introduction.", kind="note")


def _said(one: Noticed) -> str:
    """Where the other is, and what says so, in the end of a sentence."""
    place = f" ({one.other_place})" if one.other_place else ""
    if one.day is None:
        return f"{place}? Your note says “{one.words}”."
    since = "its subject calls it an introduction; the two of you have not written since"
    if one.first:
        often = f"{one.contacts} times" if one.contacts > 1 else "once"
        since = f"since {days.said(one.first)} the two of you have written {often}"
    return f"{place} on {days.said(one.day)}; {since}."
