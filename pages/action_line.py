"""One action line."""

import streamlit as st

st.title("One action line.", anchor=False)
