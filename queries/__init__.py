"""Questions and their answers. Every figure is the answer to a question; every question is one .sql file here.

``ask("themes", filters)`` runs ``themes.sql`` behind ``selection.sql`` and returns a DataFrame with the
columns that the file's header documents.
"""

from queries.engines import (
    DatabaseUnavailable,
    NotKept,
    QueryStopped,
    QueryTooLarge,
    QueryTooSlow,
    current,
    memory,
    one_version,
    only_kept,
    per_version,
    within,
)
from queries.engines.duckdb_engine import Database
from queries.execution import (
    Part,
    ask,
    compiled,
    count_rows,
    fetch_rows,
    length,
    question,
    run_if_small,
    stream,
)
from queries.filters import ALL_FILTERS, FILTERS, Filters
from queries.loader import questions
from queries.questions import Question, QuestionError
