"""What `wsis20 add` and `wsis20 check` have in common: they read a batch, lay it over the tables, and report."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from tqdm import tqdm

from data.commands import path_option, source_option
from intake.batches.batch import Batch, BatchRefused
from intake.batches.made_for import made_for
from intake.batches.merging import Changes, merge, steps
from intake.batches.packages import DESCRIPTOR, table_files
from intake.batches.reading import read_batch
from intake.limited_process import Ended, TookTooLong, run
from intake.needed import needed

ALL = "all"

SECONDS, MEMORY = 600, 4_000_000_000
"""What it may take to read a batch, or to write its marked copy; memory in bytes."""

_SPLIT = "Give it in several parts, or as a folder of CSV files; if it is a small file, it was made to do harm"

T = TypeVar("T")


def batch_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options of both commands: ``source``, ``another`` and ``marked``."""
    for option in (
        path_option(
            "--marked",
            metavar="FILE",
            help="Write a copy of the batch as a workbook to this file, with each cell marked that has a problem.",
        ),
        click.option(
            "--another",
            multiple=True,
            metavar="ID",
            help="The new organisation or submission with this id looks like one that is there, but is another. May "
            f"be given several times; {ALL}: whatever looks like another is one.",
        ),
        source_option("The folder of the tables."),
    ):
        function = option(function)
    return function


def read(path: Path) -> Batch:
    """The batch at `path`; on a terminal, a line shows what is being read. Raises BatchRefused."""
    needed()
    bar_format = "{desc}{n_fmt} rows, {elapsed}"
    with tqdm(
        file=sys.stderr, disable=None, leave=False, unit_scale=True, bar_format=bar_format
    ) as bar:

        def reading(what: str, rows: int) -> None:
            bar.set_description(f"Reading {what}", refresh=rows == 0)
            bar.update(rows)

        if not _may_swell(path):
            return read_batch(path, reading)
        try:
            return _run(read_batch, path, progress=reading)
        except _TooMuch as error:
            raise BatchRefused(f"{path.name} is not read: {error}.") from error


def _may_swell(path: Path) -> bool:
    """Whether a batch may take far more memory than its files have bytes: any but CSV files, in a folder or alone."""
    folder = path if path.is_dir() else path.parent if path.name == DESCRIPTOR else None
    files = [path] if folder is None else [file.path for file in table_files(folder)]
    return any(file.suffix.lower() not in (".csv", ".tsv") for file in files)


class _TooMuch(Exception):
    """A batch takes too much. The message says of what, and what to do."""


def _run(
    function: Callable[..., T], *arguments: Any, progress: Callable[..., None] | None = None
) -> T:
    """What `function` returns in a process of its own: no file can take all memory, or end this process."""
    try:
        return run(function, *arguments, seconds=SECONDS, memory=MEMORY, progress=progress)
    except TookTooLong as error:
        reason = f"it takes longer than {SECONDS / 60:.0f} minutes"
        raise _TooMuch(f"{reason}. {_SPLIT}") from error
    except Ended as error:
        reason = (
            f"it takes more than {MEMORY / 10**9:.0f} GB of memory, or it makes the program crash"
        )
        raise _TooMuch(f"{reason}. {_SPLIT}") from error


@contextmanager
def laid_over(batch: Batch, source: Path) -> Iterator[Changes]:
    """What `batch` does to the tables in `source`; a bar on a terminal shows how far this is."""
    with tqdm(total=steps(), file=sys.stderr, disable=None, leave=False, unit="step") as bar:

        def doing(what: str) -> None:
            bar.set_description(what, refresh=False)
            bar.update()

        with merge(batch, source, doing=doing) as changes:
            bar.close()
            yield changes


def mark(changes: Changes, questions: Sequence[str], target: Path) -> str:
    """Write the marked copy of a batch with problems to `target`, and say where it is. Raises OSError."""
    from intake.batches.error_workbook import write_marked_copy

    if target.resolve() == changes.batch.path.resolve():
        raise OSError(f"{target} is the batch itself: name another file for the marked copy.")
    if target.suffix.lower() != ".xlsx":
        raise OSError(f"{target} must end in .xlsx: the marked copy is an Excel workbook.")
    similar_problems = [similar.problem for similar in changes.alike if similar.id in questions]
    problems = [*changes.problems, *similar_problems]
    try:
        with tempfile.TemporaryDirectory(prefix=".marking-", dir=target.parent) as folder:
            marked_copy = Path(folder, "marked.xlsx")
            _run(write_marked_copy, changes.batch, problems, marked_copy, changes.source)
            marked_copy.replace(target)
    except _TooMuch as error:
        raise OSError(f"The marked copy {target} is not written: {error}.") from error
    except OSError as error:
        reason = error.strerror or error
        raise OSError(
            f"The marked copy {target} cannot be written ({reason}): name another file with --marked."
        ) from error
    return f"Each of them is marked in {target}: mend it there, and give that file instead."


def of_another(batch: Batch, source: Path) -> str:
    """A warning if a workbook was made for another data set than that in ``source``, else empty."""
    data_set = made_for(source)
    if batch.made_for is None or batch.made_for.may_be(data_set):
        return ""
    return (
        f"{batch.path.name} was made for {batch.made_for}, and these are the tables of {data_set}."
    )


def undecided(changes: Changes, another: Sequence[str]) -> list[str]:
    """The ids of new rows that look like others and were not said to be others."""
    if ALL in another:
        return []
    return [similar.id for similar in changes.alike if similar.id not in another]
