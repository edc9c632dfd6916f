"""What stands on the pages of a data set to which no submission has been added."""

import streamlit as st

from cards.titles import heading_of
from components import url_state
from components.headings import heading
from i18n import escaping, routes
from i18n.nothing_yet import nothing_yet


def card() -> None:
    """Say that there is nothing yet, where that is so."""
    if said := nothing_yet():
        with st.container(border=True, key="card_nothing"):
            heading(said, "")


def page(shown: routes.Page) -> None:
    """A page that says this in the place of its cards."""
    st.title(escaping.markdown(heading_of(shown.name, url_state.context())), anchor=False)
    card()
