"""docs/adding.md, followed by someone who types every command of its worked example."""

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data.batches import commands

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
SESSION = re.findall(r"^    \$ (.+)\n\n(?:```text\n([\s\S]*?)```\n)?", DOCUMENT, re.MULTILINE)
"""Each command of the worked example, and what it prints as far as the document shows it."""


class Desk:
    """A folder with the dashboard's data and commands, in which someone works."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "Makefile", folder)
        shutil.copytree(
            ROOT / "data",
            folder / "data",
            ignore=shutil.ignore_patterns("*.duckdb*", "__pycache__"),
        )
        self.git("init", "-q")
        self.git("add", "data/*.csv")

    def git(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout

    def types(self, command: str, answer: str = "") -> str:
        """What a command prints on a terminal on which `answer` is typed, without make's own last line."""
        program, *words = command.split()
        if program == "make":  # whose packages are those of this Python
            words = ["-o", ".venv/.to-run", f"PYTHON={sys.executable}", *words]
        terminal, keyboard = pty.openpty()
        os.write(terminal, answer.encode())
        try:
            said = subprocess.run(
                [sys.executable if program == ".venv/bin/python" else program, *words],
                cwd=self.folder,
                stdin=keyboard,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=os.environ | {"DASHBOARD_DATA": "", "DASHBOARD_DATABASE": ""},
            ).stdout
        finally:
            os.close(terminal)
            os.close(keyboard)
        return re.sub(r"^make: .*\n", "", said, flags=re.MULTILINE)

    def fill_in(self, sheets: dict[str, list[list[str]]]) -> None:
        path = self.folder / "new-batch.xlsx"
        book = openpyxl.load_workbook(path)
        for name, (titles, *rows) in sheets.items():
            sheet = book[name]
            places = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
            for number, row in enumerate(rows, 2):
                for title, text in zip(titles, row, strict=True):
                    sheet.cell(number, places[title], text or None)
        book.save(path)


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


def test_the_worked_example_goes_as_it_is_written(desk: Desk) -> None:
    (check, refused), (mark, _), (add, added) = SESSION
    assert "Wrote new-batch.xlsx" in desk.types("make template FILE=new-batch.xlsx")
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
    changed = [line for line in desk.git("diff").splitlines() if re.match(r"[+-](?![+-])", line)]
    assert len(changed) == 6
    assert all(line.startswith("+lumen-") for line in changed)
    assert "Nothing to add" in desk.types(add)
    assert desk.types("make check").startswith("The tables are in order: ")
    assert "Built" in desk.types("make build")


def test_exit_codes_are_those_of_the_commands() -> None:
    table = DOCUMENT.partition("| exit code |")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| (\d) \|", table, re.MULTILINE)
    for module in ("add", "check"):
        code = (ROOT / "data" / f"{module}.py").read_text(encoding="utf-8")
        said = re.findall(r"\b(\d) [a-z]", code.partition("Exit codes: ")[2].partition('"""')[0])
        assert said == listed[: len(said)]
    assert len(listed) == 5


def test_what_a_batch_may_take_is_what_the_code_lets_it() -> None:
    limits = f"{commands.SECONDS // 60} minutes and {commands.MEMORY // 10**9} GB of memory"
    assert f"To read a batch may take {limits}." in DOCUMENT
