"""The workbook for a new batch helps to fill it in, and what is filled in is read as it was written."""

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data import SOURCE
from data.check import FIRST
from intake import template
from intake.batches import workbooks
from intake.batches.batch import FILLED_IN
from intake.batches.reading import read_batch
from intake.batches.template import BATCH_TABLES, FIRST_BATCH, described_tables
from intake.batches.workbooks import DoesNotFit, rows_of, write_workbook
from intake.new import WORKBOOK, make

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "new-batch.xlsx"
    assert template.main([str(path), "--codebook", "--source", str(SOURCE)]) == 0
    return path


@pytest.fixture(scope="module")
def book(made: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(made)


def choices(book: openpyxl.Workbook, sheet: Worksheet, column: str) -> tuple[list[str], bool]:
    """The ids in the drop-down of a column, and whether others are refused."""
    [letter] = [cell.column_letter for cell in sheet[1] if cell.value.split()[0] == column]
    [rule] = [rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in rule.sqref]
    name, _, cells = rule.formula1.partition("!")
    ids = [cell.value for row in book[name.lstrip("=")][cells.replace("$", "")] for cell in row]
    return ids, bool(rule.showErrorMessage)


def test_a_template_has_a_sheet_for_each_table_and_nothing_to_add(made: Path) -> None:
    batch = read_batch(made)
    assert batch.problems == []
    assert set(batch.tables) == set(described_tables())
    assert all(table.cells.empty for table in batch.tables.values())


def test_the_sheets_that_every_batch_needs_come_first(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.xlsx"
    assert template.main([str(path)]) == 0
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert names == ["Read me", *BATCH_TABLES, "Example", "Lists"]


def test_a_new_consultation_has_its_sheets_in_the_order_of_work_and_marks_those_needed(
    tmp_path: Path,
) -> None:
    """No word of the consultation that comes with the dashboard is in it, and an example is filled in."""
    make(tmp_path / "own")
    book = openpyxl.load_workbook(tmp_path / "own" / WORKBOOK)
    assert book.sheetnames[:7] == ["Read me", *FIRST]
    blue = [sheet.title for sheet in book if sheet.sheet_properties.tabColor.rgb == "FF0B5A8A"]
    assert blue == list(FIRST)
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    comments = [cell.comment.text for sheet in book for cell in sheet[1] if cell.comment]
    pattern = re.compile(
        r"wsis(?!20 (check|add))|\bIGF\b|\bC\d+\b|compact|zero[ -]draft|unesco|\bNUL\b|elements paper|five families",
        re.I,
    )
    assert [words for words in (*cells, *comments) if pattern.search(words)] == []
    example = [list(filter(None, row)) for row in book["Example"].iter_rows(values_only=True)]
    for name, row in FIRST_BATCH.items():
        assert example[example.index([f"Sheet {name}"]) + 2] == list(row.values()), name
    # What is tied together is chosen from the rows above it.
    for sheet, column, table in (
        ("submissions", "C", "stages"),
        ("signatories", "B", "organisations"),
        ("points", "D", "themes"),
    ):
        rules = book[sheet].data_validations.dataValidation
        (rule,) = [rule for rule in rules if f"{column}2" in rule.sqref]
        assert f"{table}!$A$2" in rule.formula1


def test_every_column_is_explained_and_those_required_are_marked(book: openpyxl.Workbook) -> None:
    for name, table in described_tables().items():
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        titles = [cell.value for cell in sheet[1]]
        required = {
            field.name
            for field in table.fields
            if field.required and (name, field.name) not in FILLED_IN
        }
        assert titles == [
            f"{field.name} *" if field.name in required else field.name for field in table.fields
        ]
        for cell, field in zip(sheet[1], table.fields, strict=True):
            assert cell.font.bold
            comment = cell.comment.text
            assert field.meaning in comment
            assert ("Required." in comment) == (field.name in required)
            assert all(code in comment for code in field.among)
    for sheet, title in (("signatories", "E1"), ("points", "G1")):
        comment = book[sheet][title].comment.text
        assert "Leave it empty if it is that of the submission" in comment
    comment = book["submissions"]["D1"].comment.text
    assert "must be a date that exists, as YYYY-MM-DD, YYYY-MM or YYYY" in comment


def test_closed_lists_and_ids_of_the_data_set_are_offered(book: openpyxl.Workbook) -> None:
    data = read_batch(SOURCE)
    roles = described_tables()["signatories"].fields[2].among
    assert choices(book, book["signatories"], "role") == (list(roles), True)
    for sheet, column, table in (
        ("points", "theme_id", "themes"),
        ("points", "claim_id", "claims"),
        ("point_action_lines", "action_line_id", "action_lines"),
        ("submissions", "stage_id", "stages"),
        ("signatories", "organisation_id", "organisations"),
    ):
        assert choices(book, book[sheet], column) == (list(data.tables[table].cells[column]), False)


def test_spreadsheets_leave_ids_and_dates_as_they_are_typed(book: openpyxl.Workbook) -> None:
    sheet = book["submissions"]
    for cell, field in zip(sheet[1], described_tables()["submissions"].fields, strict=True):
        [column] = [
            dimension
            for dimension in sheet.column_dimensions.values()
            if dimension.min <= cell.column <= dimension.max
        ]
        assert column.number_format == ("0" if field.type == "INTEGER" else "@")


def test_the_example_is_a_submission_of_the_data_set(book: openpyxl.Workbook) -> None:
    cells = [cell for row in book["Example"].iter_rows(values_only=True) for cell in row if cell]
    data = read_batch(SOURCE).tables
    submissions = set(cells) & set(data["submissions"].cells.submission_id)
    assert len(submissions) == 1
    assert all(f"Sheet {name}" in cells for name in BATCH_TABLES)
    assert set(cells) & set(data["points"].cells.summary)


HOSTILE = [
    "=1+1", "+1", "-x", "@SUM(A1)", "<r>x</r>", "<b>bold</b>", "_x0041_", "a\x01b", "x" * 10_000, "\u202eabc",
    "{=1}", "http://x.org", "0012", "2025-10", "TRUE", "5%", "1e5", "line\nline", "é が 😀", '"quoted"', "&amp;",
]  # fmt: skip


def test_rows_are_read_as_they_were_written_whatever_they_hold(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.xlsx"
    rows: list[dict[str, str | None]] = [
        {"point_id": f"a.{number}", "summary": text, "evidence": text, "theme_id": None}
        for number, text in enumerate(HOSTILE, 1)
    ]
    goals: list[dict[str, str | None]] = [{"point_id": "a.1", "sdg": "3"}, {"sdg": "=x"}]
    stage: dict[str, str | None] = {"stage_id": "a"}
    tables = {"points": rows, "point_sdgs": goals, "stages": [stage]}
    write_workbook(path, tables, {"points": ["evidence"]})
    batch = read_batch(path)
    assert batch.problems == []
    points = rows_of(batch.tables["points"].cells)
    assert [row["summary"] for row in points] == HOSTILE
    assert "evidence" not in points[0]
    point_sdgs = rows_of(batch.tables["point_sdgs"].cells)
    assert point_sdgs == [{"point_id": "a.1", "sdg": "3"}, {"point_id": None, "sdg": "=x"}]
    assert batch.tables["stages"].cells.stage_id.tolist() == ["a"]
    sheet = openpyxl.load_workbook(path)["points"]
    assert [cell.value for cell in sheet[1]][-1] == "review: evidence"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_template_replaces_a_file_only_if_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new-batch.xlsx"
    path.write_bytes(b"mine")
    assert template.main([str(path)]) == 2
    assert path.read_bytes() == b"mine"
    assert "--force" in capsys.readouterr().err
    assert template.main([str(path), "--force"]) == 0
    assert read_batch(path).problems == []


@pytest.mark.parametrize("name", ["new-batch.csv", "no/such/folder/new-batch.xlsx"])
def test_where_no_workbook_can_be_written_none_is(tmp_path: Path, name: str) -> None:
    assert template.main([str(tmp_path / name)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_fit_is_said_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new-batch.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(DoesNotFit, match="holds 32,767 characters"):
        write_workbook(path, {"points": [{"summary": "x" * 32_768}]})
    monkeypatch.setattr(workbooks, "LAST", 1)
    with pytest.raises(DoesNotFit, match="points has 2"):
        write_workbook(path, {"points": [{"summary": "x"}, {"summary": "y"}]})
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"mine"


def test_a_template_has_the_sheets_of_tables_that_must_have_rows_and_have_none(
    tmp_path: Path,
) -> None:
    make(tmp_path / "own")
    path = tmp_path / "another.xlsx"
    assert template.main([str(path), "--source", str(tmp_path / "own")]) == 0
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert names[1 : 1 + len(FIRST)] == list(FIRST)


def test_a_data_set_without_rows_has_a_template_too(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "themes.csv").write_text("theme_id,title\n", encoding="utf-8")
    path = tmp_path / "new-batch.xlsx"
    assert template.main([str(path), "--source", str(folder)]) == 0
    assert read_batch(path).problems == []
