"""Challenges and asks: what comes up most, how groups differ, and the points behind."""

import streamlit as st

from cards import challenges, registry
from cards.rankings import DIMENSIONS, unfit
from components import links, url_state
from components.card import show
from components.points_list import evidence_card
from i18n import _, labels
from i18n.filter_options import describe

page = url_state.context()
cards = registry.cards_of("challenges", page)
kind = challenges.kind_in_address(page)
st.title(challenges.question(kind), anchor=False)
with st.container(horizontal=True, gap="small"):
    url_state.kind_switch(labels.KINDS_PLURAL, adapt=challenges.fitting)
    grain = url_state.segmented_param("grain", _("As"), challenges.GRAIN_NAMES)
    url_state.unit_switch()
left, right = st.columns([5, 6])
with left:
    show(cards["most"])
    links.draw(unfit(page, DIMENSIONS[grain], kind))
with right:
    show(cards["by_group"])
selection = page.filters.set(kind=(kind,))
evidence_card(selection, title=_("The points behind: {what}").format(what=describe(selection)))
