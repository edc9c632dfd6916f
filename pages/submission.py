"""One submission: what it is, what it says, who stands behind it, what came before and after."""

import streamlit as st

from components import family, submission

if shown := submission.chosen():
    submission.head(shown)
    said, behind = st.columns([5, 3])
    with said:
        submission.points_card(shown)
    with behind:
        submission.parties_card(shown)
        submission.neighbours_card(shown)
    family.family_card(shown)
