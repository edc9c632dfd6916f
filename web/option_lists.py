"""Streamlit's code for lists of options, which asks `files/options.js` what fits the words that a reader types.

Its own search takes letters that stand apart for a match (Mozilla finds CoNGO), and prefers a long name that begins so
to a short one. Without that file, it searches as before.
"""

from __future__ import annotations

import json
import re

from starlette.requests import Request
from starlette.responses import Response

from finding.named import further_names
from web import http_cache
from web.api import streaming

NAMES = "/option-names.json"

_SEARCHES = re.compile(
    r"(function [\w$]+\(([\w$]+),([\w$]+),([\w$]+)\)\{)(?=if\(!\3\|\|\4===[\w$.]+\.FILTER_MODE_NONE\)return \2;)"
)
"""The beginning of the function that is given the options, the words and how to search."""


def ranked(code: str) -> str:
    """The ``code`` that shows what fits as ours ranks it. Code that searches otherwise is returned unchanged."""
    return _SEARCHES.sub(
        r"\1const fitting=\3&&globalThis.fittingOptions?.(\2,\3);if(fitting)return fitting;", code
    )


@streaming.in_worker_thread
def names(request: Request) -> Response:
    """``/option-names.json``: what options are called besides the words that their lists show: names and synonyms."""

    def content() -> bytes:
        return json.dumps(further_names(), ensure_ascii=False, separators=(",", ":")).encode()

    return http_cache.cached_response(request, content, "application/json")
