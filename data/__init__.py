"""The data of the dashboard: tables as CSV, what must hold of them, the database built of them."""

import os
from pathlib import Path

VARIABLES = {
    "DASHBOARD_DATA": "folder of the tables and settings.toml that are served; empty: the data set that comes with "
    "the dashboard",
    "DASHBOARD_DATABASE": "file of the database that is built of them, or sc://host:15002, the Spark Connect server "
    "that answers instead; empty: dashboard.duckdb in their folder",
    "DASHBOARD_TABLES": "with a Spark Connect server, folder or address under which it finds the tables that "
    "`python -m data.build --to parquet` wrote",
}
"""Environment variable -> what it sets."""


def _named(variable: str, otherwise: Path) -> Path:
    """The whole path that a variable names, relative to where the process was started."""
    path = os.environ.get(variable, "").strip()
    return Path(path).expanduser().absolute() if path else otherwise


SOURCE = _named("DASHBOARD_DATA", Path(__file__).parent)
"""The folder of the CSV tables and settings.toml."""

_ADDRESS = os.environ.get("DASHBOARD_DATABASE", "").strip()

SPARK = _ADDRESS if _ADDRESS.startswith("sc://") else ""
"""The address of the Spark Connect server that answers in the place of DATABASE; empty where none does."""

TABLES = os.environ.get("DASHBOARD_TABLES", "").strip().rstrip("/")
"""Where that server finds the tables."""

_FILE = SOURCE / "dashboard.duckdb"

DATABASE = _FILE if SPARK else _named("DASHBOARD_DATABASE", _FILE)
"""The database that everything else reads, built from SOURCE by data.build."""
