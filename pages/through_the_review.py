"""Through the review: what comes up at which stage, what rose and fell, who said it when."""

import streamlit as st

from components import through_the_review
from words import _

st.title(_("What came up when, and what changed?"), anchor=False)
through_the_review.switches()
through_the_review.themes_card()
left, right = st.columns([6, 5])
with left:
    through_the_review.change_card()
with right:
    through_the_review.timeline_card()
through_the_review.groups_card()
through_the_review.stages_card()
