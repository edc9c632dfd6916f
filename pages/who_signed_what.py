"""Who signed what: organisations by submissions, who signs with whom, who signed most, how many names are missing, and
the plain table."""

import streamlit as st

from components import coalitions, signatures
from words import _

st.title(_("Which organisations signed what?"), anchor=False)
signatures.matrix_card()

st.header(_("Who signs with whom?"), anchor="coalitions")
form, least = coalitions.switches()
coalitions.coalitions_card(least)
coalitions.web_card(form, least)

ranking, stated = st.columns(2)
with ranking:
    signatures.ranking_card()
with stated:
    signatures.stated_card()
signatures.table_card()
