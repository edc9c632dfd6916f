"""Prints the resources that the dashboard needs, for docs/hosting.md: disk, memory and time to start.

    python -m tools.host_figures ENVIRONMENT

ENVIRONMENT is a folder with only the packages that serve, as `sh tools/environment.sh requirements.txt` makes it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.server.running import ROOT, serving

PAGES = ("/", "/challenges", "/light/", "/api/v1/claims.csv")
"""The paths that a first reader requests."""


def on_disk(*paths: Path) -> int:
    """Bytes that files and folders occupy on the disk."""
    files = [file for path in paths for file in (path, *path.rglob("*")) if not file.is_symlink()]
    return sum(file.lstat().st_blocks * 512 for file in files)


def main(environment: Path) -> int:
    """Measure, print the rows of the table, and return the exit code."""
    listing = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    code = on_disk(
        *(ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file())
    )
    with TemporaryDirectory() as folder:
        database = Path(folder, "dashboard.duckdb")
        with serving(DASHBOARD_DATABASE=str(database)) as server:
            process = psutil.Process(server.process.pid)
            start = sum(process.cpu_times()[:2])
            memory = process.memory_info().rss
            for path in PAGES:
                server.get(path)
            memory_after_page = process.memory_info().rss
        size = database.stat().st_size
    packages = on_disk(environment)
    print(
        f"| memory after the start | {memory / 1e6:.0f} MB, {memory_after_page / 1e6:.0f} MB after a page |"
    )
    print(f"| disk: code, packages | {code / 1e6:.0f} MB, {packages / 1e6:.0f} MB |")
    print(f"| disk: database | {size / 1e6:.1f} MB |")
    print(f"| start, database built | {start:.0f} seconds of one core |")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
