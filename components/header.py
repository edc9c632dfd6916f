"""The header of every page: one row of menu, search box, and buttons whose panels lie over the page (frame.js)."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from components import copy_box, print_view, reader, search_box, url_state
from components.icons import html as icon
from exports.provenance import dashboard_and_version
from i18n import _, escaping, isolation, languages, page_menu, pgettext, routes

_FRAME = 900
"""Pixels of the frame of a whole page."""


def draw(current_page: routes.Page, title: str) -> None:
    """Draw the row, and under it the pages of a group; ``title`` is that of ``current_page`` with its filters."""
    if print_view.is_print_view():
        print_view.way_back()
        return
    language_panel = _panel(
        "language", languages.name(languages.code()), ":material/language:", reader.choice()
    )
    share_panel = _panel(
        "share", pgettext("button", "Share"), ":material/share:", _share_forms(title)
    )
    variables = {
        "--filter": _("Filter"),
        "--search-for": _("Search for"),
        "--not-listed": _("Not in this list:"),
    }
    rules = "".join(f"{variable}:{escaping.css(words)};" for variable, words in variables.items())
    style = f"<style>:root{{{rules}}}</style>"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="head"):
        st.html(f"{style}{_menu(current_page)}", width="content")
        search_box.draw()
        st.html(f"{share_panel}{language_panel}", width="content")
    _pages_of_group(current_page)


def _panel(name: str, label: str, sign: str, content: str) -> str:
    """A button with the icon ``sign``, and the panel that it opens, as HTML."""
    return (
        f'<details class="panel {name}"><summary>{icon(sign)}<span>{escape(label)}</span></summary>'
        f"<div>{content}</div></details>"
    )


def _menu(current_page: routes.Page) -> str:
    """The groups of pages as tabs, and all pages behind one button for where the tabs have no room (frame.css)."""
    groups = page_menu.grouped()
    titles = {group: page_menu.group_title(group) for group in groups}
    all_pages = _navigation(
        "all-pages",
        [
            (titles[group] if len(pages) > 1 else "", [(page.title, page) for page in pages])
            for group, pages in groups.items()
        ],
        current_page,
    )
    tabs = [(titles[group], pages[0]) for group, pages in groups.items()]
    here = groups[current_page.group][0] if current_page.group in groups else current_page
    return _panel("menu-narrow", current_page.title, ":material/menu:", all_pages) + _navigation(
        "menu", [("", tabs)], here
    )


def _pages_of_group(current_page: routes.Page) -> None:
    pages = page_menu.grouped().get(current_page.group, ())
    if len(pages) > 1:
        titles = [(page.title, page) for page in pages]
        here = page_menu.list_page(current_page)
        group_title = page_menu.group_title(current_page.group)
        st.html(_navigation("menu-pages", [("", titles)], here, group_title))


def _navigation(
    name: str,
    groups: Iterable[tuple[str, Iterable[tuple[str, routes.Page]]]],
    here: routes.Page,
    label: str = "",
) -> str:
    """Links to pages, by their titles, under the titles of groups, as HTML; the page ``here`` is marked.

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
    words = escape(label or _("Pages"))
    return f'<nav class="{name}" aria-label="{words}">{html}</nav>'


def _share_forms(title: str) -> str:
    """How to pass the page on, as HTML: forms to copy, and a button for the device's own share menu (frame.js)."""
    address = url_state.full_url()
    sentence = f"{escaping.one_line(title)} · {dashboard_and_version()}"
    send = _("Send with an app")
    texts = (
        (_("This page with its filters:"), address),
        (_("As text:"), f"{sentence}, {address}"),
        (_("HTML to show this page, with these filters, on your own page:"), _frame(title)),
    )
    boxes = (
        f"<p>{escape(isolation.isolated(words))}</p>{copy_box.html(text)}" for words, text in texts
    )
    return (
        f'<button type="button" class="send" data-title="{escape(title)}" '
        f'data-text="{escape(sentence)}" data-url="{escape(address)}">{escape(send)}</button>'
        f"{''.join(boxes)}"
    )


def _frame(title: str) -> str:
    framed = url_state.full_url(parameters={**url_state.query(), "embed": ["true"]})
    return (
        f'<iframe src="{escape(framed)}" title="{escape(title)}" '
        f'width="100%" height="{_FRAME}" loading="lazy" style="border:0"></iframe>'
    )
