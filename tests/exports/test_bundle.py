"""One answer as a ZIP: what is in it says what the rows are, to people and to programs."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.version import code_version
from exports import FORMATS, Provenance, export
from exports.provenance import of_answer, of_table
from i18n import dataset_texts
from queries import Filters, ask, current, questions
from queries.questions import Column
from queries.tables import table
from tests.exports.files import FORMULAS, OTHER_TEXTS, answer

PAGE = "https://example.org/challenges?theme=igf-funding"
ROWS = "https://example.org/api/v1/claims.csv?theme=igf-funding"
SELECTION = Filters(theme=("igf-funding",))


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder / "datapackage.json"


def claims() -> tuple[pd.DataFrame, Provenance]:
    about = of_answer("claims", SELECTION, {"unit": "points"}, PAGE, ROWS)
    return ask("claims", SELECTION, unit="points"), about


def test_it_holds_the_rows_twice_and_what_they_are_twice() -> None:
    rows, about = claims()
    files = opened(export(rows, about, "zip"))
    version = current().version.replace("+", "-")
    name = f"wsis20-claims-points-igf-funding-{version}"
    assert set(files) == {f"{name}.csv", f"{name}.parquet", "README.txt", "datapackage.json"}
    assert files[f"{name}.csv"] == export(rows, about, "csv")
    parquet = pq.read_table(io.BytesIO(files[f"{name}.parquet"]))
    assert parquet.equals(pq.read_table(io.BytesIO(export(rows, about, "parquet"))))


def test_the_text_for_readers_says_all_that_is_known() -> None:
    rows, about = claims()
    text = " ".join(opened(export(rows, about, "zip"))["README.txt"].decode().split())
    for expected in (
        "Which claims are most frequent",
        f"Each row: {about.row}.",
        "Filters: Theme: IGF funding.",
        f"Data version: {current().version}.",
        f"Code version: {code_version()}.",
        PAGE,
        ROWS,
        f"Cite as: {about.citation}",
        about.limits,
        *(
            f"{column.name} ({column.type}{f', {column.unit}' if column.unit else ''}): {column.meaning}"
            for column in about.columns
        ),
    ):
        assert expected in text


def test_whoever_finds_a_file_knows_what_was_counted_and_of_whom() -> None:
    parameters = {"from_stage": "zero-draft", "to_stage": "rev1", "unit": "organisations"}
    rows = ask("stage_change", **parameters)
    about = of_answer("stage_change", Filters(), parameters, PAGE)
    files = opened(export(rows, about, "zip"))
    text = " ".join(files["README.txt"].decode().split())
    description = (
        "from = zero-draft (Stage of the review: Zero draft); to = rev1 (Stage of the review: Revision 1); "
        "count = organisations (what is counted)"
    )
    assert f"Parameters: {description}." in text
    assert "from_count (integer, organisations): " in text
    assert f"{dataset_texts.texts().title}. {dataset_texts.texts().abstract}" in text
    assert f"Parameters: {description}." in json.loads(files["datapackage.json"])["description"]
    document = json.loads(export(rows, about, "json"))
    assert (document["question"], document["asked"]) == ("stage_change", description)
    assert document["columns"]["from_count"]["unit"] == "organisations"
    parquet = pq.read_schema(io.BytesIO(export(rows, about, "parquet")))
    assert parquet.metadata[b"Asked with"].decode() == description
    sheet = openpyxl.load_workbook(io.BytesIO(export(rows, about, "xlsx")))["About"]
    assert ("Asked with", description) in sheet.values


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("claims", {}, "count = submissions (what is counted)"),
        ("organisation", {"organisation": "jpnic"}, "id = jpnic (Organisation: JPNIC)"),
        ("theme", {"theme": "igf-funding"}, "id = igf-funding (Theme: IGF funding)"),
        (
            "submission",
            {"id": "tccm-rev1"},
            "id = tccm-rev1 (Submission: TCCM input to Revision 1 of the WSIS+20 outcome document)",
        ),
        (
            "comparison_sides",
            {"by": "group", "ids": "technical,nobody"},
            "by = group (what is compared); "
            "id = technical (Stakeholder group: Technical community), nobody (Stakeholder group: nobody)",
        ),
        ("submissions", {}, ""),
    ],
)
def test_what_a_question_was_asked_is_said_in_words(
    name: str, parameters: dict[str, str], words: str
) -> None:
    assert of_answer(name, Filters(), parameters, PAGE).parameter_words == words


@pytest.mark.parametrize("name", list(questions()))
def test_a_file_names_every_parameter_and_what_its_counts_count(name: str) -> None:
    _rows, about = answer(name, Filters())
    names = {parameter.url_name for parameter in questions()[name].parameters}
    assert {part.partition(" = ")[0] for part in about.parameter_words.split("; ") if part} >= names
    assert not ("count" in names and "units" in {column.unit for column in about.columns})


def test_a_view_that_is_its_own_rows_has_one_address() -> None:
    rows, about = claims()
    files = opened(export(rows, replace(about, address=ROWS, rows_address=""), "zip"))
    assert "The same rows as data" not in files["README.txt"].decode()
    assert json.loads(files["datapackage.json"])["sources"] == [{"title": "The view", "path": ROWS}]


def test_the_same_rows_make_the_same_bytes_however_they_come() -> None:
    rows, about = claims()
    content = export(rows, about, "zip")
    assert export(rows.copy(), about, "zip") == content
    parts = [rows.iloc[:3], rows.iloc[3:3], rows.iloc[3:]]
    files = opened(b"".join(FORMATS["zip"].write(parts, about)))
    parquet = next(name for name in files if name.endswith(".parquet"))
    whole_files = opened(content)
    assert {**files, parquet: b""} == {**whole_files, parquet: b""}
    assert pq.read_table(io.BytesIO(files[parquet])).equals(
        pq.read_table(io.BytesIO(whole_files[parquet]))
    )


@pytest.mark.wide(30)
@pytest.mark.parametrize("name", list(questions()))
def test_every_answer_fits_its_own_description(name: str, tmp_path: Path) -> None:
    rows, about = answer(name, Filters())
    package = unpacked(export(rows, about, "zip"), tmp_path)
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["type", "message"])[:3]
    (task,) = report.tasks
    assert task.stats.get("rows", 0) == len(rows)
    descriptor = json.loads(package.read_text(encoding="utf-8"))
    resource = descriptor["resources"][0]
    content = (tmp_path / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert [
        (field["name"], field["description"], field.get("unit", ""))
        for field in resource["schema"]["fields"]
    ] == [(column.name, column.meaning, column.unit) for column in about.columns]


def test_what_is_said_of_the_rows_is_held_against_them(tmp_path: Path) -> None:
    rows, about = claims()
    package = unpacked(export(rows, about, "zip"), tmp_path)
    (path,) = tmp_path.glob("*.csv")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    index = [column.name for column in about.columns].index("count")
    cells = next(csv.reader([lines[1]]))
    cells[index] = "many"
    path.write_text(
        "\n".join([lines[0], ",".join(f'"{cell}"' for cell in cells)]), encoding="utf-8"
    )
    errors = {kind for (kind,) in frictionless.validate(str(package)).flatten(["type"])}
    assert {"type-error", "hash-count"} & errors


def test_a_table_of_the_data_set_can_be_had_so_too(tmp_path: Path) -> None:
    package = unpacked(export(table("submissions"), of_table("submissions", PAGE), "zip"), tmp_path)
    assert frictionless.validate(str(package)).valid
    fields = json.loads(package.read_text())["resources"][0]["schema"]["fields"]
    kinds = {field["name"]: field["type"] for field in fields}
    assert kinds["added_on"] == "date"
    assert kinds["stated_signatory_count"] == "integer"


@pytest.mark.parametrize("rows", [0, 1, 2_500])
def test_hostile_text_and_any_number_of_rows_come_back(rows: int, tmp_path: Path) -> None:
    texts: list[Any] = [*FORMULAS, *OTHER_TEXTS, None]
    cells = pd.DataFrame(
        {
            "n": range(rows),
            "text": pd.Series([texts[number % len(texts)] for number in range(rows)], dtype=str),
        }
    )
    columns = (Column("n", "integer", "", "which"), Column("text", "text", "", "what it is"))
    about = Provenance("=x", "=t\nü", "r", columns, "f", "v", "https://example.org/?q=%3D")
    package = unpacked(export(cells, about, "zip"), tmp_path)
    assert frictionless.validate(str(package)).valid
    (path,) = tmp_path.glob("*.parquet")
    expected = [texts[number % len(texts)] for number in range(rows)]
    assert pq.read_table(path)["text"].to_pylist() == expected
