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
from web.api.problems import Problem
from web.fair_share import alive
from web.faults import missing
from web.settings import RETRY_SECONDS

BUILD_TAKES = 15 * 60
"""Seconds for which the tables may differ from those of the database, as between a change and the end of a build."""


async def health(request: Request) -> Response:
    """``/health``: versions, release, row counts, tables that have changed since the build, and what is wrong
    because the dashboard was written for another version of Streamlit.

    Raises Problem (503) if they changed longer than BUILD_TAKES ago.
    """
    return await alive(_health)


def _health() -> Response:
    with one_version():
        rows = row_counts()
        engine = current()
        changed = _changed()
    if changed and (seconds := _seconds_since_change(changed)) > BUILD_TAKES:
        raise Problem(
            503,
            f"The database is not that of the tables, which have differed for {seconds / 60:,.0f} minutes "
            f"({', '.join(changed)}): run `wsis20 build`, on a server "
            "`systemctl start dashboard-data`.",
            {"Retry-After": str(RETRY_SECONDS)},
        )
    report = {
        "status": "tables differ" if changed else "ok",
        "data_version": engine.version,
        "code_version": code_version(),
        "release": engine.release,
        "rows": rows,
        "tables_changed": list(changed),
        "degraded": list(missing),
    }
    return Response(
        json.dumps(report, indent=1),
        media_type="application/json",
        headers={"Cache-Control": "no-store", "X-Data-Version": engine.version},
    )


def _changed() -> dict[str, Path]:
    """Table -> its file, of the tables that differ from those of which the database was built.

    A missing file is one of them, an unreadable one is not. If the folder has no tables, as when the database came
    from another machine, or a Spark Connect server answers, there is nothing to compare.
    """
    dataset = data_set()
    files = {} if dataset.spark else table_files(dataset.source)
    built_tables = ask("tables") if files else None
    if built_tables is None:
        return {}
    changed = {}
    for name, digest in zip(built_tables.table_name, built_tables.sha256, strict=True):
        path = dataset.source / f"{name}.csv"
        try:
            same = name in files and _sha256(path, stamp_of(path)) == digest
        except OSError:
            continue
        if not same:
            changed[name] = path
    return changed


def _seconds_since_change(changed: dict[str, Path]) -> float:
    """Seconds since the last of these files, or the database, was put in its place."""
    moments = []
    for path in (*changed.values(), data_set().database):
        existing_path = path if path.exists() else path.parent
        moments.append(max(existing_path.stat().st_mtime, existing_path.stat().st_ctime))
    return time.time() - max(moments)


@lru_cache(maxsize=64)
def _sha256(path: Path, _stamp: Stamp | None) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
