"""What crawlers are told: where they need not look, and every address worth finding."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exports.dataset import DOWNLOADS
from light import head
from light.rendering import render
from server import caching, site
from words import _, places

MOST = 50_000
"""Addresses in one sitemap; the protocol allows no more."""
MEDIA_TYPE = "application/xml; charset=utf-8"
WORTH_FINDING = ("docs", "openapi.json", *(one.name for one in DOWNLOADS), "tables/")
"""What of the data API search engines are told of."""
NOT_PAGES = ("submission", "organisation", "theme", "claim", "action-line", "goal", "points")
"""Pages that show nothing without being told of what."""


def robots(request: Request) -> Response:
    """``/robots.txt``: what crawlers may read, and where the sitemap is."""
    home = site.address(request.scope)
    base = urlsplit(home).path
    lines = [
        "User-agent: *",
        *(f"Allow: {base}{places.API}/{one}" for one in WORTH_FINDING),
        f"Disallow: {base}{places.API}/",
        f"Disallow: {base}/_stcore/",
        f"Disallow: {base}/media/",
        # Pages as filters narrow them: each is told of without.
        f"Disallow: {base}{places.LIGHT}/*?",
        f"Sitemap: {home}/sitemap.xml",
    ]
    return caching.document(request, "\n".join([*lines, ""]).encode(), "text/plain")


def sitemap(request: Request) -> Response:
    """``/sitemap.xml``: every address, or where the parts are that have them."""

    def content() -> bytes:
        home, every = site.address(request.scope), list(paths())
        parts = -(-len(every) // MOST)
        if parts > 1:
            every = [f"/sitemap-{number}.xml" for number in range(1, parts + 1)]
        return _written(home, every, "sitemapindex" if parts > 1 else "urlset")

    return caching.document(request, content, MEDIA_TYPE)


def part(request: Request) -> Response:
    """``/sitemap-{number}.xml``: MOST of the addresses."""
    number = int(request.path_params["number"])
    some = list(paths())[(number - 1) * MOST : number * MOST] if number else []
    if not some:
        return PlainTextResponse(_("There is no such part of the sitemap."), status_code=404)
    home = site.address(request.scope)
    return caching.document(request, lambda: _written(home, some, "urlset"), MEDIA_TYPE)


def paths() -> Iterator[str]:
    """Path and query of every page, full and light, that is about something of its own."""
    for page in places.PAGES:
        if page not in NOT_PAGES:
            yield f"/{page}"
            if page in places.LIGHT_LISTS:
                yield f"{places.LIGHT}/{places.LIGHT_LISTS[page]}"
    for kind, found in head.entities().items():
        for identifier in found:
            yield places.entity(kind, identifier)
            if kind in places.LIGHT_ENTITIES:
                yield places.light_entity(kind, identifier)


def _written(home: str, some: list[str], kind: str) -> bytes:
    addresses = [f"{home}{path}" for path in some]
    changed = head.last_changed()
    return render("sitemap.xml", kind=kind, addresses=addresses, changed=changed).encode()
