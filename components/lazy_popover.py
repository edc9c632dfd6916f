"""What is made only once a reader opens it."""

from collections.abc import Callable

import streamlit as st

from queries import one_version


def lazy_popover(key: str, label: str, icon: str, content: Callable[[], object]) -> None:
    """A quiet button that opens a popover with what ``content`` draws.

    That is made, and sent to the browser, only while it is open; opening it runs nothing else of the page.
    """
    with st.container(width="content", key=f"opens_{key}"):
        _popover(key, label, icon, content)


@st.fragment
def _popover(key: str, label: str, icon: str, content: Callable[[], object]) -> None:
    with st.popover(label, icon=icon, type="tertiary", key=key, on_change="rerun") as opened:
        if opened.open:
            with one_version():
                content()
