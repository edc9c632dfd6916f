"""Reads whole tables of the data set."""

import duckdb
import pandas as pd

from queries import engines
from queries.engines.base import DatabaseUnavailable
from queries.execution import Part, ask
from queries.questions import QuestionError
from queries.version_cache import per_version


def table(name: str) -> pd.DataFrame:
    """All rows of the table ``name`` with the columns of its CSV file, in the order of the file.

    Raises QuestionError, naming the tables there are, for a name that is not one of the data set's.
    """
    opened = engines.current()
    return opened.frame(_sql(name), {})


def part_of_table(name: str, *, offset: int = 0, limit: int) -> Part:
    """Stream at most ``limit`` rows of a table, starting at row ``offset`` (from 0).

    Raises QuestionError like ``table``.
    """
    opened = engines.current()
    sql = f"{_sql(name)} LIMIT {int(limit)} OFFSET {int(offset)}"
    rows = ask("tables")
    total = int(rows.row_count[rows.table_name == name].iloc[0])
    here = max(min(limit, total - offset), 0)
    return Part(opened.version, total, offset, here, opened.batches(sql, {}))


def _sql(name: str) -> str:
    columns = ask("table_columns")
    own = columns.column_name[columns.table_name == name]
    if own.empty:
        known = ", ".join(columns.table_name.unique())
        raise QuestionError(f"no table is called {name[:60]!r}; there are {known}")
    listed = ", ".join(f'"{column}"' for column in own)
    return f'SELECT {listed} FROM "{name}"'  # noqa: S608 - names that the data set itself has


@per_version()
def has_rows(name: str) -> bool:
    """Whether the table ``name`` has rows: a data set may leave many of them empty."""
    rows = ask("tables")
    return bool(rows.row_count[rows.table_name == name].sum())


@per_version()
def merged_submissions() -> dict[str, str]:
    """The former ids of merged submissions, each with the id of the submission that its addresses lead to."""
    rows = table("merged_submissions")
    return dict(zip(rows.former_id, rows.submission_id, strict=True))


def row_counts() -> dict[str, int]:
    """The current row count of each table.

    Raises DatabaseUnavailable if the database does not answer, QueryStopped at a limit of time or memory.
    """
    counts = " UNION ALL ".join(
        f"SELECT '{name}' AS name, count(*) AS rows FROM \"{name}\""  # noqa: S608 - as above
        for name in ask("tables").table_name
    )
    try:
        counted = engines.current().frame(f"{counts} ORDER BY name", {})
    except duckdb.Error as error:
        raise DatabaseUnavailable(f"The database does not answer ({error}).") from error
    return dict(zip(counted.name, counted.rows.tolist(), strict=True))
