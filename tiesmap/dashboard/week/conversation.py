"""A conversation in three parts: discussed, proposed, the purpose of the next; in one form."""

from __future__ import annotations

from datetime import date

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, somebody, words
from tiesmap.dashboard.week import showing
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import LAST_DAY, Note, days_after
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.week import WeekItem
from tiesmap.workspace import Workspace

OPEN = "conversation open"
"""What is kept of the session under this name: for which item of This week the form is open."""
_READ_BACK = {
    "": "summary not checked with the client",
    "yes": "summary confirmed by the client",
    "corrected": "summary corrected by the client",
}


def form(workspace: Workspace, person: PersonId, key: str, item: WeekItem | None = None) -> None:
    """The form; Enter logs it. An item of This week is done by it."""
    turn = state.turn(f"conversation {key}")
    offered = workspace.week.purposes(person)
    health = workspace.week.health_of(person)
    every = health.days if health is not None else 90
    with st.form(turn, border=False):
        # What a review found cannot be guessed; of any other contact its purpose is a beginning.
        review = item is not None and item.kind == "need"
        discussed = st.text_input(
            "What the review found" if review else "What was discussed",
            item.purpose if item and not review else "",
            key=f"discussed {turn}",
        )
        proposed = st.text_input("What was proposed", key=f"proposed {turn}")
        next_purpose = st.text_input(
            "The purpose of the next contact is …", key=f"next purpose {turn}"
        )
        taken = (
            st.selectbox(
                "… or one from what is on file",
                offered,
                index=None,
                placeholder="Choose one",
                key=f"offered {turn}",
            )
            if offered
            else None
        )
        day, how, on = st.columns(3)
        talked = day.date_input(
            "Date of the conversation",
            workspace.writes_on,
            max_value=workspace.writes_on,
            format=days.FIELD,
            key=f"talked {turn}",
        )
        next_on = on.date_input(
            "Next contact on",
            days_after(workspace.writes_on, every),
            min_value=workspace.writes_on,
            max_value=LAST_DAY,
            format=days.FIELD,
            key=f"next on {turn}",
        )
        channel = how.selectbox("By", CHANNELS, CHANNELS.index("call"), key=f"channel {turn}")
        read_back = st.selectbox(
            "Your summary",
            **words.options(_READ_BACK),
            key=f"read back {turn}",
            help="Whether you read the summary back to the client, and whether it was right.",
        )
        logged = st.form_submit_button("Log it", type="primary", icon=":material/check:")
    purpose = (next_purpose or taken or "").strip()
    asked = f"questioned {key}"
    if logged and not (discussed.strip() or proposed.strip() or purpose):
        st.warning("Write at least a few words about what was discussed or found.")
        logged = False
    elif logged:
        questioned = bool(purpose) and is_empty_purpose(purpose)
        state.remember(asked, purpose if questioned else None)
        logged = not questioned
    if purpose and state.recall(asked) == purpose:
        _question(offered)
        logged = st.button("Save it as it is", key=f"anyway {turn}")
    if logged:
        state.remember(asked, None)
        note = _note(
            workspace, person, talked, discussed, proposed, purpose, next_on, channel, read_back
        )
        _log(workspace, key, item, note)


def _question(offered: tuple[str, ...]) -> None:
    st.warning(
        "That purpose gives the other person nothing. What is in it for them?"
        + (" Better ones, from what is on file:" if offered else " Write one thing to learn, "
           "to give or to settle."),
        icon=":material/help:",
    )  # fmt: skip
    if offered:
        words.fine(words.bullets(offered[:4]), "better-purposes")


# One parameter for each field of the form.
def _note(  # noqa: PLR0913
    workspace: Workspace,
    person: PersonId,
    talked: object,
    discussed: str,
    proposed: str,
    purpose: str,
    next_on: object,
    channel: str,
    read_back: str,
) -> Note:
    return Note(
        0,
        workspace.rep_id,
        person,
        talked if isinstance(talked, date) else workspace.writes_on,
        discussed.strip(),
        proposed.strip(),
        purpose,
        next_on if purpose and isinstance(next_on, date) else None,
        read_back,
        channel,
    )


def _log(workspace: Workspace, key: str, item: WeekItem | None, note: Note) -> None:
    if item is not None:
        workspace.week.done(item, note)
    else:
        workspace.week.record(note)
    state.remember(OPEN, None)
    state.turn_over(f"conversation {key}")
    state.turn_over("conversation anybody")
    if note.next_purpose:
        state.tell("Logged, with the next step.")
    else:
        state.tell("Logged. What is the next contact for? No next step is set yet.", "note")
    st.rerun()


def with_anybody(workspace: Workspace) -> None:
    """The form for a conversation that no item of This week asked for."""
    with st.expander("Log another conversation", icon=":material/add_comment:"):
        person = somebody.choose(
            workspace,
            "With whom",
            somebody.others(workspace),
            "Choose whom you talked to.",
            key=state.turn("conversation anybody"),
        )
        if person:
            form(workspace, person, f"anybody {person}")


def show(workspace: Workspace, who: Person) -> None:
    """The form, what the next step is, and the last notes."""
    person = who.id
    notes = [note for note in workspace.week.practice().notes if note.person == person]
    health = workspace.week.health_of(person)
    if health is not None and health.next_purpose:
        by = f", on {days.said(health.next_on)}" if health.next_on else ""
        words.fine(f"Next step: {health.next_purpose}{by}", "next-step")
    elif notes:
        st.markdown(":material/help: **No next step is set.** What is the next contact for?")
    form(workspace, person, f"person {person}")
    showing.offer(workspace, person)
    if not notes:
        st.caption("No conversation is on file yet.")
        return
    st.subheader("Conversations")
    for note in notes[:20]:
        with st.container(border=True, key=f"card-note-{note.id}"):
            st.text(f"{days.said(note.day)}, {note.channel}")
            lines = (
                note.discussed,
                f"Proposed: {note.proposed}" if note.proposed else "",
                f"Next: {note.next_purpose}" if note.next_purpose else "",
                f"Summary {_READ_BACK[note.read_back]}" if note.read_back in _READ_BACK else "",
            )
            words.fine("\n".join(line for line in lines if line), f"note-text-{note.id}")
            with st.container(horizontal=True):
                if st.button("Remove", type="tertiary", key=f"remove note {note.id}"):
                    workspace.week.remove_entry(note)
                    st.rerun()
                showing.offer(workspace, note)
