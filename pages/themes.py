"""Themes: how often and in which kinds of points submissions raise each, a link to each, and which go together."""

import streamlit as st

from cards import registry, themes
from cards.kit import Link
from cards.query import dotted
from cards.titles import question_of
from components import links, url_state
from components.card import show
from components.headings import heading
from components.query_limits import survives_query_limit
from data.rows import each
from i18n import _, escaping, ngettext, number
from queries import ask

page = url_state.context()
cards = registry.cards_of("themes", page)


@survives_query_limit
def index() -> None:
    """Every theme by its family: a link to its page, with how many submissions raise it."""
    filters = page.filters.without("theme", "family")
    rows = ask("themes", filters)
    counts = dict(zip(rows.theme_id, rows.submissions, strict=True))
    families: dict[str, list[Link]] = {}
    book = ask("codebook_themes")
    book = book.assign(count=[int(counts.get(identifier, 0)) for identifier in book.theme_id])
    for row in each(book.sort_values("count", ascending=False, kind="stable")):
        label = f"{escaping.one_line(row.theme)} ({number(row.count)})"
        families.setdefault(row.family, []).append(Link("theme", label, id=row.theme_id))
    with st.container(border=True, key="card_index"):
        title = ngettext("{n} theme, each with a page", "{n} themes, each with a page", len(book))
        heading(
            title.format(n=number(len(book))),
            dotted(_("Numbers in brackets: submissions that raise it"), page.scope(filters)),
            anchor="index",
        )
        for family, theme_links in families.items():
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.caption(f"**{escaping.markdown(family)}**", width="content")
                links.draw(theme_links)


st.title(question_of("themes"), anchor=False)
if not url_state.on_paper():
    url_state.unit_switch()
show(cards["by_kind"])
index()
if url_state.show_more(_("More: which themes go together")):
    show(
        cards["pairs"],
        above=lambda: url_state.switch("rank", _("Sort the pairs by"), themes.RANKS),
    )
    show(
        cards["by_pair"],
        above=lambda: url_state.switch("order", _("Sort the table by"), themes.ORDERS),
    )
