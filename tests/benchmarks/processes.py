"""What a further process gains: readers behind nginx with one to three processes on one database.

The readers run on the same machine and take their share of its cores.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.crowds import readers, resident
from tests.benchmarks.figures import heading, summary
from tests.benchmarks.repeating import Effort
from tests.deploy.hosting import Instances
from tests.deploy.nginx import HOST, nginx

PROCESSES = (1, 2, 3)
LOADS = ((50, 5.0), (10, 0.0))
"""How many readers, and the seconds each thinks between two clicks; without any, the processes are at their limit."""


def measure(effort: Effort) -> list[dict[str, Any]]:
    """One row for each number of processes and each load."""
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
                    for crowd, think in LOADS:
                        met = readers(
                            f"{site.url}/wsis",
                            crowd,
                            effort.crowd_seconds,
                            think,
                            "--any-certificate",
                        )
                        memory = sum(
                            resident(psutil.Process(one.pid))
                            for one in instances.processes.values()
                        )
                        measured.append(
                            {
                                "processes": number,
                                "readers": crowd,
                                "think": think,
                                "seconds": effort.crowd_seconds,
                                "run": summary(met["runs"]) if met["runs"] else None,
                                "runs_a_second": met["runs_a_second"],
                                "errors": met["errors"],
                                "megabytes": round(memory),
                                "clients_processor_share": met["clients_processor_share"],
                            }
                        )
            finally:
                instances.stop()
    return measured
