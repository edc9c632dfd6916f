"""Server time of a page run: from the request on a WebSocket to the last message of the run."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlencode

from streamlit.proto.AppPage_pb2 import AppPage

from queries import ask
from tests.benchmarks.figures import line, summary
from tests.benchmarks.reader import Reader, Run, reading
from tests.benchmarks.readers import trouble
from tests.benchmarks.repeating import Effort
from tests.benchmarks.sizes import START_LIMIT
from tests.server.running import serving

SECONDS_OF_A_PAGE = 6.0
"""After so many seconds of page runs no other selection is asked of a page, once there were two."""


def selections(count: int) -> list[str]:
    """Query strings of ``count`` different selections, each a theme and a stakeholder group or a stage."""
    options = ask("options")
    ids = options.groupby("filter")["id"].agg(list)
    pairs = [
        {"theme": theme, other: one}
        for other in ("group", "stage")
        for theme, one in product(ids["theme"], ids[other])
    ]
    return [urlencode(pair) for pair in random.Random(20).sample(pairs, count)]


def entity_queries(reader: Reader, pages: list[AppPage]) -> dict[str, str]:
    """What the pages' own links put behind the address of a page that needs to know of what: script hash -> query."""
    found: dict[str, str] = {}
    for page in pages:
        for element in reader.run(page).elements:
            link = element.page_link
            if "id" in parse_qs(link.query_string):
                found.setdefault(link.page_script_hash, link.query_string)
    return found


def _runs(reader: Reader, page: AppPage, queries: list[str]) -> Iterator[tuple[Run, Run]]:
    """Runs of a page under selections that nobody asked for before, each with a second one."""
    begun = time.monotonic()
    for turn, query in enumerate(queries):
        if turn > 1 and time.monotonic() - begun > SECONDS_OF_A_PAGE:
            return
        yield reader.run(page, query), reader.run(page, query)


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for each page: milliseconds under new selections and under those seen before, and the bytes sent."""
    rows = []
    with serving(start_limit=START_LIMIT) as server, reading(server.address) as reader:
        pages = reader.run().pages
        entities = entity_queries(reader, pages)
        each = effort.rounds
        queries = selections(each * len(pages))
        for number, page in enumerate(pages):
            entity = entities.get(page.page_script_hash, "")
            own = queries[number * each : (number + 1) * each]
            asked = [f"{query}&{entity}" if entity else query for query in own]
            plain = reader.run(page, entity)
            both = list(_runs(reader, page, asked))
            new = [one.seconds * 1000 for one, _again in both]
            again = [one.seconds * 1000 for _new, one in both]
            print(line(f"{page.page_name}: new selection", new), flush=True)
            print(line(f"{page.page_name}: seen before", again), flush=True)
            rows.append(
                {
                    "page": page.page_name,
                    "new": summary(new),
                    "again": summary(again),
                    "kilobytes": round(plain.size / 1000, 1),
                    "troubles": sum(bool(trouble(one)) for pair in both for one in pair),
                }
            )
    return rows
