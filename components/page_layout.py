"""The frame every page stands in: page settings, the filters, the footer; the header is in ``header``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

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
from queries import Filters, current

_NO_FILTERS = """<style>
:is([data-testid="stSidebar"], [data-testid="stExpandSidebarButton"]) { display: none !important; }
:is(.st-key-head, .st-key-chips) { padding-inline-start: 0 !important; }
</style>"""
"""Puts away at once the filters of the page before, which Streamlit leaves there until this page is drawn."""


def configure(title: str) -> None:
    """Page settings; must come first. The style of the pages, frame.css, comes with the HTML shell (``web``)."""
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")


def set_tab_title(title: str) -> None:
    """The browser tab's title: the page's, or that of what it is about, with its filters; then the dashboard's."""
    shown = titles.narrowed(title, url_state.page_shown().name, url_state.filters())
    st.set_page_config(page_title=labels.tab(shown))


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
    """Draw what of the address could not be used, what is set, then the page, and last the filters that act on it."""
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
            choices = filter_bar.filter_bar(selection, page)
    filter_chips.bar(selection, page)
    try:
        yield
    except Exception:  # With its filters, a reader can leave a selection with which the page fails.
        if page.filters:
            choices()
        raise
    if page.filters:
        choices()


def light_url() -> str:
    """The address of the page without JavaScript on what is shown: on the entity, else on the whole selection."""
    page = escaping.parts(url_state.full_url()).path.rpartition("/")[2]
    entity = routes.ENTITY_BY_PATH.get(page)
    if entity is not None:
        choices = filter_options.option_labels().get(entity.kind)
        for one in entity_page.asked():
            if choices is None or one in choices:
                place = routes.light_entity(entity.kind, one)
                return url_state.full_url(
                    place, url_state.parameters(entity_page.filters_without_own(entity.kind))
                )
    if url_state.on_search_page():
        asked = url_state.query()
        shown = {name: asked[name] for name in ("q", "show") if name in asked}
        place = f"{routes.LIGHT}/{routes.SEARCH}"
        return url_state.full_url(place, url_state.parameters(url_state.filters(), **shown))
    return url_state.full_url(f"{routes.LIGHT}/", url_state.parameters(url_state.filters()))


def footer(page: routes.Page) -> None:
    """Data version, what this is not, and where it says so; on the page of an entity, where errors are reported."""
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
                asked = entity_page.asked() if page.path in routes.ENTITY_BY_PATH else []
                if asked and (way := links.report(asked[0], url_state.full_url())):
                    st.caption(way, width="content")
                settings_list.draw()
    if not print_view.is_print_view():
        reader.choice("languages")
