"""Organisations: who takes part, from where, of which groups, and the list of them."""

import streamlit as st

from cards import organisations
from components import url_state
from components.card import draw, show
from components.query_limits import survives_query_limit
from i18n import _

page = url_state.context()


@survives_query_limit
def map_card() -> None:
    """The map, with a switch to governments only, which is there without any government, too."""

    def switch() -> None:
        url_state.switch("map", _("On the map"), organisations.MAP)

    card = organisations.country_map(page)
    draw(card, below=switch)
    if card.query.rows.empty:
        switch()


st.title(_("Who takes part, and from where?"), anchor=False)
url_state.unit_switch()
left, right = st.columns([2, 1])
with left:
    map_card()
with right:
    show(organisations.country_ranking, page)
left, right = st.columns(2)
with left:
    show(organisations.groups, page)
with right:
    show(organisations.regions, page)
show(organisations.organisations, page)
