"""The heading of a card, and the text of an empty card."""

import streamlit as st

from components import embed, url_state
from i18n import _, escaping
from queries import Filters


def heading(title: str, subtitle: str, anchor: str | None = None) -> None:
    """A card's finding and, under it, unit, denominator and filters; ``anchor`` lets the page link to it.

    A card that is shown alone has the only heading there is.
    """
    title = escaping.shorten(title, escaping.LONGEST_FINDING)
    level = "#" if embed.embedded_card() else "##"
    if title and anchor:
        st.header(escaping.markdown(title), anchor=anchor)
    elif title:
        st.markdown(f"{level} {escaping.markdown(title)}", anchors=False)
    if subtitle:
        st.caption(escaping.markdown(subtitle))


def empty_state(key: str, subtitle: str, sentence: str = "") -> None:
    """Draw the card ``key`` without rows: a sentence, and a button that resets the filters."""
    heading(sentence or _("Nothing in this selection"), subtitle)
    if url_state.filters().active():
        st.button(
            _("Reset all filters"),
            key=f"reset_{key}",
            icon=":material/restart_alt:",
            on_click=url_state.navigate,
            args=(Filters(),),
            kwargs={"page": None},
        )
