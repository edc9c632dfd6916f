"""The points of a selection, whoever links here: what stands behind a mark, as a list with an address."""

import streamlit as st

from components import evidence
from words import _

st.title(_("What stands behind it"), anchor=False)
evidence.page()
