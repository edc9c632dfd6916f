"""Downloads of the whole data set: the package, the Parquet files, the database."""

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
from exports import package, releases
from exports.dataset import downloads
from exports.zip_export import archived
from queries import Database, current, per_version
from web import response_headers
from web.api import query_params
from web.api.problems import Problem
from web.fair_share import in_worker_thread
from web.request_info import Requested
from web.settings import RETRY_SECONDS, settings

PACKAGE = "package.zip"

_DESCRIPTORS = Path("/proc/self/fd")


@dataclass(frozen=True)
class Kept:
    """A file of one data version: its file name, its SHA-256, and its bytes or the open file."""

    name: str
    sha256: str
    version: str
    content: bytes | BufferedReader

    @property
    def tag(self) -> str:
        """The ETag."""
        return f'"{self.sha256[:24]}"'


@dataclass(frozen=True)
class Whole:
    """A download that ``make`` creates."""

    what: str
    ending: str
    make: Callable[[], bytes | BufferedReader]
    making: Lock = field(default_factory=Lock, compare=False)
    """Held while the file is made, so that concurrent requests make it only once."""


def routes() -> list[BaseRoute]:
    """The endpoints of the downloads."""
    return [
        Route(
            f"/{download.name}",
            in_worker_thread(partial(send, download.name, download.media_type)),
        )
        for download in downloads()
    ]


def send(name: str, media_type: str, request: Request) -> Response:
    """The download ``name``; it is made once per data version. The package may be one of an earlier release."""
    query = Requested.of(request.scope).query
    query_params.nothing_else(query, (query_params.RELEASE,))
    if name != PACKAGE:
        query_params.only_current_release(query)
    earlier = query_params.release_asked(query)
    file = _earlier_package(earlier) if earlier else kept(name)
    headers = {
        **response_headers.cache_headers(file.tag),
        **response_headers.VARY,
        "X-Data-Version": file.version,
    }
    if response_headers.matches(request, file.tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    if not isinstance(file.content, bytes):
        stat = os.fstat(file.content.fileno())
        return FileResponse(
            _path(file.content), headers=headers, media_type=media_type, stat_result=stat
        )
    headers["Content-Length"] = str(len(file.content))
    body = b"" if request.method == "HEAD" else file.content
    return Response(body, headers=headers, media_type=media_type)


def _earlier_package(release: releases.Kept) -> Kept:
    """The package of an earlier release, byte for byte. Raises Problem (503) if it was taken away just now."""
    try:
        return Kept(release.file.name, release.sha256, release.version, release.file.read_bytes())
    except OSError as error:
        raise _changing() from error


def _path(file: BufferedReader) -> Path:
    """A path that opens an open file again, even if it was replaced."""
    path = _DESCRIPTORS / str(file.fileno())
    return path if path.exists() else Path(file.name)


def _package() -> bytes:
    return archived(package.files(home=settings().address))


def _parquet() -> bytes:
    return archived(package.parquet_files())


def _database() -> BufferedReader:
    engine = current()
    file = data_set().database.open("rb")
    stat = os.fstat(file.fileno())
    state = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    if not isinstance(engine, Database) or state != engine.stamp:
        file.close()
        raise package.OtherTables
    return file


_DATABASE = "duckdb"
_DOWNLOADS = {
    PACKAGE: Whole("data", "zip", _package),
    "parquet.zip": Whole("parquet", "zip", _parquet),
    _DATABASE: Whole("data", _DATABASE, _database),
}
"""Name of a download -> the download, except the database, which is named after the data set."""


def kept(name: str) -> Kept:
    """The current file ``name``. Raises Problem (503) while the tables are being changed."""
    key = name if name in _DOWNLOADS else _DATABASE
    with _DOWNLOADS[key].making:
        return _made(key)


@per_version(len(_DOWNLOADS))
def _made(name: str) -> Kept:
    download = _DOWNLOADS[name]
    try:
        content = download.make()
    except (package.OtherTables, OSError) as error:
        raise _changing() from error
    file = BytesIO(content) if isinstance(content, bytes) else content
    digest = hashlib.file_digest(file, "sha256")
    download_name = package.file_name(download.what, download.ending)
    return Kept(download_name, digest.hexdigest(), current().version, content)


def _changing() -> Problem:
    detail = "The tables are being changed: ask again once they are built."
    return Problem(503, detail, {"Retry-After": str(RETRY_SECONDS)})
