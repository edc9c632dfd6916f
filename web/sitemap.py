"""robots.txt and the sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

import queries
from exports.changes import last_changed
from exports.dataset import downloads
from i18n import _, escaping, routes
from web import page_descriptions, response_headers
from web.light import archive
from web.light.rendering import render
from web.request_info import Requested

MOST = 50_000
"""The most addresses in one sitemap that the protocol allows."""
MEDIA_TYPE = "application/xml; charset=utf-8"
_NUMBER = re.compile("[0-9]{1,6}")


def mounted(base: str, middleware: Sequence[Middleware] = ()) -> list[BaseRoute]:
    """The routes of robots.txt and the sitemaps under ``base``."""
    return [
        Route(f"{base}/robots.txt", robots),
        Route(f"{base}/sitemap.xml", sitemap, middleware=middleware),
        Route(f"{base}/sitemap-{{number}}.xml", part, middleware=middleware),
    ]


def robots(request: Request) -> Response:
    """``/robots.txt``: the paths that crawlers may read, and the address of the sitemap."""
    home = Requested.of(request.scope).site
    base = escaping.parts(home).path
    description_files = ("docs", "openapi.json", "croissant.json", "dcat.jsonld")
    allowed = (*description_files, *(download.name for download in downloads()), "tables/")
    lines = [
        "User-agent: *",
        *(f"Allow: {base}{routes.API}/{name}" for name in allowed),
        f"Disallow: {base}{routes.API}/",
        f"Disallow: {base}/_stcore/",
        f"Disallow: {base}/media/",
        # Filtered pages are not listed; each page is listed without filters.
        f"Disallow: {base}{routes.LIGHT}/*?",
        # The archive takes minutes to make, and repeats the pages.
        f"Disallow: {base}/*{archive.PATH.removeprefix('/')}",
        f"Sitemap: {home}/sitemap.xml",
    ]
    return response_headers.cached_response(request, "\n".join([*lines, ""]).encode(), "text/plain")


def sitemap(request: Request) -> Response:
    """``/sitemap.xml``: every address, or an index of the parts."""

    def content() -> bytes:
        home, parts = Requested.of(request.scope).site, -(-_length() // MOST)
        if parts > 1:
            return _xml(
                home, [f"/sitemap-{number}.xml" for number in range(1, parts + 1)], "sitemapindex"
            )
        return _xml(home, list(paths()), "urlset")

    return response_headers.cached_response(request, content, MEDIA_TYPE)


def part(request: Request) -> Response:
    """``/sitemap-{number}.xml``: one part, with at most MOST addresses."""
    digits = request.path_params["number"]
    number = int(digits) if _NUMBER.fullmatch(digits) else 0
    if not 0 < number <= -(-_length() // MOST):
        return PlainTextResponse(_("There is no such part of the sitemap."), status_code=404)

    def content() -> bytes:
        part_paths = list(paths((number - 1) * MOST, number * MOST))
        return _xml(Requested.of(request.scope).site, part_paths, "urlset")

    return response_headers.cached_response(request, content, MEDIA_TYPE)


def paths(start: int = 0, stop: int | None = None) -> Iterator[str]:
    """Path and query of every full and light page that is worth indexing.

    With ``start`` and ``stop``, only those between. Submissions come last, and no others than needed are read.
    """
    other_paths = _other_paths()
    stop = _length() if stop is None else stop
    yield from other_paths[start:stop]
    first, last = max(start - len(other_paths), 0), max(stop - len(other_paths), 0)
    if last > first:
        identifiers = _submissions(first // 2, -(-last // 2))
        submission_paths = [
            path
            for identifier in identifiers
            for path in (
                routes.entity("submission", identifier),
                routes.light_entity("submission", identifier),
            )
        ]
        yield from submission_paths[first % 2 : first % 2 + last - first]


def _submissions(start: int, stop: int) -> Iterator[str]:
    """The ids of the submissions ``start`` to ``stop``."""
    for frame in queries.stream("submissions", offset=start, limit=stop - start).frames:
        yield from frame.submission_id


def _length() -> int:
    return len(_other_paths()) + 2 * queries.count_rows("submissions")


def _other_paths() -> list[str]:
    """The paths of all pages except those of submissions."""
    addresses = []
    for page in routes.PAGES.values():
        if page.listed:
            addresses.append(f"/{page.path}")
            if page.light is not None:
                addresses.append(f"{routes.LIGHT}/{page.light}")
    for kind, rows_by_id in page_descriptions.entities().items():
        for identifier in rows_by_id:
            addresses.append(routes.entity(kind, identifier))
            addresses.append(routes.light_entity(kind, identifier))
    return addresses


def _xml(home: str, listed_paths: list[str], kind: str) -> bytes:
    addresses = [f"{home}{path}" for path in listed_paths]
    changed = last_changed()
    return render("sitemap.xml", kind=kind, addresses=addresses, changed=changed).encode()
