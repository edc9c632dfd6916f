"""One organisation."""

import streamlit as st

st.title("One organisation.", anchor=False)
