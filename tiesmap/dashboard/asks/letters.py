"""What the rep writes to the connector: drafts to copy, as a file, and as a link. He sends them."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace
from tiesmap.workspace.mailing import Letter

_KINDS = {"ask": "The ask", "thanks": "The thank-you", "report": "The report back"}


def show(seat: Workspace, request: IntroRequest) -> None:
    """The drafts that fit the status of a request."""
    found = seat.letters.letters(request)
    if not found:
        return
    st.markdown("**Letters to the connector**")
    for letter in found:
        with st.expander(_KINDS[letter.kind], icon=":material/mail:"):
            _letter(seat, letter, f"{letter.kind} {request.request}")


def _letter(seat: Workspace, letter: Letter, key: str) -> None:
    words.fine(
        f"To: {letter.address or 'no address is on file'}\nSubject: {letter.subject}", f"mail-{key}"
    )
    st.code(letter.body, language=None, wrap_lines=True)
    if letter.note:
        st.caption("Below it, the note to forward: in your words to the one you want to meet.")
        st.code(letter.note, language=None, wrap_lines=True)
    resume = False
    if letter.kind == "ask" and seat.letters.has_resume():
        resume = st.checkbox("Attach your resume to the saved mail", key=f"resume {key}")
    with st.container(horizontal=True):
        st.download_button(
            "Save as a mail",
            data=lambda: seat.letters.letter_eml(letter, resume=resume),
            file_name=f"{letter.kind}-{letter.request.request}.eml",
            mime="message/rfc822",
            on_click="ignore",
            icon=":material/draft:",
            key=f"eml {key}",
            help="Opens in Outlook and Apple Mail, ready to send.",
        )
        if letter.address:
            link = seat.letters.letter_link(letter)
            st.link_button("Open in your mail program", link.address, icon=":material/send:")
            if link.shortened:
                st.caption("Such a link holds only the beginning: the saved mail has all of it.")
