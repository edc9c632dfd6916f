"""Draws links, buttons and drill-downs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import parse_qs

import streamlit as st

from cards.kit import Button, Card, DrillDown, Link
from cards.view import Cell
from components import entity_page, url_state
from components.icons import BACK, ON, pointing
from i18n import _, escaping, imprint, routes


def draw(links: Sequence[Link | Button | str]) -> None:
    """Draw links, buttons and captions one after the other."""
    for link in links:
        if isinstance(link, str):
            st.caption(escaping.markdown(link))
        elif isinstance(link, Button):
            st.button(
                escaping.markdown(link.label),
                key=link.key,
                icon=pointing(link.icon),
                type="tertiary",
                on_click=url_state.navigate,
                args=(url_state.filters() if link.filters is None else link.filters,),
                kwargs=dict(link.view),
            )
        elif link.to.startswith("#"):
            st.markdown(f"[{escaping.markdown(link.label)}]({link.to})", width="content")
        elif link.id:
            entity_page.link(
                link.to,
                link.id,
                link.label,
                icon=link.icon,
                help=link.help,
                view=link.view,
                title=link.title,
            )
        else:
            filters = url_state.filters() if link.filters is None else link.filters
            st.page_link(
                routes.PAGES[link.to].file,
                label=escaping.markdown(link.label),
                icon=pointing(link.icon),
                help=link.help or None,
                query_params=url_state.parameters(filters, **link.view),
            )


def row(links: Sequence[Link | Button | str]) -> None:
    """Draw links, buttons and captions in a row."""
    if links:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            draw(links)


def sourced(words: str, page: object) -> str:
    """Markdown: a sentence, and a link to its source, the ``page`` of another site, named by its host."""
    target = escaping.safe_url(page)
    link = f" · [{escaping.markdown(escaping.host(page))}]({target})" if target else ""
    return escaping.markdown(words) + link


def said(cells: Sequence[Cell]) -> str:
    """Markdown: cells in one line; those that have a source as links to it."""
    words = [(escaping.markdown(cell.words), cell.source) for cell in cells if cell.words]
    return " · ".join(f"[{text}]({source})" if source else text for text, source in words)


def report(what: str, page: str) -> str:
    """Markdown: a link to report an error in ``what``, seen on a ``page``; empty if the settings name no contact."""
    address = imprint.report(what, page)
    words = _(imprint.REPORT)
    return f"[{words}]({address})" if address else ""


def report_of_point(point_id: str, submission_id: str) -> str:
    """Markdown: a link to report an error in a point of a submission; empty if the settings name no contact."""
    path, query = routes.entity("submission", submission_id).split("?")
    return report(point_id, url_state.full_url(path, parse_qs(query)))


def draw_below(card: Card) -> None:
    """Draw what stands under a card's chart; where the card sets a filter, links to what is filtered by stand apart."""
    if card.sets and any(isinstance(link, Link) for link in card.below):
        with st.container(key=f"picked_{card.key}", gap="xxsmall"):
            draw(card.below)
    else:
        draw(card.below)


def draw_numbered(card: Card) -> None:
    """Draw what the numbers in the chart mean, where a reader opens it."""
    if not card.numbered:
        return
    listing = st.expander(
        _("Submissions by number"),
        icon=":material/format_list_numbered:",
        type="compact",
        key=f"numbered_{card.key}",
        on_change="rerun",
    )
    if listing.open:
        with listing, st.container(key=f"titles_{card.key}"):
            draw(card.numbered)


def neighbours(
    name: str, order: Sequence[str], identifier: str, label: Callable[[str], str]
) -> None:
    """Draw links to the entities before and after ``identifier`` in ``order``."""
    position = order.index(identifier)
    with st.container(
        horizontal=True, gap="small", key="neighbours", horizontal_alignment="distribute"
    ):
        for neighbour in order[max(position - 1, 0) : position]:
            entity_page.link(name, neighbour, label(neighbour), icon=BACK)
        for neighbour in order[position + 1 : position + 2]:
            entity_page.link(name, neighbour, label(neighbour), icon=ON)


def draw_drill_down(drill_down: DrillDown | None) -> None:
    """Draw the drill-down of a clicked mark."""
    if drill_down is None:
        return
    name = f"**{escaping.markdown(drill_down.name)}** · " if drill_down.name else ""
    if words := drill_down.markdown or name + escaping.markdown(drill_down.words):
        st.markdown(words)
    for note in drill_down.notes:
        st.caption(note)
    row(drill_down.links)
