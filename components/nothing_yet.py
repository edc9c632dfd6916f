"""What stands on the pages of a data set to which no submission has been added."""

import streamlit as st

from cards import overview
from cards.titles import heading_of
from components import url_state
from i18n import escaping, routes, sentences
from i18n.dataset_texts import nothing_yet


def card() -> None:
    """Draw a sentence that the data set has no submissions yet, if it has none."""
    if sentence := nothing_yet():
        with st.container(border=True, key="card_nothing"):
            st.markdown(escaping.markdown(sentence))


def instead_of(page: routes.Page) -> bool:
    """Draw that sentence in place of a page's content where there are no submissions; return whether it did so.

    Data and method and About have more to say: they draw the ``card`` themselves.
    """
    if not nothing_yet() or page.name in ("data_and_method", "about"):
        return False
    st.title(escaping.markdown(heading_of(page.name, url_state.context())), anchor=False)
    if page.name == routes.HOME:
        st.markdown(escaping.markdown(sentences(*overview.about())))
    card()
    return True
