"""The cards of each page, by their keys. A card runs its queries when it is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from cards import entity
from cards.kit import Card, Cards, RecordList
from cards.query import Context, query
from i18n import routes
from i18n.dataset_texts import nothing_yet
from queries import per_version

_MODULES = [import_module(f"cards.{name}") for name in routes.PAGES if find_spec(f"cards.{name}")]
"""The modules of ``cards/`` that are named after a page."""

PAGES: dict[str, Callable[[Context], Cards]] = {
    module.__name__.partition(".")[2]: module.cards
    for module in _MODULES
    if hasattr(module, "cards")
}
"""Name of a page -> its cards: the function ``cards`` of the module of ``cards/`` that is named after it, if any."""

KEPT_CELLS = 500_000
"""Size of the cards that are kept, in cells of their rows, about 70 MB: all pages unfiltered in three languages."""

_CARD_CELLS = 1_000
"""The size of a card without its rows: cells that take about as much memory."""


def cards_of(name: str, page: Context) -> Cards:
    """The cards of the page ``name`` (of i18n.routes.PAGES), in their order on it; none of a page without cards.

    On the page of an entity all are None if the address names no known entity. While the data set is empty, each is a
    card without rows that says so.
    """
    page_cards = PAGES[name](page) if name in PAGES else {}
    return {key: partial(_where_filled, name, page, key) for key in page_cards}


def main_card(name: str, page: Context) -> Card | RecordList | None:
    """The first card of the page ``name`` that has a chart, else its first list; None if it has nothing to show."""
    lists = []
    for build in cards_of(name, page).values():
        card = build()
        if isinstance(card, Card):
            return card
        if card is not None:
            lists.append(card)
    return next(iter(lists), None)


def _size(card: Card | RecordList | None, *_arguments: object) -> int:
    """The size of a card with its rows, in cells."""
    rows = card.rows if isinstance(card, RecordList) else card.query.rows if card else None
    return _CARD_CELLS + (0 if rows is None else rows.size)


@per_version(KEPT_CELLS, _size)
def _where_filled(name: str, page: Context, key: str) -> Card | RecordList | None:
    """The card ``key``; while the data set is empty, one that says so, or None on the page of an unknown entity."""
    message = nothing_yet()
    if not message:
        return PAGES[name](page)[key]()
    kind = routes.ENTITY_BY_PATH.get(routes.PAGES[name].path)
    if kind and (kind.kind == "submission" or not entity.ids_of_kind(page, kind.kind)):
        return None
    submissions_query = query("submissions", page.filters)
    return Card(key=key, query=submissions_query, title="", subtitle="", empty=message)
