"""What became of it."""

import streamlit as st

st.title("What became of it.", anchor=False)
