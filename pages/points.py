"""The points of a selection: a list with an address of its own, for links from marks that count points."""

import streamlit as st

from cards import registry
from cards.kit import Link, submissions_link
from cards.titles import question_of
from components import links, url_state
from components.card import show
from i18n import _

page = url_state.context()
st.title(question_of("points"), anchor=False)
who = Link(
    "who_signed_what",
    _("Who wrote and signed them"),
    page.filters,
    icon=":material/table_view:",
    view={"texts": "all"},
)
with st.container(horizontal=True, gap="small", key="ways"):
    links.draw((submissions_link(page.filters), who))
show(registry.cards_of("points", page)["evidence"])
