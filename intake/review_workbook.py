"""The workbook of proposed rows, which a person reviews, and the options of the commands that write one."""

import argparse
import shlex
from pathlib import Path

from data.settings import data_set
from data.typed_command import remedy, source_option, typed_command
from intake.batches.workbooks import refuse_unwritable


def options_of(
    module: str, description: str, left_out: str, out: str, written: str = "the workbook to write"
) -> argparse.ArgumentParser:
    """Reads the options of a command that proposes rows; ``left_out`` is what it can go without."""
    parser = argparse.ArgumentParser(
        prog=typed_command(module),
        description=f"{description} Writes a workbook for review, never the data set.",
        epilog=f"Exit codes: 0 written, 1 written without {left_out}, 2 nothing written.",
    )
    for name, default, metavar, meaning in (
        ("--out", Path(out), "FILE", written),
        ("--source", data_set().source, "FOLDER", "the data set that rows are proposed for"),
    ):
        help_ = f"{meaning} (default: %(default)s)"
        parser.add_argument(name, type=Path, default=default, metavar=metavar, help=help_)
    return parser


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
