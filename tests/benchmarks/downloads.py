"""Whether downloads slow the pages: page runs while others download the largest answers without a pause."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

import duckdb

from data import DATABASE
from tests.benchmarks.figures import heading, line
from tests.benchmarks.reader import reading
from tests.benchmarks.server_time import selections
from tests.server.running import copy_of_application, serving

CLIENTS = (0, 1, 4, 16)
RUNS = 60
TIMES = 20
"""How often the points stand in the larger data."""

ADDRESSES = (
    "/api/v1/points.csv",
    "/api/v1/points.xlsx",
    "/api/v1/points.zip",
    "/api/v1/points.json",
    "/api/v1/tables/points.parquet",
    "/api/v1/co_signatures.xlsx",
    "/api/v1/points.csv?limit=10",
)


class Downloads:
    """What clients downloaded: files, bytes, refusals, and milliseconds that each of ten rows took."""

    def __init__(self) -> None:
        self.files = 0
        self.size = 0
        self.refused = 0
        self.small: list[float] = []
        self.stopped = threading.Event()

    def take(self, port: int, number: int) -> None:
        """Download one address after the other until it is stopped, from a network address of one's own."""
        own = (f"127.0.0.{number + 2}", 0)
        for address in cycle(ADDRESSES[number % len(ADDRESSES) :] + ADDRESSES):
            if self.stopped.is_set():
                return
            connection = HTTPConnection("127.0.0.1", port, timeout=600, source_address=own)
            begun = time.perf_counter()
            connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            if answer.status != 200:
                self.refused += 1
                self.stopped.wait(1)
                continue
            self.files += 1
            self.size += len(content)
            if "limit" in address:
                self.small.append((time.perf_counter() - begun) * 1000)


@contextmanager
def downloading(port: int, clients: int) -> Iterator[Downloads]:
    """So many clients download for as long as the block lasts."""
    downloads = Downloads()
    threads = [
        threading.Thread(target=downloads.take, args=(port, number)) for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    try:
        if clients:
            time.sleep(1)
        yield downloads
    finally:
        downloads.stopped.set()
        for thread in threads:
            thread.join()


def enlarge(database: Path) -> int:
    """Repeat the points of a database under other ids; how many there are then."""
    number = "regexp_extract(point_id, '[0-9]+$')::INTEGER"
    other = f"regexp_replace(point_id, '[0-9]+$', '') || ({number} + 1000 * again)"
    with duckdb.connect(str(database)) as connection:
        for table in ("points", "point_action_lines", "point_sdgs"):
            columns = connection.sql(f"SELECT * FROM {table} LIMIT 0").columns
            cells = ", ".join(other if name == "point_id" else f'"{name}"' for name in columns)
            connection.execute(
                f"INSERT INTO {table} SELECT {cells} FROM {table}, range(1, {TIMES}) of_them(again)"
            )
            connection.execute(
                "UPDATE source_tables SET row_count = row_count * ? WHERE table_name = ?",
                [TIMES, table],
            )
        found = connection.execute("SELECT count(*) FROM points").fetchone()
    return int(found[0]) if found else 0


def report() -> None:
    """Print the time of page runs beside downloads, on the data as they are and on many times the points."""
    with serving(DASHBOARD_API_RATE="") as server:
        _report(server.port, "Page runs beside downloads")
    with tempfile.TemporaryDirectory() as folder:
        application = copy_of_application(Path(folder) / "dashboard")
        shutil.copy(DATABASE, application / "data" / DATABASE.name)
        points = enlarge(application / "data" / DATABASE.name)
        with serving(application, DASHBOARD_API_RATE="") as server:
            _report(server.port, f"Page runs beside downloads, of {points:,} points")


def _report(port: int, title: str) -> None:
    print(heading(title, "milliseconds"))
    queries = iter(selections(RUNS * len(CLIENTS)))
    for clients in CLIENTS:
        with reading(f"127.0.0.1:{port}") as reader:
            page = next(page for page in reader.run().pages if page.url_pathname == "challenges")
            with downloading(port, clients) as downloads:
                begun = time.perf_counter()
                runs = [reader.run(page, next(queries)).seconds * 1000 for _ in range(RUNS)]
                seconds = time.perf_counter() - begun
        print(line(f"a page, {clients} clients downloading", runs))
        if downloads.small:
            print(line(f"ten rows, {clients} clients downloading", downloads.small))
        if clients:
            print(
                f"    {downloads.files / seconds:.1f} files and {downloads.size / seconds / 1e6:.1f} MB a second,"
                f" {downloads.refused} told to come back"
            )


if __name__ == "__main__":
    report()
