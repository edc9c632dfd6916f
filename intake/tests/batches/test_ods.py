"""A workbook of LibreOffice (.ods) is read as one of Excel is."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from intake.batches import commands
from intake.batches.batch import BatchRefused
from intake.batches.error_workbook import write_marked_copy
from intake.batches.made_for import MadeFor
from intake.batches.reading import read_batch
from intake.batches.workbooks import rows_of

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "meta")
)
MADE_FOR = (
    '<meta:user-defined meta:name="Data set">The lake</meta:user-defined>'
    '<meta:user-defined meta:name="Folder">lake</meta:user-defined>'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
NO_MORE = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
)


def cell(attributes: str, words: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def text(words: str, attributes: str = "") -> str:
    return cell(f'office:value-type="string" {attributes}', words)


def number(value: float) -> str:
    return cell(f'office:value-type="float" office:value="{value}"', str(value))


def day(value: str) -> str:
    return cell(f'office:value-type="date" office:date-value="{value}"', "3.2.25")


def formula(value: str, attributes: str) -> str:
    return f'<table:table-cell table:formula="of:={value}" {attributes}</table:table-cell>'


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


EMPTY = "<table:table-cell/>"
NUMBER_THREE = 'office:value-type="float" office:value="3"><text:p>3</text:p>'
DIVIDED = 'office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p>'


def ods(folder: Path, sheets: dict[str, str], meta: str = "", start: str = "") -> Path:
    """A workbook as LibreOffice writes it, of the rows of its sheets."""
    tables = "".join(
        f'<table:table table:name="{name}">{rows}{NO_MORE}</table:table>'
        for name, rows in sheets.items()
    )
    content = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    path = folder / "new-batch.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"{start}<office:document-content {NAMESPACES}>{content}</office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        )
    return path


def test_values_and_numbers_of_rows_are_as_in_other_workbooks(tmp_path: Path) -> None:
    titles = ("submission_id *", "Title", "added on", "submitted_on", "stated_signatory_count")
    path = ods(
        tmp_path,
        {
            "Read me": row(text("anything")),
            "submissions": row(EMPTY, repeated=2)
            + row(EMPTY, *map(text, titles), text("review: why"))
            + row(EMPTY, text("a"), text(" Ünïcode<text:s/>x"), day("2026-11-01"), day("2025-02-05T00:00:00"),
                  number(12))
            + row(EMPTY, repeated=3)
            + row(EMPTY, text("b"), formula("B4", 'office:value-type="string"><text:p>y</text:p>'), EMPTY,
                  text("2025-10"), formula("1+2", NUMBER_THREE)),
        },
        MADE_FOR,
    )  # fmt: skip
    batch = read_batch(path)
    assert batch.problems == []
    table = batch.tables["submissions"]
    assert rows_of(table.cells) == [
        {
            "submission_id": "a",
            "title": "Ünïcode x",
            "added_on": "2026-11-01",
            "submitted_on": "2025-02-05",
            "stated_signatory_count": "12",
        },
        {
            "submission_id": "b",
            "title": "y",
            "added_on": None,
            "submitted_on": "2025-10",
            "stated_signatory_count": "3",
        },
    ]
    assert (table.rows.tolist(), table.header) == ([4, 8], 3)
    assert batch.file("submissions") == 'sheet "submissions" of new-batch.ods'
    assert batch.made_for == MadeFor("The lake", "lake")


def wrong(folder: Path) -> Path:
    return ods(
        folder,
        {
            "point_sdgs": row(text("Goals", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
            + row(text("point_id"), text("sdg"))
            + row(text("a.1"), formula("1/0", DIVIDED))
            + row(EMPTY, repeated=2)
            + row(text("a.2"), formula("1+2", ">"))
            + row(text("a.3", 'table:number-rows-spanned="2"'), number(3))
            + row("<table:covered-table-cell/>", number(4)),
        },
    )  # fmt: skip


def test_errors_formulas_without_a_value_and_merged_cells_are_named(tmp_path: Path) -> None:
    batch = read_batch(wrong(tmp_path))
    problems = [
        (problem.line, problem.column, problem.value, problem.rule[:20])
        for problem in batch.problems
    ]
    assert problems == [
        (3, "sdg", "#DIV/0!", "is an error of the s"),
        (6, "sdg", "=1+2", "is a formula that wa"),
        (7, "point_id", None, "must not be merged w"),
    ]


def test_the_marks_of_its_copy_stand_at_the_rows_that_they_are_about(tmp_path: Path) -> None:
    batch = commands.read(wrong(tmp_path))
    write_marked_copy(batch, batch.problems, tmp_path / "marked.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx")["point_sdgs"]
    marks = [(sheet.cell(line, 1).value, column) for line, column in _comments(sheet)]
    assert marks == [("a.1", 2), ("a.2", 2), ("a.3", 1)]


def _comments(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[tuple[int, int]]:
    return [
        (cell.row, cell.column)
        for cells in sheet.iter_rows(min_row=2)
        for cell in cells
        if cell.comment
    ]


def test_what_is_no_such_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.ods"
    path.write_bytes(b"PK no workbook")
    with pytest.raises(BatchRefused, match=r"no workbook \(\.ods\)"):
        commands.read(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(BatchRefused, match="save it again"):
        commands.read(path)


@pytest.mark.parametrize(
    ("wide", "message"), [(16_000, "Cell limit exceeded"), (99, "more than 1 GB of memory")]
)
def test_cells_that_are_repeated_without_end_are_stopped_where_they_take_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wide: int, message: str
) -> None:
    monkeypatch.setattr(commands, "MEMORY", 1_000_000_000)
    cells = text("x" * 100, f'table:number-columns-repeated="{wide}"')
    path = ods(tmp_path, {"points": row(text("point_id")) + row(cells, repeated=1_000_000)})
    assert path.stat().st_size < 10_000
    with pytest.raises(BatchRefused, match=message):
        commands.read(path)


def test_no_entity_is_put_in(tmp_path: Path) -> None:
    start = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    path = ods(tmp_path, {"point_sdgs": row(text("point_id")) + row(text("&a;"))}, start=start)
    try:
        table = commands.read(path).tables["point_sdgs"]
    except BatchRefused:
        return
    assert "root:" not in str(rows_of(table.cells))
