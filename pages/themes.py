"""Themes: how often and in which kinds of points submissions raise each, a link to each, and which go together."""

import streamlit as st

from cards import registry, theme_pairs
from cards.titles import question_of
from components import url_state
from components.card import show
from i18n import _

page = url_state.context()
cards = registry.cards_of("themes", page)

st.title(question_of("themes"), anchor=False)
if not url_state.on_paper():
    url_state.unit_switch()
show(cards["by_kind"])
show(cards["index"])
if url_state.show_more(_("More: which themes go together")):
    show(
        cards["pairs"],
        above=lambda: url_state.switch("rank", _("Sort the pairs by"), theme_pairs.RANKS),
    )
    show(
        cards["by_pair"],
        above=lambda: url_state.switch("order", _("Sort the table by"), theme_pairs.ORDERS),
    )
