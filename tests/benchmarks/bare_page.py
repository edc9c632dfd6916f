"""A page of nothing but captions, as many as its address says: what Streamlit itself takes for so many messages."""

import gc

import streamlit as st


@st.cache_resource
def exempt_loaded_objects() -> None:
    """As the dashboard does, or scanning libraries for garbage would take longer than the run."""
    gc.collect()
    gc.freeze()


exempt_loaded_objects()
for number in range(int(st.query_params.get("captions", "0"))):
    st.caption(f"Caption {number}")
