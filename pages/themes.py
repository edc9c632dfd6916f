"""Themes: as what each is raised, which are raised together, and the way to each."""

import streamlit as st

from cards import registry, themes
from components import print_view, url_state
from components.card import show
from i18n import _
from pages.method import codebook

page = url_state.context()
cards = registry.cards_of("themes", page)
st.title(_("What is raised, and what together?"), anchor=False)
if not print_view.is_print_view():
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        url_state.unit_switch()
        url_state.segmented_param("rank", _("Rank pairs by"), themes.RANKS)
        url_state.segmented_param("order", _("Order the table of pairs"), themes.ORDERS)
        st.markdown("[" + _("All themes by family") + "](#index)", width="content")
kinds, pairs = st.columns([5, 6])
with kinds:
    show(cards["by_kind"])
with pairs:
    show(cards["pairs"])
show(cards["by_pair"])
codebook.index_card(page)
