"""What the data API takes and no JSON schema can say: a hook by which schemathesis keeps to it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import schemathesis

from data.normalise import fold
from i18n.filter_options import option_labels
from web.api.query_params import TEXT
from web.gateway import LONGEST_QUERY


@schemathesis.hook  # type: ignore[untyped-decorator]
def filter_case(_context: Any, case: Any) -> bool:
    """Whether an address can hold the whole query."""
    return len(urlencode(case.query or {}, doseq=True)) <= LONGEST_QUERY


@schemathesis.hook  # type: ignore[untyped-decorator]
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Put two days in order, name sides of the kind that ``by`` says, and search for something.

    Only values that are right by themselves are exchanged, and for others that are.
    """
    query = case.query or {}
    since, until = query.get("since"), query.get("until")
    if isinstance(since, str) and isinstance(until, str) and since > until:
        case.query = {**query, "since": until, "until": since}
    text = query.get("q")
    if isinstance(text, str) and re.fullmatch(TEXT, text) and text.strip() and not fold(text):
        case.query = {**case.query, "q": "letter"}
    ids, by = query.get("id"), query.get("by", "organisation")
    sides = {kind: list(option_labels()[kind]) for kind in ("organisation", "group", "stage")}
    every = sorted({one for some in sides.values() for one in some})
    if isinstance(ids, list) and by in [*sides] and {*map(str, ids)} <= {*every}:
        own = sides[by]
        others = [one if one in own else own[every.index(one) % len(own)] for one in ids]
        case.query = {**case.query, "id": others}
