"""What a consultation of some size takes: making it up, checking it, building its database, adding it as a batch.

    python -m tests.benchmarks.growth SUBMISSIONS [--points-per-submission N] [--json FILE] [--folder FOLDER]

Each step is a process of its own, of which the system tells time and memory. On a busy machine, judge by the seconds of
processor time: those on the clock are of all who use it. Exit codes: 0 all steps succeeded, 1 one failed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
POINTS_PER_SUBMISSION = 10.0


@dataclass(frozen=True)
class Measured:
    """One step: seconds on the clock and of the processor, the most memory it held at once, its exit code."""

    step: str
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    exit_code: int


def measure(step: str, module: str, *arguments: object) -> Measured:
    """Run `python -m module arguments` and tell what it took; what it says of errors is passed on."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        step,
        round(time.monotonic() - begun, 1),
        round(used.ru_utime + used.ru_stime, 1),
        round(used.ru_maxrss / 1024),
        process.returncode,
    )


def steps(submissions: int, points_per_submission: float, folder: Path) -> Iterator[Measured]:
    """Make a consultation in `folder` and take it through every step, each measured as it ends."""
    made, added = folder / "made", folder / "added"
    added.mkdir()
    yield measure(
        "generate",
        "tests.benchmarks.generate",
        "--submissions",
        submissions,
        "--points-per-submission",
        points_per_submission,
        "--to",
        made,
    )
    yield measure("check", "data.check", "--source", made)
    yield measure("build", "data.build", "--source", made, "--target", folder / "made.duckdb")
    yield measure("import", "data.add", made, "--source", added, "--yes", "--another", "all")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.growth",
        description="Measure generating, checking, building and importing a consultation.",
    )
    parser.add_argument("submissions", type=int, metavar="SUBMISSIONS")
    parser.add_argument(
        "--points-per-submission", type=float, default=POINTS_PER_SUBMISSION, metavar="N"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args(arguments)
    done = []
    print(f"  {'':<10} {'seconds':>9} {'processor':>10} {'peak MB':>8}")
    with TemporaryDirectory(prefix="growth-", dir=options.folder) as folder:
        for one in steps(options.submissions, options.points_per_submission, Path(folder)):
            failed = f"  failed with {one.exit_code}" if one.exit_code else ""
            print(
                f"  {one.step:<10} {one.seconds:9.1f} {one.processor_seconds:10.1f} "
                f"{one.peak_megabytes:8.0f}{failed}",
                flush=True,
            )
            done.append(one)
    if options.json:
        figures = {"submissions": options.submissions, "steps": [asdict(one) for one in done]}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return int(any(one.exit_code for one in done))


if __name__ == "__main__":
    sys.exit(main())
