"""``/search.json``: what the search finds for some words, as on the page Search."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from finding import kinds
from finding.found import Found, Group, Hit, find
from finding.index import KINDS
from finding.questions import Reading
from i18n import N_, filter_options, routes
from queries import ALL_FILTERS, Filters
from web import response_headers
from web.api import query_params
from web.api.openapi_components import TEXT, Json, ref
from web.api.query_params import VIEW_PARAMETERS
from web.fair_share import in_worker_thread
from web.request_info import Requested

SHOW, PAGE = "show", "page"
LAST_PAGE = 999_999

PARAMETERS: list[Json] = [
    ref("parameters", "q"),
    {
        "name": SHOW,
        "in": "query",
        "description": N_("The one kind to show, a page at a time; without it, a few of each"),
        "schema": {**TEXT, "enum": list(KINDS)},
    },
    {
        "name": PAGE,
        "in": "query",
        "description": N_("Which page of the kind to show; the last one if there are not so many"),
        "schema": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
    },
    *(ref("parameters", name) for name in ALL_FILTERS if name != "q"),
]
"""The parameters of the address: the words, and filters, which the addresses of the hits carry."""

_READING: Json = {
    "type": "object",
    "required": ["words", "filters", "submissions", "address"],
    "properties": {
        "words": {**TEXT, "description": N_("The filters in words")},
        "filters": {"type": "object", "additionalProperties": {"type": "array", "items": TEXT}},
        "submissions": {"type": "integer", "minimum": 0, "description": N_("How many they select")},
        "address": {**TEXT, "format": "uri"},
    },
}
_HIT: Json = {
    "type": "object",
    "required": ["id", "title", "about", "match", "address"],
    "properties": {
        "id": TEXT,
        "title": TEXT,
        "about": {"type": "array", "items": TEXT, "description": N_("What tells it from others")},
        "match": {
            **TEXT,
            "enum": ["name", "start", "words", "beginnings", "synonym", "alike", "part"],
            "description": N_(
                "How well it fits what was typed, best first; part: only some of the words"
            ),
        },
        "address": {**TEXT, "format": "uri", "description": N_("Of its page")},
    },
}
SCHEMA: Json = {
    "type": "object",
    "required": ["q", "corrected", "not_latin", "groups", "readings", "wider", "not_understood"],
    "properties": {
        "q": {**TEXT, "description": N_("The words that were looked for")},
        "corrected": {**TEXT, "description": N_("What was looked for in place of unknown words")},
        "not_latin": {
            "type": "boolean",
            "description": N_(
                "No letter is Latin, while the texts that are searched are in Latin letters"
            ),
        },
        "groups": {
            "type": "array",
            "description": N_("The best group first"),
            "items": {
                "type": "object",
                "required": ["kind", "title", "total", "first", "hits"],
                "properties": {
                    "kind": {**TEXT, "enum": list(KINDS)},
                    "title": TEXT,
                    "total": {"type": "integer", "minimum": 1},
                    "first": {
                        "type": "integer",
                        "minimum": 0,
                        "description": N_("Hits before these"),
                    },
                    "hits": {"type": "array", "items": _HIT},
                },
            },
        },
        "readings": {
            "type": "array",
            "description": N_("What the words could mean as a question: filters, likeliest first"),
            "items": _READING,
        },
        "wider": {
            "type": "array",
            "description": N_("If a reading matches nothing: the same without one filter"),
            "items": _READING,
        },
        "not_understood": {
            "type": "array",
            "items": TEXT,
            "description": N_("Words in no reading"),
        },
    },
}
"""The schema of the answer."""


@in_worker_thread
def search(request: Request) -> Response:
    """The answer, or a Problem (400) that names an unusable parameter."""
    requested = Requested.of(request.scope)
    query = requested.query
    query_params.nothing_else(query, {*ALL_FILTERS, *VIEW_PARAMETERS, SHOW, PAGE})
    show = query_params.one_of(query, SHOW, KINDS) or ""
    page = query_params.whole(query, PAGE, 1, 1, LAST_PAGE)
    selection = query_params.selection(query)

    def content() -> bytes:
        matches = find(selection.q, show=show, page=page)
        answer = _answer(matches, selection.without("q"), requested.site)
        return json.dumps(answer, ensure_ascii=False, indent=1).encode()

    return response_headers.cached_response(request, content, "application/json")


def _answer(matches: Found, filters: Filters, home: str) -> dict[str, Any]:
    question = matches.question
    return {
        "q": matches.words,
        "corrected": matches.corrected,
        "not_latin": matches.foreign,
        "groups": [_group(group, filters, home) for group in matches.groups],
        "readings": [_reading(reading, home) for reading in question.readings],
        "wider": [_reading(reading, home) for reading in question.wider],
        "not_understood": list(question.not_understood),
    }


def _group(group: Group, filters: Filters, home: str) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "title": kinds.heading(group.kind),
        "total": group.total,
        "first": group.first,
        "hits": [_hit(hit, filters, home) for hit in group.hits],
    }


def _hit(hit: Hit, filters: Filters, home: str) -> dict[str, Any]:
    name, selection, view = hit.target(filters)
    parameters = {parameter: [value] for parameter, value in view.items()}
    return {
        "id": hit.id,
        "title": hit.title,
        "about": list(hit.about),
        "match": hit.match.name.lower(),
        "address": routes.with_query(
            f"{home}/{routes.PAGES[name].path}", {**selection.to_query(), **parameters}
        ),
    }


def _reading(reading: Reading, home: str) -> dict[str, Any]:
    query = reading.filters.to_query()
    return {
        "words": filter_options.describe(reading.filters),
        "filters": query,
        "submissions": reading.submissions,
        "address": routes.with_query(f"{home}/{routes.PAGES['submissions'].path}", query),
    }
