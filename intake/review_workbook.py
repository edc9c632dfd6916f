"""The workbook of proposed rows, which a person reviews."""

import shlex
from pathlib import Path

from data.typed_command import remedy, source_option
from intake.batches.workbooks import refuse_unwritable


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
