"""A quiet button that shows or hides more in place, drawn only when a reader opens it."""

from collections.abc import Callable

import streamlit as st

from queries import one_version


def disclosure(key: str, label: str, icon: str, content: Callable[[], object]) -> None:
    """A button; what ``content`` draws stands right after it, on the page and for the keyboard, while it is open.

    The content is drawn and sent only while it is open; opening it does not rerun the page. In a row of such buttons
    it stands below the row (frame.css).
    """
    with st.container(width="content", key=f"opens_{key}"):
        _expander(key, label, icon, content)


@st.fragment
def _expander(key: str, label: str, icon: str, content: Callable[[], object]) -> None:
    opened = st.expander(label, icon=icon, type="compact", key=key, on_change="rerun")
    if opened.open:
        with opened, one_version():
            content()
