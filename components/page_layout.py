"""The frame every page stands in: page settings, the menu, the filters, the footer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

import streamlit as st
from streamlit.navigation.page import Page

from components import (
    entity_page,
    filter_bar,
    filter_chips,
    links,
    print_view,
    reader,
    snippets,
    url_state,
)
from components.disclosure import Disclosure, disclosures
from data.version import code_version
from i18n import (
    _,
    dataset_texts,
    escaping,
    filter_options,
    labels,
    languages,
    page_menu,
    routes,
)
from queries import Filters, current


def configure(title: str) -> None:
    """Page settings; must come first. The style of the pages, frame.css, comes with the HTML shell (``web``)."""
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")


def set_tab_title(title: str) -> None:
    """The browser tab's title: the page's, or that of what it is about; then the dashboard's."""
    st.set_page_config(page_title=labels.tab(title))


@st.fragment(run_every=timedelta(days=20))
def rerun_on_reconnect() -> None:
    """Rerun the page when the browser reconnects to the server.

    A restarted server has no session of the open page, so the reader's next choice would be lost. Streamlit's front end
    reruns a reconnected page only if the page has a fragment with ``run_every``. This one does nothing, at the longest
    interval that a browser can count.
    """


def menu(pages: Mapping[str, Page], shown: routes.Page) -> None:
    """The groups of pages in a line; filters go along.

    ``pages`` are all pages by name. On a narrow screen all pages stand behind one button, in place, so that a phone
    needs no drawer. The button has another identity on every page, or it would stay open over the chosen page.
    """
    if print_view.is_print_view():
        print_view.link()
        return
    carried = url_state.parameters(url_state.filters())
    groups = page_menu.grouped()

    def link(page: routes.Page, label: str = "") -> None:
        st.page_link(pages[page.name], label=label or page.title, query_params=carried)

    with st.container(horizontal=True, gap="small", key="menu"):
        for group, listed in groups.items():
            here = group == shown.group
            with st.container(width="content", key="menu_here" if here else f"menu_{group}"):
                link(listed[0], page_menu.group_title(group))
        named = languages.name(languages.code())
        disclosures(
            Disclosure("page_link", _("Link"), ":material/link:", snippets.page_link),
            Disclosure("language", named, ":material/language:", reader.choice),
        )

    def all_pages() -> None:
        for group, listed in groups.items():
            if len(listed) > 1:
                st.caption(escaping.markdown(page_menu.group_title(group)))
            for page in listed:
                link(page)
        snippets.page_link()
        reader.choice()

    with st.container(key="menu_narrow"):
        disclosures(Disclosure(f"menu_{shown.name}", shown.title, ":material/menu:", all_pages))


def sub_menu(pages: Mapping[str, Page], shown: routes.Page) -> None:
    """The pages of the group of the page ``shown`` in a line; filters go along."""
    listed = page_menu.grouped().get(shown.group, ())
    if print_view.is_print_view() or len(listed) < 2:
        return
    carried = url_state.parameters(url_state.filters())
    with st.container(horizontal=True, gap="small", key="menu_pages"):
        for page in listed:
            here = page == page_menu.list_page(shown)
            key = "menu_page_here" if here else f"menu_page_{page.name}"
            with st.container(width="content", key=key):
                st.page_link(pages[page.name], query_params=carried)


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
    if page.filters:
        words = escaping.css(_("Filter"))
        st.html(f"<style>:root {{ --filter: {words}; }}</style>")
        with st.sidebar:
            choices = filter_bar.filter_bar(selection, page.own)
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
        st.page_link(
            "data_and_method.py",
            label=_("Sources, method and limitations"),
            query_params=url_state.parameters(url_state.filters()),
        )
        if not print_view.is_print_view():
            st.page_link(light_url(), label=_("Light version"))
            print_view.link()
            asked = entity_page.asked() if page.path in routes.ENTITY_BY_PATH else []
            if asked and (way := links.report(asked[0], url_state.full_url())):
                st.caption(way, width="content")
    if not print_view.is_print_view():
        reader.choice()
