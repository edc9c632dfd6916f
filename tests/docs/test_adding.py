"""docs/adding.md, followed by someone who types every command of its worked example."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.docs.desk import Desk

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
SESSION = re.findall(r"^    \$ (.+)\n\n(?:```text\n([\s\S]*?)```\n)?", DOCUMENT, re.MULTILINE)
"""Each command of the worked example, and what it prints as far as the document shows it."""


def example() -> dict[str, list[list[str]]]:
    """The rows of the worked example, by sheet."""
    section = DOCUMENT.partition("### A worked example\n")[2].partition("\n## ")[0]
    return {
        name: [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in table.strip().splitlines()
            if not line.startswith("|---")
        ]
        for name, table in re.findall(r"^(\w+)\n\n((?:\|.*\n?)+)", section, re.MULTILINE)
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.slow
def test_the_worked_example_goes_as_it_is_written(desk: Desk) -> None:
    (check, refused), (mark, _), (add, added) = SESSION
    assert "Wrote new-batch.xlsx" in desk.types("wsis20 template new-batch.xlsx")
    sheets = example()
    assert list(sheets) == ["submissions", "organisations", "signatories", "points"]
    desk.fill_in(sheets)
    assert desk.types(check).strip() == refused.strip()

    assert "marked.xlsx" in desk.types(mark)
    book = openpyxl.load_workbook(desk.folder / "marked.xlsx")
    book["submissions"]["G2"].value = "open-letter"
    book["signatories"]["B3"].value = "jpnic"
    book["points"]["D3"].value = "igf-funding"
    book.save(desk.folder / "new-batch.xlsx")

    before = desk.git("diff")
    assert before == ""
    assert "Nothing was added." in desk.types(add, "n\n")
    assert desk.git("diff") == before
    assert desk.types(add, "y\n").strip() == added.strip()
    changed_lines = [
        line for line in desk.git("diff").splitlines() if re.match(r"[+-](?![+-])", line)
    ]
    assert len(changed_lines) == 6
    assert all(line.startswith("+lumen-") for line in changed_lines)
    assert "Nothing to add" in desk.types(add)
    assert desk.types("wsis20 check").startswith("The tables are in order: ")
    assert "Built" in desk.types("wsis20 build")
