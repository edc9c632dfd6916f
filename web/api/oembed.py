"""``/oembed``: how other sites embed the chart of a page (https://oembed.com)."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import parse_qs, unquote

from starlette.requests import Request
from starlette.responses import Response

from cards.kit import Card, RecordList
from cards.registry import cards_of, main_card
from cards.view import headline
from i18n import N_, _, dataset_texts, escaping, languages, routes
from i18n.filter_options import option_labels
from pictures import PREVIEW_SIZE
from queries import Filters, language
from web import page_descriptions, response_headers
from web.api import query_params
from web.api.card_pictures import context, preview_path, view_in
from web.api.openapi_components import TEXT, Json
from web.api.problems import Problem
from web.fair_share import in_worker_thread
from web.request_info import Requested

NAME = "oembed"
CARD = "card"
WIDTH, HEIGHT = 600, 520
"""Pixels of the frame, unless whoever embeds it has less room."""
MOST = 100_000

PARAMETERS: list[Json] = [
    {
        "name": "url",
        "in": "query",
        "description": N_(
            "The address of a page or of one of its charts; without it, the first page"
        ),
        "schema": TEXT,
    },
    *(
        {
            "name": name,
            "in": "query",
            "description": N_("The most pixels that the frame may have in this direction"),
            "schema": {"type": "integer", "minimum": 1, "maximum": MOST},
        }
        for name in ("maxwidth", "maxheight")
    ),
    {
        "name": "format",
        "in": "query",
        "description": N_("The kind of file"),
        "schema": {"type": "string", "enum": ["json"], "default": "json"},
    },
]

SCHEMA: Json = {
    "type": "object",
    "required": ["version", "type", "title", "html", "width", "height"],
    "properties": {
        **dict.fromkeys(("version", "type", "title", "html"), TEXT),
        **{name: {"type": "integer", "minimum": 1} for name in ("width", "height")},
    },
}


@in_worker_thread
def oembed(request: Request) -> Response:
    """The frame of a chart. Raises Problem: 404 for an address that shows none, 400 for a wrong parameter."""
    requested = Requested.of(request.scope)
    query = requested.query
    query_params.nothing_else(query, [parameter["name"] for parameter in PARAMETERS])
    query_params.one_of(query, "format", ("json",))
    width = query_params.whole(query, "maxwidth", MOST, 1, MOST)
    height = query_params.whole(query, "maxheight", MOST, 1, MOST)
    site = requested.site.removesuffix(language.prefix())
    address = query_params.once(query, "url")
    answer = _embedded(site, f"{site}/" if address is None else address, width, height)
    content = json.dumps(answer, ensure_ascii=False, indent=1).encode()
    return response_headers.cached_response(request, content, "application/json")


def _embedded(site: str, address: str, most_width: int, most_height: int) -> dict[str, Any]:
    """The answer for an address on the ``site``, in the language that the address has."""
    target, base = escaping.parts(address), escaping.parts(site)
    site_path = target.path.removeprefix(base.path)
    if target.netloc != base.netloc or not target.path.startswith(base.path):
        raise _no_chart(address)
    with language.using(languages.of_path(site_path)):
        path = site_path.removeprefix(language.prefix())
        page = routes.BY_PATH.get(unquote(path).strip("/"))
        query = parse_qs(target.query)
        card = _card(page, query) if page else None
        if page is None or card is None:
            raise _no_chart(address)
        title, home = headline(card), f"{site}{language.prefix()}"
        selection = Filters.from_query(query, option_labels())[0]
        parameters = {**selection.to_query(), **view_in(page, query)}
        frame_query = {**parameters, CARD: [card.key], "embed": ["true"]}
        source = routes.with_query(f"{home}/{page.path}", frame_query)
        width, height = min(WIDTH, most_width), min(HEIGHT, most_height)
        thumbnail_size = dict(
            zip(("thumbnail_width", "thumbnail_height"), PREVIEW_SIZE, strict=True)
        )
        fits = PREVIEW_SIZE[0] <= most_width and PREVIEW_SIZE[1] <= most_height
        thumbnail = {"thumbnail_url": f"{home}{preview_path(page.path, card.key, parameters)}"}
        return {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": dataset_texts.texts().site,
            "provider_url": f"{home}/",
            "html": f'<iframe src="{escape(source)}" title="{escape(escaping.one_line(title))}" '
            f'width="{width}" height="{height}" loading="lazy" style="border:0"></iframe>',
            "width": width,
            "height": height,
            **(thumbnail | thumbnail_size if fits else {}),
        }


def _card(page: routes.Page, query: dict[str, list[str]]) -> Card | RecordList | None:
    """The card that a page's query string names, else its main one; None without one."""
    entity = routes.ENTITY_BY_PATH.get(page.path)
    if entity and page_descriptions.find(entity.kind, query.get("id", [""])[0]) is None:
        return None
    page_context = context(page.name, query)
    if CARD not in query:
        card = main_card(page.name, page_context)
    elif declare := cards_of(page.name, page_context).get(query[CARD][-1]):
        card = declare()
    else:
        card = None
    return card


def _no_chart(address: str) -> Problem:
    detail = _("No chart of this dashboard is at {address}.")
    return Problem(404, detail.format(address=query_params.short(address)), parameter="url")
