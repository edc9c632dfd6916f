"""Cells of the tables that would like to be more than text: shown and exported as the text they are."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from data.build import build
from data.settings import using
from data.validation_errors import DataProblems
from queries import execution
from queries.engines import duckdb_engine
from tests.faults.asking import Answer, SoundAnswers, application, ask_all
from tests.faults.hostile_addresses import RAN, TEXTS
from tests.pages import hostile
from tests.pages.visiting import visit
from tests.queries import variants

LONG = "Long name " * 1_000
FORMULAS = ('=HYPERLINK("http://e.example")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1")
CELLS = list(
    dict.fromkeys(
        [
            *(
                " ".join(text.split())
                for text in TEXTS
                if text.strip() and "\0" not in text and len(text) < 400
            ),
            *(formula.strip() for formula in FORMULAS),
            LONG.strip(),
        ]
    )
)
"""What stands in the titles of the first submissions and in the names of the first organisations."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = variants.copy(tmp_path_factory.mktemp("cells"))

    def fill(column: str) -> object:
        def change(rows: pd.DataFrame) -> pd.DataFrame:
            rows.loc[: len(CELLS) - 1, column] = CELLS
            return rows

        return change

    variants.edit(folder, "submissions", fill("title"))
    variants.edit(folder, "organisations", fill("name"))
    variants.edit(folder, "points", fill("summary"))
    build(folder, folder / "cells.duckdb")
    return folder / "cells.duckdb"


@pytest.fixture
def cells(built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The dashboard shows them."""
    monkeypatch.setattr(duckdb_engine, "_current", None)
    with using(database=built):
        yield
    execution._answers.clear()


def answers(*addresses: str) -> list[Answer]:
    received: list[Answer] = []
    sound = SoundAnswers()

    def keep(answer: Answer) -> None:
        sound(answer)
        received.append(answer)

    ask_all(application(), addresses, keep)
    assert set(sound.seen) == {200}
    return received


def ids(table: str, column: str) -> list[str]:
    rows = pd.read_csv(variants.SOURCE / f"{table}.csv", dtype=str, nrows=len(CELLS))
    return list(rows[column])


@pytest.mark.usefixtures("cells")
def test_light_pages_feed_and_shells_show_them_as_text() -> None:
    submissions, organisations = (
        ids("submissions", "submission_id"),
        ids("organisations", "organisation_id"),
    )
    answers(
        *("/light/", "/light/submissions", "/light/organisations", "/light/points", "/feed.atom"),
        *(f"/light/submission/{identifier}" for identifier in submissions),
        *(f"/light/organisation/{identifier}" for identifier in organisations),
        *(f"/submission?id={identifier}" for identifier in submissions),
        *(f"/organisation?id={identifier}" for identifier in organisations),
    )


@pytest.mark.usefixtures("cells")
def test_tables_for_spreadsheets_hold_no_formula(tally: Callable[..., None]) -> None:
    table, book = answers("/api/v1/submissions.csv", "/api/v1/submissions.xlsx")
    rows = list(csv.reader(io.StringIO(table.body.decode("utf-8-sig"))))
    assert any(f"'{FORMULAS[0]}" in row for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "@", "+", "\t")]
    for sheet in load_workbook(io.BytesIO(book.body)):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    tally(hostile_inputs_tried=len(FORMULAS), markup_rendered=0)


@pytest.mark.usefixtures("cells")
@pytest.mark.parametrize("page", ["overview", "submissions", "organisations", "points"])
def test_full_pages_show_them_as_text(page: str, tally: Callable[..., None]) -> None:
    visited = visit(page)
    hostile.fits_markdown(visited)
    for text in visited.markdown():
        assert f"<script>{RAN}" not in text
    tally(hostile_inputs_tried=len(CELLS), markup_rendered=0)


@pytest.mark.parametrize("cell", ["a\0b", "\0"])
def test_a_cell_with_nul_is_refused_with_its_place(tmp_path: Path, cell: str) -> None:
    folder = variants.copy(tmp_path / "tables")
    path = folder / "themes.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    name = next(csv.reader([lines[1]]))[1]
    path.write_text("".join(lines).replace(name, cell, 1), encoding="utf-8")
    with pytest.raises(DataProblems, match=r"themes\.csv, line 2"):
        build(folder, tmp_path / "nul.duckdb")
    assert not (tmp_path / "nul.duckdb").exists()
    shutil.rmtree(folder)
