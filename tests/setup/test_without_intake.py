"""A host who only serves installs no package that reads batches, letters or web pages."""

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from intake.needed import PACKAGES
from tests.server.running import serving
from tests.setup.locks import locked
from tests.setup.typed import in_project

HIDING = """
import sys
from importlib.machinery import PathFinder


class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name in {hidden} else PathFinder.find_spec(name, path, target)


sys.meta_path[:] = [Without if finder is PathFinder else finder for finder in sys.meta_path]
"""

MISSING = "This needs packages that are not installed (docx, openpyxl, pypdf, python_calamine, selectolax)."


def hidden() -> set[str]:
    """What is imported of the packages that only the extras bring."""
    extra = (set(locked("requirements-intake")) | set(locked("requirements-spark"))) - set(
        locked("requirements")
    )
    return {
        module
        for module, packages in packages_distributions().items()
        if all(canonicalize_name(name) in extra for name in packages)
    }


@pytest.fixture
def without(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python to which these packages are not there."""
    (tmp_path / "sitecustomize.py").write_text(HIDING.format(hidden=hidden()), encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path)}


def test_the_packages_that_intake_looks_for_are_those_of_its_lock() -> None:
    assert set(PACKAGES) <= hidden()


@pytest.mark.slow
def test_tables_are_checked_and_folders_and_workbooks_made_without(
    without: dict[str, str], tmp_path: Path
) -> None:
    for words in (
        ["check"],
        ["new", str(tmp_path / "own")],
        ["template", str(tmp_path / "rows.xlsx")],
    ):
        process = in_project(*words, **without)
        assert (process.returncode, process.stderr) == (0, ""), words


@pytest.mark.slow
@pytest.mark.parametrize("words", [["add", "--yes"], ["check"], ["suggest"], ["collect", "--all"]])
def test_a_command_that_needs_them_says_what_to_type(
    words: list[str], without: dict[str, str], tmp_path: Path
) -> None:
    batch = tmp_path / "points.csv"
    batch.write_text("point_id\none\n", encoding="utf-8")
    process = in_project(*words, *([] if "collect" in words else [str(batch)]), **without)
    assert process.returncode == 2
    assert process.stderr == (
        f"Error: {MISSING} Type: .venv/bin/python -m pip install -r requirements-intake.txt\n"
    )


@pytest.mark.slow
def test_pages_files_and_pictures_are_served_without(
    without: dict[str, str], tmp_path: Path
) -> None:
    with serving(**without, DASHBOARD_DATABASE=str(tmp_path / "built.duckdb")) as server:
        for path in (
            *("/", "/light/", "/api/v1/claims.xlsx", "/api/v1/claims.parquet", "/feed.atom"),
            *("/api/v1/package.zip", "/api/v1/card/challenges/most.png", "/api/v1/openapi.json"),
        ):
            assert server.get(path).status == 200, path
