"""The dashboard's entry: `streamlit run app.py`, or simply `tiesmap`."""

from __future__ import annotations

import gc

import streamlit as st
from starlette.middleware import Middleware

from tiesmap.dashboard.headers import Headers
from tiesmap.dashboard.main import main

if __name__ == "__main__":  # Streamlit runs this file anew for every look at a page,
    main()
else:  # and its server imports it once.
    # Streamlit has the garbage collector look at everything after each run of a page, which took as
    # long as the run: it passes over what is loaded by now, and stays.
    gc.freeze()
    app = st.App(__file__, middleware=[Middleware(Headers)])
