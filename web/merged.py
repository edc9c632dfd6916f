"""Redirects from the addresses of submissions that were merged into others."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse

from i18n import routes
from queries import DatabaseUnavailable, QueryStopped
from queries.tables import merged_submissions
from web.request_info import Requested, root

PAGE = f"/{routes.ENTITIES['submission'].page.path}"


def of_page(requested: Requested) -> RedirectResponse | None:
    """The redirect of a request for the full page of a merged submission; None for any other."""
    if requested.path != PAGE:
        return None
    try:
        return of_query(requested, PAGE)
    except (DatabaseUnavailable, QueryStopped):
        return None  # The page itself says what is wrong.


def of_query(requested: Requested, path: str) -> RedirectResponse | None:
    """The redirect to ``path`` if the query string names a merged submission as ``id``; other parameters stay."""
    merged = merged_submissions()
    ids = requested.query.get("id", [])
    renamed = [merged.get(identifier, identifier) for identifier in ids]
    # No other submission ever gets the id of a merged one.
    return None if renamed == ids else permanently(path, {**requested.query, "id": renamed})


def permanently(path: str, query: Mapping[str, list[str]]) -> RedirectResponse:
    """A permanent redirect to a path of this site."""
    return RedirectResponse(routes.with_query(f"{root()}{path}", query), status_code=308)
