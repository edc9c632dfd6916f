"""Draws lists of records: headline, switches, the entries of a page, and the files of exactly these rows."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from cards.kit import Record, RecordList
from cards.query import dotted
from components import links, print_view, url_state
from components.downloads import toolbar
from components.headings import empty_state, heading
from data.rows import each
from i18n import entity_sentences, escaping

_LIST_WIDTH = 220
"""Pixels of a list to choose from above a list of records."""


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
        query = card.query if rows is not None else card.query.page(page)
        with container:
            group = ""
            for row in each(query.rows if rows is None else rows.iloc[page]):
                record = card.record(row)
                if record.group != group:
                    group = record.group
                    st.markdown(f"### {escaping.markdown(group)}", anchors=False)
                draw_record(record)
        if card.footnote:
            st.caption(dotted_links(escaping.markdown(card.footnote), card.read_at, " "))
        if card.files:
            with st.container(horizontal=True, gap="small", key=f"tools_{key}"):
                toolbar(key, query, pictured=True)


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


def draw_record(record: Record) -> None:
    """Draw one entry of a list."""
    if record.link and record.beside:
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            gap="small",
            key=f"point_{record.key}",
        ):
            links.draw((record.link, record.beside))
        return
    gap: Literal["xsmall", "xxsmall"] = "xsmall" if record.text else "xxsmall"
    with st.container(gap=gap, key=f"point_{record.key}".replace(".", "_")):
        if record.text:
            as_markdown = escaping.in_its_language if record.untranslated else escaping.markdown
            st.markdown(as_markdown(record.text))
        if record.link:
            links.draw((record.link,))
        links.draw(record.above)
        if record.name:
            st.markdown(f"**{escaping.markdown(record.name)}**")
        for words, page in record.lines:
            st.markdown(links.sourced(words, page))
        facts = escaping.markdown(dotted(*record.about))
        about = dotted_links(facts, record.source)
        if record.report:
            about = dotted(about, links.report_of_point(*record.report))
        if not record.text:
            if about:
                st.caption(about)
            links.row(record.links)
            return
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            if about:
                st.caption(about, width="content")
            links.draw(record.links)
        links.draw(record.below)


def dotted_links(words: str, addresses: object, between: str = " · ") -> str:
    """Markdown: words, and after them a link for each address in a cell, that shows its host."""
    pages = entity_sentences.pages(addresses)
    hosts = " · ".join(f"[{escaping.markdown(name)}]({page})" for name, page in pages)
    return between.join(part for part in (words, hosts) if part)
