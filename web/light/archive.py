"""``/light.zip``: the light pages of a language as one archive, whose links work from a folder without a network."""

from __future__ import annotations

import logging
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from io import BytesIO
from posixpath import dirname, relpath
from threading import Lock, Thread
from urllib.parse import parse_qs, quote, unquote

from cachetools import LRUCache
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from exports.package import file_name
from exports.zip_export import entry
from i18n import _, languages, routes
from queries import current, fetch_rows, language, one_version
from web import response_headers
from web.light import content, pages
from web.light.page_request import View, read
from web.request_info import Requested, root

PATH = f"{routes.LIGHT}.zip"
"""The path of the archive, after the language."""

_LAST = ("organisation", "submission")
KINDS = (*(kind for kind in routes.ENTITIES if kind not in _LAST), *_LAST)
"""The kinds of entities whose pages it has, in order: it leaves out the last if there are too many."""

MOST, TURNS = 1_500, 40
"""The most pages of an archive, each of at most `pages.LIMIT` bytes, and of one list."""

KEPT = 64_000_000
"""The most bytes of cached archives, those last asked for: about seven languages of the shipped data."""

REST = 1.0
"""After each page the thread that makes them rests so many times as long as the page took, so that readers go first."""

COST = 100
"""Requests as which the making of an archive counts."""

WAIT = 30
"""Seconds after which to ask again while an archive is made."""

LOG = logging.getLogger("wsis20.light")

_LINK = re.compile(r' (href|action)="(/[^"]*)"')

_archives: LRUCache[str, bytes] = LRUCache(KEPT, len)
_lock = Lock()
_one_at_a_time = Lock()


def archive(request: Request) -> Response:
    """The archive. If it is not cached, a thread of its own makes it, one at a time; until then the answer is 503.

    Links to what it does not have lead to the site's address in the settings, else to this machine's own: otherwise
    requests by other host names would have an archive made for each name.
    """
    requested = _as_localhost(request.scope)
    if requested.query:
        return RedirectResponse(f"{root()}{PATH}", 308)
    tag = response_headers.etag(requested)
    if response_headers.matches(request, tag):
        return response_headers.not_modified(tag)
    with _lock:
        data = _archives.get(tag)
    if data is None:
        if request.method != "HEAD":
            _begin(request.scope, requested, tag)
        return _not_yet(requested)
    headers = {
        **response_headers.cache_headers(tag),
        "Content-Disposition": f'attachment; filename="{file_name(f"light-{languages.code()}", "zip")}"',
        "X-Data-Version": current().version,
    }
    return Response(data, media_type="application/zip", headers=headers)


def _as_localhost(scope: Scope) -> Requested:
    """What is requested as if it named the host ``localhost``, at the port that the server has."""
    (_host, port) = scope.get("server") or ("", None)
    host = f"localhost:{port}" if port else "localhost"
    other_headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return Requested.read({**scope, "headers": [*other_headers, (b"host", host.encode())]})


def _begin(scope: Scope, requested: Requested, tag: str) -> None:
    """Begin to make the archive, unless one is being made."""
    if not _one_at_a_time.acquire(blocking=False):
        return
    if charge := scope.get("charge"):
        charge(COST - 1)
    Thread(target=_keep, args=(requested, tag, language.current()), daemon=True).start()


def _keep(requested: Requested, tag: str, reader_language: language.Language) -> None:
    try:
        with language.using(reader_language), one_version():
            data = written(requested)
        with _lock:
            _archives[tag] = data
    except Exception:
        LOG.exception("The archive of light pages could not be made")
    finally:
        _one_at_a_time.release()


def written(requested: Requested) -> bytes:
    """The archive for the site of a request, in the language in force."""
    files = dict(_files(requested))
    origin = requested.site.removesuffix(root())
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as zip_file:
        for address, file in files.items():
            started_at = time.perf_counter()
            html = _page(requested, address)
            zip_file.writestr(entry(file), _linked(html, file, files, origin))
            time.sleep(REST * (time.perf_counter() - started_at))
    return buffer.getvalue()


def _files(requested: Requested) -> Iterator[tuple[str, str]]:
    """The address of each page in the archive, as links have it, and the name of its file: at most MOST."""
    light = f"{root()}{routes.LIGHT}/"
    list_paths = [path for path in routes.BY_LIGHT_PATH if path != routes.SEARCH]
    files = [(f"{light}{path}", f"{path or 'index'}.html") for path in list_paths]
    for list_path in list_paths:
        view = View(requested, list_path, routes.BY_LIGHT_PATH[list_path])
        last = min(content.page_of(view).last, TURNS)
        files += [
            (f"{light}{list_path}?page={page_number}", f"{list_path}-{page_number}.html")
            for page_number in range(2, last + 1)
        ]
    for kind in KINDS:
        entity = routes.ENTITIES[kind]
        ids = fetch_rows(entity.question, rows=slice(0, MOST))[entity.id_column].unique()
        for identifier in map(str, ids):
            path = routes.light_entity(kind, identifier)
            file = f"{path.removeprefix(f'{routes.LIGHT}/')}.html"
            files.append((f"{root()}{path}", file))
    yield from files[:MOST]


def _page(requested: Requested, address: str) -> str:
    """The page at an address; its head says nothing to search engines and other sites."""
    path, _mark, query = address.removeprefix(root()).partition("?")
    view = read(replace(requested, path=unquote(path), query=parse_qs(query)))
    return pages.written(view, content.page_of(view), Markup(""))[0].decode()


def _linked(html: str, file: str, files: Mapping[str, str], origin: str) -> str:
    """A page whose links lead to the files beside its own ``file``, and to the site where there is none."""

    def replacement(link: re.Match[str]) -> str:
        address, mark, fragment = unescape(link[2]).partition("#")
        target = f"{origin}{address}"
        if address in files:
            target = quote(relpath(files[address], dirname(file)))
        return f' {link[1]}="{escape(f"{target}{mark}{fragment}")}"'

    return _LINK.sub(replacement, html)


def _not_yet(requested: Requested) -> Response:
    """The answer while an archive is made; it makes the browser ask again by itself."""
    view = View(requested, "", routes.PAGES[routes.HOME])
    explanation = _(
        "This takes some minutes. This page asks again by itself until the download begins."
    )
    page = pages.plain(
        _("The light pages are being put into one file"), explanation, view.full, 503
    )
    html, _page = pages.written(view, page, Markup(""))
    retry_headers = {"Retry-After": str(WAIT), "Refresh": str(WAIT), "Cache-Control": "no-store"}
    return HTMLResponse(html, 503, {**retry_headers, **pages.HEADERS})
