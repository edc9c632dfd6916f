"""Reads a table that comes as a Parquet file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from data.validation_errors import Problem
from intake.batches.batch import BatchRefused
from intake.batches.cell_text import tidied
from intake.batches.raw_table import RawTable


def read_parquet(path: Path) -> RawTable:
    """A Parquet file, each column as text. BatchRefused if it is none, MemoryError if it takes too much."""
    quoted = "'" + str(path).replace("'", "''") + "'"
    source = f"FROM read_parquet({quoted})"
    with duckdb.connect(":memory:", config={"memory_limit": "1GB", "threads": 1}) as connection:
        try:
            columns = connection.execute(f"DESCRIBE {source}").fetchall()
            expressions = {
                name: _as_text(f'"{_doubled(name)}"', data_type) for name, data_type, *_ in columns
            }
            selected = [
                f'{expression} AS "c{index}"'
                for index, expression in enumerate(expressions.values())
                if expression
            ]
            cells = tidied(
                connection.sql(f"SELECT {', '.join(selected) or 'NULL AS c0'} {source}"), False
            )
        except (duckdb.OutOfMemoryException, OSError) as error:
            raise MemoryError from error
        except duckdb.Error as error:
            raise BatchRefused(
                f"{path.name} cannot be read as Parquet ({str(error).splitlines()[0]}). Write it again."
            ) from error
    problems = [
        Problem(
            path.name, None, name, None, "must hold text, numbers or dates, not lists or objects"
        )
        for name, expression in expressions.items()
        if not expression
    ]
    return RawTable(
        path.stem,
        path.name,
        path.name,
        [name for name, expression in expressions.items() if expression],
        cells if selected else [],
        np.arange(1, len(cells[0]) + 1, dtype=np.int64),
        problems=problems,
    )


def _doubled(name: str) -> str:
    return name.replace('"', '""')


def _as_text(column: str, kind: str) -> str:
    """SQL of a column as our CSV files write it; empty for what is no single value."""
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "BLOB", "UNION")):
        return ""
    if kind.startswith(("DECIMAL", "FLOAT", "DOUBLE")):
        number = f"CAST({column} AS DOUBLE)"
        whole = f"{number} = trunc({number}) AND abs({number}) < 1e15"
        return f"""
            CASE WHEN isnan({number}) THEN NULL
            WHEN {whole} THEN CAST(TRY_CAST({column} AS BIGINT) AS VARCHAR)
            ELSE CAST({column} AS VARCHAR) END"""
    if kind.startswith("TIMESTAMP"):
        midnight = f"{column} = date_trunc('day', {column})"
        return f"CASE WHEN {midnight} THEN CAST(CAST({column} AS DATE) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
    return (
        f"upper(CAST({column} AS VARCHAR))" if kind == "BOOLEAN" else f"CAST({column} AS VARCHAR)"
    )
