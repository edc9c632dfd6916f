"""A copy of a batch in which whoever filled it in sees what is wrong, cell by cell, and can put it right."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.formulas import FORMULA_STARTS
from data.settings import data_set
from data.validation_errors import Problem
from intake.batches.batch import Batch
from intake.batches.reading import name_of
from intake.batches.sheets import title_of
from intake.batches.workbooks import DoesNotFit, rows_of, write_workbook
from intake.whole_file import written_whole

CELLS = 200_000
"""Cells of a batch that is copied; of a larger one, the copy only lists what is wrong."""

UNPACKED = 100 * 1024**2
"""Bytes that a workbook that is copied as it is may unpack to, all its sheets together."""

MARKED, LISTED = 2_000, 10_000
"""Problems that are marked at their cells, and that are listed."""

SHEET = "Problems"
AUTHOR = "intake.check"
"""Author of our comments, and of a copy that nobody has saved since."""

_WRONG = PatternFill("solid", fgColor="FFC9C2")
_FRAME = Border(*[Side("thick", color="C0392B")] * 4)
_OLDER = "\n\n--- Comment by {author}: ---\n"
_OLDER_COMMENT = re.compile(r"\n\n--- Comment by (.*): ---\n")
_TITLES = ("Where", "Row", "Column", "Value", "What is wrong", "Did you mean")
_WIDTHS = (34, 9, 22, 40, 80, 30)


def marked_path(path: Path) -> Path:
    """Where the marked copy of a batch goes: new-batch.marked.xlsx beside it.

    A copy that its user has saved is kept, and so is the batch if it is such a copy: the next is
    new-batch.marked-2.xlsx.
    """
    stem = re.sub(r"\.marked(-\d+)?$", "", path.stem if path.suffix else path.name)
    for number in range(1, 1_000):
        name = f"{stem}.marked{'' if number == 1 else f'-{number}'}.xlsx"
        target = path.absolute().with_name(name)
        if target != path.absolute() and (not target.exists() or _is_untouched(target)):
            return target
    raise FileExistsError(f"There are too many marked copies of {path.name}: delete some.")


def _is_untouched(copy: Path) -> bool:
    try:
        with zipfile.ZipFile(copy) as archive, archive.open("docProps/core.xml") as part:
            properties = part.read(10_000).decode()
    except (zipfile.BadZipFile, KeyError, OSError, UnicodeDecodeError):
        return False
    return f"lastModifiedBy>{AUTHOR}<" in properties


def write_marked_copy(
    batch: Batch, problems: Sequence[Problem], target: Path, source: Path | None = None
) -> None:
    """Write a workbook with the rows of a batch and all that is wrong with them, which can be mended and read again.

    A workbook is copied as its user made it, with values in place of formulas (empty where there is none), without
    links to other files, and without the marks of an earlier copy.
    Other files come as a new workbook with their rows. Cells with problems are coloured and have a comment; the first
    sheet lists all problems with links to their cells. Of a batch of more than CELLS cells, it is the only one.
    ``source`` is the folder of the data set whose ids a new workbook offers to choose from; None: that which is served.

    ``target`` is replaced in one step once all is written; OSError if it cannot be written.
    """
    size = sum(table.cells.size for table in batch.tables.values())
    own_copy = book = None
    if size <= CELLS:
        own_copy = _own_copy(batch)
        book = own_copy or _new_copy(batch, source or data_set().source)
    marks = _Marks(batch, book, own_copy is not None)
    _list(marks, problems)
    marks.book.properties.lastModifiedBy = AUTHOR
    with written_whole(target) as unfinished:
        marks.book.save(unfinished)


def _own_copy(batch: Batch) -> Workbook | None:
    """The batch's own workbook, without marks; None if it is none, too large, or more than openpyxl can read."""
    if not batch.path.is_file() or batch.path.suffix.lower() != ".xlsx":
        return None
    with zipfile.ZipFile(batch.path) as archive:
        if sum(info.file_size for info in archive.infolist()) > UNPACKED:
            return None
    try:
        book = openpyxl.load_workbook(batch.path, keep_links=False)
        if any(sheet.max_row * sheet.max_column > 5 * CELLS for sheet in book.worksheets):
            return None
        _put_values_for_formulas(book, batch.path)
    except Exception:
        return None
    _remove_marks(book)
    return book


