"""The golden record: what the dashboard shows at some 120 addresses of each data set, kept as text files."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

RECORDS = Path(__file__).parent / "records"


DATA_SETS = {
    "shipped": Path(__file__).parents[2] / "data",
    "lake-lumen": Path(__file__).parents[1] / "consultation" / "lake-lumen",
}
"""Name of a data set, as its folder of records is called -> the folder of its tables."""


def write_record(name: str, folder: Path) -> None:
    """Write the record of a data set into ``folder``. A process serves one data set, so this starts another."""
    with TemporaryDirectory() as temporary_folder:
        environment = {
            "DASHBOARD_DATA": str(DATA_SETS[name]),
            "DASHBOARD_DATABASE": str(Path(temporary_folder) / "golden.duckdb"),
        }
        subprocess.run(
            [sys.executable, "-m", "tests.golden.record", str(folder)],
            env={**os.environ, **environment},
            check=True,
            stderr=subprocess.PIPE,
        )
