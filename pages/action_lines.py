"""Action lines."""

import streamlit as st

st.title("Action lines.", anchor=False)
