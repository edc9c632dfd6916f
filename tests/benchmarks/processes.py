"""What a further process gains: readers behind nginx with one to three processes on one database.

    python -m tests.benchmarks.processes [--seconds N]

Writes build/benchmarks/processes.json. The readers run on the same machine and take their share of its cores.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.figures import heading
from tests.deploy.hosting import Instances
from tests.deploy.nginx import HOST, nginx
from tests.server.running import ROOT

PROCESSES = (1, 2, 3)
LOADS = ((50, 5.0), (200, 5.0), (10, 0.0))
"""How many readers, and the seconds each thinks between two clicks; without any, the processes are at their limit."""

SECONDS = 40.0
RESULT = ROOT / "build" / "benchmarks" / "processes.json"


def percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return round(ordered[round(part * (len(ordered) - 1))], 1) if ordered else 0.0


def load(address: str, readers: int, think: float, seconds: float, folder: Path) -> dict[str, Any]:
    """What so many readers meet, who are a program of their own."""
    figures = folder / "figures.json"
    command = [sys.executable, "-m", "tests.benchmarks.readers", address, "--any-certificate"]
    command += ["--readers", str(readers), "--think", str(think), "--seconds", str(seconds)]
    subprocess.run(
        [*command, "--json", str(figures)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    told: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return told


def rows(seconds: float = SECONDS) -> list[dict[str, Any]]:
    """One row for each number of processes and each load, in milliseconds; printed as they come."""
    print(heading("Readers behind nginx, by number of processes", "milliseconds"))
    measured = []
    for number in PROCESSES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            instances = Instances(folder, f"https://{HOST}/wsis", number, DASHBOARD_API_RATE="")
            try:
                instances.build()
                instances.start()
                with nginx(folder / "nginx", *instances.ports) as site:
                    for readers, think in LOADS:
                        told = load(f"{site.url}/wsis", readers, think, seconds, folder)
                        memory = sum(
                            psutil.Process(one.pid).memory_info().rss
                            for one in instances.processes.values()
                        )
                        row = {
                            "processes": number,
                            "readers": readers,
                            "think": think,
                            "p50": percentile(told["runs"], 0.5),
                            "p95": percentile(told["runs"], 0.95),
                            "runs_per_second": told["runs_a_second"],
                            "errors": sum(told["errors"].values()),
                            "memory_mb": round(memory / 1e6),
                            "clients_processor_share": told["clients_processor_share"],
                        }
                        print(f"  {row}", flush=True)
                        measured.append(row)
            finally:
                instances.stop()
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.processes")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="N")
    seconds = parser.parse_args().seconds
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    written = {"name": "processes", "unit": "ms", "rows": rows(seconds)}
    RESULT.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
