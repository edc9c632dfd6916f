"""Compare: two to four organisations, stakeholder groups or stages side by side."""

import streamlit as st

from components import compare

sides = compare.in_address()
st.title(compare.title(sides), anchor=False)
compared = len(sides.ids) >= compare.FEWEST
with st.container(border=True, key="card_sides"):
    compare.chooser(sides)
    if compared:
        compare.sides_row(sides)
if not compared:
    compare.examples_card(sides)
else:
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
