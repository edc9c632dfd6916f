"""Server time of a page: from the request on a WebSocket to the last message of the run."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from urllib.parse import parse_qs, urlencode

from streamlit.proto.AppPage_pb2 import AppPage

from queries import ask
from tests.benchmarks.figures import heading, line
from tests.benchmarks.reader import Reader, reading

RUNS = 25
READERS = 10


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


def report(address: str) -> None:
    """Print the time of every page under filters nobody asked for before, and again under them."""
    print(heading("Server time of a filter change, one reader (target: about 70)", "milliseconds"))
    with reading(address) as reader:
        pages = reader.run().pages
        entities = entity_queries(reader, pages)
        queries = selections(RUNS * len(pages))
        first: list[float] = []
        for number, page in enumerate(pages):
            own = queries[number * RUNS : (number + 1) * RUNS]
            entity = entities.get(page.page_script_hash, "")
            asked = [f"{query}&{entity}" if entity else query for query in own]
            new = [reader.run(page, query).seconds * 1000 for query in asked]
            again = [reader.run(page, query).seconds * 1000 for query in asked]
            first += new
            print(line(f"{page.page_name}: new selection", new))
            print(line(f"{page.page_name}: seen before", again))
        print(line("All pages: new selection", first))
    _report_crowd(address)


def _report_crowd(address: str) -> None:
    queries = selections(READERS * 10)

    def many(number: int) -> list[float]:
        with reading(address) as reader:
            reader.run()
            own = queries[number * 10 : (number + 1) * 10]
            return [reader.run(query=query).seconds * 1000 for query in own]

    start = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        times = [one for each in pool.map(many, range(READERS)) for one in each]
    seconds = time.perf_counter() - start
    print(heading(f"First page, {READERS} readers changing filters at once", "milliseconds"))
    print(line("new selection", times))
    print(
        f"  {(len(times) + READERS) / seconds:.0f} page runs a second in all, first visits included"
    )
