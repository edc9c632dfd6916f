"""Check the tables, and write nothing.

    python -m data.check [--source FOLDER]

It says whether the tables are in order, as data.build would find them, and which must have rows and have none yet.
intake.check holds a batch of new rows against them.

Exit codes: 0 all is well, 1 the tables have problems, or tables have no rows yet that must have some, 2 wrong usage, or
a folder that cannot be read.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from data import translations
from data.build import check
from data.csv_staging import has_rows
from data.settings import data_set
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog=typed_command("data.check"),
        description="Check the tables and write nothing.",
        epilog="Exit codes: 0 all is well, 1 the tables have problems, or tables have no rows yet that must have some, "
        "2 wrong usage, or a folder that cannot be read.",
    )
    parser.add_argument(
        "--source",
        type=Path,
        default=data_set().source,
        metavar="FOLDER",
        help="the data folder (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    try:
        return check_tables(options.source)
    except DataProblems as problems:
        print(problems, file=sys.stderr)
        return 1
    except (OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
