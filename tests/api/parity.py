"""Holds an answer of the data API against the table of the page: ``ask`` with the same selection."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
from starlette.testclient import TestClient

from queries import Filters, Question, ask
from tests.queries.comparing import EXAMPLES, parameters, rows
from tests.queries.oracle import Oracle
from web.api.catalogue import MOST_IDS

V1 = "/api/v1"
WINDOW = 25
"""Rows of an answer that are compared at a time."""

Rows = list[tuple[object, ...]]


def address(question: Question, filters: Filters, values: dict[str, str]) -> str:
    """The query string of an answer, as a page writes it."""
    query = filters.to_query()
    for parameter in question.parameters:
        value = values[parameter.name]
        query[parameter.url_name] = value.split(",") if parameter.several else [value]
    return urlencode(query, doseq=True)


def parameter_values(
    question: Question, random_values: dict[str, str], oracle: Oracle
) -> dict[str, str]:
    """Random parameters as an address takes them: sides of one kind and at least one, no claim called none."""
    values = parameters(question, **random_values)
    for parameter in question.parameters:
        name = parameter.name
        if parameter.several:
            ids = oracle.filter_ids[values["by"]]
            sides = [side for side in values[name].split(",") if side in ids]
            values[name] = ",".join((sides or ids)[:MOST_IDS])
        elif values[name] == "none":
            values[name] = EXAMPLES[name]
    return values


def plain_rows(answer: pd.DataFrame) -> Rows:
    """The rows of a table on a page as plain values, days as text."""
    return [tuple(map(plain, row)) for row in rows(answer)]


def plain(cell: object) -> object:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell


def alike(actual: Rows, expected: Rows, label: str) -> None:
    """Fail with the first row that differs, in value or type."""
    for position, (row, expected_row) in enumerate(zip(actual, expected, strict=False)):
        assert row == expected_row, f"{label}, row {position}"
        assert list(map(type, row)) == list(map(type, expected_row)), f"{label}, row {position}"
    assert len(actual) == len(expected), label


def told(api: TestClient, url: str, columns: list[str]) -> tuple[Rows, int]:
    """The rows of a JSON file, without the columns that put codes into words, and how many there are in all."""
    response = api.get(url)
    assert response.status_code == 200, f"{url}: {response.text}"
    document = json.loads(response.content)
    assert [name for name in document["columns"] if name in columns] == columns
    assert document["total"] == int(response.headers["x-total-count"])
    return [tuple(row[name] for name in columns) for row in document["rows"]], document["total"]


def agrees(
    api: TestClient,
    oracle: Oracle,
    question: Question,
    filters: Filters,
    random_values: dict[str, str],
    turn: int = 0,
) -> None:
    """Fail unless the data API gives the rows that ``ask`` gives: of a long answer a window, another each turn."""
    values = parameter_values(question, random_values, oracle)
    columns = [column.name for column in question.columns]
    answer = ask(question.name, filters, **values)
    start = 37 * turn % len(answer) if len(answer) > WINDOW else 0
    url = f"{V1}/{question.name}.json?{address(question, filters, values)}"
    url += f"&limit={WINDOW}&offset={start}"
    actual, total = told(api, url, columns)
    assert total == len(answer), url
    alike(actual, plain_rows(answer.iloc[start : start + WINDOW]), url)


def _csv(content: bytes) -> tuple[list[str], Rows]:
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return head, [tuple(line) for line in lines]


def _xlsx(content: bytes) -> tuple[list[str], Rows]:
    head, *lines = openpyxl.load_workbook(io.BytesIO(content))["Data"].values
    return [str(name) for name in head], [tuple(map(plain, line)) for line in lines]


def _parquet(content: bytes) -> tuple[list[str], Rows]:
    parquet = pq.read_table(io.BytesIO(content))
    lines = zip(*(column.to_pylist() for column in parquet.columns), strict=True)
    return parquet.column_names, [tuple(map(plain, line)) for line in lines]


def _json(content: bytes) -> tuple[list[str], Rows]:
    document = json.loads(content)
    return list(document["columns"]), [tuple(row.values()) for row in document["rows"]]


def _zip(content: bytes) -> tuple[list[str], Rows]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".csv")]
        return _csv(archive.read(name))


READERS: dict[str, Callable[[bytes], tuple[list[str], Rows]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "json": _json,
    "zip": _zip,
}
"""Ending of a file -> its header and its rows."""
