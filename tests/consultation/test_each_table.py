"""Each table that may be empty is taken out in turn, with what hangs on it, and every page visited."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from data.schema_metadata import described
from tests.consultation.lumen import LUMEN, OPTIONAL, sound, visited

TABLES = {table.name: table for table in described()}


def taken_out(name: str) -> tuple[set[str], dict[str, set[str]]]:
    """The tables that must be empty once one is, and the columns of other tables that must then be empty."""
    empty_tables, cleared_columns = {name}, dict[str, set[str]]()
    queue = [name]
    while queue:
        emptied = queue.pop()
        for table in TABLES.values():
            for reference in table.references:
                if reference.table != emptied or table.name in empty_tables:
                    continue
                required = {field.name for field in table.fields if field.required}
                if required & set(reference.columns):
                    empty_tables.add(table.name)
                    queue.append(table.name)
                else:
                    cleared_columns.setdefault(table.name, set()).update(reference.columns)
    return empty_tables, cleared_columns


def without(name: str, folder: Path) -> Path:
    """A copy of the consultation without the rows of one table."""
    shutil.copytree(LUMEN, folder)
    empty_tables, cleared_columns = taken_out(name)
    for table in {*empty_tables, *cleared_columns}:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = [field.name for field in TABLES[table].fields]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            if table not in empty_tables:
                writer.writerows(row | dict.fromkeys(cleared_columns[table], "") for row in rows)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIONAL)
def test_every_page_is_sound_without_one_table(name: str, tmp_path: Path) -> None:
    sound(visited(without(name, tmp_path / "data"), tmp_path, "few"))
