"""A quiet button that shows or hides more in place, drawn only when a reader opens it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from queries import one_version


@dataclass(frozen=True)
class Disclosure:
    """A button; what ``content`` draws stands right after it, on the page and for the keyboard, while it is open."""

    key: str
    label: str
    icon: str
    content: Callable[[], object]


@st.fragment
def disclosures(*buttons: Disclosure) -> None:
    """Draw buttons that show or hide more, one after the other. In a row what is opened stands below it (frame.css).

    The content is drawn and sent only while it is open; opening it does not rerun the page. Those of a row are drawn
    together, as each call takes a hundredth of a page run.
    """
    for button in buttons:
        expander = st.expander(
            button.label, icon=button.icon, type="compact", key=button.key, on_change="rerun"
        )
        if expander.open:
            with expander, one_version():
                button.content()
