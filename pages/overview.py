"""Overview: did an organisation sign or say it, and five answers, each a door to the page that has the whole of it."""

import streamlit as st

from components import address, overview
from words.consultation import INTRODUCTION, TITLE

words, box = st.columns([3, 2], vertical_alignment="bottom", gap="small")
with words:
    st.title(TITLE, anchor=False)
    st.caption(INTRODUCTION)
with box:
    overview.organisation_box()
overview.organisation_answer()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    overview.key_figures()
    address.unit_switch()
challenges, asks, signed = st.columns(3, gap="small")
with challenges:
    overview.claims_answer("challenge")
with asks:
    overview.claims_answer("recommendation")
with signed:
    overview.signers_answer()
changed, became = st.columns(2, gap="small")
with changed:
    overview.changed_answer()
with became:
    overview.became_answer()
