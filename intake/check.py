"""Check a batch of rows against the tables, and write nothing but the copy that --marked asks for.

    python -m intake.check [FILE_OR_FOLDER] [--another ID] [--marked FILE] [--source FOLDER]

It says what intake.add would change and what speaks against it. Without a batch it checks the tables, as data.check.

Exit codes: 0 all is well, 1 the tables or the batch have problems, or the batch rows that look like others, or tables
have no rows yet that must have some, 2 wrong usage, or a batch or a folder that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from data import check
from data.typed_command import typed_command
from intake.batches.batch import BatchRefused
from intake.batches.commands import add_arguments, laid_over, mark, of_another, read, undecided
from intake.batches.report import nothing_new, problems_told, told


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
        prog=typed_command("intake.check"),
        description="Check the tables or, if one is named, a batch of rows against them, and write nothing.",
        epilog="Exit codes: 0 all is well, 1 the tables or the batch have problems, or the batch rows that look like "
        "others, or tables have no rows yet that must have some, 2 wrong usage, or a batch or a folder that cannot be "
        "read.",
    )
    parser.add_argument("batch", type=Path, nargs="?", metavar="FILE_OR_FOLDER", help="the batch")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    if options.batch is None:
        return check.main(["--source", str(options.source)])
    try:
        return check_batch(options)
    except (BatchRefused, OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
