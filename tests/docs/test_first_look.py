"""The example notebook runs cell by cell on the package and the database that the dashboard gives away."""

from __future__ import annotations

import ast
import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.settings import data_set
from exports import package
from queries import Filters, ask, current

ROOT = Path(__file__).parents[2]
NOTEBOOK: dict[str, Any] = json.loads(
    (ROOT / "examples" / "first-look.ipynb").read_text(encoding="utf-8")
)


def cells(kind: str) -> list[str]:
    """The sources of the notebook's cells of a kind."""
    return ["".join(one["source"]) for one in NOTEBOOK["cells"] if one["cell_type"] == kind]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the notebook asks for beside it."""
    package.write(tmp_path / "package", package.files())
    shutil.copy(data_set().database, tmp_path / "wsis20.duckdb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_its_cells_run_and_count_what_the_dashboard_counts(folder: Path) -> None:
    names: dict[str, Any] = {}
    for number, source in enumerate(cells("code")):
        exec(compile(ast.parse(source), f"cell {number}", "exec"), names)
    asked = ask("themes", Filters(kind=("challenge",), group=("technical",)))
    assert names["total"] == asked.total.iloc[0]
    assert names["by_theme"].iloc[0] == asked["count"].max()
    assert names["version"] == current().version
    assert len(names["macros"]) == 10
    (written,) = re.findall(r"`/api/v1/([\w.]+\.duckdb)`", "".join(cells("markdown")))
    assert (folder / written).is_file()


def test_its_lines_for_r_name_what_is_there(folder: Path) -> None:
    lines = "\n".join(cells("markdown"))
    asked = re.findall(r'dbGetQuery\(con, "([^"]+)"\)', lines)
    with duckdb.connect(str(folder / "wsis20.duckdb"), read_only=True) as connection:
        for sql in asked:
            assert len(connection.sql(sql).df())
    assert len(asked) == 2
    for path in re.findall(r'read\.csv\("([^"]+)"', lines):
        assert (folder / path).is_file()


def test_it_is_kept_without_results() -> None:
    assert NOTEBOOK["nbformat"] == 4
    for cell in NOTEBOOK["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
