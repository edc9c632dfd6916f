"""The data of the dashboard: tables as CSV, the schema they must fit, and the database built from them."""

from pathlib import Path

SOURCE = Path(__file__).parent
"""The folder of the CSV tables and settings.toml."""

DATABASE = SOURCE / "wsis.duckdb"
"""The database that everything else reads, built from SOURCE by data.build."""
