"""Answers questions one after the other with the code of the folder in PYTHONPATH, whichever commit that is.

Run as a file by ``tests.benchmarks.compare``; imports nothing of the tests, which another commit may not have. Each
line of the input is an asking, ``{"question", "query", "parameters"}``; each line of the output says how many
milliseconds it took, or null where that commit cannot answer it.
"""

from __future__ import annotations

import json
import sys
import time
from collections import OrderedDict

from cachetools import LRUCache

from data.build import ensure_database
from queries import Filters, QueryStopped, QuestionError, ask, asking


def forget() -> None:
    """Throw away the answers that ``ask`` keeps."""
    for kept in vars(asking).values():
        if isinstance(kept, OrderedDict | LRUCache):
            kept.clear()


def milliseconds(
    question: str, query: dict[str, list[str]], parameters: dict[str, str]
) -> float | None:
    """How long the answer took, computed anew."""
    filters = Filters(**{name: tuple(values) for name, values in query.items()})
    forget()
    begun = time.perf_counter()
    try:
        ask(question, filters, **parameters)
    except (QuestionError, QueryStopped):
        return None
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    ensure_database()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(milliseconds(**json.loads(line))), flush=True)
