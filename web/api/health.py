"""The health check for monitors and operators."""

from __future__ import annotations

import hashlib
import json
import time
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from data.release import table_files
from data.settings import data_set
from data.version import code_version
from queries import ask, current, one_version
from queries.engines.duckdb_engine import Stamp, stamp_of
from queries.tables import row_counts
from web import threads
from web.api.problems import Problem
from web.faults import missing
from web.settings import RETRY_SECONDS

BUILD_TAKES = 15 * 60
"""Seconds for which the tables may be others than those of the database, as between a change and the end of a build."""


async def health(request: Request) -> Response:
    """``/health``: versions, release, row counts, tables that have changed since the build, and what is wrong
    because the dashboard was written for another version of Streamlit.

    Raises Problem (503) if they changed longer than BUILD_TAKES ago.
    """
    return await threads.alive(_health)


def _health() -> Response:
    with one_version():
        rows = row_counts()
        opened = current()
        changed = _changed()
    if changed and (seconds := _since(changed)) > BUILD_TAKES:
        raise Problem(
            503,
            f"The database is not that of the tables, which have differed for {seconds / 60:,.0f} minutes "
            f"({', '.join(changed)}): run `wsis20 build`, on a server "
            "`systemctl start dashboard-data`.",
            {"Retry-After": str(RETRY_SECONDS)},
        )
    said = {
        "status": "tables differ" if changed else "ok",
        "data_version": opened.version,
        "code_version": code_version(),
        "release": opened.release,
        "rows": rows,
        "tables_changed": list(changed),
        "degraded": list(missing),
    }
    return Response(
        json.dumps(said, indent=1),
        media_type="application/json",
        headers={"Cache-Control": "no-store", "X-Data-Version": opened.version},
    )


def _changed() -> dict[str, Path]:
    """Table -> its file, of those that are not what the database was built of.

    A file that is not there is one of them, one that cannot be read is none. Where the folder has no tables, as when
    the database came from another machine, or a Spark Connect server answers, there is nothing to compare.
    """
    serving = data_set()
    there = {} if serving.spark else table_files(serving.source)
    built = ask("tables") if there else None
    if built is None:
        return {}
    changed = {}
    for name, digest in zip(built.table_name, built.sha256, strict=True):
        path = serving.source / f"{name}.csv"
        try:
            same = name in there and _sha256(path, stamp_of(path)) == digest
        except OSError:
            continue
        if not same:
            changed[name] = path
    return changed


def _since(changed: dict[str, Path]) -> float:
    """Seconds since the last of these files, or the database, was put in its place."""
    moments = []
    for path in (*changed.values(), data_set().database):
        there = path if path.exists() else path.parent
        moments.append(max(there.stat().st_mtime, there.stat().st_ctime))
    return time.time() - max(moments)


@lru_cache(maxsize=64)
def _sha256(path: Path, _stamp: Stamp | None) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
