"""What the dashboard gives out can be given back in every format, and so can what others write in them."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import SOURCE
from exports import package
from exports.provenance import of_table
from exports.writers import write_csv, write_json
from exports.zip_export import archived
from intake.batches import archives, commands, json_files
from intake.batches.batch import Batch, BatchRefused
from intake.batches.reading import read_batch, tables_of_schema
from intake.batches.workbooks import rows_of, write_workbook
from queries.tables import table

pytestmark = pytest.mark.long

Way = Callable[[Path], Path]


@pytest.fixture(scope="module")
def data() -> Batch:
    return read_batch(SOURCE)


@cache
def _package() -> dict[str, bytes]:
    return package.files()


def _files(folder: Path, content: Mapping[str, bytes]) -> Path:
    for path, text in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return folder


def _zip(folder: Path, content: Mapping[str, bytes], name: str = "batch.zip") -> Path:
    return _files(folder, {name: archived(content)}) / name


def _from_the_api(write: Callable[..., Any], ending: str) -> dict[str, bytes]:
    return {
        f"wsis20-table-{name}-2026.11-ab12cd34.{ending}": b"".join(
            write([table(name)], of_table(name, ""))
        )
        for name in tables_of_schema()[0]
    }


def _one_json(folder: Path) -> Path:
    tables = {
        name: rows_of(batch_table.cells) for name, batch_table in read_batch(SOURCE).tables.items()
    }
    return (
        _files(folder, {"batch.json": json.dumps({"version": 1, **tables}).encode()}) / "batch.json"
    )


def _workbook(folder: Path) -> Path:
    tables = {
        name: rows_of(batch_table.cells) for name, batch_table in read_batch(SOURCE).tables.items()
    }
    write_workbook(folder / "batch.xlsx", tables)
    return folder / "batch.xlsx"


WAYS: dict[str, Way] = {
    "package": lambda folder: _zip(folder, _package()),
    "package, unpacked": lambda folder: _files(folder, _package()),
    "package, by its descriptor": lambda folder: _files(folder, _package()) / "datapackage.json",
    "package in a folder of its own": lambda folder: _zip(
        folder, {f"wsis20/{path}": content for path, content in _package().items()}
    ),
    "Parquet of all tables": lambda folder: _zip(folder, package.parquet_files()),
    "CSV of the data API": lambda folder: _files(folder, _from_the_api(write_csv, "csv")),
    "JSON of the data API": lambda folder: _files(folder, _from_the_api(write_json, "json")),
    "one JSON": _one_json,
    "workbook": _workbook,
}


@pytest.mark.wide(5)
@pytest.mark.parametrize("way", WAYS)
def test_the_data_set_comes_back_as_it_went_out(way: str, data: Batch, tmp_path: Path) -> None:
    batch = read_batch(WAYS[way](tmp_path))
    assert batch.problems == []
    assert list(batch.tables) == list(data.tables)
    for name, batch_table in batch.tables.items():
        expected = data.tables[name].cells
        pd.testing.assert_frame_equal(batch_table.cells, expected, check_like=True)
        assert len(batch_table.rows) == len(expected)


def test_values_of_parquet_come_as_text_as_in_the_csv_files(tmp_path: Path) -> None:
    path = tmp_path / "submissions.parquet"
    columns = {
        "submission_id": ["a", None],
        "title": pa.array(["'=x", " y "]).dictionary_encode(),
        "submitted_on": [datetime(2025, 2, 5), datetime(2025, 2, 5, 1)],
        "added_on": [date(2025, 2, 5), None],
        "stated_signatory_count": [12.0, float("nan")],
        "language": [True, None],
        "publisher": [Decimal("5.00"), Decimal("5.25")],
        'od"d': [1, 2],
        "source_url": [["x"], ["y"]],
    }
    pq.write_table(pa.table(columns), path)
    batch = read_batch(path)
    assert rows_of(batch.tables["submissions"].cells) == [
        {
            "submission_id": "a",
            "title": "'=x",
            "submitted_on": "2025-02-05",
            "added_on": "2025-02-05",
            "stated_signatory_count": "12",
            "language": "TRUE",
            "publisher": "5",
        },
        {
            "submission_id": None,
            "title": "y",
            "submitted_on": "2025-02-05 01:00:00",
            "added_on": None,
            "stated_signatory_count": None,
            "language": None,
            "publisher": "5.25",
        },
    ]
    assert batch.tables["submissions"].rows.tolist() == [1, 2]
    assert {problem.column for problem in batch.problems} == {'od"d', "source_url"}


def test_values_of_json_come_as_text_and_what_is_no_value_is_named(tmp_path: Path) -> None:
    path = tmp_path / "points.json"
    records = [
        {"point_id": "a.1", "summary": 5.0},
        {"point_id": "a.2", "summary": ["x"], "kind": None},
        "no record",
        {"point_id": "a.3", "kind": True},
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    batch = read_batch(path)
    assert rows_of(batch.tables["points"].cells) == [
        {"point_id": "a.1", "summary": "5", "kind": None},
        {"point_id": "a.2", "summary": None, "kind": None},
        {"point_id": "a.3", "summary": None, "kind": "TRUE"},
    ]
    assert batch.tables["points"].rows.tolist() == [1, 2, 4]
    positions = [(problem.file, problem.line, problem.column) for problem in batch.problems]
    assert positions == [("points.json", 2, "summary"), ("points.json", 3, None)]


def test_what_a_package_says_is_missing_is(tmp_path: Path) -> None:
    resource = {
        "name": "point-sdgs",
        "path": "goals.csv",
        "schema": {"missingValues": ["", "n/a", {"value": "-", "label": "unknown"}]},
    }
    content = {
        "datapackage.json": json.dumps({"resources": [resource]}).encode(),
        "goals.csv": b"point_id;sdg\nn/a;3\n-;'=4\n",
        "notes.csv": b"anything\nelse\n",
    }
    batch = read_batch(_files(tmp_path, content))
    assert batch.problems == []
    batch_table = batch.tables["point_sdgs"]
    assert (batch_table.location, rows_of(batch_table.cells)) == (
        "goals.csv",
        [{"point_id": None, "sdg": "3"}, {"point_id": None, "sdg": "'=4"}],
    )


def test_two_files_of_one_table_are_not_mixed(tmp_path: Path) -> None:
    content = {"points.csv": b"point_id\na.1\n", "Points (1).csv": b"point_id\na.2\n"}
    [problem] = read_batch(_files(tmp_path, content)).problems
    assert "put the rows of both into one" in problem.rule


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("x" * 1_000_000, "cannot be read: look at separators and quotes"),
        (f"point_id,{'x' * 200_000}", "cannot be read: look at separators and quotes"),
        (f"point_id{',x' * 500}", "at most 500 columns, but names 501"),
        (f"point_id{';sdg' * 200_000}", "at most 500 columns, but names 200,001"),
    ],
)
def test_a_header_that_no_table_has_is_said(tmp_path: Path, header: str, words: str) -> None:
    (tmp_path / "points.csv").write_text(f"{header}\na.1\n", encoding="utf-8")
    [problem] = read_batch(tmp_path / "points.csv").problems
    assert (problem.file, problem.line) == ("points.csv", 1)
    assert words in problem.rule


def refusal(path: Path) -> str:
    with pytest.raises(BatchRefused) as refused:
        read_batch(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("points.json", b'[{"point_id": "a.1"},\n oops]', "in line 2"),
        ("points.json", b'["\xff"]', "not UTF-8"),
        ("points.json", b"[" * 100_000, "too deeply"),
        ("points.json", b"[" + b"9" * 10_000 + b"]", "too long"),
        ("points.json", b'{"points": 3}', "holds no tables"),
        ("points.json", b"7", "holds no tables"),
        ("points.parquet", b"PAR1 and nothing more PAR1", "cannot be read as Parquet"),
        ("points.parquet", b"", "cannot be read as Parquet"),
        ("batch.zip", b"point_id\n", "no ZIP archive"),
        ("batch.zip", archived({"letter.docx": b"x"}), "There is no table in batch.zip"),
        ("batch.zip", archived({"../points.csv": b"point_id\na.1\n"}), "leads out of it"),
        ("datapackage.json", b'{"resources": 3}', 'no list of "resources"'),
        ("datapackage.json", b'{"resources": [{"path": "../x.csv"}]}', "leads out of the package"),
        ("datapackage.json", b'{"resources": [{"path": "/etc/hosts"}]}', "leads out of the package"),
        ("datapackage.json", b'{"resources": [{"path": "http://x.org/x.csv"}]}', "leads out of the package"),
        ("datapackage.json", b'{"resources": [{"path": "x.csv"}]}', "x.csv is missing"),
        ("datapackage.json", b'{"resources": [{"path": ["x.csv", "y.csv"]}]}', "no single path"),
        ("datapackage.json", b'{"resources": [{"path": "x\\u0000.csv"}]}', "no file can have the path"),
        ("datapackage.json", b'{"resources": [{"path": "x\\ud800.csv"}]}', "no file can have the path"),
        ("datapackage.json", b'{"resources": [{"path": "' + b"x" * 9_000 + b'"}]}', "no file can have the path"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    text = refusal(tmp_path / name)
    assert words in text
    assert text.endswith((".", "Package.", "]}."))


def test_a_link_that_leads_out_of_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    (tmp_path / "elsewhere.csv").write_text("point_id\na.1\n", encoding="utf-8")
    (folder / "points.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "is a link to a file elsewhere" in refusal(folder)


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "points.csv")
    assert "no ordinary file" in refusal(tmp_path / "points.csv")
    assert "There is no table in" in refusal(tmp_path)


def test_a_parquet_file_whose_values_repeat_is_stopped_where_it_takes_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "MEMORY", 1_000_000_000)
    path = tmp_path / "points.parquet"
    summary = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000_000, pa.int32()), ["x" * 1_000])
    pq.write_table(pa.table({"summary": summary}), path)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(BatchRefused, match="more than 1 GB of memory"):
        commands.read(path)


def test_half_a_character_in_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "points.json"
    path.write_text('[{"point_id": "a.1", "summary": "\\ud800"}]', encoding="utf-8")
    (problem,) = read_batch(path).problems
    assert (problem.line, problem.column) == (1, "summary")
    assert "has half of a character" in problem.rule


def test_a_json_file_beyond_what_memory_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_files, "JSON_SIZE", 10)
    (tmp_path / "points.json").write_text('[{"point_id": "a.1"}]', encoding="utf-8")
    assert "as CSV or Parquet" in refusal(tmp_path / "points.json")


def test_a_package_is_counted_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED", 20)
    path = _zip(tmp_path, {"points.csv": b"point_id\na.1\n", "themes.csv": b"theme_id\nb\n"})
    assert "unpack to far more" in refusal(path)
