"""All rows of a table of the data set: the one answer whose columns are the table's own."""

import pandas as pd

from queries.asking import Part, ask
from queries.database import current
from queries.questions import QuestionError


def table(name: str) -> pd.DataFrame:
    """All rows of the table ``name`` with the columns of its CSV file, in the order of the file.

    Raises QuestionError, naming the tables there are, for a name that is not one of the data set's.
    """
    return current().frame(_sql(name), {})


def part_of_table(name: str, *, offset: int = 0, limit: int) -> Part:
    """At most ``limit`` of the rows that ``table`` gives, from the row ``offset`` (0 is the first) on.

    Raises QuestionError like ``table``.
    """
    sql = f"{_sql(name)} LIMIT {int(limit)} OFFSET {int(offset)}"
    rows = ask("tables")
    total = int(rows.row_count[rows.table_name == name].iloc[0])
    return Part(total, offset, max(min(limit, total - offset), 0), current().batches(sql, {}))


def _sql(name: str) -> str:
    columns = ask("table_columns")
    own = columns.column_name[columns.table_name == name]
    if own.empty:
        known = ", ".join(columns.table_name.unique())
        raise QuestionError(f"no table is called {name[:60]!r}; there are {known}")
    listed = ", ".join(f'"{column}"' for column in own)
    return f'SELECT {listed} FROM "{name}"'  # noqa: S608 - names that the data set itself has
