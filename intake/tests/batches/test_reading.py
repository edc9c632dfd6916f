"""A batch comes out the same whatever file it came in, with the row numbers that its user sees."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from data import SOURCE
from intake.batches.batch import TEXT, BatchRefused, BatchTable
from intake.batches.reading import DATES, read_batch, tables_of_schema
from intake.batches.template import described_tables

Write = Callable[..., Path]


def records(table: BatchTable) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = (
        table.cells.astype(object).where(table.cells.notna(), None).to_dict("records")
    )
    return rows


def test_the_folder_of_the_data_set_is_read_as_it_is() -> None:
    batch = read_batch(SOURCE)
    assert batch.problems == []
    columns, _derived = tables_of_schema()
    assert list(batch.tables) == list(columns)
    for name, table in batch.tables.items():
        expected = pd.read_csv(
            SOURCE / f"{name}.csv", dtype=TEXT, keep_default_na=False, na_values=[""]
        )
        pd.testing.assert_frame_equal(table.cells, expected)
        assert table.location == batch.file(name) == f"{name}.csv"
        assert table.rows.tolist() == list(range(2, len(expected) + 2))


def test_values_of_a_workbook_come_as_text_as_in_the_csv_files(workbook: Write) -> None:
    path = workbook(
        {
            "submissions": [
                ["submission_id *", "Title", "added on", "submitted_on", "stated_signatory_count"],
                ["a", " Ünïcode\u00a0", date(2026, 11, 1), datetime(2025, 2, 5), 12],
                ["b", "'=1+1", "2026-11-02", "2025-10", "12"],
                ["c", 5.25, None, 2025, True],
            ]
        }
    )
    batch = read_batch(path)
    assert batch.problems == []
    table = batch.tables["submissions"]
    assert records(table) == [
        {
            "submission_id": "a",
            "title": "Ünïcode",
            "added_on": "2026-11-01",
            "submitted_on": "2025-02-05",
            "stated_signatory_count": "12",
        },
        {
            "submission_id": "b",
            "title": "=1+1",
            "added_on": "2026-11-02",
            "submitted_on": "2025-10",
            "stated_signatory_count": "12",
        },
        {
            "submission_id": "c",
            "title": "5.25",
            "added_on": None,
            "submitted_on": "2025",
            "stated_signatory_count": "TRUE",
        },
    ]
    assert table.location == 'sheet "submissions"'
    assert batch.file("submissions") == 'sheet "submissions" of new-batch.xlsx'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-02-03 00:00:00", "2025-02-03"),
        ("2025-02-03T00:00:00", "2025-02-03"),
        ("2025-02-03 00:00", "2025-02-03"),
        ("2025-02-03 0:00:00.000", "2025-02-03"),
        ("2025-02-03T00:00:00.000Z", "2025-02-03"),
        ("2025-02-03 00:00:01", "2025-02-03 00:00:01"),
        ("2025-02-03 10:00", "2025-02-03 10:00"),
        ("2025-02", "2025-02"),
        ("03/02/2025 00:00:00", "03/02/2025 00:00:00"),
    ],
)
def test_a_date_with_the_midnight_at_which_it_begins_is_that_date(
    workbook: Write, tmp_path: Path, written: str, read: str
) -> None:
    (tmp_path / "submissions.csv").write_text(
        f"submission_id,title,submitted_on,added_on\na,{written},{written},{written}\n",
        encoding="utf-8",
    )
    titles = ["submission_id", "title", "submitted_on", "added_on"]
    book = workbook({"submissions": [titles, ["a", written, written, written]]})
    for path in (tmp_path / "submissions.csv", book):
        (row,) = records(read_batch(path).tables["submissions"])
        assert (row["submitted_on"], row["added_on"], row["title"]) == (read, read, written)


def test_the_names_of_all_columns_of_dates_end_alike() -> None:
    date_columns = {
        (table.name, column)
        for table in described_tables().values()
        for columns, words in table.rules
        for column in columns
        if words.startswith("must be a date")
    }
    dates = {
        (table.name, field.name)
        for table in described_tables().values()
        for field in table.fields
        if field.type == "DATE" or (table.name, field.name) in date_columns
    }
    assert dates == {
        (table.name, field.name)
        for table in described_tables().values()
        for field in table.fields
        if field.name.endswith(DATES)
    }
    assert ("signatories", "signed_on") in dates


def test_a_csv_file_may_have_the_name_that_a_sheet_is_exported_under(tmp_path: Path) -> None:
    for name, table in (
        ("New batch - point_sdgs.csv", "point_sdgs"),
        ("My book - of 2026 - Point SDGs (1).csv", "point_sdgs"),
    ):
        path = tmp_path / name
        path.write_text("point_id,sdg\na.1,3\n", encoding="utf-8")
        batch = read_batch(path)
        assert batch.problems == []
        assert batch.file(table) == name
        assert records(batch.tables[table]) == [{"point_id": "a.1", "sdg": "3"}]
    assert "point_sdgs" in read_batch(tmp_path).tables


def test_what_a_misspelt_sheet_was_meant_to_be_is_found_behind_the_name_of_its_book(
    tmp_path: Path,
) -> None:
    path = tmp_path / "New batch - pionts.csv"
    path.write_text("point_id\na.1\n", encoding="utf-8")
    (problem,) = read_batch(path).problems
    assert (problem.file, problem.suggestion) == ("New batch - pionts.csv", "points")


def test_rows_of_a_sheet_keep_their_numbers_across_titles_and_blank_rows(workbook: Write) -> None:
    path = workbook(
        {
            "point sdgs": [
                [],
                ["Goals that points cite"],
                ["", "point_id", "", "sdg", "review: why"],
                [],
                ["", "a.1", "", 3, "because"],
                [],
                ["", "a.2", "", 4],
                ["", "", "", "", "only a remark"],
            ]
        }
    )
    batch = read_batch(path)
    assert batch.problems == []
    table = batch.tables["point_sdgs"]
    assert records(table) == [{"point_id": "a.1", "sdg": "3"}, {"point_id": "a.2", "sdg": "4"}]
    assert (table.rows.tolist(), table.header) == ([5, 7], 3)


def test_sheets_and_columns_of_no_known_name_are_named_and_those_for_readers_skipped(
    workbook: Write,
) -> None:
    path = workbook(
        {
            "Read me": [["anything"]],
            "Example 1": [["point_id", "sdg"], ["a.1", 1]],
            "Sheet1": [],
            "pionts": [["point_id"], ["a.1"]],
            "point_sdgs": [["point_id", "goal", "point_id", ""], ["a.1", 3, "a.1", "x"]],
            "organisations": [["organisation_id", "label", "stakeholder_group_label"], ["a", 1, 2]],
        }
    )
    batch = read_batch(path)
    assert {name: list(table.cells) for name, table in batch.tables.items()} == {
        "organisations": ["organisation_id"],
        "point_sdgs": ["point_id"],
    }
    positions = {(problem.file, problem.line, problem.column) for problem in batch.problems}
    assert positions == {
        ('sheet "pionts" of new-batch.xlsx', None, None),
        ('sheet "point_sdgs" of new-batch.xlsx', 1, "goal"),
        ('sheet "point_sdgs" of new-batch.xlsx', 1, "point_id"),
        ('sheet "point_sdgs" of new-batch.xlsx', 1, None),
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_may_be_written_as_spreadsheets_of_any_country_do(
    tmp_path: Path, delimiter: str
) -> None:
    rows = [["point_id", "summary"], ["a.1", '"two\r\nlines, and; ""more"""'], ["a.2", "'=x"], []]
    text = "\r\n".join(delimiter.join(row) for row in [*rows, ["a.3", ""]])
    path = tmp_path / "points.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    batch = read_batch(path)
    assert batch.problems == []
    assert records(batch.tables["points"]) == [
        {"point_id": "a.1", "summary": 'two\r\nlines, and; "more"'},
        {"point_id": "a.2", "summary": "=x"},
        {"point_id": "a.3", "summary": None},
    ]
    assert batch.tables["points"].rows.tolist() == [2, 4, 6]