def _put_values_for_formulas(book: Workbook, path: Path) -> None:
    formulas = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    if not formulas:
        return
    values = openpyxl.load_workbook(path, data_only=True)
    for cell in formulas:
        cell.value = values[cell.parent.title][cell.coordinate].value


def _remove_marks(book: Workbook) -> None:
    """Take off what an earlier marked copy put on; comments that were there before are as they were."""
    if SHEET in book.sheetnames and book[SHEET]["A2"].value == _TITLES[0]:
        del book[SHEET]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is None or cell.comment.author != AUTHOR:
                    continue
                _own_comment, *older_comment = _OLDER_COMMENT.split(cell.comment.text, 1)
                cell.comment = (
                    _sized(Comment(older_comment[1], older_comment[0])) if older_comment else None
                )
                if cell.fill == _WRONG:
                    cell.fill = PatternFill()
                if cell.border == _FRAME:
                    cell.border = Border()


def _new_copy(batch: Batch, source: Path) -> Workbook | None:
    """A new workbook with the rows of the batch; None if they do not fit into one."""
    rows = {name: rows_of(table.cells) for name, table in batch.tables.items()}
    with tempfile.TemporaryDirectory(prefix="marked-") as folder:
        path = Path(folder, "copy.xlsx")
        try:
            write_workbook(path, rows, source=source)
        except DoesNotFit:
            return None
        return openpyxl.load_workbook(path)


class _Marks:
    """The copy while it is marked. ``book`` has only an empty sheet if nothing could be copied."""

    def __init__(self, batch: Batch, book: Workbook | None, is_own: bool) -> None:
        self.batch = batch
        self.is_own = is_own
        self.copied = book is not None
        self.book = book or Workbook()
        self.tables = {
            location: name
            for name, table in batch.tables.items()
            for location in (table.location, batch.file(name))
        }
        self.titles: set[tuple[str, int]] = set()
        self.columns: dict[str, dict[str, int]] = {}
        self.lines: dict[str, dict[int, int]] = {}

    def sheet(self, table: str) -> Worksheet:
        sheet_name = self.batch.tables[table].sheet if self._is_own(table) else None
        return self.book[sheet_name or table]

    def cells(self, problem: Problem) -> list[Cell]:
        """The cells that a problem is about, in the copy; none if it is about no cell that is there."""
        table = self.tables.get(problem.file)
        if table is None or not self.copied:
            return []
        sheet = self.sheet(table)
        header = self.batch.tables[table].header if self._is_own(table) else 1
        line = header if problem.line is None else self._line(table, problem.line, header)
        if line is None:
            return []
        if table not in self.columns:
            self.columns[table] = {
                name_of(title_of(cell.value)): cell.column
                for cell in reversed(sheet[header])
                if cell.value is not None
            }
        columns = self.columns[table]
        column_numbers = [columns[name] for name in _names(problem) if name in columns]
        if not column_numbers:
            column_numbers = list(columns.values())[-1:]
        if line == header:
            self.titles.add((sheet.title, line))
        return [sheet.cell(line, column) for column in column_numbers]

    def _is_own(self, table: str) -> bool:
        """Whether the sheet of a table is the user's own."""
        return self.is_own and self.batch.tables[table].sheet in self.book.sheetnames

    def _line(self, table: str, line: int, header: int) -> int | None:
        """The row of the copy that a line of the batch stands in."""
        batch_table = self.batch.tables[table]
        if self._is_own(table):
            return line
        if table not in self.lines:
            self.lines[table] = {
                batch_line: row
                for row, batch_line in enumerate(batch_table.rows.tolist(), header + 1)
            }
        if line == batch_table.header and line not in self.lines[table]:
            return header
        return self.lines[table].get(line)


def _names(problem: Problem) -> list[str]:
    return [name_of(name) for name in (problem.column or "").split(", ") if name]


