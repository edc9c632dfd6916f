"""What a batch does to the tables, in words for who brings it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from data.validation_errors import listed, shown
from intake.batches.merging import Changes
from intake.batches.table_diff import Difference

MOST = 10
"""Rows of each table that are told one by one."""

_CALLED = ("name", "title", "summary", "says")
"""Columns that say what a new row is, the first that the table has."""


def told(changes: Changes, refused: bool) -> str:
    """The counts by table and, unless the batch is `refused`, what its first rows do."""
    lines = [f"{changes.batch.path.name}, laid over the tables in {near(changes.source)}:"]
    lines += _counts(changes)
    if changes.taken_out:
        rows = _rows(changes.taken_out)
        lines += ["", f"Taken out, since merged_submissions has their submissions: {rows}"]
    if not refused:
        for count in changes.counts:
            if count.new or count.changed:
                lines += ["", *_table(changes, count.table, count.new + count.changed)]
        if changes.addresses_taken:
            taken = _rows(changes.addresses_taken)
            lines += ["", f"source_url is empty, so that of the submission is taken: {taken}"]
        lines += _emptied(changes)
    return "\n".join(lines)


def _rows(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} of {table}" for table, number in numbers.items())


def near(folder: Path) -> Path:
    """A folder as it is named from here, if it is here."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def nothing_new(changes: Changes) -> str:
    """Why a batch changes nothing."""
    if any(count.unchanged for count in changes.counts):
        return "the tables say all of this already."
    return "the batch has no rows."


def problems_told(changes: Changes, undecided: list[str]) -> str:
    """All problems, and below them the new rows that look like others and were not said to be others."""
    parts = []
    if total := len(changes.problems):
        heading = "1 problem:" if total == 1 else f"{total} problems:"
        parts.append("\n".join([heading, *listed(changes.problems)]))
    if alike := [one.problem for one in changes.alike if one.id in undecided]:
        heading = (
            "1 row looks like another:"
            if len(alike) == 1
            else f"{len(alike)} rows look like others:"
        )
        parts.append("\n".join([heading, *listed(alike)]))
    return "\n\n".join(parts)


def _counts(changes: Changes) -> Iterator[str]:
    """A line for each table that the batch has rows for, and a column for each thing that happens to any; or none."""
    columns = [
        name
        for name in ("new", "changed", "unchanged", "refused")
        if any(getattr(count, name) for count in changes.counts)
    ]
    counts = [count for count in changes.counts if any(getattr(count, name) for name in columns)]
    if not counts:
        return
    width = max(len(count.table) for count in counts)
    wide = {name: max(len(name), 7) for name in columns}
    yield ""
    yield "  ".join([" " * (width + 2), *(f"{name:>{wide[name]}}" for name in columns)])
    for count in counts:
        numbers = (f"{getattr(count, name):>{wide[name]},}" for name in columns)
        yield "  ".join([f"  {count.table:{width}}", *numbers])


def _table(changes: Changes, table: str, total: int) -> Iterator[str]:
    yield f"{table}:"
    counted = changes.batch.tables[table].counted
    for one in changes.differences(table, MOST):
        yield f"  {counted} {one.row}: {_difference(one)}"
    if total > MOST:
        yield f"  ... and {total - MOST:,} more."


def _emptied(changes: Changes) -> Iterator[str]:
    """The rows that lose a cell: easily overlooked among the changes, and perhaps not shown there."""
    for table in (count.table for count in changes.counts if count.changed):
        number, first = changes.emptied(table, MOST)
        if not number:
            continue
        counted = changes.batch.tables[table].counted
        rows = f"1 {counted} empties" if number == 1 else f"{number:,} {counted}s empty"
        yield from ("", f"Careful: {rows} what {table} holds (leave a column out to keep it):")
        for one in first:
            cells = (f"{column} {_quoted(was)}" for column, (was, _now) in one.cells.items())
            yield f"  {counted} {one.row}: {shown(one.key)} loses {', '.join(cells)}"
        if number > MOST:
            yield f"  ... and {number - MOST:,} more."


def _difference(one: Difference) -> str:
    if one.known:
        cells = (
            f"{column} {_quoted(was)} becomes {_quoted(now)}"
            for column, (was, now) in one.cells.items()
        )
        return f"changed {shown(one.key)}: {', '.join(cells)}"
    called = next((one.cells[name][1] for name in _CALLED if name in one.cells), None)
    return f"new {shown(one.key)}" + (f" ({shown(called)})" if called else "")


def _quoted(text: str | None) -> str:
    return "(empty)" if text is None else f'"{shown(text)}"'
