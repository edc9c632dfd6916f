"""One theme: what it covers, who raises it as what and when, with what else, and in which words."""

import streamlit as st

from components import theme
from components.raised import organisations_card, stages_card

if shown := theme.chosen():
    if theme.head(shown):
        who, when = st.columns(2)
        with who:
            theme.groups_card(shown)
        with when:
            stages_card(shown)
        said, together = st.columns(2)
        with said:
            theme.claims_card(shown)
            theme.codebook_card(shown)
        with together:
            theme.neighbours_card(shown)
        words, behind = st.columns([5, 3])
        with words:
            theme.evidence(shown)
        with behind:
            organisations_card(shown)
    else:
        theme.codebook_card(shown)
