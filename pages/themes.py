"""Themes: as what each is raised, which are raised together, and the way to each."""

import streamlit as st

from cards import themes
from components import address, codebook, printing
from components.card import show
from words import _

page = address.context()
st.title(_("What is raised, and what together?"), anchor=False)
if not printing.wanted():
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        address.unit_switch()
        address.choice("rank", _("Rank pairs by"), themes.RANKS)
        address.choice("order", _("Order the table of pairs"), themes.ORDERS)
        st.markdown(f"[{_('All themes by family')}](#index)", width="content")
kinds, pairs = st.columns([5, 6])
with kinds:
    show(themes.kinds, page)
with pairs:
    show(themes.pairs, page)
show(themes.matrix, page)
codebook.index_card(page)
