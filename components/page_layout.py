"""The frame every page stands in: page settings, the filters, the footer; the header is in ``header``."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from functools import cache

import streamlit as st

from cards import titles
from components import (
    entity_page,
    filter_bar,
    filter_chips,
    links,
    print_view,
    reader,
    settings_list,
    undo,
    url_state,
)
from data.version import code_version
from i18n import _, dataset_texts, escaping, filter_options, labels, routes
from queries import Filters, current, language

_NO_FILTERS = """<style>
:is([data-testid="stSidebar"], [data-testid="stExpandSidebarButton"]) { display: none !important; }
:is(.st-key-head, .st-key-chips) { padding-inline-start: 0 !important; }
</style>"""
"""Hides at once the filters of the previous page, which Streamlit leaves there until this page is drawn."""


def configure(title: str) -> None:
    """Page settings; must come first. The style of the pages, frame.css, comes with the HTML shell (``web``)."""
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")


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
    """The browser tab's title: the page's, or that of what it is about, with its filters; then the dashboard's."""
    full_title = titles.narrowed(title, url_state.page_shown().name, url_state.filters())
    st.set_page_config(page_title=labels.tab(full_title))


@st.fragment(run_every=timedelta(days=20))
def rerun_on_reconnect() -> None:
    """Rerun the page when the browser reconnects to the server.

    A restarted server has no session of the open page, so the reader's next choice would be lost. Streamlit's front end
    reruns a reconnected page only if the page has a fragment with ``run_every``. This one does nothing, at the longest
    interval that a browser can count.
    """


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
        print_view.about()
        yield
        return
    if not page.filters:
        st.html(_NO_FILTERS)
    else:
        undo.remember(selection)
        words = escaping.css(_("Filter"))
        st.html(f"<style>:root {{ --filter: {words}; }}</style>")
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
        for identifier in entity_page.asked():
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
    """Draw data version, limits of the data, links to method and settings; for an entity also how to report errors."""
    st.divider()
    if not print_view.is_print_view():
        print_view.about()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="footer"):
        st.caption(
            escaping.markdown(
                _("Data {version}, code {code}. {limits}").format(
                    version=current().version,
                    code=code_version(),
                    limits=dataset_texts.texts().footnote,
                )
            )
        )
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            gap="xsmall",
            width="content",
            key="ways_on",
        ):
            st.page_link(
                "data_and_method.py",
                query_params=url_state.parameters(url_state.filters()),
            )
            if not print_view.is_print_view():
                st.page_link(light_url(), label=_("Light version"))
                print_view.link()
                ids = entity_page.asked() if page.path in routes.ENTITY_BY_PATH else []
                if ids and (report_link := links.report(ids[0], url_state.full_url())):
                    st.caption(report_link, width="content")
                settings_list.draw()
    if not print_view.is_print_view():
        reader.choice("languages")
