"""The health check for monitors and operators."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from data.version import code_version
from queries import current
from queries.tables import row_counts
from web import threads


async def health(request: Request) -> Response:
    """``/health``: versions of data and code, release, and the current row count of each table."""
    return await threads.alive(_health)


def _health() -> Response:
    rows = row_counts()
    opened = current()
    said = {
        "status": "ok",
        "data_version": opened.version,
        "code_version": code_version(),
        "release": opened.release,
        "rows": rows,
    }
    return Response(
        json.dumps(said, indent=1),
        media_type="application/json",
        headers={"Cache-Control": "no-store", "X-Data-Version": opened.version},
    )
