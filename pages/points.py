"""The points of a selection, whoever links here: what stands behind a mark, as a list with an address."""

import streamlit as st

from cards.kit import Link, submissions_link
from components import links, url_state
from components.points_list import evidence_card
from i18n import _
from i18n.filter_options import describe

page = url_state.context()
st.title(_("What stands behind it"), anchor=False)
who = Link(
    "who_signed_what",
    _("Who stands behind them"),
    page.filters,
    icon=":material/table_view:",
    view={"texts": "all"},
)
with st.container(horizontal=True, gap="small", key="ways"):
    links.draw((submissions_link(page.filters), who))
evidence_card(page.filters, title=describe(page.filters), size=10)
