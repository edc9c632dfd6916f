"""Quiet buttons that show or hide more in place, drawn only when a reader opens it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from queries import one_version


@dataclass(frozen=True)
class Disclosure:
    """A button; what ``content`` draws stands below its row while it is open."""

    key: str
    label: str
    icon: str
    content: Callable[[], object]


@st.fragment
def disclosures(key: str, *buttons: Disclosure, beside: Callable[[], object] | None = None) -> None:
    """Draw a row of buttons that show or hide more; they are one element, as each takes time of a page run.

    The content is drawn and sent only while it is open; opening it does not rerun the page. ``beside`` draws links at
    the end of the row (frame.css).
    """
    by_key = {button.key: button for button in buttons}
    opened = st.pills(
        ", ".join(button.label for button in buttons),
        list(by_key),
        selection_mode="multi",
        format_func=lambda button: f"{by_key[button].icon} {by_key[button].label}",
        key=f"opens_{key}",
        label_visibility="collapsed",
    )
    if beside:
        beside()
    for button in opened:
        with st.container(key=button), one_version():
            by_key[button].content()
