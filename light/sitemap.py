"""What crawlers are told: where they need not look, and every address worth finding."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from light import head
from light.rendering import render
from server import caching, site

MOST = 50_000
"""Addresses in one sitemap; the protocol allows no more."""
MEDIA_TYPE = "application/xml"
NOT_PAGES = ("submission", "organisation", "theme", "claim", "action-line", "goal", "points")
"""Pages that show nothing without being told of what."""


def robots(request: Request) -> Response:
    """``/robots.txt``: what crawlers may read, and where the sitemap is."""
    home = site.address(request.scope)
    base = urlsplit(home).path
    lines = [
        "User-agent: *",
        *(f"Allow: {base}/api/v1/{page}" for page in ("docs", "openapi.json", "package.zip")),
        f"Disallow: {base}/api/v1/",
        f"Disallow: {base}/_stcore/",
        f"Disallow: {base}/media/",
        f"Sitemap: {home}/sitemap.xml",
    ]
    return caching.document(request, "\n".join([*lines, ""]).encode(), "text/plain")


def sitemap(request: Request) -> Response:
    """``/sitemap.xml``: every address, or where the parts are that have them."""
    home = site.address(request.scope)
    every = [f"{home}{path}" for path in paths()]
    parts = -(-len(every) // MOST)
    if parts > 1:
        every = [f"{home}/sitemap-{number}.xml" for number in range(1, parts + 1)]
    return _listed(request, every, "sitemapindex" if parts > 1 else "urlset")


def part(request: Request) -> Response:
    """``/sitemap-{number}.xml``: MOST of the addresses."""
    home, number = site.address(request.scope), int(request.path_params["number"])
    some = list(paths())[(number - 1) * MOST : number * MOST] if number else []
    if not some:
        return PlainTextResponse("Not Found", status_code=404)
    return _listed(request, [f"{home}{path}" for path in some], "urlset")


def paths() -> Iterator[str]:
    """Path and query of every page, full and light, that is about something of its own."""
    for page in head.PAGES:
        if page not in NOT_PAGES:
            yield f"/{page}"
    yield "/light/"
    for kind, found in head.entities().items():
        for identifier in found:
            yield head.entity_address(kind, identifier)
            if kind in head.LIGHT:
                yield head.light_address(kind, identifier)


def _listed(request: Request, addresses: list[str], kind: str) -> Response:
    content = render("sitemap.xml", kind=kind, addresses=addresses, changed=head.last_changed())
    return caching.document(request, content.encode(), MEDIA_TYPE)
