"""The data API: read-only, with the same answers as the pages, in the same process."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp

from exports.notebook import NOTEBOOK
from i18n.routes import API
from web.api import catalogues, package, releases
from web.api.card_pictures import card_picture
from web.api.docs_page import page
from web.api.endpoints import answer, table, wide_table
from web.api.health import health
from web.api.index import index
from web.api.notebook import notebook
from web.api.oembed import oembed
from web.api.openapi import openapi
from web.api.problems import nowhere, respond, too_many
from web.api.search import search
from web.fair_share import Rate, RateLimit
from web.request_info import root


def routes() -> list[BaseRoute]:
    """The routes under API."""
    return [
        Route("/", index),
        Route("/openapi.json", openapi),
        Route("/docs", page),
        Route("/health", health),
        *package.routes(),
        *releases.routes(),
        *catalogues.routes(),
        Route(f"/{NOTEBOOK.name}", notebook),
        Route("/oembed", oembed),
        Route("/search.json", search),
        Route("/tables/{file}", table),
        Route("/wide/{file}", wide_table),
        Route("/card/{page}/{card}.{ending}", card_picture),
        Route("/{file}", answer),
    ]


class _MultilineMount(Mount):
    """A mount that also matches paths with line breaks, which Starlette's Mount does not."""

    def __init__(self, path: str, app: ASGIApp, middleware: Sequence[Middleware] = ()) -> None:
        super().__init__(path, app, middleware=middleware)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)


def mounted(base: str, rate: str) -> list[BaseRoute]:
    """The routes of the data API under ``base``, with and without a trailing slash; /api redirects there.

    ``rate`` is the limit per network, such as 20/second;300/minute; empty is no limit.
    """

    def to_index(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{root()}{API}/", status_code=308)

    middleware = [
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", "Link", "Retry-After", "X-Data-Version", "X-Total-Count"],
        ),
        Middleware(
            RateLimit,
            rate=Rate(rate),
            refused=lambda limit, seconds: too_many(limit, seconds).response(),
        ),
        Middleware(
            ExceptionMiddleware, handlers=dict.fromkeys((HTTPException, Exception), respond)
        ),
    ]
    # With one slash too many, the redirect would lead to a host that the request names.
    router = Router(routes(), redirect_slashes=False, default=nowhere)
    return [
        *(Route(f"{base}{path}", to_index) for path in ("/api", "/api/", API)),
        _MultilineMount(f"{base}{API}", router, middleware),
        _MultilineMount(f"{base}/api", nowhere),
    ]
