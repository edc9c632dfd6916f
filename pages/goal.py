"""One Sustainable Development Goal: which action lines serve it, which submissions and points cite it."""

import streamlit as st

from components import goal

if shown := goal.shown():
    goal.head(shown)
    lines, submissions = st.columns(2)
    with lines:
        goal.lines_card(shown)
    with submissions:
        goal.submissions_card(shown)
        if shown.points:
            goal.points_card(shown)
    goal.neighbours(shown)
