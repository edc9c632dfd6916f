"""What became of it: theme by theme, what was asked for and what the texts of the review are reported to say."""

import streamlit as st

from components import outcome, outcome_theme
from words import options, text

theme = outcome.opened()
with outcome.body():
    if theme:
        outcome.back()
    st.title(text.markdown(outcome.title(theme)), anchor=False)
    if theme is None:
        outcome.overview()
    elif theme in options.known()["theme"]:
        outcome_theme.one(theme)
    else:
        outcome.unknown(theme)
