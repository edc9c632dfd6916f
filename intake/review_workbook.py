"""The workbook of proposed rows, which a person reviews, and the options of the commands that write one."""

import shlex
from collections.abc import Callable
from pathlib import Path

from data.commands import PROGRAM, for_tables_in, path_option, source_option
from intake.batches.workbooks import refuse_unwritable


def exit_codes(left_out: str) -> dict[int, str]:
    """The exit codes of a command that proposes rows; ``left_out`` is what it can go without."""
    return {0: "written", 1: f"written without {left_out}", 2: "nothing written"}


def review_options(
    out: str, help_text: str = "The workbook to write."
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The options of a command that proposes rows: ``out``, by default a file of that name, and ``source``."""

    def with_options(function: Callable[..., int]) -> Callable[..., int]:
        workbook = path_option(
            "--out", metavar="FILE", default=Path(out), show_default=True, help=help_text
        )
        wrapped: Callable[..., int] = workbook(
            source_option("The data set that rows are proposed for.")(function)
        )
        return wrapped

    return with_options


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
        f"{PROGRAM} check {shlex.quote(str(workbook))}{for_tables_in(source)}"
    )
