"""Themes: as what each is raised, which are raised together, and the door to each."""

import streamlit as st

from components import address, printing, themes
from words import _

st.title(_("What is raised, and what together?"), anchor=False)
if not printing.wanted():
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        address.unit_switch()
        address.choice("rank", _("Rank pairs by"), themes.RANKS)
        address.choice("order", _("Order the table of pairs"), themes.ORDERS)
        themes.index_link()
kinds, pairs = st.columns([5, 6])
with kinds:
    themes.kinds_card()
with pairs:
    themes.pairs_card()
themes.together_card()
themes.index_card()
