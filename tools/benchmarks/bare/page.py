"""A page of captions and charts alone, as many as its address says: it shows the time of Streamlit and Plotly alone.

The charts are those of the dashboard's first page, made in advance. A click on a bar of the first one draws all of them
for another selection.
"""

import gc

import streamlit as st

from cards.registry import cards_of
from charts.figure import Figure
from charts.text_marks import with_text_marks
from queries import ask
from web.api.card_pictures import context


@st.cache_resource
def figures() -> list[list[Figure]]:
    """The charts of the first page: of everything, and of one stakeholder group."""
    group = ask("groups").stakeholder_group.iloc[0]
    pages = [context("overview", {}), context("overview", {"group": [group]})]
    charts = [
        [with_text_marks(card().figure) for card in cards_of("overview", page).values()]
        for page in pages
    ]
    # As the dashboard does, or scanning libraries for garbage would take longer than the run.
    gc.collect()
    gc.freeze()
    return charts


numbers = {name: int(number) for name, number in st.query_params.items()}
turn = numbers.get("turn", 0)
for position, figure in enumerate(figures()[turn % 2][: numbers.get("charts", 0)]):
    st.plotly_chart(
        figure,
        key=f"chart_{position}_{turn}",
        theme=None,
        on_select="ignore" if position else lambda: st.query_params.update(turn=turn + 1),
    )
for caption in range(numbers.get("captions", 0)):
    st.caption(f"Caption {caption}")
