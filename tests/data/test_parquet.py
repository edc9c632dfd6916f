"""Tables as Parquet files: all of them, whole or not at all."""

from pathlib import Path

import duckdb
import pytest

from data import DATABASE, SOURCE, parquet
from data.build import main, write_parquet
from tests.queries import variants


def test_every_table_is_written_with_its_rows_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--to", "parquet", "--target", str(tmp_path)]) == 0
    (folder,) = tmp_path.glob("tables-*")
    output = capsys.readouterr().out
    with duckdb.connect(str(DATABASE), read_only=True) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        ]
        assert {path.stem for path in folder.iterdir()} == {*tables, parquet.COLUMNS}
        for table in tables:
            assert table in output
            rows = f"SELECT * EXCLUDE (rowid) FROM read_parquet('{folder}/{table}.parquet') ORDER BY rowid"
            built = connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            assert connection.execute(rows).fetchall() == built or table == "data_release"


@pytest.mark.slow
def test_the_release_names_whole_tables_and_those_before_stay_for_their_readers(
    tmp_path: Path,
) -> None:
    source, target = variants.copy(tmp_path / "source"), tmp_path / "tables"
    folders = []
    for title in ("One", "Two", "Three"):
        variants.retitle(source, "tccm-rev2", title)
        write_parquet(source, target)
        sql = f"SELECT folder FROM read_parquet('{target / parquet.RELEASE}')"
        folders += [folder for (folder,) in duckdb.sql(sql).fetchall()]
        write_parquet(source, target)
    assert len(set(folders)) == 3
    assert {path.name for path in target.glob("tables-*")} >= {folders[-1]}
    assert folders[0] not in {path.name for path in target.iterdir()}
    assert not list(target.glob(".writing*"))


def test_tables_that_break_rules_change_nothing(tmp_path: Path) -> None:
    source, target = variants.copy(tmp_path / "source"), tmp_path / "tables"
    write_parquet(source, target)
    before = sorted(target.rglob("*"))
    (source / "themes.csv").write_text("nonsense", encoding="utf-8")
    assert main(["--source", str(source), "--to", "parquet", "--target", str(target)]) == 1
    assert sorted(target.rglob("*")) == before


def test_a_folder_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--to", "parquet", "--source", str(SOURCE)])
    assert "--target FOLDER" in capsys.readouterr().err
