"""The header of every page: one row of menu, search box, and buttons whose panels lie over the page."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from components import print_view, reader, search_box, share, url_state
from i18n import escaping, languages, page_menu, pgettext, routes


def draw(pages: Mapping[str, Page], current_page: routes.Page, title: str) -> None:
    """Draw the row, and under it the pages in the group of ``current_page``; ``title`` is its title with its filters.

    ``pages`` are all pages by name.
    """
    if print_view.is_print_view():
        print_view.link()
        return
    carried = url_state.parameters(url_state.filters())
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="head"):
        _menu(pages, current_page, carried)
        search_box.draw()
        with _panel("share", pgettext("button", "Share"), ":material/share:"):
            share.draw(title)
        with _panel("language", languages.name(languages.code()), ":material/language:"):
            reader.choice("languages_above")
    _pages_of_group(pages, current_page, carried)


def _panel(key: str, label: str, icon: str) -> DeltaGenerator:
    """The panel that a button of the row opens: without the server, so at once on any connection."""
    return st.expander(label, icon=icon, type="compact", key=key)


def _menu(
    pages: Mapping[str, Page], current_page: routes.Page, carried: Mapping[str, list[str]]
) -> None:
    """The groups of pages as tabs, and all pages behind one button for where the tabs have no room (frame.css)."""
    groups = page_menu.grouped()
    with _panel("menu_narrow", current_page.title, ":material/menu:"):
        for group, group_pages in groups.items():
            if len(group_pages) > 1:
                st.caption(escaping.markdown(page_menu.group_title(group)))
            for page in group_pages:
                st.page_link(pages[page.name], query_params=carried)
    with st.container(horizontal=True, width="content", wrap=False, gap="xxsmall", key="menu"):
        for group, group_pages in groups.items():
            with _link_container("menu_here", group == current_page.group):
                title = page_menu.group_title(group)
                st.page_link(pages[group_pages[0].name], label=title, query_params=carried)


def _pages_of_group(
    pages: Mapping[str, Page], current_page: routes.Page, carried: Mapping[str, list[str]]
) -> None:
    group_pages = page_menu.grouped().get(current_page.group, ())
    if len(group_pages) < 2:
        return
    with st.container(horizontal=True, gap="small", key="menu_pages"):
        for page in group_pages:
            with _link_container("menu_page_here", page == page_menu.list_page(current_page)):
                st.page_link(pages[page.name], query_params=carried)


def _link_container(key: str, here: bool) -> AbstractContextManager[object]:
    """The container of a link; ``here``: it leads to where the reader is, and frame.css marks it by its key."""
    return st.container(width="content", key=key) if here else nullcontext()
