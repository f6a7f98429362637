"""An ask without a name to one contact: a kind of business, or a firm, of the rep's own choice."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.shared import go, words
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace


def form(workspace: Workspace, connector: PersonId, place: str) -> None:
    """What to ask for; one click leads to the letter on My asks."""
    said = workspace.people.categories()
    with st.form(f"openly {place} {connector}", border=False):
        st.markdown("**Ask openly**")
        kind, firm = st.columns(2, vertical_alignment="bottom")
        category = kind.selectbox(
            "Do you know somebody in …",
            list(said),
            index=None,
            placeholder="A kind of business",
            accept_new_options=True,
            key=f"openly category {place} {connector}",
        )
        company = firm.text_input(
            "… or at …", placeholder="A firm", key=f"openly firm {place} {connector}"
        )
        if not st.form_submit_button("Write the ask", icon=":material/edit:"):
            return
    about = ("company", company.strip()) if company.strip() else ("category", category or "")
    if not about[1]:
        words.notice("Choose a kind of business, or type a firm.")
        return
    ask = workspace.ways.open_ask_of(connector, about)
    if ask is None:
        words.notice(
            "That is their own firm or business, where they are least free to say; or nobody "
            "should ask them now."
        )
        return
    (drafted,) = workspace.asks.draft_open([ask])
    go.open_ask(workspace.asks.keep_drafted(drafted).request)
