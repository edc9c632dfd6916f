"""The first paint: what the HTML of a full page answers until the application has drawn its first card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode
from zlib import compress, decompress

from markupsafe import Markup

import pictures
from cards.kit import Card, Ranking, RecordList
from cards.overview import about, limits
from cards.query import FIRST, Context
from cards.registry import cards_of
from cards.titles import heading_of
from cards.view import length, view_of
from finding import wording
from finding.found import find
from finding.words import LONGEST
from i18n import _, labels, languages, number, page_menu, routes, units
from i18n.filter_options import describe
from i18n.nothing_yet import nothing_yet
from markup import first
from markup.links import Links
from queries import (
    DatabaseUnavailable,
    Filters,
    QueryStopped,
    ask,
    memory,
    per_version,
    within,
)
from web import request_info
from web.api.card_pictures import Query, context, hashable, view_in
from web.light.rendering import render

CARDS = {routes.HOME: 4, "challenges": 2, "action_lines": 2}
"""Name of a page -> how many of its cards the first paint shows, those of its first screen; of other pages one."""

ENTRIES = 5
"""Entries of a list that the first paint shows."""

_APART = frozenset(("embed", "print"))
"""Parameters of an address that show a page without its frame: it has no first paint."""
_SOUGHT = "sought"
"""Stands for the words of a search, which are no filter."""
_KEPT = 16_000_000
"""Bytes of first paints that are kept."""
_LATEST = 1.0
"""Seconds after which the HTML does not wait for the answer. The application asks the same, and keeps what it finds."""
_BROAD, _USUAL = 1_070, 520
"""Pixels in which a chart is drawn: alone in its line, and beside another."""


def of_page(
    page: routes.Page, query: Mapping[str, list[str]], selection: Filters, light: str, note: Markup
) -> Markup:
    """The first paint of ``page`` as ``query`` asks for it; empty for an address without the page's frame.

    ``selection`` are the filters in ``query``, ``light`` is the address of the page without JavaScript, ``note`` is
    for readers without it.
    Empty as well while there are no data, and where a question takes too long: the application says so.
    """
    if not _APART.isdisjoint(query):
        return Markup()
    asked = {**selection.to_query(), **view_in(page, query)}
    if page.name == routes.SEARCH and "q" in query:
        asked[_SOUGHT] = [query["q"][-1][:LONGEST]]
    try:
        with within(_LATEST):
            made = _made(page.name, hashable(asked), light, note)
            return Markup(decompress(made).decode())  # noqa: S704 - the template escaped what was put in
    except (DatabaseUnavailable, QueryStopped):
        return Markup()


@per_version(_KEPT, memory)
def _made(name: str, query: Query, light: str, note: Markup) -> bytes:
    """The compressed HTML."""
    page, asked = routes.PAGES[name], {parameter: list(values) for parameter, values in query}
    sought = asked.pop(_SOUGHT, [""])[-1]
    shown = context(name, asked)
    nothing = bool(nothing_yet())
    home = name == routes.HOME
    html = render(
        "first_paint.html",
        filters_beside=page.filters and not nothing,
        menu=_menu(page, shown.filters),
        selection="" if nothing else _selection(shown.filters),
        title=wording.heading(find(sought)) if name == routes.SEARCH else heading_of(name, shown),
        about=about()[:1] if home else (),
        limits=limits() if home and not nothing else (),
        figures=_figures(shown.filters) if home and not nothing else (),
        narrow=home,
        cards=_cards(page, shown),
        light=light,
        languages=languages.choice(
            request_info.base_path(), f"/{page.path}", urlencode(asked, doseq=True)
        ),
        no_script=note,
    )
    return compress(html.encode("utf-8", "replace"))


def _selection(filters: Filters) -> str:
    return describe(filters) if filters.active() else _("Showing all submissions.")


@dataclass(frozen=True)
class _Way:
    address: str
    title: str
    here: bool


def _menu(shown: routes.Page, selection: Filters) -> list[_Way]:
    return [
        _Way(
            routes.with_query(f"./{listed[0].path}", selection.to_query()),
            page_menu.group_title(group),
            group == shown.group,
        )
        for group, listed in page_menu.grouped().items()
    ]


def _figures(selection: Filters) -> list[tuple[str, str]]:
    """Each key figure, with its denominator where filters narrow it, and what is counted."""
    totals = ask("totals", selection).set_index("measure")
    found = []
    for measure in labels.MEASURES:
        selected, whole = int(totals.selected[measure]), int(totals.whole[measure])
        figure = number(selected)
        if selected != whole:
            figure = _("{selected} of {whole}").format(selected=figure, whole=number(whole))
        found.append((figure, units.beside(whole, measure)))
    return found


def _cards(page: routes.Page, shown: Context) -> list[Markup]:
    made = (declared() for declared in cards_of(page.name, shown).values())
    most = 1 if nothing_yet() else CARDS.get(page.name, 1)
    cards = islice((card for card in made if card is not None), most)
    return [_card(page, shown, card, place) for place, card in enumerate(cards)]


def _card(page: routes.Page, shown: Context, card: Card | RecordList, place: int) -> Markup:
    whole = page.name == routes.HOME and place == 0
    drawing, rows = "", slice(0, ENTRIES if isinstance(card, RecordList) else FIRST)
    if isinstance(card, Card) and not isinstance(card, Ranking) and length(card):
        drawing, rows = pictures.drawing(card, _BROAD if whole else _USUAL), slice(0, 0)
    return first(view_of(shown, card, rows), Links(page, shown, "."), drawing, whole=whole)
