"""What is new: the submissions added last, and the changes of the data by release."""

import streamlit as st

from cards import registry
from cards.kit import Link
from cards.titles import question_of
from components import links, url_state
from components.card import show
from i18n import _

page = url_state.context()
st.title(question_of("what_is_new"), anchor=False)
with st.container(horizontal=True, gap="small", key="ways"):
    feed = url_state.full_url("/feed.atom", page.filters.to_query())
    st.page_link(feed, label=_("Follow in a feed reader"), icon=":material/update:")
    method = question_of("data_and_method")
    links.draw((Link("data_and_method", method, icon=":material/description:"),))
for card in registry.cards_of("what_is_new", page).values():
    show(card)
