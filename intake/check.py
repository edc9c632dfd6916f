"""Check a batch of rows against the tables, and write nothing but the copy that --marked asks for.

It says what `wsis20 add` would change and what speaks against it. Without a batch it checks the tables.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from data.check import check_tables
from data.commands import declared, path_argument
from data.validation_errors import DataProblems
from intake.batches.batch import BatchRefused
from intake.batches.commands import batch_options, laid_over, mark, of_another, read, undecided
from intake.batches.report import nothing_new, problems_told, told


def check_batch(path: Path, source: Path, another: Sequence[str], marked: Path | None) -> int:
    """Show what the batch would change and what is wrong with it; return the exit code."""
    batch = read(path)
    if warning := of_another(batch, source):
        print(f"{warning} Name the folder of those with --source.\n", file=sys.stderr)
    with laid_over(batch, source) as changes:
        open_questions = undecided(changes, another)
        refused = bool(changes.problems or open_questions)
        if refused:
            print(f"{problems_told(changes, open_questions)}\n", file=sys.stderr)
        print(told(changes, refused), flush=True)
        if refused:
            if marked is not None:
                print(f"\n{mark(changes, open_questions, marked)}", file=sys.stderr)
            return 1
        print(
            "\nThe batch is in order."
            if changes.any
            else f"\nNothing to add: {nothing_new(changes)}"
        )
        return 0


@declared(
    "check",
    example="new-batch.xlsx --marked marked.xlsx",
    exit_codes={
        0: "all is well",
        1: "the tables or the batch have problems, or the batch rows that look like others, or tables have no rows "
        "yet that must have some",
        2: "wrong usage, or a batch or a folder that cannot be read",
    },
)
@path_argument("batch", "[FILE_OR_FOLDER]", required=False)
@batch_options
def command(batch: Path | None, source: Path, another: tuple[str, ...], marked: Path | None) -> int:
    """Say all that is wrong with the tables, or with a batch of new rows.

    Nothing is written but the copy that --marked asks for.
    """
    try:
        if batch is None:
            return check_tables(source)
        return check_batch(batch, source, another, marked)
    except DataProblems as problems:
        print(problems, file=sys.stderr)
        return 1
    except (BatchRefused, OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 2


main = command.run


if __name__ == "__main__":
    sys.exit(main())
