"""Holds an answer of the data API against the table of the page: ``ask`` with the same selection."""

import json
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from starlette.testclient import TestClient

from queries import Filters, Question, ask
from tests.queries.comparing import EXAMPLES, parameters, rows
from tests.queries.oracle import Oracle
from web.api.catalogue import MOST_IDS

V1 = "/api/v1"
WINDOW = 25
"""Rows of an answer that are compared at a time."""

Rows = list[tuple[object, ...]]


def address(question: Question, filters: Filters, own: dict[str, str]) -> str:
    """The query string of an answer, as a page writes it."""
    query = filters.to_query()
    for parameter in question.parameters:
        value = own[parameter.name]
        query[parameter.url_name] = value.split(",") if parameter.several else [value]
    return urlencode(query, doseq=True)


def asked(question: Question, drawn: dict[str, str], oracle: Oracle) -> dict[str, str]:
    """Random parameters as an address takes them: sides of one kind and at least one, no claim called none."""
    own = parameters(question, **drawn)
    for parameter in question.parameters:
        name = parameter.name
        if parameter.several:
            known = oracle.known[own["by"]]
            sides = [side for side in own[name].split(",") if side in known]
            own[name] = ",".join((sides or known)[:MOST_IDS])
        elif own[name] == "none":
            own[name] = EXAMPLES[name]
    return own


def shown(answer: pd.DataFrame) -> Rows:
    """The rows of a table on a page as plain values, days as text."""
    return [tuple(map(plain, row)) for row in rows(answer)]


def plain(cell: object) -> object:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell


def alike(found: Rows, expected: Rows, where: str) -> None:
    """Fail with the first row that differs, in value or type."""
    for place, (got, wanted) in enumerate(zip(found, expected, strict=False)):
        assert got == wanted, f"{where}, row {place}"
        assert list(map(type, got)) == list(map(type, wanted)), f"{where}, row {place}"
    assert len(found) == len(expected), where


def told(api: TestClient, where: str, columns: list[str]) -> tuple[Rows, int]:
    """The rows of a JSON file, without the columns that put codes into words, and how many there are in all."""
    answer = api.get(where)
    assert answer.status_code == 200, f"{where}: {answer.text}"
    document = json.loads(answer.content)
    assert [name for name in document["columns"] if name in columns] == columns
    assert document["total"] == int(answer.headers["x-total-count"])
    return [tuple(row[name] for name in columns) for row in document["rows"]], document["total"]


def agrees(
    api: TestClient,
    oracle: Oracle,
    question: Question,
    filters: Filters,
    drawn: dict[str, str],
    turn: int = 0,
) -> None:
    """Fail unless the data API gives the rows that ``ask`` gives: of a long answer a window, another each turn."""
    own = asked(question, drawn, oracle)
    columns = [column.name for column in question.columns]
    answer = ask(question.name, filters, **own)
    start = 37 * turn % len(answer) if len(answer) > WINDOW else 0
    where = f"{V1}/{question.name}.json?{address(question, filters, own)}"
    where += f"&limit={WINDOW}&offset={start}"
    found, total = told(api, where, columns)
    assert total == len(answer), where
    alike(found, shown(answer.iloc[start : start + WINDOW]), where)
