"""A folder with the dashboard's data and commands, in which someone types what the documents and commands say."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[2]


class Desk:
    """A folder with the dashboard's data and commands, in which someone works."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "pyproject.toml", folder)
        for room in ("data", "intake"):
            shutil.copytree(
                ROOT / room,
                folder / room,
                ignore=shutil.ignore_patterns("*.duckdb*", "__pycache__", "tests"),
            )
        (folder / "web").mkdir()
        for module in ("__init__.py", "command_line.py"):
            shutil.copy(ROOT / "web" / module, folder / "web")
        self.git("init", "-q")
        self.git("add", "data/*.csv")

    def git(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout

    def types(self, command: str, answer: str = "") -> str:
        """What a command prints on a terminal on which `answer` is typed."""
        program, *words = command.split()
        wsis20 = [sys.executable, "-m", "web.command_line"]
        terminal, keyboard = pty.openpty()
        os.write(terminal, answer.encode())
        try:
            return subprocess.run(
                [*(wsis20 if program == "wsis20" else [program]), *words],
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

    def fill_in(self, sheets: dict[str, list[list[str]]]) -> None:
        path = self.folder / "new-batch.xlsx"
        book = openpyxl.load_workbook(path)
        for name, (titles, *rows) in sheets.items():
            sheet = book[name]
            columns = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
            for number, row in enumerate(rows, 2):
                for title, text in zip(titles, row, strict=True):
                    sheet.cell(number, columns[title], text or None)
        book.save(path)
