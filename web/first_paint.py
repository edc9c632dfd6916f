"""The first paint: what the HTML of a full page shows until the application has drawn its first card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode
from zlib import compress, decompress

from markupsafe import Markup

import pictures
from cards import sheet
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
from i18n.dataset_texts import nothing_yet
from i18n.filter_options import describe
from markup import first
from markup import sheet as drawn_sheet
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
from queries.questions import MAX_PARAMETER
from web.api.card_pictures import Query, context, hashable, view_in
from web.light.rendering import render
from web.request_info import Requested, base_path

CARDS = {routes.HOME: 4, "challenges": 2, "action_lines": 2}
"""Name of a page -> how many cards the first paint shows, those of the first screen; other pages have one."""

ENTRIES = 5
"""Entries of a list that the first paint shows."""

CARD, PRINT = "card", "print"
"""The parameters of a card that is shown alone, and of a document."""
_SEARCH_WORDS = "sought"
"""Stands for the words of a search, which are no filter."""
_CACHE_BYTES = 16_000_000
"""The most bytes of cached first paints."""
_LATEST = 1.0
"""Seconds for which the HTML waits for the answer. The application asks the same queries and caches their answers."""
_FULL_WIDTH, _HALF_WIDTH = 1_070, 520
"""The width in pixels of a chart alone in its line, and of one beside another."""


def of_page(page: routes.Page, requested: Requested, light: str, note: Markup) -> Markup:
    """The first paint of ``page``, of its card that is shown alone, or of its sheet of paper, as is requested.

    ``light`` is the address of the page without JavaScript, ``note`` is for readers without it. Empty for any other
    document, for a page without its frame, and in colours that the address names. Also empty while there are no data,
    or if a question takes too long: the application then says so.
    """
    query = requested.query
    if "embed_options" in query or ("embed" in query and CARD not in query):
        return Markup()
    parameters = {**requested.filters[0].to_query(), **view_in(page, query)}
    if PRINT in query:
        page_query = {name: values for name, values in query.items() if name != PRINT}
        address = routes.with_query(f"{requested.site}{requested.path}", page_query)
        parameters[PRINT] = [address]
    elif CARD in query:
        parameters[CARD] = [query[CARD][-1][:MAX_PARAMETER]]
    if page.name == routes.SEARCH and "q" in query:
        parameters[_SEARCH_WORDS] = [query["q"][-1][:LONGEST]]
    try:
        with within(_LATEST):
            compressed = _made(page.name, hashable(parameters), light, note)
            return Markup(decompress(compressed).decode())  # noqa: S704 - the template escaped what was put in
    except (DatabaseUnavailable, QueryStopped):
        return Markup()


@per_version(_CACHE_BYTES, memory)
def _made(name: str, query: Query, light: str, note: Markup) -> bytes:
    """The compressed HTML."""
    page, parameters = routes.PAGES[name], {parameter: list(values) for parameter, values in query}
    words = parameters.pop(_SEARCH_WORDS, [""])[-1]
    address, card_key = parameters.pop(PRINT, [""])[-1], parameters.pop(CARD, [""])[-1]
    page_context = context(name, parameters)
    if address:
        return _compressed(_sheet(page, page_context, address, note))
    if card_key:
        return _compressed(_alone(page, page_context, card_key, note))
    no_data = bool(nothing_yet())
    home = name == routes.HOME
    html = render(
        "first_paint.html",
        filters_beside=page.filters and not no_data,
        menu=_menu(page, page_context.filters),
        selection="" if no_data else _selection(page_context.filters),
        title=wording.heading(find(words))
        if name == routes.SEARCH
        else heading_of(name, page_context),
        about=about()[:1] if home else (),
        limits=limits() if home and not no_data else (),
        figures=_figures(page_context.filters) if home and not no_data else (),
        narrow=home,
        cards=_cards(page, page_context),
        light=light,
        languages=languages.choice(base_path(), f"/{page.path}", urlencode(parameters, doseq=True)),
        no_script=note,
    )
    return _compressed(html)


def _compressed(html: str) -> bytes:
    return compress(html.encode("utf-8", "replace"))


def _alone(page: routes.Page, page_context: Context, key: str, note: Markup) -> str:
    """A card alone, without links, since they would lead out of the frame that it stands in; empty without it."""
    page_context = replace(page_context, clickable=False)
    declared = cards_of(page.name, page_context).get(key)
    card = declared() if declared else None
    if card is None:
        return ""
    drawn = _card(page_context, card, None, full_width=False)
    return render("first_card.html", card=drawn, no_script=note)


def _sheet(page: routes.Page, page_context: Context, address: str, note: Markup) -> str:
    """The sheet of paper of the page at ``address``; empty without one."""
    paper = None if nothing_yet() else sheet.of_page(page.name, page_context)
    if paper is None:
        return ""
    return render("first_card.html", card=drawn_sheet(paper, page_context, address), no_script=note)


def _selection(filters: Filters) -> str:
    return describe(filters) if filters.active() else _("Showing all submissions.")


@dataclass(frozen=True)
class _MenuEntry:
    address: str
    title: str
    here: bool


def _menu(page: routes.Page, selection: Filters) -> list[_MenuEntry]:
    return [
        _MenuEntry(
            routes.with_query(f"./{pages[0].path}", selection.to_query()),
            page_menu.group_title(group),
            group == page.group,
        )
        for group, pages in page_menu.grouped().items()
    ]


def _figures(selection: Filters) -> list[tuple[str, str]]:
    """Each key figure, with its denominator if filters narrow it, and the unit that it counts."""
    totals = ask("totals", selection).set_index("measure")
    figures = []
    for measure in labels.MEASURES:
        selected, total = int(totals.selected[measure]), int(totals.whole[measure])
        figure = number(selected)
        if selected != total:
            figure = _("{selected} of {whole}").format(selected=figure, whole=number(total))
        figures.append((figure, units.beside(total, measure)))
    return figures


def _cards(page: routes.Page, page_context: Context) -> list[Markup]:
    optional_cards = (declare() for declare in cards_of(page.name, page_context).values())
    limit = 1 if nothing_yet() else CARDS.get(page.name, 1)
    cards = islice((card for card in optional_cards if card is not None), limit)
    ways = Links(page, page_context, ".")
    home = page.name == routes.HOME
    return [
        _card(page_context, card, ways, full_width=home and index == 0)
        for index, card in enumerate(cards)
    ]


def _card(
    page_context: Context, card: Card | RecordList, ways: Links | None, *, full_width: bool
) -> Markup:
    drawing, rows = "", slice(0, ENTRIES if isinstance(card, RecordList) else FIRST)
    if isinstance(card, Card) and not isinstance(card, Ranking) and length(card):
        drawing, rows = (
            pictures.drawing(card, _FULL_WIDTH if full_width else _HALF_WIDTH),
            slice(0, 0),
        )
    return first(view_of(page_context, card, rows), ways, drawing, whole=full_width)
