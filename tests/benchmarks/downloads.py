"""Clients that download the largest answers without a pause."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import cycle

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
    """What clients downloaded: files, bytes, refusals and failures."""

    def __init__(self) -> None:
        self.files = 0
        self.size = 0
        self.refused = 0
        self.failed = 0
        self.stopped = threading.Event()

    def take(self, port: int, number: int) -> None:
        """Download one address after the other until it is stopped, from a network address of one's own."""
        own = (f"127.0.0.{number + 2}", 0)
        for address in cycle(ADDRESSES[number % len(ADDRESSES) :] + ADDRESSES):
            if self.stopped.is_set():
                return
            connection = HTTPConnection("127.0.0.1", port, timeout=600, source_address=own)
            try:
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                while content := answer.read(1 << 16):
                    self.size += len(content)
                    if self.stopped.is_set():
                        return
            except (OSError, HTTPException):
                self.failed += 1
                self.stopped.wait(1)
                continue
            finally:
                connection.close()
            if answer.status != 200:
                self.refused += 1
                self.stopped.wait(1)
                continue
            self.files += 1


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
