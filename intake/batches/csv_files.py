"""Reads a table that comes as a CSV file."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from data.validation_errors import Problem
from intake.batches.cell_text import SLICE, Columns
from intake.batches.raw_table import COLUMNS, RawTable

LONGEST = 131_072
"""Characters of a cell. Python has one limit for all readers of CSV, and other libraries change it."""
_DELIMITERS = (",", ";", "\t")
_NOT_UTF8 = 'save it as "CSV UTF-8 (comma delimited)"'


def read_csv(path: Path, column_names: set[str], ours: bool = True) -> RawTable:
    """A CSV file in UTF-8, its cells separated as its header is: by commas, semicolons or tabs."""
    previous_limit = csv.field_size_limit(LONGEST)
    try:
        return _csv_table(path, column_names, ours)
    finally:
        csv.field_size_limit(previous_limit)


def _csv_table(path: Path, column_names: set[str], ours: bool) -> RawTable:
    name = path.name
    problem = _encoding_problem(path)
    if problem:
        return RawTable(path.stem, name, name, [], [], np.empty(0, np.int64), problems=[problem])
    with path.open(encoding="utf-8-sig", newline="") as file:
        skipped = 0
        line = file.readline()
        if line.startswith("sep=") and len(line.strip()) == len("sep=;"):
            skipped, line = 1, file.readline()
    delimiter = max(
        _DELIMITERS,
        key=lambda candidate: sum(title in column_names for title in _titles(line, candidate)),
    )
    titles = _titles(line, delimiter)
    if rule := _header_rule(line, titles):
        problem = Problem(name, 1, None, None, rule)
        return RawTable(path.stem, name, name, [], [], np.empty(0, np.int64), problems=[problem])
    return _table_of_records(path, titles, delimiter, skipped, ours)


def _encoding_problem(path: Path) -> Problem | None:
    """What is wrong with the encoding of a file that is not UTF-8."""
    with path.open("rb") as stream:
        start = stream.read(4)
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Problem(
                path.name, None, None, None, f"must be UTF-8, but is UTF-16: {_NOT_UTF8}"
            )
        stream.seek(0)
        for number, line in enumerate(stream, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                text = line.decode("cp1252", "replace").strip()
                rule = f"must be UTF-8, but is another encoding, as older versions of Excel write it: {_NOT_UTF8}"
                return Problem(path.name, number, None, text, rule)
            if b"\0" in line:
                return Problem(path.name, number, None, None, f"is not text: {_NOT_UTF8}")
    return None


def _header_rule(line: str, titles: list[str]) -> str | None:
    """The rule that the first line breaks, None if it breaks none."""
    if len(titles) > COLUMNS:
        return (
            f"must name at most {COLUMNS} columns, but names {len(titles):,}: look at separators, "
            "and delete the columns that no table of the data set has"
        )
    if any(titles):
        return None
    fault = "cannot be read: look at separators and quotes" if line.strip() else "is empty"
    return f"must name the columns in its first line, but that {fault}"


def _titles(header: str, delimiter: str) -> list[str]:
    """The titles in a header; none if it cannot be read, as when one has more characters than a cell may have."""
    try:
        cells = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip().removesuffix("*").strip() for cell in cells]


def _table_of_records(
    path: Path, titles: list[str], delimiter: str, skipped: int, ours: bool
) -> RawTable:
    """Read the rows; say which are wrong, and keep the others."""
    columns = Columns(len(titles), ours)
    rows: list[list[str]] = []
    lines = array("q")
    problems: list[Problem] = []
    records = _records(path, delimiter, skipped)
    try:
        next(records)
        for line, cells in records:
            while len(cells) > len(titles) and not cells[-1]:
                cells.pop()
            if len(cells) == len(titles):
                rows.append(cells)
                lines.append(line)
                if len(rows) == SLICE:
                    columns.add(rows)
                    rows.clear()
            else:
                rule = f"must have {len(titles)} cells, but has {len(cells)}: look at separators and quotes"
                problems.append(Problem(path.name, line, None, None, rule))
    except csv.Error:
        rule = (
            f"must have its quotes in pairs, and no cell of more than {LONGEST:,} characters: "
            "the file cannot be read behind this line"
        )
        problems.append(Problem(path.name, lines[-1] if lines else 1, None, None, rule))
    columns.add(rows)
    return RawTable(
        path.stem,
        path.name,
        path.name,
        titles,
        columns.whole(),
        np.array(lines, np.int64),
        header=skipped + 1,
        problems=problems,
    )


def _records(path: Path, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """The line at which each record begins, and its cells; lines without any are no records."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(skipped):
            file.readline()
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1 + skipped
            try:
                cells = next(reader)
            except StopIteration:
                return
            if cells:
                yield line, cells
