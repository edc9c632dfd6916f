"""The application: pages, response headers and compression in one process, for `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st

from server.errors import on_script_error
from server.startup import lifespan

app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=lifespan,
    on_script_error=on_script_error,
)
