"""The data of the dashboard: tables as CSV, what must hold of them, the database built of them."""

import os
from pathlib import Path

VARIABLES = {
    "DASHBOARD_DATA": "folder of the tables and settings.toml that are served; empty: the data set that comes with "
    "the dashboard",
    "DASHBOARD_DATABASE": "file of the database that is built of them; empty: dashboard.duckdb in their folder",
}
"""Environment variable -> what it sets."""


def _named(variable: str, otherwise: Path) -> Path:
    """The whole path that a variable names, relative to where the process was started."""
    path = os.environ.get(variable, "").strip()
    return Path(path).expanduser().absolute() if path else otherwise


SOURCE = _named("DASHBOARD_DATA", Path(__file__).parent)
"""The folder of the CSV tables and settings.toml."""

DATABASE = _named("DASHBOARD_DATABASE", SOURCE / "dashboard.duckdb")
"""The database that everything else reads, built from SOURCE by data.build."""
