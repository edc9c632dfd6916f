"""One theme."""

import streamlit as st

st.title("One theme.", anchor=False)
