"""The header of every page: one row of menu, search box, and buttons whose panels lie over the page."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from components import print_view, reader, search_box, share, url_state
from i18n import escaping, languages, page_menu, pgettext, routes


def draw(pages: Mapping[str, Page], shown: routes.Page, title: str) -> None:
    """The row, and under it the pages of the group of the page ``shown``, whose title with its filters is ``title``.

    ``pages`` are all pages by name.
    """
    if print_view.is_print_view():
        print_view.link()
        return
    carried = url_state.parameters(url_state.filters())
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="head"):
        _menu(pages, shown, carried)
        search_box.draw()
        with _panel("share", pgettext("button", "Share"), ":material/share:"):
            share.draw(title)
        with _panel("language", languages.name(languages.code()), ":material/language:"):
            reader.choice("languages_above")
    _pages_of_group(pages, shown, carried)


def _panel(key: str, label: str, icon: str) -> DeltaGenerator:
    """What a button of the row opens: without the server, so that it is there at once on any line."""
    return st.expander(label, icon=icon, type="compact", key=key)


def _menu(pages: Mapping[str, Page], shown: routes.Page, carried: Mapping[str, list[str]]) -> None:
    """The groups of pages as tabs, and all pages behind one button for where the tabs have no room (frame.css)."""
    groups = page_menu.grouped()
    with _panel("menu_narrow", shown.title, ":material/menu:"):
        for group, listed in groups.items():
            if len(listed) > 1:
                st.caption(escaping.markdown(page_menu.group_title(group)))
            for page in listed:
                st.page_link(pages[page.name], query_params=carried)
    with st.container(horizontal=True, width="content", wrap=False, gap="xxsmall", key="menu"):
        for group, listed in groups.items():
            with _here("menu_here", group == shown.group):
                title = page_menu.group_title(group)
                st.page_link(pages[listed[0].name], label=title, query_params=carried)


def _pages_of_group(
    pages: Mapping[str, Page], shown: routes.Page, carried: Mapping[str, list[str]]
) -> None:
    listed = page_menu.grouped().get(shown.group, ())
    if len(listed) < 2:
        return
    with st.container(horizontal=True, gap="small", key="menu_pages"):
        for page in listed:
            with _here("menu_page_here", page == page_menu.list_page(shown)):
                st.page_link(pages[page.name], query_params=carried)


def _here(key: str, here: bool) -> AbstractContextManager[object]:
    """What a link stands in that leads to where the reader is, so that it looks so (frame.css)."""
    return st.container(width="content", key=key) if here else nullcontext()
