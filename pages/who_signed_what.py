"""Who signed what: organisations by submissions, who signed most, how many names are missing, and the plain table."""

import streamlit as st

from components import signatures
from components.words import _

st.title(_("Which organisations signed what?"), anchor=False)
matrix, ranking = st.columns([5, 3])
with matrix:
    signatures.matrix_card()
with ranking:
    signatures.ranking_card()
stated, table = st.columns([3, 5])
with stated:
    signatures.stated_card()
with table:
    signatures.table_card()
