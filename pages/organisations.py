"""Organisations: who takes part, from where, of which groups, and the list of them."""

import streamlit as st

from cards import organisations
from components import url_state
from components.card import show
from i18n import _

page = url_state.context()
st.title(_("Who takes part, and from where?"), anchor=False)
url_state.unit_switch()
left, right = st.columns([2, 1])
with left:
    show(organisations.country_map, page)
with right:
    show(organisations.country_ranking, page)
left, right = st.columns(2)
with left:
    show(organisations.groups, page)
with right:
    show(organisations.regions, page)
show(organisations.organisations, page)
