"""``/first-look.ipynb``: the notebook that begins with the data, which fetches them from this site."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from exports.notebook import NOTEBOOK, first_look
from web import response_headers
from web.api import query_params
from web.fair_share import in_worker_thread
from web.request_info import Requested


@in_worker_thread
def notebook(request: Request) -> Response:
    """The notebook, to be saved."""
    requested = Requested.of(request.scope)
    query_params.nothing_else(requested.query, ())
    content = first_look(requested.site)
    digest = hashlib.sha256(content).hexdigest()
    answer = response_headers.cached_response(request, content, NOTEBOOK.media_type, digest)
    answer.headers["Content-Disposition"] = f'attachment; filename="{NOTEBOOK.name}"'
    return answer
