"""A popover whose content is drawn only when a reader opens it."""

from collections.abc import Callable

import streamlit as st

from queries import one_version


def lazy_popover(key: str, label: str, icon: str, content: Callable[[], object]) -> None:
    """A quiet button that opens a popover with what ``content`` draws.

    The content is drawn and sent only while the popover is open; opening it does not rerun the page.
    """
    with st.container(width="content", key=f"opens_{key}"):
        _popover(key, label, icon, content)


@st.fragment
def _popover(key: str, label: str, icon: str, content: Callable[[], object]) -> None:
    with st.popover(label, icon=icon, type="tertiary", key=key, on_change="rerun") as opened:
        if opened.open:
            with one_version():
                content()
