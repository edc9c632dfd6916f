"""Writes what the dashboard shows at some addresses, one text file for each: `python -m tests.golden.record FOLDER`.

DASHBOARD_DATA names the data set. A file holds the page's texts in order, each figure's JSON, the first rows of each
card, and a digest of the rows that the data API gives for the same question. Of a long value it holds the beginning and
a digest. The versions of data and code, the style sheet, and the size of the database are left out; each build makes
the database a little larger or smaller.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pandas as pd
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cards.query import Query
from data.build import ensure_database
from data.version import code_version
from queries import current
from tests import garbage_collection
from tests.api.serving import data_api
from tests.golden.addresses import Address, full_pages, light_pages
from tests.pages.visiting import Visit, seen, visit
from web.light import pages as light

LONGEST = 200
"""Characters of a value that are written out."""

DATABASE_SIZE = re.compile(r"the same tables as one file \([\d.]+ [KM]B\)")
"""DuckDB gives files of several sizes for the same tables."""

ROWS = 5
"""Rows of a table that are written out."""


STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
NAVIGATION = re.compile("<nav.*?</nav>", re.DOTALL)
"""The menus, which every page has."""


def main(folder: Path) -> None:
    """Write the record of every address into ``folder``, in place of what is there."""
    garbage_collection.collect_seldom()
    ensure_database()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    with data_api() as api:
        for address in full_pages():
            write(folder, name_of(address), page_lines(address, api))
    client = TestClient(Starlette(routes=light.mounted("")), base_url="http://localhost")
    for path in light_pages():
        write(folder, slug(path), light_lines(client.get(path).text))


def write(folder: Path, name: str, lines: Iterator[str]) -> None:
    """Write a record; fails if two addresses have the same name."""
    with (folder / f"{name}.txt").open("x", encoding="utf-8") as file:
        for line in lines:
            stable = line.replace(current().version, "DATA VERSION")
            for words in ("version", "code"):
                stable = stable.replace(f"{words} {code_version()}", f"{words} CODE VERSION")
            file.write(f"{cut(DATABASE_SIZE.sub('the same tables as one file (SIZE)', stable))}\n")


def page_lines(address: Address, api: TestClient) -> Iterator[str]:
    """What a full page shows, and what the data API says to the same questions."""
    queries: dict[str, Query] = {}
    initialise = Query.__init__

    def remember(query: Query, *arguments: Any, **keywords: Any) -> None:
        initialise(query, *arguments, **keywords)
        queries[repr((query.name, query.filters, query.parameters, query.only))] = query

    name, parameters = address
    with patch.object(Query, "__init__", remember):
        page = visit(name, **parameters)
    yield f"/{name}?{urlencode(parameters, doseq=True)}"
    yield from texts(page)
    for chart in page.charts():
        yield from ("", f"# figure: {chart.alt}")
        yield from figure_lines(chart.figure)
        yield from words_lines(chart.words_drawn)
    for query in queries.values():
        yield from rows_lines(query, api)


def texts(page: Visit) -> Iterator[str]:
    """Every text that a reader sees, in order."""
    yield from ("", "# texts")
    for words in page.markdown():
        words = NAVIGATION.sub("", STYLE.sub("", words))
        if words.startswith(("<ul", "<p class", "<h", "<article", "<details")):
            yield from light_lines(words)
            continue
        yield from (line for line in seen(words).splitlines() if line.strip())
    yield from (f"error: {error.value}" for error in page.app.error)


def figure_lines(figure: dict[str, Any]) -> Iterator[str]:
    """A line for each attribute of each trace and of the layout."""
    parts = [(f"data[{index}]", trace) for index, trace in enumerate(figure["data"])]
    for part, attributes in [*parts, ("layout", figure["layout"])]:
        for name, value in sorted(attributes.items()):
            if part == "layout" and name == "annotations":
                yield from (f"{part}.{name}: {written(annotation)}" for annotation in value)
            else:
                yield f"{part}.{name}: {written(value)}"


def words_lines(traces: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each text that a chart has as a mark."""
    for trace in traces:
        font = trace["textfont"]
        columns = [trace[name] for name in ("x", "y", "text", "textposition")]
        for *values, size, weight in zip(*columns, font["size"], font["weight"], strict=True):
            yield f"text: {written([*values, size, weight, font['color']])}"


def rows_lines(query: Query, api: TestClient) -> Iterator[str]:
    """The rows that a card offers as files, and the data API's rows to the same question."""
    query_string = urlencode(sorted(query.filters.to_query().items()), doseq=True)
    yield from ("", f"# rows: {query.name} {dict(sorted(query.parameters.items()))} {query_string}")
    lines = query.rows.to_csv(index=False).splitlines()
    yield from lines[: ROWS + 1]
    yield f"{query.total} rows, all that are shown: {digest(lines)}"
    if query.only:
        yield f"data API: more rows; these are {query.only}"
        return
    path, parameters = query.location("csv")
    response = api.get(path, params=parameters)
    if response.status_code != 200:
        yield f"data API: {response.status_code}"
        return
    rows = pd.read_csv(StringIO(response.text), dtype=str, keep_default_na=False)
    yield f"data API: {len(rows)} rows, {digest(response.text.splitlines())}"


def light_lines(html: str) -> Iterator[str]:
    """The texts, links and titles of an HTML page, a line each."""
    for part in re.split(r"(<[^>]*>)", STYLE.sub("", html)):
        line = " ".join(unescape(part).split())
        if line.startswith(("<a ", "<meta ", "<link ")) or (line and not part.startswith("<")):
            yield line


def written(value: Any) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def cut(line: str) -> str:
    """A line of at most LONGEST characters: of a longer one the beginning and a digest of the whole."""
    line = line.replace("\n", " ")
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} ... {digest([line])}"


def digest(lines: list[str]) -> str:
    """A short name for a content."""
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def name_of(address: Address) -> str:
    """The name of an address's record, without its ending."""
    name, parameters = address
    return slug(f"{name} {urlencode(parameters, doseq=True)}")


def slug(text: str) -> str:
    """``text`` as a file name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
