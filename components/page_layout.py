"""The frame every page stands in: page settings, the filters, the footer; the header is in ``header``."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from html import escape

import streamlit as st

from cards import titles
from components import (
    entity_page,
    filter_bar,
    filter_chips,
    print_view,
    reader,
    settings_list,
    undo,
    url_state,
)
from i18n import _, escaping, filter_options, imprint, isolation, labels, routes
from queries import Filters, language

_NO_FILTERS = """<style>
:is([data-testid="stSidebar"], [data-testid="stExpandSidebarButton"]) { display: none !important; }
:is(.st-key-head, .st-key-chips) { padding-inline-start: 0 !important; }
</style>"""
"""Hides at once the filters of the previous page, which Streamlit leaves there until this page is drawn."""


def pages() -> list[st.Page]:
    """All pages, for st.navigation. Copies, since Streamlit marks the one that may run; making them takes longer."""
    return [copy(page) for page in _pages(language.code())]


@cache
def _pages(_language: str) -> list[st.Page]:
    return [
        st.Page(
            page.file,
            title=page.title,
            url_path=page.path or None,
            default=not page.path,
            visibility="visible" if page.in_menu else "hidden",
        )
        for page in routes.PAGES.values()
    ]


def set_tab_title(title: str) -> None:
    """The browser tab's title: the page's, or that of what it is about, with its filters; then the dashboard's.

    The style of the pages, frame.css, comes with the HTML shell (``web``).
    """
    full_title = titles.narrowed(title, url_state.page_shown().name, url_state.filters())
    st.set_page_config(
        page_title=labels.tab(full_title), layout="wide", initial_sidebar_state="auto"
    )


def filters_with_warnings() -> Filters:
    """Warn about parts of the address that could not be used, and return the filters of the rest."""
    selection, unused = url_state.from_url()
    filter_chips.dropped_values(unused)
    return selection


@contextmanager
def filters(page: routes.Page) -> Iterator[None]:
    """Draw a warning on unusable parts of the address, the filters in force, the page, and last the filter bar."""
    selection = filters_with_warnings()
    if print_view.is_print_view():
        st.html(print_view.about())
        yield
        return
    if not page.filters:
        st.html(_NO_FILTERS)
    else:
        undo.remember(selection)
        with st.sidebar:
            draw_choices = filter_bar.filter_bar(selection, page)
    filter_chips.bar(selection, page)
    try:
        yield
    except Exception:  # With its filters, a reader can leave a selection with which the page fails.
        if page.filters:
            draw_choices()
        raise
    if page.filters:
        draw_choices()


def light_url() -> str:
    """The address of the page without JavaScript on the entity that is shown, else on the whole selection."""
    page = escaping.parts(url_state.full_url()).path.rpartition("/")[2]
    entity = routes.ENTITY_BY_PATH.get(page)
    if entity is not None:
        choices = filter_options.option_labels().get(entity.kind)
        for identifier in entity_page.ids_in_address():
            if choices is None or identifier in choices:
                path = routes.light_entity(entity.kind, identifier)
                return url_state.full_url(
                    path, url_state.parameters(entity_page.filters_without_own(entity.kind))
                )
    if url_state.on_search_page():
        parameters = url_state.query()
        view = {name: parameters[name] for name in ("q", "show") if name in parameters}
        path = f"{routes.LIGHT}/{routes.SEARCH}"
        return url_state.full_url(path, url_state.parameters(url_state.filters(), **view))
    return url_state.full_url(f"{routes.LIGHT}/", url_state.parameters(url_state.filters()))


def footer(page: routes.Page) -> None:
    """Draw data version, limits of the data, links to method and settings; for an entity also how to report errors.

    All of it is one element, as each takes time of a page run.
    """
    versions = isolation.in_html(f"<p>{escape(print_view.versions())}</p>")
    if print_view.is_print_view():
        st.html(f"<hr><footer>{versions}{_method()}</footer>")
        return
    ways_on = " ".join(
        (_method(), _light(), print_view.link(), _report(page), settings_list.html())
    )
    footer = f'<footer>{versions}<div class="ways-on">{ways_on}</div></footer>'
    st.html(f"<hr>{print_view.about()}{footer}{reader.choice()}")


def _method() -> str:
    page = routes.PAGES["data_and_method"]
    address = routes.with_query(f"./{page.path}", url_state.parameters(url_state.filters()))
    return f'<a href="{escape(address)}">{escape(page.title)}</a>'


def _light() -> str:
    words = escape(_("Light version"))
    return f'<a href="{escape(light_url())}" target="_blank">{words}</a>'


def _report(page: routes.Page) -> str:
    """A link to report an error in the entity that the page is about; empty on other pages, and without a contact."""
    ids = entity_page.ids_in_address() if page.path in routes.ENTITY_BY_PATH else []
    address = imprint.report(ids[0], url_state.full_url()) if ids else ""
    words = escape(_(imprint.REPORT))
    return f'<a href="{escape(address)}" target="_blank">{words}</a>' if address else ""
