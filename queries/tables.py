"""Reads whole tables of the data set."""

import duckdb
import pandas as pd

from queries import engines
from queries.engines import DatabaseUnavailable, per_version
from queries.execution import Part, ask
from queries.questions import QuestionError


def table(name: str) -> pd.DataFrame:
    """All rows of the table ``name`` with the columns of its CSV file, in the order of the file.

    Raises QuestionError, which lists the tables, if the data set has no such table.
    """
    engine = engines.current()
    return engine.frame(_sql(name), {})


def part_of_table(name: str, *, offset: int = 0, limit: int) -> Part:
    """Stream at most ``limit`` rows of a table, starting at row ``offset`` (from 0).

    Raises QuestionError like ``table``.
    """
    engine = engines.current()
    sql = f"{_sql(name)} LIMIT {int(limit)} OFFSET {int(offset)}"
    rows = ask("tables")
    total = int(rows.row_count[rows.table_name == name].iloc[0])
    count = max(min(limit, total - offset), 0)
    return Part(engine.version, total, offset, count, engine.batches(sql, {}))


def _sql(name: str) -> str:
    all_columns = ask("table_columns")
    names = all_columns.column_name[all_columns.table_name == name]
    if names.empty:
        tables = ", ".join(all_columns.table_name.unique())
        raise QuestionError(f"no table is called {name[:60]!r}; there are {tables}")
    columns = ", ".join(f'"{column}"' for column in names)
    return f'SELECT {columns} FROM "{name}"'  # noqa: S608 - names from the data set itself


def has_rows(name: str) -> bool:
    """Whether the table ``name`` has rows: a data set may leave many of them empty."""
    return name in _filled_tables()


@per_version()
def _filled_tables() -> frozenset[str]:
    rows = ask("tables")
    return frozenset(rows.table_name[rows.row_count > 0])


@per_version()
def merged_submissions() -> dict[str, str]:
    """Former id of a merged submission -> the id of the submission to which its addresses lead."""
    rows = table("merged_submissions")
    return dict(zip(rows.former_id, rows.submission_id, strict=True))


def row_counts() -> dict[str, int]:
    """The current row count of each table.

    Raises DatabaseUnavailable if the database does not answer, QueryStopped at a limit of time or memory.
    """
    query = " UNION ALL ".join(
        f"SELECT '{name}' AS name, count(*) AS rows FROM \"{name}\""  # noqa: S608 - as above
        for name in ask("tables").table_name
    )
    try:
        counts = engines.current().frame(f"{query} ORDER BY name", {})
    except duckdb.Error as error:
        raise DatabaseUnavailable(f"The database does not answer ({error}).") from error
    return dict(zip(counts.name, counts.rows.tolist(), strict=True))
