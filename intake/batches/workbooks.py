"""Writes the workbook for a new batch, empty or filled: a sheet for each table, with all that helps to fill it in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from data import settings
from data.check import FIRST
from data.formulas import FORMULA_STARTS
from data.settings import data_set
from intake.batches.batch import Batch
from intake.batches.made_for import MadeFor, note
from intake.batches.reading import REVIEW, read_batch
from intake.batches.template import (
    BATCH_TABLES,
    Choice,
    Guide,
    described_tables,
    example,
    guides,
    read_me,
)
from intake.whole_file import written_whole

Rows = Mapping[str, Sequence[Mapping[str, str | None]]]

EXCEL_ROWS, EXCEL_CELL = 1_048_576, 32_767
LAST = EXCEL_ROWS - 1
OWN_LIST = 10_000
"""Rows of a sheet whose ids another sheet's drop-down lists."""

_NOT_IN_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_FONT = {"font_name": "Calibri", "font_size": 11}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@", "valign": "top"},
    "number": {"num_format": "0", "valign": "top"},
    "quoted": {"num_format": "@", "valign": "top", "quote_prefix": True},
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B5A8A", "border": 1, "border_color": "#FFFFFF"},
    "optional": {"bold": True, "font_color": "#1F2933", "bg_color": "#D9E8F2", "border": 1, "border_color": "#FFFFFF"},
    "review": {"bold": True, "italic": True, "font_color": "#3B2A4A", "bg_color": "#E6DAF0", "border": 1,
               "border_color": "#FFFFFF"},
    "remark": {"num_format": "@", "valign": "top", "italic": True, "bg_color": "#F6F1FA", "font_color": "#3B2A4A"},
    "heading": {"bold": True, "font_size": 13, "font_color": "#0B5A8A"},
    "name": {"bold": True, "valign": "top"},
    "words": {"text_wrap": True, "valign": "top"},
}  # fmt: skip


class DoesNotFit(ValueError):
    """More rows or longer text than a sheet holds; nothing was written. The message says what, and what to do."""


def write_workbook(
    target: Path,
    rows: Rows,
    review: Mapping[str, Sequence[str]] | None = None,
    *,
    tables: Sequence[str] = (),
    source: Path | None = None,
    folder: Path | None = None,
) -> None:
    """Write a workbook for a batch that is added to the data set in the folder ``source``; None: that being served.

    It has a sheet for each of ``BATCH_TABLES``, and for those of ``tables`` and ``rows`` besides, in the order of work.
    ``rows`` are filled in: table -> rows as column -> text. ``review`` names for a table further keys of its rows: they
    become columns titled "review: ...", which are not imported. ``folder`` is where the data set will be, if not
    ``source``.

    ``target`` is replaced in one step once all is written. Raises DoesNotFit, and OSError if it cannot be written.
    """
    descriptions = described_tables()
    order = list(dict.fromkeys([*FIRST, *BATCH_TABLES, *descriptions]))
    sheets = [name for name in order if name in {*BATCH_TABLES, *tables, *rows}]
    source = source or data_set().source
    folder = folder or source
    data = read_batch(source)
    refuse_unwritable(target)
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with written_whole(target) as unfinished, xlsxwriter.Workbook(unfinished, options) as book:
        book.set_properties({"title": "A new batch for the data set"})
        note(book, MadeFor(settings.site(source), folder.resolve().name))
        _Writer(book, data, sheets, folder).write(rows, review or {})


def refuse_unwritable(target: Path) -> None:
    """Raise OSError, in words, if no workbook of this name can be written here."""
    if target.suffix.lower() != ".xlsx":
        raise OSError(f"{target} must end in .xlsx: it is an Excel workbook.")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {target.parent}: make it, or name another.")
    if target.is_dir():
        raise IsADirectoryError(f"{target} is a folder: name another file.")
    if not os.access(target.parent, os.W_OK):
        raise PermissionError(f"The folder {target.parent} must not be written to: name another.")


