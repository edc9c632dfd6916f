"""``/croissant.json`` and ``/dcat.jsonld``: the data set as catalogues harvest it."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from exports import catalogues
from web import response_headers
from web.api import package, query_params
from web.fair_share import in_worker_thread
from web.request_info import Requested

MEDIA_TYPE = "application/ld+json"


def routes() -> list[BaseRoute]:
    """The endpoints for catalogues."""
    return [
        Route("/croissant.json", in_worker_thread(croissant)),
        Route("/dcat.jsonld", in_worker_thread(dcat)),
    ]


def croissant(request: Request) -> Response:
    """The data set in Croissant's words. Raises Problem (503) while the tables are being changed."""
    digest = package.kept(package.PACKAGE).sha256
    return _json_response(request, catalogues.croissant(Requested.of(request.scope).site, digest))


def dcat(request: Request) -> Response:
    """The data set in DCAT's words."""
    return _json_response(request, catalogues.dcat(Requested.of(request.scope).site))


def _json_response(request: Request, document: dict[str, Any]) -> Response:
    query_params.nothing_else(Requested.of(request.scope).query, ())
    content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return response_headers.cached_response(request, content, MEDIA_TYPE)
