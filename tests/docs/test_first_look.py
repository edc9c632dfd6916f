"""The example notebook runs cell by cell: on what a running dashboard gives away, and on the unpacked package alone."""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import duckdb
import pytest

from data.build import build
from data.settings import data_set, using
from exports import package
from exports.notebook import NOTEBOOK, first_look
from i18n.routes import API
from queries import Filters, ask, current
from tests.api.serving import front_door, on_socket
from tests.browser.commands import command
from tests.consultation.lumen import LUMEN

ROOT = Path(__file__).parents[2]
KEPT: dict[str, Any] = json.loads((ROOT / "examples" / NOTEBOOK.name).read_text(encoding="utf-8"))
SELECTION = Filters(kind=("challenge",), group=("technical",))
"""What the notebook counts, as the page Themes does."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the cells run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a running dashboard's data API."""
    with on_socket(front_door()) as port:
        yield f"http://localhost:{port}{API}"


def cells(document: dict[str, Any], kind: str) -> list[str]:
    """The sources of a notebook's cells of a kind."""
    return ["".join(cell["source"]) for cell in document["cells"] if cell["cell_type"] == kind]


def lines_for_r(document: dict[str, Any]) -> list[str]:
    """The blocks of R in a notebook."""
    return re.findall(r"```r\n(.*?)```", "\n".join(cells(document, "markdown")), re.DOTALL)


def run(document: dict[str, Any]) -> dict[str, Any]:
    """The names that the notebook's cells make in the folder where one is."""
    names: dict[str, Any] = {}
    for number, source in enumerate(cells(document, "code")):
        exec(compile(ast.parse(source), f"cell {number}", "exec"), names)
    if "connection" in names:
        names["connection"].close()
    return names


def run_in_r(document: dict[str, Any], folder: Path) -> dict[str, int]:
    """What the notebook's lines for R without packages count, by theme."""
    (lines,) = [block for block in lines_for_r(document) if "library(" not in block]
    lines += '\nwrite.csv(as.data.frame(as.table(by_theme)), "counted.csv", row.names = FALSE)\n'
    (folder / "lines.R").write_text(lines, encoding="utf-8")
    subprocess.run([command("Rscript"), "lines.R"], cwd=folder, check=True, capture_output=True)
    with (folder / "counted.csv").open(encoding="utf-8", newline="") as file:
        return {theme: int(count) for theme, count in list(csv.reader(file))[1:]}


def counted_by_the_dashboard() -> tuple[dict[str, int], int]:
    """The themes of SELECTION with their numbers of submissions, and the total."""
    answer = ask("themes", SELECTION)
    themes = answer[answer["count"] > 0]
    return dict(zip(themes.theme_id, themes["count"], strict=True)), int(answer.total.iloc[0])


def test_from_an_empty_folder_it_fetches_what_it_reads(folder: Path, site: str) -> None:
    with urlopen(f"{site}/{NOTEBOOK.name}") as answer:
        document = json.load(answer)
    names = run(document)
    assert names["BASE"] == site
    assert (names["by_theme"].to_dict(), names["total"]) == counted_by_the_dashboard()
    assert names["version"] == names["of_database"] == current().version
    assert len(names["macros"]) == 10
    assert sorted(path.name for path in folder.iterdir()) == ["package", "wsis20.duckdb"]


def test_it_reads_what_it_has_fetched_without_the_site(folder: Path, site: str) -> None:
    with urlopen(f"{site}/{NOTEBOOK.name}") as answer:
        document = json.load(answer)
    first = run(document)
    offline = run(json.loads(first_look("http://nowhere.invalid")))
    assert offline["answer"].equals(first["answer"])


def test_in_the_unpacked_package_it_needs_no_site(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package.write(folder / "unpacked", package.files())
    shutil.copytree(folder / "unpacked", folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "unpacked")
    before = sorted(folder.iterdir())
    names = run(json.loads((folder / NOTEBOOK.name).read_text(encoding="utf-8")))
    assert (names["by_theme"].to_dict(), names["total"]) == counted_by_the_dashboard()
    assert "answer" not in names
    assert "left out, since wsis20.duckdb cannot be fetched" in capsys.readouterr().out
    assert sorted(folder.iterdir()) == before


def test_package_and_database_of_two_versions_are_told(folder: Path) -> None:
    package.write(folder / "package", package.files())
    build(LUMEN, folder / "wsis20.duckdb")
    with pytest.raises(AssertionError, match="of two versions"):
        run(KEPT)


def test_it_is_that_of_the_data_set_that_is_served(folder: Path) -> None:
    build(LUMEN, folder / "lumen.duckdb")
    with using(source=LUMEN, database=folder / "lumen.duckdb"):
        package.write(folder / "package", package.files())
        document = json.loads(first_look("https://lake.example.org"))
        (name,) = re.findall(r'DATABASE = Path\("([^"]+)"\)', "\n".join(cells(document, "code")))
        shutil.copy(folder / "lumen.duckdb", folder / name)
        names = run(document)
        themes, _total = counted_by_the_dashboard()
        assert names["by_theme"].to_dict() == themes
        assert names["version"] == current().version
    assert "wsis20.duckdb" not in json.dumps(document)


@pytest.mark.long
def test_its_lines_for_r_count_the_same_from_a_site_and_from_the_package(
    folder: Path, site: str
) -> None:
    with urlopen(f"{site}/{NOTEBOOK.name}") as answer:
        document = json.load(answer)
    themes, _total = counted_by_the_dashboard()
    assert run_in_r(document, folder) == themes
    assert (folder / "package" / "datapackage.json").is_file()
    assert run_in_r(json.loads(first_look()), folder / "package") == themes


def test_its_lines_for_r_with_duckdb_are_answered_by_the_database() -> None:
    (lines,) = [block for block in lines_for_r(KEPT) if "library(duckdb)" in block]
    statements = re.findall(r'dbGetQuery\(con, "([^"]+)"\)', lines)
    with duckdb.connect(str(data_set().database), read_only=True) as connection:
        for sql in statements:
            assert len(connection.sql(sql).df())
    assert len(statements) == 2


def test_it_is_kept_without_results_and_without_an_address() -> None:
    assert KEPT["nbformat"] == 4
    for cell in KEPT["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert json.loads(first_look()) == KEPT
    assert json.dumps(KEPT).count(json.dumps('BASE = ""')[1:-1]) == 2, "once for Python, once for R"
