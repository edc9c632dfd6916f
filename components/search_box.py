"""The box that searches everything: an option opens its own page, other words lead to the page of search results."""

from __future__ import annotations

import streamlit as st

from components import print_view, redirects, url_state, widgets
from finding import wording
from finding.found import sought, target
from finding.index import Entry
from finding.suggestions import suggestions
from i18n import _, enumerated, routes
from queries import Filters

KEY = "view_search"


def draw() -> None:
    """Draw the box; on the page of search results it holds the words that the reader searched for."""
    if print_view.is_print_view():
        return
    search_text = words()
    options = dict.fromkeys([search_text, *suggestions()] if search_text else suggestions())
    key, first = widgets.showing(KEY, search_text or None)
    examples = enumerated(wording.examples()[:2])
    st.selectbox(
        _("Search everything"),
        list(options),
        index=list(options).index(first) if first in options else None,
        key=key,
        placeholder=_("Search: {examples}").format(examples=examples)
        if examples
        else _("Search everything"),
        label_visibility="collapsed",
        accept_new_options=True,
        filter_mode="contains",
        icon=":material/search:",
        on_change=widgets.on_change(key, _chosen),
    )


def words() -> str:
    """The search words in the address of the page of search results; empty on any other page."""
    if not url_state.on_search_page():
        return ""
    return sought(" ".join(url_state.query().get("q", ())))


def _chosen(_before: str | None, now: str | None) -> None:
    typed = now or ""
    entry = suggestions().get(typed)
    if entry is not None:
        _open(entry)
    elif search_text := sought(typed):
        search_for(search_text)
    else:
        redirects.go_to(routes.PAGES[routes.SEARCH], url_state.parameters(_carried_filters()))


def search_for(text: str) -> None:
    """Have the next run show the search results for a text."""
    parameters = url_state.parameters(_carried_filters(), q=text)
    redirects.go_to(routes.PAGES[routes.SEARCH], parameters)


def _open(entry: Entry) -> None:
    name, filters, view = target(entry.kind, entry.id, url_state.filters())
    redirects.go_to(routes.PAGES[name], url_state.parameters(filters, **view))


def _carried_filters() -> Filters:
    """The filters that the search results keep: all but the text filter, which the search words replace."""
    return url_state.filters().without("q")
