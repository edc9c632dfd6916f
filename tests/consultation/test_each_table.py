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
    """The tables that are empty without the rows of one, and the columns of others that name none of those any more."""
    empty, cleared = {name}, dict[str, set[str]]()
    found = [name]
    while found:
        gone = found.pop()
        for table in TABLES.values():
            for reference in table.references:
                if reference.table != gone or table.name in empty:
                    continue
                must = {field.name for field in table.fields if field.required}
                if must & set(reference.columns):
                    empty.add(table.name)
                    found.append(table.name)
                else:
                    cleared.setdefault(table.name, set()).update(reference.columns)
    return empty, cleared


def without(name: str, folder: Path) -> Path:
    """A copy of the consultation without the rows of one table."""
    shutil.copytree(LUMEN, folder)
    empty, cleared = taken_out(name)
    for table in {*empty, *cleared}:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = [field.name for field in TABLES[table].fields]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            if table not in empty:
                writer.writerows(row | dict.fromkeys(cleared[table], "") for row in rows)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIONAL)
def test_every_page_is_sound_without_one_table(name: str, tmp_path: Path) -> None:
    sound(visited(without(name, tmp_path / "data"), tmp_path, "few"))
