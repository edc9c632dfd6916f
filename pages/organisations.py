"""Organisations: who takes part, from where, of which groups, and the list of them."""

import streamlit as st

from cards import organisations, registry, sheet
from cards.titles import question_of
from components import print_view, url_state
from components.card import show, show_beside
from i18n import _, labels

page = url_state.context()
cards = registry.cards_of("organisations", page)


def whom() -> None:
    """The switch of the map to governments only; the page has it even without any government."""
    url_state.switch("map", _("On the map"), organisations.MAP, bare=True)


def every_organisation() -> None:
    """The page, with a button to the sheet of the one country that is filtered by."""
    st.title(question_of("organisations"), anchor=False)
    url_state.switch("count", _(labels.COUNT), labels.UNITS, bare=True)
    if len(page.filters.country) == 1:
        print_view.link_to_sheet()
    left, right = st.columns([5, 3])
    with left:
        show(cards["countries"], above=whom)
    with right:
        show(cards["groups"])
    show(cards["organisations"])
    if url_state.show_more(_("More: the countries and world regions with the most submissions")):
        show_beside("regions", cards["top_countries"], cards["regions"])


paper = sheet.of_page("organisations", page) if print_view.is_print_view() else None
if paper:
    print_view.sheet(paper, page)
else:
    every_organisation()
