"""The list of the releases that can be had, and the address of each version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from data.settings import data_set
from exports.changes import released
from exports.releases import earlier
from i18n import routes as addresses
from queries import ask, current
from web import response_headers
from web.api import package, query_params
from web.api.query_params import RELEASE, find_release
from web.fair_share import in_worker_thread
from web.request_info import Requested, root


def routes() -> list[BaseRoute]:
    """The endpoints of the releases."""
    return [
        Route("/releases", in_worker_thread(index)),
        Route("/releases/{version}", in_worker_thread(package_of)),
    ]


def index(request: Request) -> Response:
    """``/releases``: the current release and the earlier ones that are kept, newest first."""
    requested, earlier_releases = Requested.of(request.scope), earlier()
    query_params.nothing_else(requested.query, ())

    def content() -> bytes:
        engine, package_file = current(), package.kept(package.PACKAGE)
        rows = dict(ask("tables")[["table_name", "row_count"]].itertuples(index=False))
        day = released(data_set().source)[1]
        releases = [
            _entry(requested.site, engine.release, engine.version, day, package_file.sha256, rows),
            *(
                _entry(
                    requested.site,
                    release.release,
                    release.version,
                    release.day,
                    release.sha256,
                    release.tables,
                )
                for release in earlier_releases
            ),
        ]
        return json.dumps({"releases": releases}, ensure_ascii=False, indent=1).encode()

    digests = (release.sha256 for release in earlier_releases)
    return response_headers.cached_response(request, content, "application/json", *digests)


def _entry(
    home: str, release: str, version: str, day: str, sha256: str, tables: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "release": release,
        "version": version,
        "day": day,
        "current": version == current().version,
        "address": f"{home}{addresses.release(version)}",
        "sha256": sha256,
        "tables": {name: int(rows) for name, rows in tables.items()},
    }


def package_of(request: Request) -> Response:
    """``/releases/{version}``: leads to the package of a version or release. Raises Problem (404)."""
    query_params.nothing_else(Requested.of(request.scope).query, ())
    earlier_release = find_release(str(request.path_params["version"]))
    version = earlier_release.version if earlier_release else current().version
    path = f"{root()}{addresses.API}/{package.PACKAGE}"
    # For the time being: a version that is current now is an earlier one later.
    return RedirectResponse(addresses.with_query(path, {RELEASE: [version]}), status_code=307)
