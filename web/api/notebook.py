"""``/first-look.ipynb``: the notebook that begins with the data, which fetches them from this site."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from exports.notebook import NOTEBOOK, first_look
from web import http_cache
from web.api import query_params, streaming
from web.request_info import Requested


@streaming.in_worker_thread
def notebook(request: Request) -> Response:
    """The notebook, to be saved."""
    requested = Requested.of(request.scope)
    query_params.nothing_else(requested.query, ())
    content = first_look(requested.site)
    digest = hashlib.sha256(content).hexdigest()
    answer = http_cache.cached_response(request, content, NOTEBOOK.media_type, digest)
    answer.headers["Content-Disposition"] = f'attachment; filename="{NOTEBOOK.name}"'
    return answer
