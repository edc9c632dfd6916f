"""Compare: two to four organisations, stakeholder groups or stages side by side."""

import streamlit as st

from components import compare

sides = compare.in_address()
st.title(compare.title(sides), anchor=False)
compare.chooser(sides)
if len(sides.ids) < compare.FEWEST:
    compare.examples_card(sides)
else:
    compare.sides_row(sides)
    compare.switches()
    found = compare.compared(sides)
    pairs = compare.pairs_of(sides)
    left, right = st.columns([7, 5])
    with left:
        compare.part_switch(found)
        compare.comparison_card(found)
    with right:
        compare.pairs_card(sides, pairs)
        compare.opposites_card(sides)
        compare.shared_card(sides, pairs)
