"""Write the workbook in which a new batch is filled in."""

import shlex
import sys
from pathlib import Path

import click

from data.check import no_rows_yet
from data.commands import PROGRAM, declared, for_tables_in, path_argument, source_option
from intake.batches.batch import BatchRefused
from intake.batches.template import described_tables
from intake.batches.workbooks import refuse_unwritable, write_workbook


@declared(
    "template",
    example="new-batch.xlsx",
    exit_codes={
        0: "written",
        2: "wrong usage, a file of that name is there already, or it cannot be written",
    },
)
@path_argument("workbook", "FILE.xlsx")
@click.option(
    "--codebook",
    is_flag=True,
    help="Have sheets for all tables: also those of the codebook (stages, themes, claims ...), which change seldom.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@source_option("The tables whose ids are listed to choose from.")
def command(workbook: Path, codebook: bool, force: bool, source: Path) -> int:
    """Write the spreadsheet in which new rows are filled in.

    It has a sheet for each table, with explanations, lists to choose from, and an example.
    """
    try:
        refuse_unwritable(workbook)
        if workbook.exists() and not force:
            raise FileExistsError(
                f"{workbook} is there already: name another, or replace it with --force."
            )
        tables = described_tables() if codebook else no_rows_yet(source)
        write_workbook(workbook, {}, tables=list(tables), source=source)
    except (BatchRefused, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    check = f"{PROGRAM} check {shlex.quote(str(workbook))}{for_tables_in(source)}"
    print(f"Wrote {workbook}.\nNext:\n  fill it in\n  {check}    # says all that is wrong with it")
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
