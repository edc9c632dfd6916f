"""Measure the dashboard and write docs/BENCHMARKS.md: `make bench`.

python -m tools.benchmarks [PART ...] [--sizes SIZE ...] [--data FOLDER] [--quick]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.benchmarks import data, document, pages, questions, readers, rivals

PARTS: dict[str, Callable[[data.Size, bool], document.Rows]] = {
    "pages": pages.measure,
    "sight": pages.sight,
    "click": pages.click,
    "readers": readers.measure,
    "questions": questions.measure,
    "pandas": rivals.pandas,
    "datasette": rivals.datasette,
}
"""Part -> the function that measures it; its arguments are a size and whether to be quick."""

RIVALS = ("pandas", "datasette")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.benchmarks",
        description="Measure the dashboard and write docs/BENCHMARKS.md.",
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--sizes", nargs="+", default=data.SIZES, metavar="SIZE")
    parser.add_argument("--data", type=Path, default=data.FOLDER, metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    options = parser.parse_args(arguments)
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"{unknown[0]!r} is no part: {', '.join(PARTS)}")
    for name in options.sizes:
        try:
            size = data.prepared(name, options.data.absolute())
        except ValueError as error:
            parser.error(str(error))
        for part in options.parts or PARTS:
            if part in RIVALS and name.isdecimal() and int(name) > rivals.MOST_SUBMISSIONS:
                continue
            print(f"{part}, {name}", flush=True)
            taken = document.taken(size, options.quick)
            rows = PARTS[part](size, options.quick)
            print(json.dumps(rows, indent=1), flush=True)
            document.add(part, size, taken, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
