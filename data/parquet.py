# ruff: noqa: S608 - the names put into SQL are those of the database itself
"""Writes all tables of a database as Parquet files, for an engine that reads those."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
from filelock import FileLock

from data.atomic_replace import flush

RELEASE = "data_release.parquet"
"""The file that identifies the data; its column `folder` names the folder of their tables."""

COLUMNS = "columns"
"""The table of all columns, from DuckDB's catalogue."""

_UNFINISHED = ".writing"


def write(database: Path, target: Path) -> Path:
    """Write every table of the file `database` into a new folder inside `target`, and return that folder.

    Each table is a file NAME.parquet with its columns and `rowid`, the position of each row; one more file, COLUMNS,
    lists columns and types. At last, RELEASE names the new folder, in one step, so that readers always find complete
    tables. The folder that it named before stays for those who still read it; older ones are removed.
    """
    target.mkdir(parents=True, exist_ok=True)
    lock = FileLock(target / ".lock", preserve_lock_file=True)
    with lock, duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH {_quoted(database)} AS built (READ_ONLY)")
        connection.execute("USE built")
        row = connection.execute("SELECT content_hash, build_hash FROM data_release").fetchone()
        if row is None:
            raise ValueError(f"{database.name} does not say which data it has")
        folder = target / f"tables-{row[0][:8]}-{row[1][:8]}"
        current_folder = _named(connection, target / RELEASE)
        if not folder.exists():
            _tables(connection, target / _UNFINISHED)
            (target / _UNFINISHED).rename(folder)
        unfinished = target / f"{_UNFINISHED}-{RELEASE}"
        release = f"SELECT *, {_quoted(folder.name)} AS folder FROM data_release"
        connection.execute(f"COPY ({release}) TO {_quoted(unfinished)} (FORMAT parquet)")
        flush(unfinished)
        unfinished.replace(target / RELEASE)
        flush(target)
        for old in target.glob("tables-*"):
            if old.name not in (folder.name, current_folder):
                shutil.rmtree(old)
    return folder


def _tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'built' ORDER BY table_name"
    ).fetchall()
    queries = {name: f'SELECT *, rowid FROM "{name}"' for (name,) in rows}
    queries[COLUMNS] = (
        "SELECT table_name, column_name, column_index, data_type, is_nullable, comment "
        "FROM duckdb_columns() WHERE database_name = 'built' ORDER BY table_name, column_index"
    )
    for name, query in queries.items():
        file = folder / f"{name}.parquet"
        connection.execute(f"COPY ({query}) TO {_quoted(file)} (FORMAT parquet)")
        flush(file)


def _named(connection: duckdb.DuckDBPyConnection, release: Path) -> str:
    """The folder that the release names now; empty if there is none."""
    if not release.exists():
        return ""
    row = connection.execute(f"SELECT folder FROM {_quoted(release)}").fetchone()
    return str(row[0]) if row else ""


def _quoted(text: Path | str) -> str:
    return "'" + str(text).replace("'", "''") + "'"
