"""Reads a batch of whatever kind into one form: tables of text, with the row numbers that its user sees."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.did_you_mean import Choices
from data.schema import read_schema
from data.validation_errors import Problem
from intake.batches.batch import TEXT, Batch, BatchRefused, BatchTable
from intake.batches.cell_text import days
from intake.batches.csv_files import read_csv
from intake.batches.json_files import read_json_tables
from intake.batches.made_for import noted
from intake.batches.packages import DESCRIPTOR, ENDINGS, table_files, unpacked
from intake.batches.parquet_files import read_parquet
from intake.batches.raw_table import COLUMNS, Progress, RawTable, renamed
from intake.batches.sheets import UNREAD_CELLS, read_workbook

REVIEW = "review:"
"""How the titles of columns begin that are for a reader and are not imported."""

SKIPPED = ("read me", "example", "lists", "problems", "notes")
"""How the names of sheets begin that are for a reader and are not imported."""

DATES = "_on"
"""How the names of columns end that hold dates."""

KINDS = (
    "a workbook (.xlsx or .ods), a CSV, Parquet or JSON file, a folder or ZIP archive of such files named after the "
    "tables, or a Data Package"
)


def _no_progress(_what: str, _rows: int) -> None:
    """A ``progress`` that shows nothing."""


def read_batch(path: Path, progress: Progress = _no_progress) -> Batch:
    """Read a batch: a workbook, a CSV, Parquet or JSON file, a folder or ZIP archive of such, a Data Package.

    It calls ``progress`` with what it is reading, and with how many more rows it has read, as it goes on.

    Raises BatchRefused if there is none or if it is not read as a whole. What is wrong with parts of it is in
    ``problems`` of the batch.
    """
    if not path.exists():
        raise BatchRefused(f"There is no file or folder {path}.")
    columns, derived = tables_of_schema()
    column_names = set().union(*columns.values())
    problems: list[Problem] = []
    tables: dict[str, BatchTable] = {}
    progress(path.name, 0)
    for raw_table in _raw_tables(path, column_names, progress):
        problems.extend(raw_table.problems)
        table = table_named(raw_table.name, columns)
        if table not in columns:
            if len(raw_table.rows):
                rule = (
                    f"is no table of the data set, which are {', '.join(columns)}: correct its name"
                )
                suggestion = _nearest(table, columns)
                problems.append(Problem(raw_table.file, None, None, None, rule, suggestion))
        elif table in tables:
            rule = f"is the table {table} as {tables[table].location} is: put the rows of both into one"
            problems.append(Problem(raw_table.file, None, None, None, rule))
        elif not (raw_table.problems and not raw_table.titles):
            tables[table] = _table(table, raw_table, columns[table], derived[table], problems)
    ordered_tables = {table: tables[table] for table in columns if table in tables}
    workbook = path.is_file() and path.suffix.lower() in UNREAD_CELLS
    return Batch(path, ordered_tables, problems, noted(path) if workbook else None)


def _raw_tables(path: Path, column_names: set[str], progress: Progress) -> Iterator[RawTable]:
    ending = path.suffix.lower()
    if path.is_dir():
        yield from _folder(path, column_names, progress)
    elif not path.is_file():
        raise BatchRefused(f"{path} is no ordinary file. Give {KINDS}.")
    elif ending in UNREAD_CELLS:
        yield from read_workbook(path, _is_skipped, column_names, progress)
    elif ending == ".zip":
        with unpacked(path) as folder:
            yield from _folder(folder, column_names, progress, path.name)
    elif path.name == DESCRIPTOR:
        yield from _folder(path.parent, column_names, progress)
    elif ending in ENDINGS:
        yield from _file(path, column_names, progress)
    else:
        raise BatchRefused(f"{path.name} is no kind of file that is read here. Give {KINDS}.")


def _folder(
    folder: Path, column_names: set[str], progress: Progress, name: str = ""
) -> Iterator[RawTable]:
    has_tables = False
    for file in table_files(folder):
        for raw_table in _file(file.path, column_names, progress, not file.described):
            has_tables = True
            if file.path.suffix.lower() == ".json":
                yield raw_table
            else:
                yield renamed(raw_table, file.name, file.location, file.missing)
    if not has_tables:
        raise BatchRefused(f"There is no table in {name or folder}. Give {KINDS}.")


def _file(
    path: Path, column_names: set[str], progress: Progress, ours: bool = True
) -> Iterator[RawTable]:
    progress(path.name, 0)
    for raw_table in _tables_of(path, column_names, ours):
        progress(raw_table.location, len(raw_table.rows))
        yield raw_table


def _tables_of(path: Path, column_names: set[str], ours: bool) -> Iterator[RawTable]:
    ending = path.suffix.lower()
    if ending == ".parquet":
        yield read_parquet(path)
    elif ending == ".json":
        yield from read_json_tables(path)
    else:
        yield read_csv(path, column_names, ours)


def _is_skipped(sheet: str) -> bool:
    return sheet.strip().lower().startswith(SKIPPED)


def name_of(spelling: str) -> str:
    """The name of a table or column, from the way a user or one of our exports spells it.

    >>> [name_of(name) for name in ("Point action-lines", "points (1)", "wsis20-table-points-2026.11-ab12cd34")]
    ['point_action_lines', 'points', 'points']
    """
    lowered = re.sub(r"\s*\(\d+\)$", "", spelling.strip().lower())
    exported = re.fullmatch(r"[a-z0-9-]+-table-([a-z_]+)-\d{4}\.\d{2}.*", lowered)
    return exported[1] if exported else re.sub(r"[\s_-]+", "_", lowered)


def table_named(spelling: str, tables: Container[str]) -> str:
    """The name of a table, from its spelling; the name of a book may stand before it, as in files made from sheets.

    >>> [table_named(name, ["points", "point_sdgs"]) for name in ("New batch - points (1)", "Point - SDGs", "pionts")]
    ['points', 'point_sdgs', 'pionts']
    """
    _book, separator, sheet = spelling.rpartition(" - ")
    return name_of(spelling if not separator or name_of(spelling) in tables else sheet)


def _table(
    table: str, raw_table: RawTable, columns: list[str], derived: set[str], problems: list[Problem]
) -> BatchTable:
    """The columns of ``raw_table`` that the schema has; adds what is wrong with the others to ``problems``."""
    cells_by_column: dict[str, pa.ChunkedArray] = {}
    for title, cells in zip(raw_table.titles[:COLUMNS], raw_table.cells, strict=False):
        if title.lower().startswith(REVIEW):
            continue
        suggestion = None
        name = name_of(title)
        if name in cells_by_column:
            rule = "must stand in the header once"
        elif name in columns:
            cells_by_column[name] = days(cells) if name.endswith(DATES) else cells
            continue
        elif name in derived or name.removesuffix("_label") in columns:
            continue
        elif not title:
            if cells.null_count == len(cells):
                continue
            rule = "has cells under no title: give the column a title, or empty it"
        else:
            suggestion = _nearest(name, columns)
            rule = (
                f"is no column of this table, which are {', '.join(columns)}: correct its name, delete it, "
                f'or begin it with "{REVIEW}" if it is for you only'
            )
        problems.append(
            Problem(raw_table.file, raw_table.header, title or None, None, rule, suggestion)
        )
    return _without_empty_rows(table, raw_table, cells_by_column)


def _nearest(name: str, names: Iterable[str]) -> str | None:
    return Choices((choice, choice) for choice in names).nearest(name)


def _without_empty_rows(
    table: str, raw_table: RawTable, cells_by_column: Mapping[str, pa.ChunkedArray]
) -> BatchTable:
    arrow_table = pa.table(dict(cells_by_column)) if cells_by_column else pa.table({})
    rows = raw_table.rows
    if cells_by_column:
        is_filled = _any_filled(arrow_table.columns, len(rows))
        if not is_filled.all():
            arrow_table, rows = arrow_table.filter(pa.array(is_filled)), rows[is_filled]
    cells = arrow_table.to_pandas(types_mapper={pa.large_string(): TEXT}.get)
    return BatchTable(
        table,
        raw_table.location,
        cells,
        rows if cells_by_column else rows[:0],
        raw_table.sheet,
        raw_table.header,
    )


def _any_filled(columns: Iterable[pa.ChunkedArray], rows: int) -> np.ndarray:
    is_filled = np.zeros(rows, bool)
    for column in columns:
        is_filled |= pc.is_valid(column).to_numpy()
    return is_filled


@cache
def tables_of_schema() -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """The columns that each table has in its CSV file, and those that the build adds."""
    schema = read_schema()
    tables = {table: list(columns) for table, columns in schema.tables.items()}
    derived = {
        table: {column.name for column in schema.columns[table] if column.derived}
        for table in tables
    }
    return tables, derived
