"""The selections that a reader had before the one that is shown, so that the reader can undo the last filter."""

import streamlit as st

from components import url_state
from queries import Filters

_KEY = "selections"
_MOST = 20
"""Selections that a session keeps."""


def remember(selection: Filters) -> None:
    """Keep the selection that is shown, after those before it."""
    earlier: list[Filters] = st.session_state.get(_KEY, [])
    if not earlier or earlier[-1] != selection:
        st.session_state[_KEY] = [*earlier, selection][-_MOST:]


def possible() -> bool:
    """Whether there is a selection to go back to."""
    return len(st.session_state.get(_KEY, ())) > 1


def undo() -> None:
    """Put the selection before the newest one into the address, whether or not the page has shown the newest yet."""
    newest = url_state.filters()
    earlier = list(st.session_state.get(_KEY, ()))
    while earlier and earlier[-1] == newest:
        earlier.pop()
    st.session_state[_KEY] = earlier[:-1]
    if earlier:
        url_state.navigate(earlier[-1], page=None)
