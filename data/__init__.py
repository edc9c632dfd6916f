"""The data of the dashboard: tables as CSV, what must hold of them, the database built of them."""

from pathlib import Path

SOURCE = Path(__file__).parent
"""The folder of the CSV tables and settings.toml."""

DATABASE = SOURCE / "wsis.duckdb"
"""The database that everything else reads, built from SOURCE by data.build."""
