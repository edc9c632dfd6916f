"""The header of every page: one row of menu, search box, and buttons whose panels lie over the page."""

from collections.abc import Iterable
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import print_view, reader, search_box, share, url_state
from i18n import _, languages, page_menu, pgettext, routes


def draw(current_page: routes.Page, title: str) -> None:
    """Draw the row, and under it the pages of a group; ``title`` is that of ``current_page`` with its filters."""
    if print_view.is_print_view():
        print_view.link()
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="head"):
        _menu(current_page)
        search_box.draw()
        with _panel("share", pgettext("button", "Share"), ":material/share:"):
            share.draw(title)
        with _panel("language", languages.name(languages.code()), ":material/language:"):
            reader.choice("languages_above")
    _pages_of_group(current_page)


def _panel(key: str, label: str, icon: str) -> DeltaGenerator:
    """The panel that a button of the row opens: without the server, so at once on any connection."""
    return st.expander(label, icon=icon, type="compact", key=key)


def _menu(current_page: routes.Page) -> None:
    """The groups of pages as tabs, and all pages behind one button for where the tabs have no room (frame.css)."""
    groups = page_menu.grouped()
    titles = {group: page_menu.group_title(group) for group in groups}
    with _panel("menu_narrow", current_page.title, ":material/menu:"):
        _navigation(
            [
                (titles[group] if len(pages) > 1 else "", [(page.title, page) for page in pages])
                for group, pages in groups.items()
            ],
            current_page,
        )
    with st.container(width="content", key="menu"):
        tabs = [(titles[group], pages[0]) for group, pages in groups.items()]
        here = groups[current_page.group][0] if current_page.group in groups else current_page
        _navigation([("", tabs)], here)


def _pages_of_group(current_page: routes.Page) -> None:
    pages = page_menu.grouped().get(current_page.group, ())
    if len(pages) > 1:
        with st.container(key="menu_pages"):
            titles = [(page.title, page) for page in pages]
            here = page_menu.list_page(current_page)
            _navigation([("", titles)], here, page_menu.group_title(current_page.group))


def _navigation(
    groups: Iterable[tuple[str, Iterable[tuple[str, routes.Page]]]],
    here: routes.Page,
    name: str = "",
) -> None:
    """Draw links to pages, by their titles, under the titles of groups; the page ``here`` is marked.

    They take the filters in force along, which is one query string for all.
    """
    query_string = routes.with_query("", url_state.parameters(url_state.filters()))
    html = ""
    for group, pages in groups:
        html += f"<b>{escape(group)}</b>" if group else ""
        for title, page in pages:
            current = ' aria-current="page"' if page == here else ""
            address = escape(f"./{page.path}{query_string}")
            html += f'<a href="{address}"{current}>{escape(title)}</a> '
    label = escape(name or _("Pages"))
    st.html(f'<nav aria-label="{label}">{html}</nav>')
