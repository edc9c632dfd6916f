"""Data and method: what this is and is not, codebook, reliability of the coding, tables."""

import streamlit as st

from cards.titles import question_of
from components import nothing_yet
from pages.method import method

st.title(question_of("data_and_method"), anchor=False)
nothing_yet.card()
part = method.part()
method.draw(part)
