"""Themes: which are raised together, and the door to each."""

import streamlit as st

st.title("Themes: which are raised together, and the door to each.", anchor=False)
