"""What a reader would otherwise be given: Datasette on SQLite, asked for themes by number of points under filters.

Beside it the dashboard: the page *Themes* as a whole, over its WebSocket, and the data API. Both are real processes,
asked over HTTP, in turns. Datasette gets what makes it fast: one table with the columns that are filtered by beside the
points, an index on each of them and on each pair that is asked for with the theme, and time to finish.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb

from data.settings import data_set
from queries import current
from tests.benchmarks.figures import line, summary
from tests.benchmarks.reader import reading
from tests.benchmarks.repeating import Effort, interleaved
from tests.benchmarks.sizes import FOLDER, START_LIMIT
from tests.server.running import Answer, asked, free_port, serving

SCHEMA = """
    CREATE TABLE themes (theme_id TEXT PRIMARY KEY, title TEXT, family TEXT);
    CREATE TABLE stages (stage_id TEXT PRIMARY KEY, title TEXT);
    CREATE TABLE submissions (submission_id TEXT PRIMARY KEY, title TEXT, stage_id TEXT REFERENCES stages (stage_id));
    CREATE TABLE points (
        point_id TEXT PRIMARY KEY,
        submission_id TEXT REFERENCES submissions (submission_id),
        kind TEXT,
        theme_id TEXT REFERENCES themes (theme_id),
        stage_id TEXT REFERENCES stages (stage_id),
        summary TEXT
    );
"""
FILLED = {
    "themes": "SELECT theme_id, title, family FROM themes",
    "stages": "SELECT stage_id, title FROM stages",
    "submissions": "SELECT submission_id, title, stage_id FROM submissions",
    "points": "SELECT point_id, submission_id, kind, theme_id, stage_id, summary "
    "FROM points JOIN submissions USING (submission_id)",
}
INDEXES = """
    CREATE INDEX points_by_theme ON points (theme_id);
    CREATE INDEX points_by_submission ON points (submission_id);
    CREATE INDEX points_by_kind ON points (kind, theme_id);
    CREATE INDEX points_by_stage ON points (stage_id, kind, theme_id);
    ANALYZE;
"""
SETTINGS = {
    "sql_time_limit_ms": 60_000,
    "facet_time_limit_ms": 60_000,
    "facet_suggest_time_limit_ms": 50,
    "default_facet_size": 100,
    "max_returned_rows": 1_000,
}
AT_A_TIME = 50_000

ONCE = Effort(rounds=1, seconds=0, visits=1, clicks=1, crowd_seconds=1)
"""Each selection is asked once: the second time the dashboard would have the answer."""

KINDS = ("challenge", "recommendation", "position", "achievement")


def into_sqlite(file: Path) -> None:
    """Write the points, with what they are filtered by, into an SQLite database with indexes and foreign keys."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with duckdb.connect(str(data_set().database), read_only=True) as source:
        target = sqlite3.connect(unfinished)
        target.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        for table, sql in FILLED.items():
            found = source.execute(sql)
            places = ", ".join("?" * len(found.description))
            while rows := found.fetchmany(AT_A_TIME):
                target.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        target.executescript(INDEXES)
        target.commit()
        target.close()
    unfinished.replace(file)


@contextmanager
def datasette(file: Path) -> Iterator[int]:
    """Serve an SQLite database, which nobody writes to, with Datasette until the block is left; its port."""
    port = free_port()
    settings = [
        part for name, value in SETTINGS.items() for part in ("--setting", name, str(value))
    ]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "datasette",
            "serve",
            "--immutable",
            file,
            "--port",
            str(port),
            *settings,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    limit = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < limit:
        try:
            get(port, "/-/versions.json")
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("Datasette did not start")


def get(port: int, path: str) -> Answer:
    """The answer at a path of a server on this machine; OSError if it is no success."""
    answer = asked(HTTPConnection("127.0.0.1", port, timeout=120), path, "GET", {})
    if answer.status != 200:
        raise OSError(f"{path}: status {answer.status}")
    return answer


def facet_address(file: Path, filters: dict[str, str], kind: str) -> str:
    """Datasette's address of the points that pass the filters, faceted by theme: a page, or ``.json``."""
    query = urlencode({"_facet": "theme_id", **filters})
    return f"/{file.stem}/points{kind}?{query}"


def counted_by_datasette(answer: Answer) -> dict[str, int]:
    """Points by theme, as Datasette's JSON has them."""
    facets = json.loads(answer.body)["facet_results"]
    found = facets.get("results", facets)["theme_id"]["results"]
    return {one["value"]: one["count"] for one in found}


def counted_by_api(answer: Answer) -> dict[str, int]:
    """Points by theme, as our API's JSON has them."""
    return {one["theme_id"]: one["points"] for one in json.loads(answer.body)["rows"]}


def api_address(filters: dict[str, str]) -> str:
    """The same of our API, by theme; filters have the names they have in an address."""
    named = {name.removesuffix("_id"): value for name, value in filters.items()}
    return "/api/v1/themes.json?" + urlencode(named)


def selections() -> dict[str, list[dict[str, str]]]:
    """How many filters -> selections to be asked one after the other, so that nobody has an answer ready."""
    with duckdb.connect(str(data_set().database), read_only=True) as connection:
        found = connection.execute(
            "SELECT stage_id, count(*) FROM submissions JOIN points USING (submission_id) "
            "GROUP BY ALL ORDER BY 2 DESC, 1"
        ).fetchall()
    stages = [stage for stage, _points in found]
    return {
        "no filter": [{}],
        "kind": [{"kind": kind} for kind in KINDS],
        "stage and kind": [
            {"stage_id": stage, "kind": kind} for stage, kind in product(stages[:4], KINDS)
        ],
    }


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for each number of filters: milliseconds of Datasette's page and JSON, of our page and API."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"points-{current().content_hash[:16]}.sqlite"
    if not file.is_file():
        into_sqlite(file)
    rows = []
    with (
        datasette(file) as port,
        serving(start_limit=START_LIMIT) as server,
        reading(server.address) as reader,
    ):
        pages = reader.run().pages
        themes = next(page for page in pages if page.url_pathname == "themes")
        for name, several in selections().items():
            times: dict[str, list[float]] = {}
            for filters in several[: effort.rounds]:
                query = urlencode({key.removesuffix("_id"): one for key, one in filters.items()})
                ways = {
                    "datasette_page": partial(get, port, facet_address(file, filters, "")),
                    "datasette_json": partial(get, port, facet_address(file, filters, ".json")),
                    "page": partial(reader.run, themes, query),
                    "api": partial(get, server.port, api_address(filters)),
                }
                for way, one in interleaved(ways, ONCE).items():
                    times.setdefault(way, []).extend(one)
            for way, one in times.items():
                print(line(f"{way}, {name}", one), flush=True)
            rows.append({"selection": name} | {way: summary(one) for way, one in times.items()})
    return rows
