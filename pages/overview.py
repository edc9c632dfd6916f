"""Overview: did an organisation sign or say it; what comes up most; when; who."""

import streamlit as st

from components import address, organisations, overview, through_the_review
from components.cards import ranking_card
from components.words import _

words, box = st.columns([3, 2], vertical_alignment="bottom", gap="large")
with words:
    st.title(_("Who told the WSIS+20 review what"), anchor=False)
    st.markdown(
        _(
            "Submissions to the UN's 20-year review of the World Summit on the Information Society: "
            "who wrote and signed them, what they raise, and the page where each can be read."
        )
    )
with box:
    overview.organisation_box()
overview.organisation_answer()
overview.key_figures()
address.unit_switch()
challenges, asks = st.columns(2)
with challenges:
    ranking_card(
        "top_challenges",
        grain="claims",
        kind="challenge",
        top=10,
        foot=lambda: overview.door("challenge"),
    )
with asks:
    ranking_card(
        "top_asks",
        grain="claims",
        kind="recommendation",
        top=10,
        foot=lambda: overview.door("recommendation"),
    )
groups, regions = st.columns(2)
with groups:
    organisations.groups_card()
with regions:
    organisations.regions_card()
through_the_review.stages_card()
