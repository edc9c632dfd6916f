"""Submissions: the selection as a list or a grid; choosing one opens its page."""

import streamlit as st

from components import submissions
from words import _

st.title(_("What was submitted to the review?"), anchor=False)
form = submissions.form_switch()
submissions.card(form)
