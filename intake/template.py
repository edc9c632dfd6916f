"""Write the workbook in which a new batch is filled in.

    python -m intake.template new-batch.xlsx [--codebook] [--force] [--source FOLDER]

Exit codes: 0 written, 2 wrong usage, a file of that name is there already, or it cannot be written.
"""

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from data.settings import data_set
from data.typed_command import remedy, source_option, typed_command
from intake.batches.batch import BatchRefused
from intake.batches.template import described_tables
from intake.batches.workbooks import refuse_unwritable, write_workbook


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog=typed_command("intake.template"),
        description="Write the workbook in which a new batch is filled in: a sheet for each table, with explanations, "
        "lists to choose from, and an example.",
        epilog="Exit codes: 0 written, 2 wrong usage, a file of that name is there already, or it cannot be written.",
    )
    parser.add_argument("workbook", type=Path, metavar="FILE.xlsx", help="the workbook to write")
    parser.add_argument(
        "--codebook",
        action="store_true",
        help="have sheets for all tables: also those of the codebook (stages, themes, claims ...), which change seldom",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace the file if it is there already"
    )
    parser.add_argument(
        "--source",
        type=Path,
        default=data_set().source,
        metavar="FOLDER",
        help="the tables whose ids are listed to choose from (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    target: Path = options.workbook
    try:
        refuse_unwritable(target)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    if target.exists() and not options.force:
        print(
            f"{target} is there already: name another, or replace it with --force.", file=sys.stderr
        )
        return 2
    tables = list(described_tables()) if options.codebook else []
    try:
        write_workbook(target, {}, tables=tables, source=options.source)
    except (BatchRefused, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    command = f"{remedy('intake.check')} {shlex.quote(str(target))}{source_option(options.source)}"
    print(f"Wrote {target}. Fill it in, then: {command}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
