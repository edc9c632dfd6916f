"""Reads tables that come as files of one table each, or of several: CSV, Parquet, JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from data.batches.batch import BatchRefused
from data.batches.given import Columns, Given, text_array, tidy
from data.batches.packages import read_json
from data.batches.safety import UNPACKED
from data.problems import Problem

SLICE = 100_000
"""Rows that are tidied in one go."""

JSON_SIZE = 256 * 1024**2
"""Bytes of a JSON file that is read; it takes some ten times as much memory."""

_DELIMITERS = (",", ";", "\t")
_NOT_UTF8 = 'save it as "CSV UTF-8 (comma delimited)"'


def read_csv(path: Path, known: set[str], ours: bool = True) -> Given:
    """A CSV file in UTF-8, its cells separated as its header is: by commas, semicolons or tabs."""
    name = path.name
    problem = _encoding_problem(path)
    if problem:
        return Given(path.stem, name, name, [], [], np.empty(0, np.int64), problems=[problem])
    with path.open(encoding="utf-8-sig", newline="") as file:
        skipped = 0
        line = file.readline()
        if line.startswith("sep=") and len(line.strip()) == len("sep=;"):
            skipped, line = 1, file.readline()
    delimiter = _delimiter(line, known)
    header = next(csv.reader([line], delimiter=delimiter), [])
    titles = [title.strip().removesuffix("*").strip() for title in header]
    if not any(titles):
        rule = "must name the columns in its first line, but that is empty"
        problem = Problem(name, 1, None, None, rule)
        return Given(path.stem, name, name, [], [], np.empty(0, np.int64), problems=[problem])
    columns = [f"c{place}" for place in range(len(titles))]
    try:
        with duckdb.connect(":memory:") as connection:
            read = connection.sql(
                """
                SELECT * FROM read_csv($path, auto_detect = false, header = true, strict_mode = true, skip = $skip,
                    delim = $delim, quote = '"', escape = '"', nullstr = '', columns = $columns)
                """,
                params={
                    "path": str(path),
                    "skip": skipped,
                    "delim": delimiter,
                    "columns": dict.fromkeys(columns, "VARCHAR"),
                },
            )
            cells = _tidied(read, ours)
    except duckdb.Error:
        return _row_by_row(path, titles, delimiter, skipped, ours)
    lines = _lines(path, delimiter, skipped, len(cells[0]))
    if lines is None:
        return _row_by_row(path, titles, delimiter, skipped, ours)
    return Given(path.stem, name, name, titles, cells, lines, header=skipped + 1)


def _tidied(read: duckdb.DuckDBPyRelation, ours: bool) -> list[pa.ChunkedArray]:
    """The columns of what DuckDB reads, tidied a part at a time."""
    parts: list[list[pa.Array]] = [[] for _ in read.columns]
    for rows in read.to_arrow_reader(SLICE):
        for place, column in enumerate(rows.columns):
            parts[place].append(tidy(column.cast(pa.large_string()), ours))
    return [pa.chunked_array(part, pa.large_string()) for part in parts]


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
                shown = line.decode("cp1252", "replace").strip()
                rule = f"must be UTF-8, but is another encoding, as older versions of Excel write it: {_NOT_UTF8}"
                return Problem(path.name, number, None, shown, rule)
            if b"\0" in line:
                return Problem(path.name, number, None, None, f"is not text: {_NOT_UTF8}")
    return None


def _delimiter(header: str, known: set[str]) -> str:
    """What separates the titles: that which makes most of them ``known``."""

    def fit(delimiter: str) -> int:
        titles = next(csv.reader([header], delimiter=delimiter), [])
        return sum(title.strip().removesuffix("*").strip() in known for title in titles)

    return max(_DELIMITERS, key=fit)


def _lines(path: Path, delimiter: str, skipped: int, rows: int) -> np.ndarray | None:
    """The line at which each row begins; None if that cannot be told."""
    with path.open("rb") as stream:
        total = sum(part.count(b"\n") for part in iter(lambda: stream.read(1 << 20), b""))
        stream.seek(-1, 2)
        total += stream.read() != b"\n"
    if total == rows + 1 + skipped:
        return np.arange(2 + skipped, total + 1, dtype=np.int64)
    try:
        lines = [line for line, _ in _records(path, delimiter, skipped)][1:]
    except csv.Error:
        return None
    return np.array(lines, np.int64) if len(lines) == rows else None


def _row_by_row(path: Path, titles: list[str], delimiter: str, skipped: int, ours: bool) -> Given:
    """Read a file in which some rows are wrong: say which, and keep the others."""
    columns = Columns(len(titles), ours)
    rows: list[list[str]] = []
    lines: list[int] = []
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
            f"must have its quotes in pairs, and no cell of more than {csv.field_size_limit():,} characters: "
            "the file cannot be read behind this line"
        )
        problems.append(Problem(path.name, (lines or [1])[-1], None, None, rule))
    columns.add(rows)
    return Given(
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


def read_parquet(path: Path) -> Given:
    """A Parquet file, each column as text. BatchRefused if it is none, or holds far more than it seems."""
    quoted = "'" + str(path).replace("'", "''") + "'"
    source = f"FROM read_parquet({quoted})"
    with duckdb.connect(":memory:", config={"memory_limit": "1GB", "threads": 1}) as connection:
        try:
            columns = connection.execute(f"DESCRIBE {source}").fetchall()
            texts = {name: _as_text(f'"{_doubled(name)}"', kind) for name, kind, *_ in columns}
            listed = [f'{text} AS "c{place}"' for place, text in enumerate(texts.values()) if text]
            sizes = [f"sum(strlen({text}))" for text in texts.values() if text]
            if sizes:
                ((*found,),) = connection.execute(f"SELECT {', '.join(sizes)} {source}").fetchall()
                if sum(size or 0 for size in found) > UNPACKED:
                    raise BatchRefused(
                        f"{path.name} is not read: it would unpack to far more than a batch holds. Give it in parts."
                    )
            cells = _tidied(
                connection.sql(f"SELECT {', '.join(listed) or 'NULL AS c0'} {source}"), False
            )
        except duckdb.Error as error:
            raise BatchRefused(
                f"{path.name} cannot be read as Parquet ({str(error).splitlines()[0]}). Write it again."
            ) from error
    problems = [
        Problem(
            path.name, None, name, None, "must hold text, numbers or dates, not lists or objects"
        )
        for name, text in texts.items()
        if not text
    ]
    return Given(
        path.stem,
        path.name,
        path.name,
        [name for name, text in texts.items() if text],
        cells if listed else [],
        np.arange(1, len(cells[0]) + 1, dtype=np.int64),
        problems=problems,
    )


def _doubled(name: str) -> str:
    return name.replace('"', '""')


def _as_text(column: str, kind: str) -> str:
    """SQL of a column as our CSV files write it; empty for what is no single value."""
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "BLOB", "UNION")):
        return ""
    if kind.startswith(("DECIMAL", "FLOAT", "DOUBLE")):
        number = f"CAST({column} AS DOUBLE)"
        whole = f"{number} = trunc({number}) AND abs({number}) < 1e15"
        return f"""
            CASE WHEN isnan({number}) THEN NULL
            WHEN {whole} THEN CAST(TRY_CAST({column} AS BIGINT) AS VARCHAR)
            ELSE CAST({column} AS VARCHAR) END"""
    if kind.startswith("TIMESTAMP"):
        midnight = f"{column} = date_trunc('day', {column})"
        return f"CASE WHEN {midnight} THEN CAST(CAST({column} AS DATE) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
    return (
        f"upper(CAST({column} AS VARCHAR))" if kind == "BOOLEAN" else f"CAST({column} AS VARCHAR)"
    )


def read_json_tables(path: Path) -> Iterator[Given]:
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
        alone = len(tables) == 1 and name == path.stem
        yield _records_of(name, rows, path.name if alone else f'"{name}" of {path.name}')


def _records_of(name: str, rows: list[Any], place: str) -> Given:
    titles = list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row))
    problems: list[Problem] = []
    records: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            rule = "must be a record, that is an object of columns and values"
            problems.append(Problem(place, number, None, json.dumps(row)[:80], rule))
            row = {}
        for key, value in row.items():
            if isinstance(value, list | dict):
                rule = "must be one text, number or date, not a list or an object"
                problems.append(Problem(place, number, key, json.dumps(value)[:80], rule))
                row = {**row, key: None}
        records.append(row)
    cells = [
        tidy(pa.chunked_array([text_array([record.get(title) for record in records])]), False)
        for title in titles
    ]
    return Given(
        name,
        place,
        place,
        titles,
        cells,
        np.arange(1, len(records) + 1, dtype=np.int64),
        problems=problems,
    )