def test_the_line_that_tells_excel_the_separator_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "point_sdgs.csv"
    path.write_text("sep=;\npoint_id;sdg\na.1;3\n", encoding="utf-8")
    table = read_batch(path).tables["point_sdgs"]
    assert records(table) == [{"point_id": "a.1", "sdg": "3"}]
    assert (table.rows.tolist(), table.header) == ([3], 2)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("point_id,sdg\na.1,3\n".encode("utf-16"), None, "UTF-16"),
        ("point_id,summary\na.1,Côte\n".encode("cp1252"), 2, "another encoding"),
        (b"point_id,sdg\na.1,\x003\n", 2, "is not text"),
        (b"", 1, "first line"),
        (b"\n\n", 1, "first line"),
        (b"point_id,sdg\na.1,3,4\n", 2, "must have 2 cells, but has 3"),
        (b'point_id,sdg\na.1,3\na.2,"4\n', 2, "quotes in pairs"),
    ],
)
def test_what_is_wrong_with_a_csv_file_is_said_with_its_line(
    tmp_path: Path, content: bytes, line: int | None, words: str
) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(content)
    [problem] = [problem for problem in read_batch(path).problems if problem.column is None]
    assert (problem.file, problem.line) == ("points.csv", line)
    assert words in problem.rule


