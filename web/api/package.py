"""The whole data set at once: as a package, as Parquet files, as the database itself."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from data.settings import data_set
from exports import package
from exports.dataset import downloads
from exports.zip_export import archived
from queries import Database, current, per_version
from web import http_cache, request_info
from web.api import query_params, streaming
from web.api.problems import Problem
from web.settings import RETRY_SECONDS

_DESCRIPTORS = Path("/proc/self/fd")


@dataclass(frozen=True)
class Kept:
    """A file of one version of the data, ready to be sent: its name for readers, its tag, its bytes or itself, open."""

    name: str
    tag: str
    version: str
    content: bytes | BufferedReader


@dataclass(frozen=True)
class Whole:
    """A file of the whole data set, which ``make`` gives."""

    what: str
    ending: str
    make: Callable[[], bytes | BufferedReader]
    making: Lock = field(default_factory=Lock, compare=False)
    """Held while the file is made, so that of several who ask for it one makes it and the others wait."""


def routes() -> list[BaseRoute]:
    """The addresses of the whole data set."""
    return [
        Route(f"/{one.name}", streaming.in_worker_thread(partial(send, one.name, one.media_type)))
        for one in downloads()
    ]


def send(name: str, media_type: str, request: Request) -> Response:
    """The download ``name``, made if this version of the data has not been asked for before."""
    query_params.nothing_else(request_info.query(request.scope), ())
    kept = _kept(name)
    headers = {
        **http_cache.cache_headers(kept.tag),
        **http_cache.VARY,
        "X-Data-Version": kept.version,
    }
    if http_cache.matches(request, kept.tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{kept.name}"'
    if not isinstance(kept.content, bytes):
        stat = os.fstat(kept.content.fileno())
        return FileResponse(
            _path(kept.content), headers=headers, media_type=media_type, stat_result=stat
        )
    headers["Content-Length"] = str(len(kept.content))
    body = b"" if request.method == "HEAD" else kept.content
    return Response(body, headers=headers, media_type=media_type)


def _path(file: BufferedReader) -> Path:
    """Where an open file can be opened once more, even if another has taken its place."""
    path = _DESCRIPTORS / str(file.fileno())
    return path if path.exists() else Path(file.name)


def _package() -> bytes:
    return archived(package.files())


def _parquet() -> bytes:
    return archived(package.parquet_files())


def _database() -> BufferedReader:
    opened = current()
    file = data_set().database.open("rb")
    stat = os.fstat(file.fileno())
    state = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    if not isinstance(opened, Database) or state != opened.stamp:
        file.close()
        raise package.OtherTables
    return file


_DATABASE = "duckdb"
_DOWNLOADS = {
    "package.zip": Whole("data", "zip", _package),
    "parquet.zip": Whole("parquet", "zip", _parquet),
    _DATABASE: Whole("data", _DATABASE, _database),
}
"""Name of a download, but for the database, whose name is the data set's -> what it is."""


def _kept(name: str) -> Kept:
    """The file ``name`` of the data as they are now; Problem (503) while the tables are being changed."""
    key = name if name in _DOWNLOADS else _DATABASE
    with _DOWNLOADS[key].making:
        return _made(key)


@per_version(len(_DOWNLOADS))
def _made(name: str) -> Kept:
    download = _DOWNLOADS[name]
    try:
        content = download.make()
    except (package.OtherTables, OSError) as error:
        detail = "The tables are being changed: ask again once they are built."
        raise Problem(503, detail, {"Retry-After": str(RETRY_SECONDS)}) from error
    file = BytesIO(content) if isinstance(content, bytes) else content
    digest = hashlib.file_digest(file, "sha256")
    tag = f'"{digest.hexdigest()[:24]}"'
    called = package.file_name(download.what, download.ending)
    return Kept(called, tag, current().version, content)
