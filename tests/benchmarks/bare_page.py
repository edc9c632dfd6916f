"""A page of nothing but captions and charts, as many as its address says: what Streamlit and Plotly take themselves.

A click on a bar of the first chart makes all charts other ones.
"""

import gc

import plotly.graph_objects as go
import streamlit as st

BARS = 8


@st.cache_resource
def exempt_loaded_objects() -> None:
    """As the dashboard does, or scanning libraries for garbage would take longer than the run."""
    gc.collect()
    gc.freeze()


def count(name: str) -> int:
    """A number in the address."""
    return int(st.query_params.get(name, "0"))


def clicked() -> None:
    """Another address, which has all charts drawn anew."""
    st.query_params["turn"] = str(count("turn") + 1)


exempt_loaded_objects()
for place in range(count("charts")):
    lengths = [1 + (bar * (place + 3) + count("turn")) % 10 for bar in range(BARS)]
    names = [f"Bar {bar} of chart {place}" for bar in range(BARS)]
    figure = go.Figure(go.Bar(x=lengths, y=names, orientation="h"))
    st.plotly_chart(
        figure,
        key=f"chart_{place}_{count('turn')}",
        theme=None,
        on_select=clicked if place == 0 else "ignore",
    )
for number in range(count("captions")):
    st.caption(f"Caption {number}")
