"""One goal."""

import streamlit as st

st.title("One goal.", anchor=False)
