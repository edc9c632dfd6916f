"""What proposed rows have beside the columns of their tables: review columns that are not imported; their workbook."""

import csv
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.typed_command import remedy, source_option
from intake.batches.workbooks import refuse_unwritable

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


def asked(questions: Sequence[str]) -> str | None:
    """Questions as one cell."""
    return "; ".join(questions) or None


def number(page: int | None) -> str | None:
    """The number of a page as a cell."""
    return None if page is None else str(page)


def table_rows(source: Path, table: str) -> list[Row]:
    """The rows of a table in the data set in the folder `source`; empty cells are None."""
    with (source / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell or None for name, cell in row.items()} for row in csv.DictReader(file)]


def refuse_present(workbook: Path, *others: Path) -> None:
    """Raise OSError, in words, if the workbook of proposed rows or what goes with it is there, or cannot be written."""
    for path in (workbook, *others):
        if path.exists():
            raise FileExistsError(
                f"{path} is there already, perhaps with someone's review in it: move it away, "
                "or name another file with --out"
            )
    refuse_unwritable(workbook)


def what_next(workbook: Path, source: Path) -> str:
    """What a person does with a workbook of rows proposed for the data set in the folder `source`."""
    return (
        "Nothing is in the data set yet. Go through every row: the columns that begin with “review:” say what it rests "
        "on and what to decide, and are not imported. Delete what does not hold, mend the rest, then run "
        f"{remedy('intake.check')} {shlex.quote(str(workbook))}{source_option(source)}"
    )
