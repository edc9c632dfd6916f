"""Measure the dashboard and write docs/BENCHMARKS.md: `make bench`; nothing is passed or failed.

    python -m tests.benchmarks [PART ...] [--sizes SIZE ...] [--data FOLDER] [--quick]

A part is a process of its own; what it measures takes the place of what was measured of that part and size before, so
that a long run can be done in pieces. Exit codes: 0 all was measured, 1 a part failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import document, results, sizes
from tests.benchmarks.measure import OF_ANY_SIZE, PARTS


def measured(part: str, size: sizes.Size, quick: bool) -> bool:
    """Measure one part of one size and put it into the JSON; whether that went well."""
    print(f"\n{part}, {size.name} (milliseconds: median, 95th percentile, number)", flush=True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "entry.json"
        ended = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.measure", part, file] + ["--quick"] * quick,
            cwd=sizes.ROOT,
            env={**os.environ, **size.environment},
            check=False,
        )
        if ended.returncode:
            print(f"{part}, {size.name}: failed, the figures of before are kept.", file=sys.stderr)
            return False
        results.merge(part, size.name, json.loads(file.read_text(encoding="utf-8")))
    document.write()
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Measure the dashboard and write docs/BENCHMARKS.md.",
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--sizes", nargs="+", default=sizes.ALL, metavar="SIZE")
    parser.add_argument(
        "--data",
        type=Path,
        default=sizes.FOLDER,
        metavar="FOLDER",
        help="where made-up consultations are: sN/ and sN.duckdb (default: %(default)s)",
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds and shorter crowds")
    options = parser.parse_args(arguments)
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"{unknown[0]!r} is no part: {', '.join(PARTS)}")
    succeeded = True
    for name in options.sizes:
        try:
            size = sizes.prepared(name, options.data.absolute())
        except ValueError as error:
            parser.error(str(error))
        for part in options.parts or PARTS:
            if part in OF_ANY_SIZE and name != sizes.SHIPPED:
                continue
            succeeded &= measured(part, size, options.quick)
    return int(not succeeded)


if __name__ == "__main__":
    sys.exit(main())
