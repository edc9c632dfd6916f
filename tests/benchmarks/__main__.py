"""Figures of the running dashboard, nothing passed or failed: `make bench`."""

import os
import platform
from importlib.metadata import version

from tests.benchmarks import downloads, in_browser, server_time
from tests.server.running import serving

NOTES = """
How to read this: server, measuring clients and browser share this machine's cores, and whatever
else runs on it counts too. "New selection" finds no answer in the cache, "seen before" finds all.
Server time is from a request on a WebSocket to the last message of the run; the browser's own
work comes on top and is in the last two groups."""


def main() -> None:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "duckdb", "plotly"))
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {libraries}")
    with serving() as server:
        server_time.report(server.address)
        in_browser.report(server.address)
    downloads.report()
    print(NOTES)


if __name__ == "__main__":
    main()
