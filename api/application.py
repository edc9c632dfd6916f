"""The data API: read only, the same answers as the pages, from the same process."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route

from api.answers import answer, table
from api.limiting import RateLimit
from api.problems import Problem, respond
from queries import DatabaseUnavailable, QueryTooSlow
from server.settings import settings

PATH = "/api/v1"

_ANSWERED = (Problem, HTTPException, QueryTooSlow, DatabaseUnavailable, Exception)


def routes() -> list[BaseRoute]:
    """What there is under PATH."""
    return [
        Route("/tables/{file}", table),
        Route("/{file}", answer),
    ]


def application() -> Starlette:
    """The data API as an application of its own, to be mounted at PATH."""
    return Starlette(
        routes=routes(),
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                expose_headers=["ETag", "Link", "Retry-After", "X-Data-Version", "X-Total-Count"],
            ),
            Middleware(RateLimit, rate=settings().api_rate),
        ],
        exception_handlers=dict.fromkeys(_ANSWERED, respond),
    )
