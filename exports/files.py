"""Writes an answer as CSV, Excel or JSON, with where it came from.

Spreadsheet programs run text cells that begin with = + - @ tab or return as formulas. In CSV and Excel such cells are
given a leading apostrophe; numbers and JSON are left as they are. See OWASP, "CSV Injection".
"""

import csv
import io
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
EXCEL_ROWS = 1_048_575
EXCEL_CELL = 32_767
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Provenance:
    """Where rows come from.

    Question name and title, what one row is, the columns' meanings, the selection in words, version, address.
    """

    name: str
    title: str
    row: str
    columns: dict[str, str]
    filters: str
    version: str
    address: str
    limits: str = ""


def _neutral(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _cell(value: Any) -> Any:
    """A cell as a plain Python value: missing is None, numpy numbers are int or float, dates are dates."""
    if (
        value is None
        or value is pd.NaT
        or (isinstance(value, float) and math.isnan(value))
        or value is pd.NA
    ):
        return None
    if isinstance(value, np.generic):
        value = value.item()
        return None if isinstance(value, float) and math.isnan(value) else value
    if isinstance(value, pd.Timestamp):
        return value.date() if value == value.normalize() else value.to_pydatetime()
    return value


def _records(rows: pd.DataFrame) -> list[list[Any]]:
    whole = {
        name
        for name in rows.columns
        if pd.api.types.is_float_dtype(rows[name])
        and (rows[name].dropna() % 1 == 0).all()
        and rows[name].isna().any()
    }
    columns = []
    for name in rows.columns:
        cells = [_cell(value) for value in rows[name]]
        columns.append([int(c) if name in whole and c is not None else c for c in cells])
    return [list(record) for record in zip(*columns, strict=True)]


def to_csv(rows: pd.DataFrame, about: Provenance) -> bytes:
    """UTF-8 with byte order mark, comma-separated, CRLF line ends; missing cells are empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_neutral(str(name)) for name in rows.columns])
    writer.writerows([_neutral(cell) for cell in record] for record in _records(rows))
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: pd.DataFrame, about: Provenance) -> bytes:
    """A workbook with the rows on the first sheet and their provenance on the second. No cell is a formula or a link.

    Raises ValueError beyond Excel's 1,048,575 rows. Text beyond Excel's 32,767 characters a cell is cut.
    """
    if len(rows) > EXCEL_ROWS:
        raise ValueError(
            f"Excel holds {EXCEL_ROWS:,} rows; this answer has {len(rows):,}. Take CSV or JSON."
        )
    out = io.BytesIO()
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
    records = _records(rows)
    for column, name in enumerate(rows.columns):
        sheet.write_string(0, column, str(_neutral(str(name))), bold)
        widest = max(
            (len(str(record[column])) for record in records[:200] if record[column] is not None),
            default=0,
        )
        sheet.set_column(column, column, min(max(widest, len(str(name))) + 2, 60))
    for line, record in enumerate(records, 1):
        for column, cell in enumerate(record):
            _write(sheet, line, column, cell)
    if records:
        sheet.autofilter(0, 0, len(records), len(rows.columns) - 1)
    note = book.add_worksheet("About")
    note.set_column(0, 0, 24)
    note.set_column(1, 1, 110)
    for line, (word, text) in enumerate(_about(about)):
        note.write_string(line, 0, str(_neutral(word)), bold)
        _write(note, line, 1, text)
    book.close()
    return out.getvalue()


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


def _about(about: Provenance) -> list[tuple[str, str]]:
    lines = [
        ("Title", about.title),
        ("One row is", about.row),
        ("Filters", about.filters),
        ("Data version", about.version),
        ("Address", about.address),
    ]
    if about.limits:
        lines.append(("Limits", about.limits))
    return lines + [(f"Column {name}", meaning) for name, meaning in about.columns.items()]


def to_json(rows: pd.DataFrame, about: Provenance) -> bytes:
    """One object: provenance, column meanings, and ``rows`` as a list of objects. Missing is null.

    Dates are ISO 8601.
    """
    names = [str(name) for name in rows.columns]
    document = {
        "question": about.name,
        "title": about.title,
        "row": about.row,
        "filters": about.filters,
        "data_version": about.version,
        "address": about.address,
        "limits": about.limits,
        "columns": about.columns,
        "rows": [dict(zip(names, record, strict=True)) for record in _records(rows)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, default=str).encode("utf-8")


FORMATS: dict[str, tuple[str, str, Callable[[pd.DataFrame, Provenance], bytes]]] = {
    "csv": ("CSV", "text/csv", to_csv),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "json": ("JSON", "application/json", to_json),
}
"""Format -> its name for readers, its media type, and what writes it."""


def export(rows: pd.DataFrame, about: Provenance, format_: str) -> bytes:
    """The rows as a file. ``format_`` is one of FORMATS; raises KeyError for another."""
    return FORMATS[format_][2](rows, about)


def file_name(about: Provenance, format_: str) -> str:
    """What it is, the data version and the format: wsis20-claims-2026.11-ab12cd34.csv."""
    safe = re.sub(r"[^a-z0-9.]+", "-", f"wsis20-{about.name}-{about.version}".lower()).strip("-")
    return f"{safe}.{format_}"
