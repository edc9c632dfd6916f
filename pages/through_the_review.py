"""Through the review."""

import streamlit as st

st.title("Through the review.", anchor=False)
