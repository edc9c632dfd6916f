"""Reads the tables that a JSON file holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from data.validation_errors import Problem
from intake.batches.batch import BatchRefused
from intake.batches.cell_text import text_array, tidy
from intake.batches.raw_table import RawTable

JSON_SIZE = 256 * 1024**2
"""Bytes of a JSON file that is read; it takes some ten times as much memory."""


def read_json_tables(path: Path) -> Iterator[RawTable]:
    """The tables of a JSON file: a list of records, one table as the data API gives it, or an object of lists.

    Raises BatchRefused if it is none of these.
    """
    if path.stat().st_size > JSON_SIZE:
        raise BatchRefused(
            f"{path.name} is larger than {JSON_SIZE // 1024**2} MB. Give so many rows as CSV or Parquet."
        )
    content = read_json(path)
    if isinstance(content, dict) and isinstance(content.get("rows"), list):
        name = content.get("question") or content.get("name") or path.stem
        tables = {str(name).removeprefix("table-"): content["rows"]}
    elif isinstance(content, dict):
        tables = {name: rows for name, rows in content.items() if isinstance(rows, list)}
    else:
        tables = {path.stem: content} if isinstance(content, list) else {}
    if not tables:
        raise BatchRefused(
            f"{path.name} holds no tables. Write a list of records, or an object of such lists by table: "
            '{"points": [{"point_id": "...", ...}, ...]}.'
        )
    for name, rows in tables.items():
        is_only_table = len(tables) == 1 and name == path.stem
        yield _records_of(name, rows, path.name if is_only_table else f'"{name}" of {path.name}')


def _records_of(name: str, rows: list[Any], location: str) -> RawTable:
    titles = list(dict.fromkeys(column for row in rows if isinstance(row, dict) for column in row))
    problems: list[Problem] = []
    records: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            rule = "must be a record, that is an object of columns and values"
            problems.append(Problem(location, number, None, json.dumps(row)[:80], rule))
            row = {}
        for column, value in row.items():
            if isinstance(value, list | dict):
                rule = "must be one text, number or date, not a list or an object"
                problems.append(Problem(location, number, column, json.dumps(value)[:80], rule))
                row = {**row, column: None}
            elif isinstance(value, str) and not _is_text(value):
                rule = (
                    "has half of a character (\\ud800 to \\udfff), which is no text: write it again"
                )
                problems.append(Problem(location, number, column, json.dumps(value)[:80], rule))
                row = {**row, column: None}
        records.append(row)
    cells = [
        tidy(pa.chunked_array([text_array([record.get(title) for record in records])]), False)
        for title in titles
    ]
    return RawTable(
        name,
        location,
        location,
        titles,
        cells,
        np.arange(1, len(records) + 1, dtype=np.int64),
        problems=problems,
    )


def read_json(path: Path) -> Any:
    """The content of a JSON file. Raises BatchRefused, with the line, if it is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BatchRefused(f"{path.name} is not UTF-8. Save it in that encoding.") from error
    except json.JSONDecodeError as error:
        raise BatchRefused(
            f"{path.name} is no JSON: in line {error.lineno}, {error.msg}. Mend it, or write it again."
        ) from error
    except (ValueError, RecursionError) as error:
        raise BatchRefused(
            f"{path.name} cannot be read: a number is too long, or lists stand in one another too deeply."
        ) from error


def _is_text(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
