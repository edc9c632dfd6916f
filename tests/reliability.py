"""What the tests tried that could have gone wrong, counted: hostile input, faults, kills.

    python -m tests.reliability [--write]

Tests count by the fixture ``tally``. pytest keeps what those that passed have counted, of all runs since the last one
of `make test-slow` began; this prints it as a table, and writes docs/RELIABILITY.md with --write.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
COUNTED = ROOT / "build" / "reliability.json"
"""Test -> what it counted."""
DOCUMENT = ROOT / "docs" / "RELIABILITY.md"
PREFIX = "tally: "

ROWS = {
    "hostile inputs tried": "addresses, cells, files, messages and settings made to do harm",
    "markup rendered": "elements, scripts, links or formulas of such input that came to be; must be 0",
    "foreign requests": "requests of pages to other hosts; must be 0",
    "faults survived": "databases, tables, disks and settings that were broken while it ran or as it started",
    "kills survived": "builds, imports and servers that were killed",
    "rows lost": "rows that were missing after a kill; must be 0",
    "page runs": "runs of pages, each under another selection, in sessions that come and go",
    "bytes grown in half of them": "by how much the server's memory grew from the middle of these to their end",
}
"""What is counted, and what it means."""

Counts = dict[str, int]


def keep(counted: Iterable[tuple[str, Sequence[tuple[str, object]]]]) -> None:
    """Add what tests counted (a test's name, its properties) to COUNTED; a test that ran again counts once."""
    recorded = _recorded()
    for test, properties in counted:
        counts: Counts = {}
        for name, number in properties:
            if name.startswith(PREFIX):
                label = name.removeprefix(PREFIX)
                counts[label] = counts.get(label, 0) + int(str(number))
        if counts:
            recorded[test] = counts
    if recorded:
        COUNTED.parent.mkdir(exist_ok=True)
        COUNTED.write_text(json.dumps(recorded, indent=1, sort_keys=True), encoding="utf-8")


def _recorded() -> dict[str, Counts]:
    try:
        recorded: dict[str, Counts] = json.loads(COUNTED.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return recorded


def table() -> str:
    """The counts as a table in Markdown, with how many tests counted."""
    recorded = _recorded()
    lines = ["| what | number | in tests | meaning |", "|---|--:|--:|---|"]
    for label, meaning in ROWS.items():
        numbers = [counts[label] for counts in recorded.values() if label in counts]
        lines.append(f"| {label} | {sum(numbers):,} | {len(numbers)} | {meaning} |")
    return "\n".join(lines)


def document(day: str, commit: str) -> str:
    """The text of docs/RELIABILITY.md."""
    return f"""# What was tried to break it

`make test-slow` counts what it and `make test` tried, and prints this table at its end; `python -m tests.reliability
--write` writes it here. The page runs are more than in each run of the tests: `PAGE_RUNS=1000 make test-slow`.
Measured on {day} with commit `{commit}`. A test counts only when it passes, so a number is what was tried and held.
[SECURITY.md](../SECURITY.md) says who might attack what, and which test holds each line.

{table()}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 1 if no test has counted anything yet."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write docs/{DOCUMENT.name}")
    parser.add_argument("--forget", action="store_true", help="begin anew")
    options = parser.parse_args(arguments)
    if options.forget:
        COUNTED.unlink(missing_ok=True)
        return 0
    if not _recorded():
        print("No test has counted anything yet: run make test-slow", file=sys.stderr)
        return 1
    print(table())
    if options.write:
        command = ("git", "describe", "--always", "--dirty")
        commit = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        day = datetime.now(UTC).date().isoformat()
        DOCUMENT.write_text(document(day, commit.strip()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