class _Writer:
    """One workbook while it is written."""

    def __init__(self, book: Any, data: Batch, sheets: Sequence[str], folder: Path) -> None:
        self.book = book
        self.folder = folder
        self.data = data
        self.sheets = sheets
        self.looks = {name: book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
        self.lists: dict[tuple[str, ...], str] = {}

    def write(self, rows: Rows, review: Mapping[str, Sequence[str]]) -> None:
        descriptions = described_tables()
        columns = {name: guides(descriptions[name], self.data, self.sheets) for name in self.sheets}
        read_me_sheet = self.book.add_worksheet("Read me")
        worksheets = {name: self.book.add_worksheet(name) for name in self.sheets}
        example_sheet = self.book.add_worksheet("Example")
        self._read_me(read_me_sheet)
        self._lists(
            self.book.add_worksheet("Lists"),
            [
                guide.choice
                for table_guides in columns.values()
                for guide in table_guides
                if guide.choice
            ],
        )
        for name, sheet in worksheets.items():
            self._sheet(sheet, name, columns, rows.get(name, ()), review.get(name, ()))
        self._example(example_sheet, columns)
        first_table = next((name for name in self.sheets if rows.get(name)), None)
        (worksheets[first_table] if first_table else read_me_sheet).activate()

    def _read_me(self, sheet: Any) -> None:
        sheet.set_tab_color("#7A7A7A")
        _set_up_page(sheet)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 100)
        for row, (name, text) in enumerate(read_me(self.sheets, self.folder)):
            heading = bool(name) and not text
            sheet.write_string(row, 0, name, self.looks["heading" if heading else "name"])
            if text:
                sheet.write_string(row, 1, text, self.looks["words"])

    def _lists(self, sheet: Any, choices: Sequence[Choice]) -> None:
        """Write each list once: its ids in a column, and beside them their titles, if they have any."""
        sheet.set_tab_color("#7A7A7A")
        _set_up_page(sheet)
        sheet.freeze_panes(1, 0)
        column = 0
        for choice in choices:
            if choice.sheet or choice.values in self.lists:
                continue
            self._cell(sheet, 0, column, choice.name, "optional")
            sheet.set_column(column, column, max(map(len, (choice.name, *choice.values))) + 2)
            for row, value in enumerate(choice.values, 1):
                self._cell(sheet, row, column, value, "text")
            letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
            self.lists[choice.values] = f"=Lists!{letter}$2:{letter}${len(choice.values) + 1}"
            column += 1
            if any(choice.titles):
                self._cell(sheet, 0, column, "title", "optional")
                sheet.set_column(column, column, 48)
                for row, title in enumerate(choice.titles, 1):
                    self._cell(sheet, row, column, title, "text")
                column += 1

    def _sheet(
        self,
        sheet: Any,
        name: str,
        columns: Mapping[str, Sequence[Guide]],
        rows: Sequence[Mapping[str, str | None]],
        review: Sequence[str],
    ) -> None:
        if len(rows) > LAST:
            raise DoesNotFit(
                f"A sheet holds {LAST:,} rows, and {name} has {len(rows):,}. Take CSV files instead."
            )
        sheet.set_tab_color("#0B5A8A" if name in FIRST else "#D9E8F2")
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 22)
        _set_up_page(sheet)
        sheet.set_comments_author("Template")
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{EXCEL_ROWS}"})
        for column, guide in enumerate(columns[name]):
            self._column(sheet, column, guide, columns)
        for column, title in enumerate(review, len(columns[name])):
            sheet.set_column(column, column, 40, self.looks["remark"])
            self._cell(sheet, 0, column, f"{REVIEW} {title}", "review")
        keys = [*(guide.field.name for guide in columns[name]), *review]
        integer_columns = {
            guide.field.name for guide in columns[name] if guide.field.type == "INTEGER"
        }
        for line, row in enumerate(rows, 1):
            for column, key in enumerate(keys):
                text = row.get(key)
                if not text:
                    continue
                if key in integer_columns and text.isascii() and text.isdigit() and len(text) < 16:
                    sheet.write_number(line, column, int(text), self.looks["number"])
                else:
                    look = "text" if column < len(columns[name]) else "remark"
                    self._cell(sheet, line, column, text, look)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(keys) - 1)

    def _column(
        self, sheet: Any, column: int, guide: Guide, columns: Mapping[str, Sequence[Guide]]
    ) -> None:
        field = guide.field
        sheet.set_column(
            column, column, guide.width, self.looks["number" if field.type == "INTEGER" else "text"]
        )
        title = f"{field.name} *" if field.required else field.name
        self._cell(sheet, 0, column, title, "required" if field.required else "optional")
        lines = sum(1 + len(line) // 48 for line in guide.comment.splitlines())
        sheet.write_comment(
            0, column, guide.comment, {"width": 340, "height": 18 + 17 * lines, "font_size": 9}
        )
        if rule := self._rule(column, guide, columns):
            sheet.data_validation(1, column, LAST, column, rule)

    def _rule(
        self, column: int, guide: Guide, columns: Mapping[str, Sequence[Guide]]
    ) -> dict[str, Any] | None:
        """What Excel offers and checks while a cell is filled in."""
        field, choice = guide.field, guide.choice
        if choice and choice.sheet:
            column_names = [sheet_guide.field.name for sheet_guide in columns[choice.sheet]]
            letter = xlsxwriter.utility.xl_col_to_name(
                column_names.index(choice.name), col_abs=True
            )
            cells = f"{choice.sheet}!{letter}$2:{letter}${OWN_LIST}"
            first = f"{choice.sheet}!{letter}$2"
            source = f"=OFFSET({first},0,0,MAX(1,COUNTA({cells})),1)"
            return {"validate": "list", "source": source, "show_error": False}
        if choice:
            return {
                "validate": "list",
                "source": self.lists[choice.values],
                "show_error": choice.strict,
                "error_title": "Choose from the list",
                "error_message": f"{field.name} must be one of those in the list of this cell.",
            }
        if field.type == "INTEGER":
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": field.least if isinstance(field.least, int) else -(10**9),
                "maximum": field.most if isinstance(field.most, int) else 10**9,
                "error_title": "A whole number",
                "error_message": f"{field.name} must be a whole number, such as 12.",
            }
        if field.pattern.startswith("https?://"):
            cell = f"{xlsxwriter.utility.xl_col_to_name(column)}2"
            return {
                "validate": "custom",
                "value": f'=OR(LEFT({cell},7)="http://",LEFT({cell},8)="https://")',
                "error_type": "warning",
                "error_title": "An address",
                "error_message": f"{field.name} must begin with http:// or https://.",
            }
        return None

    def _example(self, sheet: Any, columns: Mapping[str, Sequence[Guide]]) -> None:
        """Write the rows of one submission, table under table."""
        sheet.set_tab_color("#7A7A7A")
        _set_up_page(sheet)
        sheet.set_column(0, 12, 28)
        examples = {name: rows for name, rows in example(self.data).items() if name in columns}
        sheet.write_string(
            0, 0, "One submission, as it would be filled in. Nothing on this sheet is imported."
        )
        line = 2
        for name, rows in examples.items():
            sheet.write_string(line, 0, f"Sheet {name}", self.looks["heading"])
            for column, guide in enumerate(columns[name]):
                required = guide.field.required
                title = f"{guide.field.name} *" if required else guide.field.name
                self._cell(sheet, line + 1, column, title, "required" if required else "optional")
            for row_number, row in enumerate(rows.to_dict("records"), line + 2):
                for column, guide in enumerate(columns[name]):
                    text = row.get(guide.field.name)
                    if isinstance(text, str):
                        self._cell(sheet, row_number, column, text, "text")
            line += len(rows) + 3

    def _cell(self, sheet: Any, line: int, column: int, text: str, look: str) -> None:
        """Write text so that no program runs it or takes it for markup, and that reading gives it back as it was."""
        if len(text) > EXCEL_CELL:
            raise DoesNotFit(
                f"A cell of a sheet holds {EXCEL_CELL:,} characters, and one has {len(text):,}: "
                f'"{text[:60]}...". Shorten it, or take CSV files instead.'
            )
        text = _NOT_IN_XML.sub(" ", text)
        if text.startswith("<r>"):
            text = f"'{text}"
        elif look == "text" and text.startswith(FORMULA_STARTS):
            look = "quoted"
        sheet.write_string(line, column, text, self.looks[look])


def _set_up_page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def rows_of(cells: pd.DataFrame) -> list[dict[str, str | None]]:
    """The rows of a table of text as ``write_workbook`` takes them."""
    rows: list[dict[str, str | None]] = (
        cells.astype(object).where(cells.notna(), None).to_dict("records")
    )
    return rows
