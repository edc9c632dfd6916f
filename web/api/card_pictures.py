"""Cards of pages as pictures: ``/card/{page}/{card}.{ending}`` with the query string of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from email.utils import quote as quoted
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from cards.query import Context
from cards.registry import PAGES, cards_of
from cards.titles import title_of
from exports import file_name
from i18n import _, enumerated, routes
from i18n.filter_options import option_labels
from pictures import ENDINGS, FULL, LIGHT, PREVIEW, SCHEMES, SIZES, file, picture_of
from queries import ALL_FILTERS, Filters, current, memory, per_version
from queries.questions import MAX_PARAMETER
from web import merged, response_headers
from web.api import query_params
from web.api.problems import Problem, too_many
from web.fair_share import in_worker_thread
from web.request_info import Requested

SIZE, SCHEME = "size", "scheme"
NAMES = {routes.PAGES[name].path or name: name for name in PAGES}
"""Name of a page in these addresses -> its name in routes.PAGES."""

PNG_COST = 10
"""Requests as which a PNG counts: it takes about as long."""
_CACHE_BYTES = 32_000_000
"""The most bytes of cached pictures."""

Query = tuple[tuple[str, tuple[str, ...]], ...]


class Made(NamedTuple):
    """A picture: its bytes and the name of its file."""

    content: bytes
    name: str


@in_worker_thread
def card_picture(request: Request) -> Response:
    """The picture of a card as the page shows it with the same query string."""
    name, ending = _page_and_ending(request)
    key, requested = str(request.path_params["card"]), Requested.of(request.scope)
    query = requested.query
    path = routes.picture(routes.PAGES[name].path, key, ending)
    if name == "submission" and (redirect := merged.of_query(requested, path)):
        return redirect
    query_params.nothing_unknown(query, (*ALL_FILTERS, SIZE, SCHEME))
    selection = query_params.selection(query)
    size = query_params.one_of(query, SIZE, SIZES) or FULL
    scheme = query_params.one_of(query, SCHEME, SCHEMES) or LIGHT
    if key not in (keys := list(cards_of(name, context(name, query)))):
        detail = _("No card of this page is called {name}.").format(name=query_params.short(key))
        raise Problem(404, detail, parameter="card", allowed=keys)
    etag = response_headers.etag(requested, ending)
    if response_headers.matches(request, etag):
        return response_headers.not_modified(etag)
    if ending == "png" and (exceeded := request.scope["charge"](PNG_COST - 1)):
        raise too_many(*exceeded)
    parameters = hashable({**selection.to_query(), **view_in(routes.PAGES[name], query)})
    address = f"{requested.site}/{routes.PAGES[name].path}"
    picture = _made(name, key, parameters, address, ending, size, scheme)
    if picture is None:
        raise _nothing(name, context(name, query))
    headers = {
        **response_headers.cache_headers(etag),
        "Content-Disposition": f'inline; filename="{quoted(picture.name)}"',
        "X-Data-Version": current().version,
    }
    return Response(picture.content, media_type=ENDINGS[ending], headers=headers)


def context(name: str, query: Mapping[str, list[str]]) -> Context:
    """The context of the page ``name`` at an address, without unusable parameters; marks cannot be clicked."""
    selection = Filters.from_query(query, option_labels())[0]
    return replace(Context.on(routes.PAGES[name], selection, query), clickable=False)


def view_in(page: routes.Page, query: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The parameters of an address that say how ``page`` shows something, each value cut to MAX_PARAMETER."""
    return {
        name: [value[:MAX_PARAMETER] for value in query[name]]
        for name in (*routes.VIEW_OF_EVERY_PAGE, *page.view)
        if name in query
    }


def hashable(query: Mapping[str, list[str]]) -> Query:
    """A query string's parameters as a key for a cache."""
    return tuple((name, tuple(values)) for name, values in query.items())


def preview_path(page: str, key: str, query: Mapping[str, list[str]]) -> str:
    """The path of the preview of a card for the selection and view of ``query``."""
    return routes.with_query(routes.picture(page, key, "png"), {**query, SIZE: [PREVIEW]})


@per_version(_CACHE_BYTES, memory)
def _made(
    name: str, key: str, query: Query, address: str, ending: str, size: str, scheme: str
) -> Made | None:
    """The picture and the name of its file; None where the card has nothing to show."""
    parameters = {parameter: list(values) for parameter, values in query}
    page_context = context(name, parameters)
    card = cards_of(name, page_context)[key]()
    if card is None:
        return None
    view_address = routes.with_query(address, parameters)
    content = file(
        picture_of(name, card, page_context, view_address, ending, size, scheme), ending, size
    )
    return Made(content, file_name(card.query.provenance(view_address, ""), ending))


def _nothing(name: str, page: Context) -> Problem:
    """Why a card has nothing to show: the entity that its page is about is unknown, or the card is not for it."""
    entity = routes.ENTITY_BY_PATH.get(routes.PAGES[name].path)
    if entity is None or title_of(name, page) != entity.page.title:
        return Problem(404, _("This card has nothing to show for this address."), parameter="card")
    identifier = next(iter(page.view.get("id", ())), "")
    heading, _explanation = entity.missing(identifier)
    return Problem(
        404,
        _("{problem}.").format(problem=heading),
        parameter="id",
        value=query_params.short(identifier),
    )


def _page_and_ending(request: Request) -> tuple[str, str]:
    """The page's name and the ending of the file."""
    page, ending = str(request.path_params["page"]), str(request.path_params["ending"])
    if page not in NAMES:
        detail = _("No page with cards is called {name}.").format(name=query_params.short(page))
        raise Problem(404, detail, parameter="page", allowed=list(NAMES))
    if ending not in ENDINGS:
        detail = _("A picture's address ends with one of {endings}.").format(
            endings=enumerated(list(ENDINGS))
        )
        raise Problem(
            404, detail, parameter="format", value=query_params.short(ending), allowed=list(ENDINGS)
        )
    return NAMES[page], ending
