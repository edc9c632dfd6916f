"""What options are called besides the words that their lists show, for `files/options.js`."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from finding.named import further_names
from web import http_cache
from web.api import streaming

NAMES = "/option-names.json"


@streaming.in_worker_thread
def names(request: Request) -> Response:
    """``/option-names.json``: what options are called besides the words that their lists show: names and synonyms."""

    def content() -> bytes:
        return json.dumps(further_names(), ensure_ascii=False, separators=(",", ":")).encode()

    return http_cache.cached_response(request, content, "application/json")
