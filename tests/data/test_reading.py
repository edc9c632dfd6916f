"""The quick way to read a file and the thorough one agree, or the quick one declines."""

import random
from pathlib import Path

import duckdb
import pytest

from data import csv_staging

CELLS = ["", "a", "é", 'x"y', "#", "\\", "'", "\t", "がabc", "NULL", '""', '"a\nb"', '"a\r\nb"']
CELLS += ['"a,b"', '"a""b"', '"', '"a"b', "a,b", "a\nb"]


def rows_of(connection: duckdb.DuckDBPyConnection) -> list[tuple[str | None, ...]]:
    return connection.execute("SELECT * FROM text_t ORDER BY rowid").fetchall()


@pytest.mark.long
def test_both_ways_of_reading_agree_on_rows_and_lines(tmp_path: Path) -> None:
    dice = random.Random(20)
    path = tmp_path / "t.csv"
    columns = ["p", "q", "r"]
    read_quickly = 0
    with duckdb.connect(":memory:") as quick, duckdb.connect(":memory:") as thorough:
        for _ in range(600):
            rows = [",".join(dice.choices(CELLS, k=3)) for _ in range(dice.randint(0, 3))]
            path.write_bytes(dice.choice(["\n", "\n\n", "\r\n"]).join(["p,q,r", *rows]).encode())
            for connection in (quick, thorough):
                connection.execute("DROP TABLE IF EXISTS text_t")
            thorough.execute("CREATE TEMP TABLE text_t (p VARCHAR, q VARCHAR, r VARCHAR)")
            staged = csv_staging.stage(quick, "t", columns, tmp_path)
            if staged.lines_read is None:
                read_quickly += 1
                again = csv_staging._stage_row_by_row(thorough, "t", path, columns)
                assert again.problems == [], path.read_bytes()
                assert rows_of(quick) == rows_of(thorough), path.read_bytes()
                assert staged.lines == again.lines_read, path.read_bytes()
    assert read_quickly > 200


@pytest.mark.parametrize("quoted", [b' "a\nb"', b'"a\nb" '])
def test_lines_in_doubt_are_not_stated(tmp_path: Path, quoted: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"p,q\n1," + quoted + b"\n2,c\n")
    with duckdb.connect(":memory:") as connection:
        staged = csv_staging.stage(connection, "t", ["p", "q"], tmp_path)
        assert rows_of(connection) == [("1", "a\nb"), ("2", "c")]
        assert staged.problems == []
        assert staged.lines is None
