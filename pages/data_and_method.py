"""Data and method: what this is and is not, codebook, reliability of the coding, tables."""

from dataclasses import replace

import streamlit as st

from cards import data_and_method
from cards.data_and_method.codebook import search_words
from cards.titles import question_of
from components import nothing_yet, url_state, widgets
from components.card import show, show_beside
from i18n import _, dataset_texts, escaping
from queries.filters import MAX_TEXT


def search() -> None:
    """The search in the codebook."""
    key, first = widgets.showing("view_find", search_words(page))

    def changed(_before: str, now: str) -> None:
        url_state.set_params(find=now or None, page=None)

    st.text_input(
        _("Search the codebook"),
        value=first,
        key=key,
        max_chars=MAX_TEXT,
        icon=":material/search:",
        placeholder=_("in titles and definitions"),
        on_change=widgets.on_change(key, changed),
        width=280,
    )


def official_page() -> None:
    """A link to the official page of the review, if the settings name one."""
    if page := escaping.safe_url(dataset_texts.texts().home_page):
        host = escaping.markdown(escaping.host(page))
        st.page_link(page, label=_("Official page of the review: {host}").format(host=host))


page = url_state.context()
st.title(question_of("data_and_method"), anchor=False)
nothing_yet.card()
part = url_state.segmented_param(
    "part", _("Part"), data_and_method.available(*data_and_method.PARTS), bare=True
)
# Not those of the registry: codebook and tables have something to show while there are no submissions.
view, site = {**page.view, "part": [part]}, url_state.full_url("/", {})
cards = data_and_method.cards(replace(page, view=view, site=site))
if part == "about":
    show(cards["about"])
    official_page()
    show(cards["cite"])
    if url_state.show_more(_("More: how we count")):
        show(cards["counting"])
elif part == "everything":
    show_beside("everything", cards["everything"], cards["ways"])
    show(cards["each"])
else:
    for key, card in cards.items():
        show(card, above=search if key.startswith("codebook_") else None)
