"""All rows of a table of the data set: the one answer whose columns are the table's own."""

import pandas as pd

from queries.asking import ask
from queries.database import current
from queries.questions import QuestionError


def table(name: str) -> pd.DataFrame:
    """All rows of the table ``name`` with the columns of its CSV file, in the order of the file.

    Raises QuestionError, naming the tables there are, for a name that is not one of the data set's.
    """
    columns = ask("table_columns")
    own = columns.column_name[columns.table_name == name]
    if own.empty:
        known = ", ".join(columns.table_name.unique())
        raise QuestionError(f"no table is called {name[:60]!r}; there are {known}")
    return current().frame(f'FROM "{name}"', {})[own.tolist()]
