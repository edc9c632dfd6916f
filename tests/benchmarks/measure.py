"""One part of the benchmarks in a process of its own: `python -m tests.benchmarks.measure PART FILE`.

The data set is that of the environment; ``python -m tests.benchmarks`` sets it and reads FILE, which gets the part's
entry of the JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks import (
    crowds,
    facets,
    growing,
    in_browser,
    processes,
    questions,
    server_time,
    servers,
)
from tests.benchmarks.repeating import QUICK, WHOLE, Effort
from tests.benchmarks.results import taken

PARTS: dict[str, Callable[[Effort], list[dict[str, Any]]]] = {
    "questions": questions.measure,
    "facets": facets.measure,
    "pages": server_time.measure,
    "browser": in_browser.measure,
    "readers": crowds.measure,
    "growth": growing.measure,
    "servers": servers.measure,
    "processes": processes.measure,
}
"""Name of a part -> what measures it, one row for each thing measured."""

OF_ANY_SIZE = ("servers", "processes")
"""Parts that say of the shipped data what holds of any."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.measure")
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("file", type=Path)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(arguments)
    effort = QUICK if options.quick else WHOLE
    entry = taken(lambda: PARTS[options.part](effort))
    entry["taken"]["quick"] = options.quick
    options.file.write_text(json.dumps(entry), encoding="utf-8")


if __name__ == "__main__":
    main()
