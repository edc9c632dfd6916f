"""One claim: its borders, who makes it and when, what else they say, who says the opposite, and in which words."""

import streamlit as st

from components import claim
from components.raised import groups_card, organisations_card, stages_card

if (shown := claim.chosen()) and claim.head(shown):
    who, when = st.columns(2)
    with who:
        groups_card(shown)
    with when:
        stages_card(shown)
    claim.opposites_card(shown)
    words, behind = st.columns([5, 4])
    with words:
        claim.evidence(shown)
    with behind:
        claim.together_card(shown)
        organisations_card(shown)
