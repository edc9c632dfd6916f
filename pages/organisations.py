"""Organisations: who takes part, from where, of which groups, and the list of them."""

import streamlit as st

from components import address, organisations
from words import _

st.title(_("Who takes part, and from where?"), anchor=False)
address.unit_switch()
left, right = st.columns([2, 1])
with left:
    organisations.map_card()
with right:
    organisations.list_card()
left, right = st.columns(2)
with left:
    organisations.groups_card()
with right:
    organisations.regions_card()
organisations.organisations_card()
