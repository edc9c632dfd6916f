"""What `data.add` and `data.check` have in common: a batch read, laid over the tables, and told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from data.batches.batch import Batch
from data.batches.marking import write_marked_copy
from data.batches.merging import Changes, merge, steps
from data.batches.reading import read_batch
from data.settings import data_set

ALL = "all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of both commands."""
    parser.add_argument(
        "--source",
        type=Path,
        default=data_set().source,
        metavar="FOLDER",
        help="the data folder (default: %(default)s)",
    )
    parser.add_argument(
        "--another",
        action="append",
        default=[],
        metavar="ID",
        help="the new organisation or submission with this id looks like one that is there, but is another; "
        f"may be given several times; {ALL}: whatever looks like another is one",
    )
    parser.add_argument(
        "--marked",
        type=Path,
        metavar="FILE",
        help="write a copy of the batch as a workbook to this file, with each cell marked that has a problem",
    )


def read(path: Path) -> Batch:
    """The batch at `path`; on a terminal, a line shows what is being read. Raises BatchRefused."""
    shown = "{desc}{n_fmt} rows, {elapsed}"
    with tqdm(file=sys.stderr, disable=None, leave=False, unit_scale=True, bar_format=shown) as bar:

        def reading(what: str, rows: int) -> None:
            bar.set_description(f"Reading {what}", refresh=rows == 0)
            bar.update(rows)

        return read_batch(path, reading)


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
    if target.resolve() == changes.batch.path.resolve():
        raise OSError(f"{target} is the batch itself: name another file for the marked copy.")
    if target.suffix.lower() != ".xlsx":
        raise OSError(f"{target} must end in .xlsx: the marked copy is an Excel workbook.")
    alike = [one.problem for one in changes.alike if one.id in questions]
    try:
        write_marked_copy(changes.batch, [*changes.problems, *alike], target, changes.source)
    except OSError as error:
        why = error.strerror or error
        raise OSError(
            f"The marked copy {target} cannot be written ({why}): name another file with --marked."
        ) from error
    return f"Each of them is marked in {target}: mend it there, and give that file instead."


def undecided(changes: Changes, another: Sequence[str]) -> list[str]:
    """The ids of new rows that look like others and were not said to be others."""
    if ALL in another:
        return []
    return [one.id for one in changes.alike if one.id not in another]
