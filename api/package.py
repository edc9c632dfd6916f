"""The whole data set at once: as a package, as Parquet files, as the database itself."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from api import reading, sending
from api.answers import several
from api.contents import DOWNLOADS
from api.problems import RETRY_SECONDS, Problem
from data import DATABASE
from exports import package
from queries import current
from server.caching import MAX_AGE, VARY

VERSIONS = 2
"""Versions of a file that are kept: who is being sent the one before gets all of it."""


@dataclass(frozen=True)
class Kept:
    """A file of one version of the data, ready to be sent: where it is, its name for readers, its tag."""

    path: Path
    name: str
    tag: str
    version: str


@dataclass(frozen=True)
class Download:
    """A file of the whole data set: ``make`` writes it to a path."""

    what: str
    ending: str
    make: Callable[[Path], None]


def routes() -> list[BaseRoute]:
    """The addresses of the whole data set."""
    return [
        Route(f"/{one.name}", sending.beside(partial(send, one.name, one.media_type)))
        for one in DOWNLOADS
    ]


def send(name: str, media_type: str, request: Request) -> Response:
    """The download ``name``, made if this version of the data has not been asked for before."""
    reading.nothing_else(several(request), ())
    kept = _kept(name)
    headers = {
        "ETag": kept.tag,
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "X-Data-Version": kept.version,
        **VARY,
    }
    if sending.kept(request, kept.tag):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        kept.path,
        headers=headers,
        media_type=media_type,
        filename=kept.name,
        stat_result=kept.path.stat(),
    )


def _package(path: Path) -> None:
    path.write_bytes(package.zipped(package.files()))


def _parquet(path: Path) -> None:
    path.write_bytes(package.zipped(package.parquet_files()))


def _database(path: Path) -> None:
    """A copy, since the build may put another file in the place of the database while it is sent."""
    with DATABASE.open("rb") as source, path.open("wb") as target:
        stat = os.fstat(source.fileno())
        if (stat.st_ino, stat.st_mtime_ns, stat.st_size) != current().stamp:
            raise package.OtherTables
        shutil.copyfileobj(source, target)


_DOWNLOADS = {
    "package.zip": Download("data", "zip", _package),
    "parquet.zip": Download("parquet", "zip", _parquet),
    "wsis20.duckdb": Download("data", "duckdb", _database),
}

_lock = threading.Lock()
_ready: dict[str, list[Kept]] = {}


@cache
def _folder() -> TemporaryDirectory[str]:
    """Where the files are until the process ends."""
    return TemporaryDirectory(prefix="wsis20-")


def _kept(name: str) -> Kept:
    """The file ``name`` of the data as they are now; Problem (503) while the tables are being changed."""
    version = current().version
    with _lock:
        versions = _ready.setdefault(name, [])
        if versions and versions[0].version == version and versions[0].path.exists():
            return versions[0]
        try:
            made = _made(_DOWNLOADS[name], version)
        except (package.OtherTables, FileNotFoundError) as error:
            detail = "The tables are being changed: ask again once they are built."
            raise Problem(503, detail, {"Retry-After": str(RETRY_SECONDS)}) from error
        versions.insert(0, made)
        for old in versions[VERSIONS:]:
            old.path.unlink(missing_ok=True)
        del versions[VERSIONS:]
        return made


def _made(download: Download, version: str) -> Kept:
    name = package.file_name(download.what, download.ending)
    path = Path(_folder().name) / name
    download.make(path)
    if current().version != version:
        raise package.OtherTables
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Kept(path, name, f'"{digest[:24]}"', version)
