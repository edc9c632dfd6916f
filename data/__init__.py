"""The data of the dashboard: the CSV tables, their rules, and the database that is built from them.

``data.settings`` says which data set a process serves, the one here or another.
"""

from pathlib import Path

SOURCE = Path(__file__).parent
"""The folder of the data set that comes with the dashboard: CSV tables and settings.toml."""

DATABASE = SOURCE / "dashboard.duckdb"
"""The database that is built from it."""

MACROS = SOURCE / "macros.sql"
"""The table macros of the database, one for each leading question; ``queries.macros`` writes them."""
