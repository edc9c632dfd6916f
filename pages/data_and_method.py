"""Data and method: what this is and is not, codebook, reliability of the coding, tables."""

import streamlit as st

from i18n import _
from pages.method import method

st.title(_("Sources, method and limits"), anchor=False)
part = method.part()
method.draw(part)
