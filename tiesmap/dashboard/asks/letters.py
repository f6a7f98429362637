"""What the rep writes to the connector: edited in place, copied, saved as a mail. He sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import go, language, words
from tiesmap.dashboard.shared.downloads import save as save_file
from tiesmap.introductions.facts import firm_of
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.letters.mailing import Letter

_KINDS = {
    "own": "Your own message to the one you want to meet",
    "ask": "The letter to the connector",
    "reminder": "The reminder to the connector",
    "thanks": "The thank-you to the connector",
    "report": "The report back to the connector",
}


def show(workspace: Workspace, request: IntroRequest) -> None:
    """The letters that fit the status of an ask; that of the ask itself can be edited."""
    if language.ask(workspace):
        for one in workspace.asks.requests():
            show_anew(one)
        st.rerun()
    for said in workspace.asks.ask_first(request):
        words.notice(f"{said}.")
    for letter in workspace.letters.letters(request):
        key = f"{letter.kind} {request.request} {request.version}"
        st.markdown(f"**{_KINDS[letter.kind]}**")
        words.fine(
            f"To: {letter.address or 'no address is on file'}\nSubject: {letter.subject}",
            f"mail-{key}",
        )
        if letter.kind == "ask":
            _edited(workspace, request, letter)
        else:
            st.code(letter.body, language=None, wrap_lines=True)
        _take_along(workspace, letter, key)
    _who_writes(workspace)


def _who_writes(workspace: Workspace) -> None:
    """A word where nothing is on file that would tell a stranger who the rep is."""
    rep = workspace.rep_person
    if rep.title or firm_of(rep):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            "The note does not say what you do: neither your firm nor your title is on file."
        )
        go.person(rep.id, "Add them")


def _edited(workspace: Workspace, request: IntroRequest, letter: Letter) -> None:
    """The letter and the note to forward, saved as they are typed."""
    mark = place_of(request)
    st.text_area(
        "What you write to the connector",
        letter.body,
        height="content",
        key=f"letter {mark}",
        on_change=save,
        args=(workspace, request, "letter"),
    )
    st.text_area(
        "Your own message, for once you may mention the name"
        if request.is_mention
        else "The note to forward, below it",
        request.note_to_forward,
        height="content",
        key=f"note_to_forward {mark}",
        on_change=save,
        args=(workspace, request, "note_to_forward"),
        help="Your words to the one you want to meet.",
    )
    if st.button(
        "Draft both again",
        icon=":material/refresh:",
        type="tertiary",
        key=f"anew {mark}",
        help="From your texts under Setup and what is on file now.",
    ):
        note = workspace.asks.redraft_note(request)
        workspace.asks.save_request(replace(request, letter="", note_to_forward=note))
        show_anew(request)
        state.rerun("Drafted again.")


def save(workspace: Workspace, request: IntroRequest, field: str) -> None:
    """Save one field of an ask as it was typed, whatever else was changed meanwhile."""
    value = st.session_state.get(f"{field} {place_of(request)}")
    typed: dict[str, Any] = {field: value.strip() if isinstance(value, str) else value}
    stored = next((r for r in workspace.asks.requests() if r.request == request.request), request)
    try:
        workspace.asks.save_request(replace(stored, **typed))
    except (ValueError, Unanswerable) as error:
        state.tell(str(error), "wrong")


def place_of(request: IntroRequest) -> str:
    """The end of the keys of an ask's fields: the same while one types, so that focus stays."""
    return state.turn(f"words of {request.request}")


def show_anew(request: IntroRequest) -> None:
    """Show the stored texts in the fields, whatever stands in them."""
    state.turn_over(f"words of {request.request}")


def _take_along(workspace: Workspace, letter: Letter, key: str) -> None:
    resume = False
    if letter.kind == "ask" and workspace.letters.has_resume():
        resume = st.checkbox("Attach your resume to the saved mail", key=f"resume {key}")
    link = workspace.letters.letter_link(letter)
    if letter.address and not link.whole:
        st.caption(
            "The letter is too long to go along to your mail program: copy it first and paste it "
            "there, or save it as a mail, which has all of it."
        )
    with st.container(horizontal=True):
        if letter.address:
            st.link_button("Open in your mail program", link.address, icon=":material/send:")
        save_file(
            "Save as a mail",
            workspace.letters.letter_name(letter).removesuffix(".eml"),
            ".eml",
            lambda: workspace.letters.letter_eml(letter, resume=resume),
            help="Opens in Outlook and Apple Mail, ready to send.",
            key=f"eml {key}",
        )
        with st.popover("Copy"):
            st.code(letter.whole, language=None, wrap_lines=True)
