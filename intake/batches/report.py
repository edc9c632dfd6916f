"""What a batch does to the tables, in words for the person who brings it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from data.validation_errors import excerpt, listed
from intake.batches.merging import Changes
from intake.batches.table_diff import Difference

MOST = 10
"""Rows of each table that are described one by one."""

_TITLES = ("name", "title", "summary", "says")
"""Columns that say what a new row is, the first that the table has."""


def told(changes: Changes, refused: bool) -> str:
    """The counts by table and, unless the batch is `refused`, what its first rows do."""
    lines = [f"{changes.batch.path.name}, laid over the tables in {near(changes.source)}:"]
    lines += _counts(changes)
    if changes.taken_out:
        rows_taken_out = _rows(changes.taken_out)
        lines += [
            "",
            f"Taken out, since merged_submissions has their submissions: {rows_taken_out}",
        ]
    if not refused:
        for count in changes.counts:
            if count.new or count.changed:
                lines += ["", *_table(changes, count.table, count.new + count.changed)]
        if changes.addresses_taken:
            rows_with_address = _rows(changes.addresses_taken)
            lines += [
                "",
                f"source_url is empty, so that of the submission is taken: {rows_with_address}",
            ]
        lines += _emptied(changes)
    return "\n".join(lines)


def _rows(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} of {table}" for table, count in numbers.items())


def near(folder: Path) -> Path:
    """A folder relative to the working folder, if it is within that."""
    working_folder = Path.cwd()
    return folder.relative_to(working_folder) if folder.is_relative_to(working_folder) else folder


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
    if alike := [similar.problem for similar in changes.alike if similar.id in undecided]:
        heading = (
            "1 row looks like another:"
            if len(alike) == 1
            else f"{len(alike)} rows look like others:"
        )
        parts.append("\n".join([heading, *listed(alike)]))
    return "\n\n".join(parts)


def _counts(changes: Changes) -> Iterator[str]:
    """A line for each table that the batch has rows for, a column for each kind of change; nothing without rows."""
    columns = [
        name
        for name in ("new", "changed", "unchanged", "refused")
        if any(getattr(count, name) for count in changes.counts)
    ]
    counts = [count for count in changes.counts if any(getattr(count, name) for name in columns)]
    if not counts:
        return
    width = max(len(count.table) for count in counts)
    widths = {name: max(len(name), 7) for name in columns}
    yield ""
    yield "  ".join([" " * (width + 2), *(f"{name:>{widths[name]}}" for name in columns)])
    for count in counts:
        numbers = (f"{getattr(count, name):>{widths[name]},}" for name in columns)
        yield "  ".join([f"  {count.table:{width}}", *numbers])


def _table(changes: Changes, table: str, total: int) -> Iterator[str]:
    yield f"{table}:"
    unit = changes.batch.tables[table].counted
    for difference in changes.differences(table, MOST):
        yield f"  {unit} {difference.row}: {_difference(difference)}"
    if total > MOST:
        yield f"  ... and {total - MOST:,} more."


def _emptied(changes: Changes) -> Iterator[str]:
    """The rows that lose a cell: easily overlooked among the changes, and perhaps not shown there."""
    for table in (count.table for count in changes.counts if count.changed):
        row_count, differences = changes.emptied(table, MOST)
        if not row_count:
            continue
        unit = changes.batch.tables[table].counted
        subject = f"1 {unit} empties" if row_count == 1 else f"{row_count:,} {unit}s empty"
        yield from ("", f"Careful: {subject} what {table} holds (leave a column out to keep it):")
        for difference in differences:
            cells = (
                f"{column} {_quoted(old_text)}"
                for column, (old_text, _new_text) in difference.cells.items()
            )
            yield f"  {unit} {difference.row}: {excerpt(difference.key)} loses {', '.join(cells)}"
        if row_count > MOST:
            yield f"  ... and {row_count - MOST:,} more."


def _difference(difference: Difference) -> str:
    if difference.is_known:
        cells = (
            f"{column} {_quoted(old_text)} becomes {_quoted(new_text)}"
            for column, (old_text, new_text) in difference.cells.items()
        )
        return f"changed {excerpt(difference.key)}: {', '.join(cells)}"
    title = next(
        (difference.cells[column][1] for column in _TITLES if column in difference.cells), None
    )
    return f"new {excerpt(difference.key)}" + (f" ({excerpt(title)})" if title else "")


def _quoted(text: str | None) -> str:
    return "(empty)" if text is None else f'"{excerpt(text)}"'
