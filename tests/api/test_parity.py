"""The data API gives what the page's table has, in every format and of any cell.

That it does under random selections is part of the comparison with the oracle in tests/queries/test_answers.py.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from starlette.testclient import TestClient

from data.build import build
from data.formulas import FORMULA_STARTS
from queries import Database, Filters, ask, engines, execution, questions
from queries.tables import table
from tests.api.parity import READERS, V1, Rows, address, agrees, alike, parameter_values, plain_rows
from tests.queries import variants
from tests.queries.comparing import OF_ALL_DATA, OF_ONE_SUBMISSION
from tests.queries.oracle import Oracle
from tests.queries.selections import PROFILE, askings

SAMPLED = ("points", "themes", "signature_matrix", "comparison_sides", "claim", "submissions")
"""Questions that are compared in each format: texts, shares, dates, numbers that may be missing."""

HOSTILE = [
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    'quoted "text", with; comma',
    "Größe, 国内IGF, العربية, 😀, e\u0301",
    "<script>alert(1)</script>&amp;",
    "</script><img src=x onerror=alert(1)>",
    "'apostrophe first",
    "00123",
    "1e5",
    "TRUE",
    "null",
    "NaN",
    "a_x0041_b",
    "{{7*7}} ${7*7}",
    "\u202egnp.exe",
    "a\u2028b",
    "back\\slash",
]


@pytest.mark.wide(len(OF_ONE_SUBMISSION))
@pytest.mark.parametrize("start", [0, 5, 10, 15])
@pytest.mark.parametrize("name", OF_ONE_SUBMISSION)
def test_of_one_submission_it_gives_what_its_page_has(
    api: TestClient, oracle: Oracle, name: str, start: int
) -> None:
    """Of every fifth one; `make test` asks for every twentieth."""
    for number, submission in enumerate(list(oracle.submissions)[start::20]):
        agrees(api, oracle, questions()[name], Filters(), {"id": submission}, number)


@pytest.mark.parametrize("name", OF_ALL_DATA)
def test_of_what_no_filter_changes_it_gives_the_rows_of_the_page(
    api: TestClient, oracle: Oracle, name: str
) -> None:
    for turn, filters in enumerate((Filters(), Filters(q="nobody said this"))):
        agrees(api, oracle, questions()[name], filters, {}, turn)


def held_in(ending: str, cell: object) -> object:
    """A cell of an answer as a file of a format has it."""
    if (
        ending in ("csv", "zip", "xlsx")
        and isinstance(cell, str)
        and cell.startswith(FORMULA_STARTS)
    ):
        cell = f"'{cell}"
    if ending in ("csv", "zip"):
        return "" if cell is None else str(cell)
    if ending == "xlsx" and isinstance(cell, float) and cell.is_integer():
        return int(cell)  # Excel has one kind of number
    return cell


def read(api: TestClient, url: str, columns: list[str]) -> Rows:
    """The rows of a file, without the columns that put codes into words."""
    response = api.get(url)
    assert response.status_code == 200, response.text
    head, lines = READERS[url.partition("?")[0].rpartition(".")[2]](response.content)
    positions = [head.index(name) for name in columns]
    assert positions == sorted(positions)
    return [tuple(line[position] for position in positions) for line in lines]


def expected_in(ending: str, answer: Rows) -> Rows:
    return [tuple(held_in(ending, cell) for cell in row) for row in answer]


@pytest.mark.parametrize("ending", list(READERS))
def test_every_format_holds_the_rows_of_the_page(
    api: TestClient, oracle: Oracle, ending: str
) -> None:
    @settings(PROFILE, max_examples=8, phases=[Phase.generate])
    @given(askings(oracle))
    def each(selection: tuple[Filters, dict[str, str]]) -> None:
        filters, random_values = selection
        for name in SAMPLED:
            question = questions()[name]
            values = parameter_values(question, random_values, oracle)
            columns = [column.name for column in question.columns]
            url = f"{V1}/{name}.{ending}?{address(question, filters, values)}"
            answer = plain_rows(ask(name, filters, **values))
            alike(read(api, url, columns), expected_in(ending, answer), url)

    each()


@pytest.fixture(scope="module")
def hostile_database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The shipped tables with a text that means harm, or is hard to write, in every title, name and summary."""
    folder: Path = variants.copy(tmp_path_factory.mktemp("hostile"))
    for name, columns in (
        ("submissions", ["title"]),
        ("organisations", ["name", "short_name"]),
        ("points", ["summary"]),
    ):
        variants.edit(folder, name, partial(_hostile, columns))
    build(folder, folder / "hostile.duckdb")
    return Database(folder / "hostile.duckdb")


def _hostile(columns: list[str], rows: pd.DataFrame) -> pd.DataFrame:
    for column in columns:
        rows[column] = [
            f"{HOSTILE[n % len(HOSTILE)]} {n}" if n >= len(HOSTILE) else HOSTILE[n]
            for n in range(len(rows))
        ]
    return rows


@pytest.fixture
def asking_hostile(hostile_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The data API answers from the hostile tables."""
    for module in ("exports.provenance", "web.response_headers"):
        monkeypatch.setattr(f"{module}.current", lambda: hostile_database)
    monkeypatch.setattr(engines, "current", lambda: hostile_database)
    yield
    execution._answers.clear()


@pytest.mark.parametrize("name", ["points", "submissions", "organisations"])
@pytest.mark.parametrize("ending", list(READERS))
def test_cells_that_mean_harm_or_are_hard_to_write_come_through_as_they_are(
    api: TestClient, asking_hostile: None, name: str, ending: str
) -> None:
    columns = [column.name for column in questions()[name].columns]
    answer = plain_rows(ask(name))
    rows = read(api, f"{V1}/{name}.{ending}", columns)
    alike(rows, expected_in(ending, answer), name)
    texts = {cell for row in answer for cell in row if isinstance(cell, str)}
    assert texts >= set(HOSTILE)
    if ending in ("csv", "xlsx", "zip"):
        cells = {cell for row in rows for cell in row if isinstance(cell, str)}
        assert not any(cell.startswith(FORMULA_STARTS) for cell in cells)


@pytest.mark.parametrize("name", ["points", "submissions"])
@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_so_do_those_of_a_table(
    api: TestClient, asking_hostile: None, name: str, ending: str
) -> None:
    frame = table(name)
    rows = read(api, f"{V1}/tables/{name}.{ending}", list(frame.columns))
    alike(rows, expected_in(ending, plain_rows(frame)), name)
