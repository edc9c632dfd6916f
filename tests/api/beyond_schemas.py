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

    It exchanges only values that are right by themselves, and puts others in that are right, too.
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
    all_ids = sorted({identifier for identifiers in sides.values() for identifier in identifiers})
    if isinstance(ids, list) and by in [*sides] and {*map(str, ids)} <= {*all_ids}:
        ids_of_kind = sides[by]
        exchanged_ids = [
            identifier
            if identifier in ids_of_kind
            else ids_of_kind[all_ids.index(identifier) % len(ids_of_kind)]
            for identifier in ids
        ]
        case.query = {**case.query, "id": exchanged_ids}
