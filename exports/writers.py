"""Writes rows and their provenance as CSV, Excel, JSON or Parquet, in pieces.

A piece holds the bytes of up to SLICE rows. An empty piece marks a point at which the writer can pause, so that other
tasks can run.

Spreadsheet programs run text cells that begin with = + - @ tab or return as formulas. In CSV and Excel the writers put
an apostrophe before such cells; they leave numbers, JSON and Parquet as they are. See OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from data.formulas import FORMULA_STARTS
from exports.provenance import Provenance, labelled
from i18n import _, number
from queries.questions import Column

SLICE = 1_000
"""The rows of one piece; writing it takes a few hundredths of a second."""

EXCEL_ROWS = 1_048_575
IN_MEMORY = 1_000_000
"""The most bytes of a workbook in memory; a larger one is spooled to disk."""

PIECE = 256_000
"""The bytes of one piece of a finished workbook."""

EXCEL_CELL = 32_767
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


class TooManyRows(ValueError):
    """There are more rows than this format can hold. The message says how many, and which formats can."""


def _neutral(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _cells(rows: pd.DataFrame, column: Column) -> list[Any]:
    """A column's cells as plain Python values of the type its header says; missing is None."""
    series = rows[column.name]
    missing = series.isna().tolist()
    cells: list[Any] = series.tolist()
    convert = _PLAIN.get(column.type)
    if convert is None:
        return [
            None if is_missing else cell for cell, is_missing in zip(cells, missing, strict=True)
        ]
    return [
        None if is_missing else convert(cell)
        for cell, is_missing in zip(cells, missing, strict=True)
    ]


def _with_all_columns(rows: pd.DataFrame, about: Provenance) -> pd.DataFrame:
    """The rows with all columns that ``about`` names. Rows of an answer lack those that ``labelled`` adds."""
    complete = all(column.name in rows.columns for column in about.columns)
    return rows if complete else labelled(rows)


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": _day,
}


class Sink(io.RawIOBase):
    """A write-only file; ``take`` returns the bytes written to it and empties it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        self._length += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        return self._length

    def take(self) -> bytes:
        """The bytes written since the last call."""
        content = b"".join(self._parts)
        self._parts.clear()
        return content


def slices(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The same rows, at most SLICE in a frame; frames without rows are left out."""
    for rows in frames:
        for start in range(0, len(rows), SLICE):
            yield rows.iloc[start : start + SLICE]


def _records(rows: pd.DataFrame, about: Provenance) -> list[tuple[Any, ...]]:
    rows = _with_all_columns(rows, about)
    return list(zip(*(_cells(rows, column) for column in about.columns), strict=True))


def write_csv(frames: Iterable[pd.DataFrame], about: Provenance) -> Iterator[bytes]:
    """UTF-8 with byte order mark, comma-separated, CRLF line ends; missing cells are empty."""
    yield csv_head(about)
    for rows in slices(frames):
        yield csv_lines(rows, about)


def csv_head(about: Provenance) -> bytes:
    """The header of a CSV file."""
    return b"\xef\xbb\xbf" + _lines([[_neutral(column.name) for column in about.columns]])


def csv_lines(rows: pd.DataFrame, about: Provenance) -> bytes:
    """The rows as lines of a CSV file."""
    return _lines([[_neutral(cell) for cell in record] for record in _records(rows, about)])


