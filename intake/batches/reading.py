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
"""How the title of a column begins that is for its reader and is not imported."""

SKIPPED = ("read me", "example", "lists", "problems", "notes")
"""How the names of sheets begin that are for their reader and are not imported."""

DATES = "_on"
"""How the names of columns end that hold dates."""

KINDS = (
    "a workbook (.xlsx or .ods), a CSV, Parquet or JSON file, a folder or ZIP archive of such files named after the "
    "tables, or a Data Package"
)


def _untold(_what: str, _rows: int) -> None:
    """Tells nobody what is being read."""


def read_batch(path: Path, progress: Progress = _untold) -> Batch:
    """Read a batch: a workbook, a CSV, Parquet or JSON file, a folder or ZIP archive of such, a Data Package.

    ``progress`` is told what is being read, and of how many more rows, as it goes on.

    Raises BatchRefused if there is none or if it is not read as a whole. What is wrong with parts of it is in
    ``problems`` of the batch.
    """
    if not path.exists():
        raise BatchRefused(f"There is no file or folder {path}.")
    columns, derived = tables_of_schema()
    known = set().union(*columns.values())
    problems: list[Problem] = []
    tables: dict[str, BatchTable] = {}
    progress(path.name, 0)
    for given in _given(path, known, progress):
        problems.extend(given.problems)
        table = table_named(given.name, columns)
        if table not in columns:
            if len(given.rows):
                rule = (
                    f"is no table of the data set, which are {', '.join(columns)}: correct its name"
                )
                meant = _nearest(table, columns)
                problems.append(Problem(given.file, None, None, None, rule, meant))
        elif table in tables:
            rule = (
                f"is the table {table} as {tables[table].place} is: put the rows of both into one"
            )
            problems.append(Problem(given.file, None, None, None, rule))
        elif not (given.problems and not given.titles):
            tables[table] = _table(table, given, columns[table], derived[table], problems)
    in_order = {table: tables[table] for table in columns if table in tables}
    workbook = path.is_file() and path.suffix.lower() in UNREAD_CELLS
    return Batch(path, in_order, problems, noted(path) if workbook else None)


def _given(path: Path, known: set[str], progress: Progress) -> Iterator[RawTable]:
    ending = path.suffix.lower()
    if path.is_dir():
        yield from _folder(path, known, progress)
    elif not path.is_file():
        raise BatchRefused(f"{path} is no ordinary file. Give {KINDS}.")
    elif ending in UNREAD_CELLS:
        yield from read_workbook(path, _is_skipped, known, progress)
    elif ending == ".zip":
        with unpacked(path) as folder:
            yield from _folder(folder, known, progress, path.name)
    elif path.name == DESCRIPTOR:
        yield from _folder(path.parent, known, progress)
    elif ending in ENDINGS:
        yield from _file(path, known, progress)
    else:
        raise BatchRefused(f"{path.name} is no kind of file that is read here. Give {KINDS}.")


def _folder(
    folder: Path, known: set[str], progress: Progress, name: str = ""
) -> Iterator[RawTable]:
    found = False
    for file in table_files(folder):
        for given in _file(file.path, known, progress, not file.described):
            found = True
            if file.path.suffix.lower() == ".json":
                yield given
            else:
                yield renamed(given, file.name, file.place, file.missing)
    if not found:
        raise BatchRefused(f"There is no table in {name or folder}. Give {KINDS}.")


def _file(path: Path, known: set[str], progress: Progress, ours: bool = True) -> Iterator[RawTable]:
    progress(path.name, 0)
    for given in _tables_of(path, known, ours):
        progress(given.place, len(given.rows))
        yield given


def _tables_of(path: Path, known: set[str], ours: bool) -> Iterator[RawTable]:
    ending = path.suffix.lower()
    if ending == ".parquet":
        yield read_parquet(path)
    elif ending == ".json":
        yield from read_json_tables(path)
    else:
        yield read_csv(path, known, ours)


def _is_skipped(sheet: str) -> bool:
    return sheet.strip().lower().startswith(SKIPPED)


def name_of(given: str) -> str:
    """The name of a table or column, as it may be written.

    >>> [name_of(name) for name in ("Point action-lines", "points (1)", "wsis20-table-points-2026.11-ab12cd34")]
    ['point_action_lines', 'points', 'points']
    """
    plain = re.sub(r"\s*\(\d+\)$", "", given.strip().lower())
    exported = re.fullmatch(r"[a-z0-9-]+-table-([a-z_]+)-\d{4}\.\d{2}.*", plain)
    return exported[1] if exported else re.sub(r"[\s_-]+", "_", plain)


def table_named(given: str, tables: Container[str]) -> str:
    """The name of a table, as it may be written: behind that of a book, too, as programs name the file of a sheet.

    >>> [table_named(name, ["points", "point_sdgs"]) for name in ("New batch - points (1)", "Point - SDGs", "pionts")]
    ['points', 'point_sdgs', 'pionts']
    """
    _book, between, sheet = given.rpartition(" - ")
    return name_of(given if not between or name_of(given) in tables else sheet)


def _table(
    table: str, given: RawTable, columns: list[str], derived: set[str], problems: list[Problem]
) -> BatchTable:
    """The columns of the schema that are given; what is wrong with the others is added to ``problems``."""
    kept: dict[str, pa.ChunkedArray] = {}
    for title, cells in zip(given.titles[:COLUMNS], given.cells, strict=False):
        if title.lower().startswith(REVIEW):
            continue
        meant = None
        name = name_of(title)
        if name in kept:
            rule = "must stand in the header once"
        elif name in columns:
            kept[name] = days(cells) if name.endswith(DATES) else cells
            continue
        elif name in derived or name.removesuffix("_label") in columns:
            continue
        elif not title:
            if cells.null_count == len(cells):
                continue
            rule = "has cells under no title: give the column a title, or empty it"
        else:
            meant = _nearest(name, columns)
            rule = (
                f"is no column of this table, which are {', '.join(columns)}: correct its name, delete it, "
                f'or begin it with "{REVIEW}" if it is for you only'
            )
        problems.append(Problem(given.file, given.header, title or None, None, rule, meant))
    return _without_empty_rows(table, given, kept)


def _nearest(name: str, names: Iterable[str]) -> str | None:
    return Choices((one, one) for one in names).nearest(name)


def _without_empty_rows(
    table: str, given: RawTable, kept: Mapping[str, pa.ChunkedArray]
) -> BatchTable:
    read = pa.table(dict(kept)) if kept else pa.table({})
    rows = given.rows
    if kept:
        filled = _any_filled(read.columns, len(rows))
        if not filled.all():
            read, rows = read.filter(pa.array(filled)), rows[filled]
    cells = read.to_pandas(types_mapper={pa.large_string(): TEXT}.get)
    return BatchTable(
        table, given.place, cells, rows if kept else rows[:0], given.sheet, given.header
    )


def _any_filled(columns: Iterable[pa.ChunkedArray], rows: int) -> np.ndarray:
    filled = np.zeros(rows, bool)
    for column in columns:
        filled |= pc.is_valid(column).to_numpy()
    return filled


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
