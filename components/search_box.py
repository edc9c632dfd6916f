"""The box that finds everything: an option of it opens its page, other words lead to the page of what is found."""

from __future__ import annotations

import streamlit as st

from components import print_view, redirects, url_state, widgets
from finding import wording
from finding.found import sought, target
from finding.index import Entry
from finding.suggestions import suggestions
from i18n import _, enumerated, escaping, routes
from queries import Filters

KEY = "view_search"


def draw() -> None:
    """The box. On the page of what is found it holds the words that were looked for."""
    if print_view.is_print_view():
        return
    asked = words()
    offered = dict.fromkeys([asked, *suggestions()] if asked else suggestions())
    key, first = widgets.showing(KEY, asked or None)
    examples = enumerated(wording.examples()[:2])
    with st.container(key="search"):
        search_for_words, not_listed = map(escaping.css, (_("Search for"), _("Not in this list:")))
        variables = {"--search-for": search_for_words, "--not-listed": not_listed}
        style = "".join(f"{variable}:{words};" for variable, words in variables.items())
        st.html(f"<style>:root{{{style}}}</style>")
        st.selectbox(
            _("Search everything"),
            list(offered),
            index=list(offered).index(first) if first in offered else None,
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
    """What the address of the page of what is found looks for; empty on any other page."""
    if not url_state.on_search_page():
        return ""
    return sought(" ".join(url_state.query().get("q", ())))


def _chosen(_before: str | None, now: str | None) -> None:
    typed = now or ""
    entry = suggestions().get(typed)
    if entry is not None:
        _open(entry)
    elif found := sought(typed):
        search_for(found)
    else:
        redirects.go_to(routes.PAGES[routes.SEARCH], url_state.parameters(_carried()))


def search_for(text: str) -> None:
    """Have the next run show what is found for a text."""
    parameters = url_state.parameters(_carried(), q=text)
    redirects.go_to(routes.PAGES[routes.SEARCH], parameters)


def _open(entry: Entry) -> None:
    name, filters, view = target(entry.kind, entry.id, url_state.filters())
    redirects.go_to(routes.PAGES[name], url_state.parameters(filters, **view))


def _carried() -> Filters:
    """The filters that go along to what is found; in the place of the text filter, other words are looked for."""
    return url_state.filters().without("q")