def _lines(records: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(records)
    return out.getvalue().encode("utf-8", "replace")


def write_json(
    frames: Iterable[pd.DataFrame], about: Provenance, more: dict[str, object] | None = None
) -> Iterator[bytes]:
    """One object: provenance, columns, what ``more`` has, and ``rows`` as a list of objects, one to a line.

    Missing is null, dates are ISO 8601.
    """
    document = {
        "question": about.question or about.name,
        "title": about.title,
        "row": about.row,
        "filters": about.filters,
        **({"asked": about.parameter_words} if about.parameter_words else {}),
        "data_version": about.version,
        "code_version": about.code,
        "address": about.address,
        **({"rows_address": about.rows_address} if about.rows_address else {}),
        "citation": about.citation,
        **({"quote": about.quote} if about.quote else {}),
        "limits": about.limits,
        "columns": {
            column.name: {"type": column.type, "unit": column.unit, "meaning": column.meaning}
            for column in about.columns
        },
        **(more or {}),
    }
    names = [column.name for column in about.columns]
    yield json.dumps(document, ensure_ascii=False, indent=1)[:-2].encode("utf-8", "replace")
    separator = ',\n "rows": ['
    for rows in slices(frames):
        lines = [
            json.dumps(dict(zip(names, record, strict=True)), ensure_ascii=False, default=str)
            for record in _records(rows, about)
        ]
        yield (separator + "\n  " + ",\n  ".join(lines)).encode("utf-8", "replace")
        separator = ","
    yield f"{separator if separator != ',' else ''}]\n}}\n".encode()


def write_parquet(frames: Iterable[pd.DataFrame], about: Provenance) -> Iterator[bytes]:
    """One Parquet file with the types of the header; provenance is in the file's metadata, meanings in the columns'."""
    out = Sink()
    with parquet_file(out, about) as writer:
        for rows in frames:
            writer.write_table(parquet_rows(rows, about))
            yield out.take()
    yield out.take()


def parquet_file(out: IO[bytes] | Sink, about: Provenance) -> pq.ParquetWriter:
    """A context manager that writes a Parquet file into ``out``."""
    return pq.ParquetWriter(out, _schema(about), compression="zstd")


def parquet_rows(rows: pd.DataFrame, about: Provenance) -> pa.Table:
    """The rows as an Arrow table with the schema of ``about``."""
    rows = _with_all_columns(rows, about)
    cells = [pa.array(_cells(rows, column), _ARROW[column.type]) for column in about.columns]
    return pa.table(cells, schema=_schema(about))


def _schema(about: Provenance) -> pa.Schema:
    return pa.schema(
        [
            pa.field(
                column.name,
                _ARROW[column.type],
                metadata={"meaning": column.meaning, "unit": column.unit},
            )
            for column in about.columns
        ],
        metadata=dict(about_lines(about, columns=False)),
    )


def write_xlsx(frames: Iterable[pd.DataFrame], about: Provenance) -> Iterator[bytes]:
    """A workbook with the rows on the first sheet and their provenance on the second. No cell is a formula or a link.

    Raises TooManyRows beyond Excel's 1,048,575 rows. Text beyond Excel's 32,767 characters a cell is cut.
    """
    with SpooledTemporaryFile(IN_MEMORY) as out:
        yield from _write_book(frames, about, out)
        out.seek(0)
        while piece := out.read(PIECE):
            yield piece


def _write_book(
    frames: Iterable[pd.DataFrame], about: Provenance, out: IO[bytes]
) -> Iterator[bytes]:
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    widths = [len(column.name) for column in about.columns]
    for index, column in enumerate(about.columns):
        sheet.write_string(0, index, str(_neutral(column.name)), bold)
    line = 0
    for rows in slices(frames):
        if line + len(rows) > EXCEL_ROWS:
            raise TooManyRows(
                _(
                    "An Excel sheet holds {n} rows; this result has more. Use CSV, JSON or Parquet instead."
                ).format(n=number(EXCEL_ROWS))
            )
        for record in _records(rows, about):
            line += 1
            for index, cell in enumerate(record):
                _write(sheet, line, index, cell)
                if line <= 200 and cell is not None:
                    widths[index] = max(widths[index], len(str(cell)))
        yield b""
    for index, width in enumerate(widths):
        sheet.set_column(index, index, min(width + 2, 60))
    if line:
        sheet.autofilter(0, 0, line, len(about.columns) - 1)
    note = book.add_worksheet("About")
    note.set_column(0, 0, 24)
    note.set_column(1, 1, 110)
    for index, (word, text) in enumerate(about_lines(about)):
        note.write_string(index, 0, str(_neutral(word)), bold)
        _write(note, index, 1, text)
    book.close()


def _write(sheet: Any, line: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    elif isinstance(cell, date | datetime):
        sheet.write_datetime(line, column, cell)
    else:
        text = _NOT_IN_XML.sub(" ", str(_neutral(str(cell))))
        if text.startswith("<r>"):
            text = f"'{text}"  # xlsxwriter would put text from <r> to </r> into the file as markup
        sheet.write_string(line, column, text[:EXCEL_CELL])


def about_lines(about: Provenance, columns: bool = True) -> list[tuple[str, str]]:
    """The provenance as (word, text) pairs without empty texts; with ``columns``, also the meaning of each column."""
    lines = [
        ("Title", about.title),
        ("One row is", about.row),
        ("Filters", about.filters),
        ("Asked with", about.parameter_words),
        ("Data version", about.version),
        ("Code version", about.code),
        ("Address", about.address),
        ("The same rows as data", about.rows_address),
        ("Quote as", about.quote),
        ("Cite as", about.citation),
        ("Limits", about.limits),
    ]
    lines = [(word, text) for word, text in lines if text]
    if columns:
        lines += [(f"Column {name}", meaning) for name, meaning in about.meanings().items()]
    return lines
