"""The picture by which other sites show an address: that of the page's main card, with the filters of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cards.registry import main_card
from i18n import _, routes
from pictures import PREVIEW_SIZE, headline
from queries import ALL_FILTERS, DatabaseUnavailable, Filters, QueryStopped, per_version
from web.api.card_pictures import context, preview_path
from web.api.query_params import VIEW_PARAMETERS
from web.index_html import SHARED, pictures

ADDRESS = 2000
"""Characters of the longest query string of a picture's address: a selection that needs more has no own picture."""
_SHARED_SIZE = (1200, 630)
_KEPT = 1_024

Query = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Preview:
    """A picture: its address, width and height in pixels, and what it shows."""

    address: str
    size: tuple[int, int]
    description: str


def preview(
    home: str, page: routes.Page, query: Mapping[str, list[str]], selection: Filters
) -> Preview | None:
    """The picture of ``page`` on the site ``home`` as ``query`` asks for it; ``selection`` are the filters in that.

    Of a page without cards, and where no card can be made now, the picture that all pages share; None without one.
    """
    asked = {**selection.to_query(), **view_in(query)}
    try:
        found = _main(page.name, tuple((name, tuple(values)) for name, values in asked.items()))
    except (DatabaseUnavailable, QueryStopped):
        found = None
    if found:
        key, said = found
        address = f"{home}{preview_path(page.path, key, asked)}"
        if len(address.partition("?")[2]) <= ADDRESS:
            return Preview(address, PREVIEW_SIZE, said)
    if SHARED not in pictures():
        return None
    said = _("Key figures and findings of the dashboard as bars")
    return Preview(f"{home}{SHARED}", _SHARED_SIZE, said)


def view_in(query: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The parameters of an address that say how a page shows something; neither filters nor what is unknown."""
    return {
        name: values
        for name, values in query.items()
        if name in VIEW_PARAMETERS and name not in ALL_FILTERS
    }


@per_version(_KEPT)
def _main(name: str, query: Query) -> tuple[str, str] | None:
    """The key and the headline of a page's main card; None if it has none."""
    asked = {parameter: list(values) for parameter, values in query}
    card = main_card(name, context(name, asked))
    return (card.key, headline(card)) if card else None
