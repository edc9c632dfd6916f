import csv
import shutil
from pathlib import Path

import pytest

from data import SOURCE


class Tables:
    """A copy of the data set that a test may break."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
            shutil.copy(path, folder)

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def read(self, table: str) -> list[dict[str, str]]:
        with self.path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        with self.path(table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table: str, row: int, **cells: str) -> None:
        """Set cells of a row; row 0 is in line 2, as no cell of the data set holds a line break."""
        rows = self.read(table)
        assert cells.keys() <= rows[row].keys()
        rows[row] |= cells
        self.write(table, rows)

    def replace(self, table: str, old: bytes, new: bytes) -> None:
        """Replace the one place where `old` stands in the file."""
        content = self.path(table).read_bytes()
        assert content.count(old) == 1
        self.path(table).write_bytes(content.replace(old, new))


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables(tmp_path / "tables")
