"""The picture by which other sites show an address: the page's main card with the filters of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cards.kit import Card
from cards.registry import main_card
from cards.view import headline
from i18n import _, routes
from pictures import PREVIEW_SIZE
from queries import DatabaseUnavailable, Filters, QueryStopped, memory, per_version
from web.api.card_pictures import Query, context, hashable, preview_path, view_in
from web.index_html import SHARED, pictures

ADDRESS = 2000
"""The most characters of the query of a picture's address: a selection that needs more has no picture of its own."""
_SHARED_SIZE = (1200, 630)
_CACHE_BYTES = 4_000_000
"""The most bytes of cached keys and headlines of main cards."""


@dataclass(frozen=True)
class Preview:
    """A picture: its address, width and height in pixels, what it shows, and whether other sites can embed that."""

    address: str
    size: tuple[int, int]
    description: str
    embeddable: bool = False


def preview(
    home: str, page: routes.Page, query: Mapping[str, list[str]], selection: Filters
) -> Preview | None:
    """The picture of ``page`` on the site ``home`` as ``query`` asks for it; ``selection`` are the filters in that.

    For a page without cards, or if no card can be made now, it is the picture that all pages share; None without one.
    """
    parameters = {**selection.to_query(), **view_in(page, query)}
    try:
        card_summary = _main(page.name, hashable(parameters))
    except (DatabaseUnavailable, QueryStopped):
        card_summary = None
    if card_summary:
        key, description, embeddable = card_summary
        address = f"{home}{preview_path(page.path, key, parameters)}"
        if len(address.partition("?")[2]) <= ADDRESS:
            return Preview(address, PREVIEW_SIZE, description, embeddable)
    if SHARED not in pictures():
        return None
    description = _("Key figures and findings of the dashboard as bar charts")
    return Preview(f"{home}{SHARED}", _SHARED_SIZE, description)


@per_version(_CACHE_BYTES, memory)
def _main(name: str, query: Query) -> tuple[str, str, bool] | None:
    """The key and the headline of a page's main card, and whether it is a chart; None if it has none."""
    parameters = {parameter: list(values) for parameter, values in query}
    card = main_card(name, context(name, parameters))
    return (card.key, headline(card), isinstance(card, Card)) if card else None
