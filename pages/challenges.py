"""Challenges and requests: the most frequent, how groups differ, and the points themselves."""

import streamlit as st

from cards import challenges, registry
from cards.rankings import DIMENSIONS, grains, unfit
from components import links, url_state
from components.card import show, side_by_side
from i18n import _, labels, messages

page = url_state.context()
cards = registry.cards_of("challenges", page)
kind = challenges.kind_in_address(page)
st.title(messages.WHICH_MOST(kind), anchor=False)
with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
    url_state.kind_switch(labels.KINDS_PLURAL, adapt=challenges.fitting)
    url_state.unit_switch()
names = grains(challenges.GRAIN_NAMES)
grain = url_state.param("grain", tuple(names))
with side_by_side("most"):
    show(
        cards["most"],
        above=lambda: url_state.switch("grain", _("Show as"), names, bare=True),
        below=lambda: links.draw(unfit(page, DIMENSIONS[grain], kind)),
    )
    show(cards["by_group"])
show(cards["evidence"])
