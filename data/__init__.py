"""The data of the dashboard: tables as CSV, what must hold of them, the database built of them.

Which data set a process serves, the one here or another, is said by ``data.settings``.
"""

from pathlib import Path

SOURCE = Path(__file__).parent
"""The folder of the data set that comes with the dashboard: CSV tables and settings.toml."""

DATABASE = SOURCE / "dashboard.duckdb"
"""The database that is built of it."""

MACROS = SOURCE / "macros.sql"
"""The table macros of the database: leading questions, written by ``queries.macros``."""
