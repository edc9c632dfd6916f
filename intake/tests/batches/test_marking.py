"""In the marked copy, what is wrong is coloured and explained; mended, it is read like the batch itself."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from data.validation_errors import Problem
from intake.batches import error_workbook
from intake.batches.batch import Batch
from intake.batches.error_workbook import AUTHOR, marked_path, write_marked_copy
from intake.batches.reading import read_batch
from intake.batches.workbooks import rows_of, write_workbook

pytestmark = pytest.mark.long

Write = Callable[..., Path]

ROWS: list[dict[str, str | None]] = [
    {"point_id": "a.1", "kind": "chalenge", "summary": "=1+1"},
    {"point_id": "a.2", "kind": "position", "summary": "fine"},
]
MARK = "FFC9C2"


def wrong(batch: Batch, line: int | None, column: str | None, table: str = "points") -> Problem:
    return Problem(batch.file(table), line, column, "chalenge", "must be one of them", "challenge")


def marked(batch: Batch, *problems: Problem) -> Path:
    target = marked_path(batch.path)
    write_marked_copy(batch, problems, target)
    return target


def coloured(sheet: Worksheet) -> list[str]:
    return [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.fgColor.rgb.endswith(MARK)
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "new-batch.xlsx"
    write_workbook(path, {"points": ROWS}, {"points": ["evidence"]})
    return path


@pytest.fixture
def batch(filled: Path, tmp_path: Path) -> Batch:
    return read_batch(Path(shutil.copy(filled, tmp_path)))


def test_bad_cells_are_coloured_explained_and_listed_with_links(batch: Batch) -> None:
    before = batch.path.read_bytes()
    disagreement = Problem(batch.file("points"), 2, "kind, summary", None, "must agree")
    path = marked(batch, wrong(batch, 2, "kind"), disagreement)
    assert path.name == "new-batch.marked.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Problems"
    points = book["points"]
    assert coloured(points) == ["C2", "F2"]
    assert points["C2"].comment.text == (
        'Must be one of them.\nDid you mean "challenge"?\nMust agree.'
    )
    assert points["F2"].comment.text == "Must agree."
    values = [cell.value for cell in book["Problems"][3]]
    assert values == [
        'sheet "points" of new-batch.xlsx',
        "2",
        "kind",
        "chalenge",
        "must be one of them",
        "challenge",
    ]
    assert book["Problems"]["B3"].hyperlink.location == "'points'!C2"
    assert batch.path.read_bytes() == before


def test_all_else_in_the_workbook_is_as_its_user_made_it(batch: Batch) -> None:
    book = openpyxl.load_workbook(marked(batch, wrong(batch, 2, "kind")))
    assert book.sheetnames[1:] == openpyxl.load_workbook(batch.path).sheetnames
    points = book["points"]
    assert points["A1"].comment.author != AUTHOR
    assert points.data_validations.dataValidation
    assert points.freeze_panes == "B2"
    assert points["F2"].data_type == "s"
    assert points["H1"].value == "review: evidence"


def test_a_mended_copy_is_read_and_marks_of_before_are_gone(batch: Batch) -> None:
    first = marked(batch, wrong(batch, 2, "kind"), wrong(batch, None, "theme_id"))
    book = openpyxl.load_workbook(first)
    assert "Must be one of them." in book["points"]["D1"].comment.text
    assert book["points"]["D1"].border.left.style == "thick"
    book["points"]["C2"] = "challenge"
    book.properties.lastModifiedBy = "A policy officer"
    book.save(first)

    mended = read_batch(first)
    assert mended.problems == []
    assert rows_of(mended.tables["points"].cells)[0]["kind"] == "challenge"
    second = marked(mended, wrong(mended, 3, "summary"))
    assert second.name == "new-batch.marked-2.xlsx"
    book = openpyxl.load_workbook(second)
    assert book.sheetnames.count("Problems") == 1
    assert coloured(book["points"]) == ["F3"]
    assert book["points"]["C2"].comment is None
    original = openpyxl.load_workbook(batch.path)["points"]["D1"]
    assert book["points"]["D1"].comment.text == original.comment.text
    assert book["points"]["D1"].border.left is None


def test_a_comment_of_the_user_is_kept_beside_ours(batch: Batch) -> None:
    book = openpyxl.load_workbook(batch.path)
    book["points"]["C2"].comment = Comment("ask Ana", "Ben")
    book.save(batch.path)
    first = marked(read_batch(batch.path), wrong(batch, 2, "kind"))
    cell: Cell = openpyxl.load_workbook(first)["points"]["C2"]
    assert "Must be one of them." in cell.comment.text
    assert "ask Ana" in cell.comment.text
    second = marked(read_batch(first), wrong(batch, 3, "kind"))
    comment = openpyxl.load_workbook(second)["points"]["C2"].comment
    assert (comment.text, comment.author) == ("ask Ana", "Ben")


def test_a_copy_that_its_user_has_saved_is_never_overwritten(batch: Batch) -> None:
    first = marked(batch, wrong(batch, 2, "kind"))
    assert marked_path(batch.path) == first
    book = openpyxl.load_workbook(first)
    book.properties.lastModifiedBy = "A policy officer"
    book.save(first)
    assert marked_path(batch.path).name == "new-batch.marked-2.xlsx"
    assert marked_path(first).name == "new-batch.marked-2.xlsx"


def test_formulas_come_as_their_values_so_that_the_copy_can_be_read(
    workbook: Write, tmp_path: Path
) -> None:
    path = workbook({"point_sdgs": [["point_id", "sdg"], ["a.1", "=1+2"]]})
    batch = read_batch(path)
    copy = read_batch(marked(batch, wrong(batch, 2, "sdg", "point_sdgs")))
    assert copy.problems == []
    assert rows_of(copy.tables["point_sdgs"].cells) == rows_of(batch.tables["point_sdgs"].cells)


def test_the_rows_of_other_files_come_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text('point_id,summary\n\na.1,"two\nlines"\na.2,=x\na.3,1,2\n', encoding="utf-8")
    batch = read_batch(path)
    target = marked(batch, wrong(batch, 5, "summary"), *batch.problems)
    book = openpyxl.load_workbook(target)
    assert coloured(book["points"]) == ["F3"]
    problem_cells = [
        [cell.value for cell in row[:3]] for row in book["Problems"].iter_rows(min_row=3)
    ]
    assert ["points.csv", "5", "summary"] in problem_cells
    assert ["points.csv", "6", None] in problem_cells
    copy = read_batch(target)
    assert copy.problems == []
    cells = copy.tables["points"].cells[["point_id", "summary"]]
    assert rows_of(cells) == rows_of(batch.tables["points"].cells)


def test_records_of_json_are_found_in_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "batch.json"
    path.write_text(json.dumps({"points": [{}, {"point_id": "a.1"}]}), encoding="utf-8")
    batch = read_batch(path)
    book = openpyxl.load_workbook(marked(batch, wrong(batch, 2, "point_id")))
    assert coloured(book["points"]) == ["A2"]


def test_what_hostile_cells_hold_is_listed_as_text(batch: Batch) -> None:
    values = ["=HYPERLINK(1)", "+1", "@x", "a\x00b", "x" * 40_000]
    problems = [Problem("points.csv", 2, "kind", value, value) for value in values]
    sheet = openpyxl.load_workbook(marked(batch, *problems))["Problems"]
    cells = [sheet.cell(line, 4) for line in range(3, 3 + len(values))]
    assert [cell.data_type for cell in cells] == ["s"] * len(values)
    assert cells[0].quotePrefix
    assert cells[0].value == "=HYPERLINK(1)"


def test_a_batch_too_large_to_copy_is_listed_only(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(error_workbook, "CELLS", 1)
    monkeypatch.setattr(error_workbook, "LISTED", 2)
    target = marked(batch, *[wrong(batch, 2, "kind")] * 3)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Problems"]
    assert book["Problems"].max_row == 4
    text = book["Problems"]["A1"].value
    assert text.startswith("3 problems. The first 2 are listed")
    assert "mend them in new-batch.xlsx itself" in text


@pytest.mark.parametrize("far", ["Z200000", "A1"])
def test_of_a_workbook_with_far_more_than_its_tables_only_these_are_copied(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, far: str
) -> None:
    book = openpyxl.load_workbook(batch.path)
    book.create_sheet("Notes")[far] = "mine"
    book.save(batch.path)
    if far == "A1":
        monkeypatch.setattr(error_workbook, "UNPACKED", 1_000)
    book = openpyxl.load_workbook(marked(read_batch(batch.path), wrong(batch, 2, "kind")))
    assert "Notes" not in book.sheetnames
    assert coloured(book["points"]) == ["C2"]


def test_cells_beyond_those_that_are_coloured_are_counted(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(error_workbook, "MARKED", 1)
    book = openpyxl.load_workbook(marked(batch, wrong(batch, 2, "kind"), wrong(batch, 3, "kind")))
    assert coloured(book["points"]) == ["C2"]
    assert "Of 2 cells, the first 1 are coloured." in book["Problems"]["A1"].value


def test_where_no_copy_can_be_written_none_is_begun(batch: Batch, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_marked_copy(batch, [], tmp_path / "nowhere" / "copy.xlsx")
    assert list(tmp_path.iterdir()) == [batch.path]
