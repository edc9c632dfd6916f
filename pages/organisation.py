"""One organisation: what it wrote and signed, what it raises, with whom, and who says the same."""

import streamlit as st

from components import organisation

words, box = st.columns([2, 1])
with words:
    shown = organisation.chosen()
    if shown:
        organisation.head(shown)
with box:
    organisation.chooser(shown)
if shown:
    organisation.switches()
if shown and organisation.takes_part(shown):
    left, right = st.columns(2)
    with left:
        organisation.submissions_card(shown)
    with right:
        organisation.themes_card(shown)
    left, right = st.columns(2)
    with left:
        organisation.kinds_card(shown)
        organisation.action_lines_card(shown)
    with right:
        organisation.signs_with_card(shown)
        organisation.says_the_same_card(shown)
