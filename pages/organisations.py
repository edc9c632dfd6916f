"""Organisations: who takes part, from where, of which groups, and the list of them."""

import streamlit as st

from cards import organisations
from components import address
from components.card import show
from words import _

page = address.context()
st.title(_("Who takes part, and from where?"), anchor=False)
address.unit_switch()
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
