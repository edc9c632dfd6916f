"""Check the tables, or a batch of rows against them, and write nothing but the copy that --marked asks for.

    python -m data.check [FILE_OR_FOLDER] [--another ID] [--marked FILE] [--source FOLDER]

Without a batch it says whether the tables are in order, as data.build would find them, and which must have rows and
have none yet. With one it says what data.add would change and what speaks against it.

Exit codes: 0 all is well, 1 the tables or the batch have problems, or the batch rows that look like others, or tables
have no rows yet that must have some, 2 wrong usage, or a batch or a folder that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from data import translations
from data.batches.batch import BatchRefused
from data.batches.commands import add_arguments, laid_over, mark, of_another, read, undecided
from data.batches.report import nothing_new, problems_told, told
from data.build import check
from data.csv_staging import has_rows
from data.typed_command import typed_command
from data.validation_errors import DataProblems

FIRST = {
    "stages": "write the stages of the consultation first",
    "themes": "write the themes that points are sorted into first",
    "submissions": "add a submission first",
    "organisations": "name the organisation that wrote it",
    "signatories": "say who wrote and who signed it",
    "points": "add what it says, at least one point",
}
"""Table that must have rows -> what to do where it has none, in the order in which that is done."""


def check_tables(source: Path) -> int:
    """Say whether the tables in a folder are in order, and which have no rows yet; return the exit code."""
    release = check(source)
    if empty := [table for table in FIRST if not has_rows(source / f"{table}.csv")]:
        print(
            f"The tables break no rule, but {len(empty)} of those that must have rows have none yet:",
            *(f"{table}.csv has no rows: {FIRST[table]}." for table in empty),
            "The dashboard can be served meanwhile, and says that there is nothing yet. "
            "docs/own-consultation.md says how to fill the tables.",
            sep="\n",
            file=sys.stderr,
        )
        return 1
    print(f"The tables are in order: {release.data_version}.")
    for line in translations.check(source):
        print(line)
    return 0


def check_batch(options: argparse.Namespace) -> int:
    """Show what the batch would change and what is wrong with it; return the exit code."""
    batch = read(options.batch)
    if warning := of_another(batch, options.source):
        print(f"{warning} Name the folder of those with --source.\n", file=sys.stderr)
    with laid_over(batch, options.source) as changes:
        open_questions = undecided(changes, options.another)
        refused = bool(changes.problems or open_questions)
        print(told(changes, refused), flush=True)
        if refused:
            print(f"\n{problems_told(changes, open_questions)}", file=sys.stderr)
            if options.marked is not None:
                print(f"\n{mark(changes, open_questions, options.marked)}", file=sys.stderr)
            return 1
        print(
            "\nThe batch is in order."
            if changes.any
            else f"\nNothing to add: {nothing_new(changes)}"
        )
        return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog=typed_command("data.check"),
        description="Check the tables or, if one is named, a batch of rows against them, and write nothing.",
        epilog="Exit codes: 0 all is well, 1 the tables or the batch have problems, or the batch rows that look like "
        "others, or tables have no rows yet that must have some, 2 wrong usage, or a batch or a folder that cannot be "
        "read.",
    )
    parser.add_argument("batch", type=Path, nargs="?", metavar="FILE_OR_FOLDER", help="the batch")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        if options.batch is not None:
            return check_batch(options)
        return check_tables(options.source)
    except DataProblems as problems:
        print(problems, file=sys.stderr)
        return 1
    except (BatchRefused, OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