def _list(marks: _Marks, problems: Sequence[Problem]) -> None:
    """Put the list of problems first, and mark the cells that they are about."""
    book = marks.book
    if marks.copied:
        sheet = book.create_sheet(SHEET, 0)
    else:
        sheet = book.active
        sheet.title = SHEET
    book.active = 0
    for worksheet in book.worksheets:
        worksheet.sheet_view.tabSelected = worksheet is sheet
    sheet.sheet_properties.tabColor = "C0392B"
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for column, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), 1):
        cell = sheet.cell(2, column, title)
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="7A271A")
        sheet.column_dimensions[get_column_letter(column)].width = width
    problems_by_cell: dict[tuple[str, str], list[Problem]] = {}
    for line, problem in enumerate(problems[:LISTED], 3):
        cells = marks.cells(problem)
        _write_problem(sheet, line, problem, cells)
        for cell in cells:
            problems_by_cell.setdefault((cell.parent.title, cell.coordinate), []).append(problem)
    for (title, coordinate), cell_problems in islice(problems_by_cell.items(), MARKED):
        cell = book[title][coordinate]
        _mark(cell, cell_problems, (title, cell.row) in marks.titles)
    sheet["A1"] = " ".join(_notes(marks, len(problems), len(problems_by_cell)))
    sheet["A1"].font = Font(name="Calibri", bold=True)


def _write_problem(sheet: Worksheet, line: int, problem: Problem, cells: Sequence[Cell]) -> None:
    row = None if problem.line is None else str(problem.line)
    texts = (problem.file, row, problem.column, problem.value, problem.rule, problem.suggestion)
    for column, text in enumerate(texts, 1):
        if text is not None:
            _write(sheet.cell(line, column), text)
    if cells:
        link = sheet.cell(line, 2 if row else 1)
        location = f"{quote_sheetname(cells[0].parent.title)}!{cells[0].coordinate}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=location)
        link.font = Font(name="Calibri", color="0B5A8A", underline="single")


def _notes(marks: _Marks, problems: int, cells: int) -> Iterator[str]:
    """What the list says of itself."""
    yield "1 problem." if problems == 1 else f"{problems:,} problems."
    if problems > LISTED:
        yield f"The first {LISTED:,} are listed: mend these first."
    if cells > MARKED:
        yield f"Of {cells:,} cells, the first {MARKED:,} are coloured."
    if marks.copied:
        yield (
            "Mend the coloured cells in this workbook, save it, and check it again. "
            "Problems without a link are about what is not in this copy."
        )
    else:
        yield f"The rows are too many to be copied: mend them in {marks.batch.path.name} itself."


def _mark(cell: Cell, problems: Sequence[Problem], is_title: bool) -> None:
    """Say at a cell what is wrong with it: by colour or, as titles have theirs, by a frame, and in a comment."""
    paragraphs = []
    for problem in problems[:5]:
        suggestion = f'\nDid you mean "{problem.suggestion}"?' if problem.suggestion else ""
        rule = problem.rule[:1].upper() + problem.rule[1:]
        paragraphs.append(f"{rule[:1_000]}.{suggestion}")
    if len(problems) > len(paragraphs):
        paragraphs.append(f"... and {len(problems) - len(paragraphs)} more: see the sheet {SHEET}.")
    text = "\n".join(paragraphs)
    if cell.comment is not None:
        text += _OLDER.format(author=cell.comment.author) + cell.comment.text
    cell.comment = _sized(Comment(_plain(text), AUTHOR))
    if is_title:
        cell.border = _FRAME
    else:
        cell.fill = _WRONG


def _sized(comment: Comment) -> Comment:
    lines = sum(1 + len(line) // 48 for line in comment.text.splitlines())
    comment.width, comment.height = 340, 24 + 18 * lines
    return comment


def _write(cell: Cell, text: str) -> None:
    """Put text into a cell so that no program runs it."""
    cell.value = _plain(text)[:32_000]
    cell.data_type = "s"
    cell.font = Font(name="Calibri")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _plain(text: str) -> str:
    return re.sub(ILLEGAL_CHARACTERS_RE, " ", text)
