"""The dashboard's entry: `streamlit run app.py`, or simply `tiesmap`."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from tiesmap.dashboard.headers import Headers
from tiesmap.dashboard.main import main

if __name__ == "__main__":  # Streamlit runs this file anew for every look at a page,
    main()
else:  # and its server imports it once.
    app = st.App(__file__, middleware=[Middleware(Headers)])
