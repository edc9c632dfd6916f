"""Redirects from the addresses of submissions that were merged into others."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse
from starlette.types import Scope

from i18n import routes
from queries import DatabaseUnavailable, QueryStopped
from queries.tables import merged_submissions
from web import request_info

PAGE = f"/{routes.ENTITIES['submission'].page.path}"


def of_page(scope: Scope) -> RedirectResponse | None:
    """The redirect of a request for the full page of a merged submission; None for any other."""
    if request_info.path(scope) != PAGE:
        return None
    try:
        return of_query(scope, PAGE)
    except (DatabaseUnavailable, QueryStopped):
        return None  # The page itself says what is wrong.


def of_query(scope: Scope, path: str) -> RedirectResponse | None:
    """The redirect to ``path`` if the query string names a merged submission as ``id``; other parameters stay."""
    merged = merged_submissions()
    query = QueryParams(scope["query_string"]).multi_items()
    renamed = [(name, merged.get(value, value) if name == "id" else value) for name, value in query]
    return None if renamed == query else permanently(path, renamed)


def permanently(path: str, query: list[tuple[str, str]]) -> RedirectResponse:
    """A permanent redirect to a path of this site: no other submission ever gets the id of a merged one."""
    address = routes.with_query(f"{request_info.root()}{path}", query)
    return RedirectResponse(address, status_code=308)
