"""What options are called besides the words that their lists show, for `files/options.js`."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from finding.named import further_names
from web import response_headers
from web.fair_share import in_worker_thread

NAMES = "/option-names.json"


@in_worker_thread
def names(request: Request) -> Response:
    """``/option-names.json``: what options are called besides the words that their lists show: names and synonyms."""

    def content() -> bytes:
        return json.dumps(further_names(), ensure_ascii=False, separators=(",", ":")).encode()

    return response_headers.cached_response(request, content, "application/json")
