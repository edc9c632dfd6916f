"""Organisations."""

import streamlit as st

st.title("Organisations.", anchor=False)
