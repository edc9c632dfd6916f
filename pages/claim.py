"""One claim."""

import streamlit as st

st.title("One claim.", anchor=False)
