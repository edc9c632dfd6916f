"""The figures as JSON: which part measured what, when, on which machine and under which load."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import psutil

from data.settings import data_set
from tests.benchmarks.sizes import ROOT

FOLDER = ROOT / "docs" / "benchmarks"
JSON = FOLDER / "figures.json"

LIBRARIES = ("streamlit", "duckdb", "pandas", "plotly", "datasette")

Results = dict[str, Any]
"""Part -> size -> ``taken`` (date, commit, load, seconds, machine, versions, how much data) and ``rows``."""


def machine() -> str:
    """Cores, processor and memory as the system says; nothing that names the machine."""
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    processor = found[1] if found else platform.machine()
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores ({processor}), {memory:.0f} GiB of memory, {platform.system()}"


def versions() -> str:
    """Python and the libraries that matter."""
    named = [f"{name} {version(name)}" for name in LIBRARIES]
    return ", ".join([f"Python {platform.python_version()}", *named])


def commit() -> str:
    """The commit that is checked out, with a plus where files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or "unknown"


def taken(measure: Callable[[], list[dict[str, Any]]]) -> dict[str, Any]:
    """What ``measure`` gives, with the circumstances under which it was measured."""
    begun, load = time.monotonic(), os.getloadavg()[0]
    rows = measure()
    return {
        "taken": {
            "date": datetime.now(UTC).date().isoformat(),
            "commit": commit(),
            "machine": machine(),
            "versions": versions(),
            "load_before": round(load, 2),
            "load_after": round(os.getloadavg()[0], 2),
            "seconds": round(time.monotonic() - begun),
            **_amount(),
        },
        "rows": rows,
    }


def _amount() -> dict[str, int]:
    with duckdb.connect(str(data_set().database), read_only=True) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM submissions), (SELECT count(*) FROM points)"
        ).fetchall()
    return dict(zip(("submissions", "points"), found[0], strict=True))


def read(file: Path = JSON) -> Results:
    """The figures so far; none where there is no file."""
    if not file.is_file():
        return {}
    found: Results = json.loads(file.read_text(encoding="utf-8"))
    return found


def merge(part: str, size: str, measured: dict[str, Any], file: Path = JSON) -> None:
    """Put what a part measured of a size in the place of what it measured before."""
    results = read(file)
    results.setdefault(part, {})[size] = measured
    text = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
    file.write_text(_shorter(text) + "\n", encoding="utf-8")


def _shorter(text: str) -> str:
    """The innermost objects on one line each, so that a changed figure is one changed line."""
    return re.sub(r"\{[^{}]*\}", lambda found: re.sub(r"\s*\n\s*", " ", found[0]), text)
