"""What proposed rows have beside the columns of their tables: review columns, which are not imported."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

EVIDENCE, PAGE, SCORE, MATCHED, QUESTION = (
    "evidence",
    "page",
    "score",
    "matched name",
    "question",
)
REVIEW: Mapping[str, tuple[str, ...]] = {
    "organisations": (EVIDENCE, PAGE, QUESTION),
    "submissions": (EVIDENCE, PAGE, QUESTION),
    "signatories": (EVIDENCE, PAGE, SCORE, MATCHED, QUESTION),
    "points": (EVIDENCE, PAGE, SCORE, QUESTION),
    "point_action_lines": (EVIDENCE, PAGE, SCORE, QUESTION),
}
"""Table -> its review columns, in the order in which it has them."""

Row = dict[str, str | None]


def question_cell(questions: Sequence[str]) -> str | None:
    """Questions as one cell."""
    return "; ".join(questions) or None


def number(page: int | None) -> str | None:
    """The number of a page as a cell."""
    return None if page is None else str(page)


def table_rows(source: Path, table: str) -> list[Row]:
    """The rows of a table in the data set in the folder `source`; empty cells are None."""
    with (source / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            {column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)
        ]
