"""How it works: what weak ties are for, shown in the rep's own network."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.setup import weak_ties
from tiesmap.dashboard.shared import go, words
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """The idea in three sentences, the two pictures, and what the numbers rest on."""
    st.markdown(
        "People who are close tend to know the same people. So a **strong** tie helps you ask, and "
        "a **weak** tie that bridges into another circle brings you somewhere new (Granovetter "
        "1973). In the calls of 4.6 million people the weak ties held everything together: without "
        "them the network fell apart (Onnela et al. 2007). Here is the same in your network, "
        "measured among the others, without you."
    )
    found = workspace.ways.pictures() if workspace.rep is not None else None
    if workspace.rep is None:
        st.info("The pictures come with your own files: bring them in first.")
        go.link("setup", "Bring in files", "upload_file", view="start")
    elif found is None:
        st.info(
            "Too little is on file yet of who knows whom among your people for these pictures. "
            "Mails and meetings with several people in them would add some.",
            icon=":material/info:",
        )
    else:
        weak_ties.show(found)
    st.subheader("What the numbers rest on")
    st.markdown(
        "**Strength** comes from contact alone, **bridging** from structure alone. A **chance** "
        "ranks: twice the chance is a better idea, not a promise. A **likelihood** is how often "
        "such introductions really happened within 60 days in two mail networks, among people who "
        "were introduced to anybody at all in that time; among everybody it is about a tenth of "
        "that. Nobody has measured whether the people asked said yes, or bought something."
    )
    words.how_to_read()
