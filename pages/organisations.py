"""Organisations: who takes part, from where, of which groups, and the list of them."""

import streamlit as st

from cards import organisations, registry
from components import url_state
from components.card import show
from components.query_limits import survives_query_limit
from i18n import _

page = url_state.context()
cards = registry.cards_of("organisations", page)


@survives_query_limit
def map_card() -> None:
    """The map, with a switch to governments only, which is there without any government, too."""

    def switch() -> None:
        url_state.switch("map", _("On the map"), organisations.MAP)

    show(cards["countries"], below=switch)
    if organisations.country_map(page).query.rows.empty:
        switch()


st.title(_("Who takes part, and from where?"), anchor=False)
url_state.unit_switch()
left, right = st.columns([2, 1])
with left:
    map_card()
with right:
    show(cards["top_countries"])
left, right = st.columns(2)
with left:
    show(cards["groups"])
with right:
    show(cards["regions"])
show(cards["organisations"])