def test_a_cell_longer_than_any_can_be_does_not_hide_the_rows_before_it(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    previous_limit = csv.field_size_limit(10_000_000)  # as another library may set it
    long = "x" * 3_000_000
    path.write_text(f"point_id,summary\na.1,y\na.2,{long}\na.3,z\n", encoding="utf-8")
    batch = read_batch(path)
    assert csv.field_size_limit(previous_limit) == 10_000_000
    [problem] = batch.problems
    assert "no cell of more than" in problem.rule
    assert batch.tables["points"].cells.point_id.tolist() == ["a.1"]


def test_what_is_no_batch_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BatchRefused, match="There is no file or folder"):
        read_batch(tmp_path / "nothing.xlsx")
    with pytest.raises(BatchRefused, match="There is no table in"):
        read_batch(tmp_path)
    (tmp_path / "letter.docx").write_bytes(b"anything")
    with pytest.raises(BatchRefused, match="Give a workbook"):
        read_batch(tmp_path / "letter.docx")


def test_formulas_give_their_value_and_errors_are_named(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Lists").write_formula("A1", "=1/0", value="#DIV/0!")
        sheet = book.add_worksheet("point_sdgs")
        sheet.write_row(0, 1, ["point_id", "sdg"])
        sheet.write_formula("B4", '="a"&".1"', value="a.1")
        sheet.write_formula("C4", "=1+2", value=3)
        sheet.write_row("B6", ["a.2"])
        sheet.write_formula("C6", "=1/0", value="#DIV/0!")
    batch = read_batch(path)
    assert records(batch.tables["point_sdgs"]) == [
        {"point_id": "a.1", "sdg": "3"},
        {"point_id": "a.2", "sdg": None},
    ]
    [problem] = batch.problems
    assert problem.file == 'sheet "point_sdgs" of new-batch.xlsx'
    assert (problem.line, problem.column, problem.value) == (6, "sdg", "#DIV/0!")


def test_formulas_that_were_never_calculated_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "point_sdgs"
    for row in (["point_id", "sdg"], ["a.1", "=1+2"]):
        book.active.append(row)
    book.save(tmp_path / "new-batch.xlsx")
    [problem] = read_batch(tmp_path / "new-batch.xlsx").problems
    assert (problem.line, problem.column, problem.value) == (2, "sdg", "=1+2")


def test_merged_cells_are_named(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("point_sdgs")
        sheet.merge_range("A1:B1", "Goals that points cite")
        sheet.write_row("A2", ["point_id", "sdg"])
        sheet.merge_range("A3:A4", "a.1")
        sheet.write_column("B3", [3, 4])
    [problem] = read_batch(path).problems
    assert (problem.line, problem.column) == (3, "point_id")
    assert "merged" in problem.rule


def test_whoever_waits_is_told_what_is_being_read(workbook: Write, tmp_path: Path) -> None:
    reports: list[tuple[str, int]] = []
    goals = [["point_id", "sdg"], *[[f"a.{number}", 3] for number in range(30)]]
    read_batch(workbook({"point_sdgs": goals}), lambda source, rows: reports.append((source, rows)))
    assert reports[:2] == [("new-batch.xlsx", 0), ('sheet "point_sdgs"', 0)]
    assert sum(rows for _source, rows in reports) == 30
    reports.clear()
    (tmp_path / "point_sdgs.csv").write_text("point_id,sdg\na.1,3\n", encoding="utf-8")
    read_batch(tmp_path / "point_sdgs.csv", lambda source, rows: reports.append((source, rows)))
    assert reports[-1] == ("point_sdgs.csv", 1)
