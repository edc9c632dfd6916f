"""Draws lists of records: headline, switches, the entries of a page, and the files of exactly these rows."""

from __future__ import annotations

from functools import partial

import streamlit as st

import markup
from cards.kit import RecordList
from cards.query import dotted
from cards.view import entries, view_of
from components import embed, links, print_view, url_state
from components.downloads import toolbar
from components.headings import empty_state, heading
from i18n import entity_sentences, escaping

_LIST_WIDTH = 220
"""Pixels of a list to choose from above a list of records."""

_LINE = 24
"""Pixels of a line of an entry."""


def draw_list(card: RecordList) -> None:
    """Draw a list of records, a page of it at a time."""
    key, rows = card.key, card.rows
    total = card.query.length() if rows is None else len(rows)
    with st.container(border=True, key=f"card_{key}", height="stretch"):
        if not total and card.empty:
            empty_state(key, card.scope or card.title, card.empty, card.query.filters)
            links.row(card.ways_out)
            return
        anchor = key if key in ("evidence", "passages") else None
        heading(card.title, dotted(card.subtitle, card.scope), anchor=anchor)
        if card.note:
            st.caption(escaping.markdown(card.note))
        draw_switches(card)
        container = st.container(gap="small", key=f"records_{key}")
        size = card.printed if card.printed and print_view.is_print_view() else card.size
        page = url_state.page(total, size, key=card.parameter)
        with container:
            links.entries(entries(card, page))
        if card.footnote:
            st.caption(dotted_links(escaping.markdown(card.footnote), card.read_at, " "))
        if card.files:
            query = card.query.page(page) if rows is None else card.query
            with st.container(horizontal=True, gap="small", key=f"tools_{key}"):
                toolbar(key, query, partial(_frame, card), pictured=True)


def draw_list_alone(card: RecordList) -> None:
    """Draw a list, a page of it at a time, without links to pages of the dashboard."""
    view = view_of(url_state.context(), card, slice(0, 0))
    heading(view.title, view.about)
    container = st.container(key=f"records_{card.key}")
    if view.total:
        page = url_state.page(view.total, card.size, key=card.parameter)
        with container:
            st.html(markup.entries(entries(card, page)))


def _frame(card: RecordList) -> str:
    high, higher = (card.size * lines * _LINE for lines in (3, 6))
    title = card.title or card.empty
    return embed.snippet(card.key, title, embed.heights(high, higher, title, card.subtitle))


def draw_switches(card: RecordList) -> None:
    """Draw the switches of a list in one line: the first as a row of choices, the others as lists. Not on paper."""
    if not card.switches or url_state.on_paper():
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for first in card.switches[:1]:
            url_state.switch(*first, bare=True)
        for other in card.switches[1:]:
            url_state.selected(
                other[0],
                other[1],
                other[2],
                default=next(iter(other[2])),
                clears=("page",),
                bare=True,
                width=_LIST_WIDTH,
            )


def dotted_links(words: str, addresses: object, between: str = " · ") -> str:
    """Markdown: words, and after them a link for each address in a cell, that shows its host."""
    pages = entity_sentences.pages(addresses)
    hosts = " · ".join(f"[{escaping.markdown(name)}]({page})" for name, page in pages)
    return between.join(part for part in (words, hosts) if part)
