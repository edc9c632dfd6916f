"""Files as spreadsheet programs and scripts read them."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from data.formulas import FORMULA_STARTS
from exports import FORMATS, Provenance, TooManyRows, export, file_name, writers
from exports.provenance import columns_of, of_answer
from exports.writers import EXCEL_CELL
from i18n import labels
from queries import Filters, current, questions
from queries.questions import Column
from tests.exports.files import FORMULAS, OTHER_TEXTS, answer
from tests.queries.selections import PROFILE, examples

ABOUT = Provenance(
    name="themes",
    title="Which themes come up most",
    row="one theme",
    columns=(
        Column("name", "text", "", "what it is called"),
        Column("=count", "integer", "rows", "how many"),
    ),
    filters="=stakeholder group: technical",
    version="2026.11+1a2b3c4d",
    address="https://example.org/?group=technical",
    citation="Cite it so.",
    limits="Collected, not a census.",
    code="v1.2",
)


def file(rows: pd.DataFrame, ending: str, **types: str) -> bytes:
    """The rows as a file; the columns' types are those of the rows but for ``types``."""
    columns = tuple(
        replace(column, type=types.get(column.name, column.type)) for column in columns_of(rows, {})
    )
    return export(rows, replace(ABOUT, columns=columns), ending)


def texts(*cells: object) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(cells, dtype=object)})


def csv_records(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def data_sheet(rows: pd.DataFrame) -> Worksheet:
    return workbook(file(rows, "xlsx"))["Data"]


def plain(rows: pd.DataFrame) -> list[list[object]]:
    """The cells as Python values, days as text, None where missing."""
    return [
        [None if cell is None or pd.isna(cell) else _python_value(cell) for cell in record]
        for record in rows.astype(object).values.tolist()
    ]


def _python_value(cell: object) -> object:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell


def with_labels(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The rows with the words for codes in columns of their own."""
    label_columns = {}
    for column in columns:
        if column not in rows.columns:
            code = column.removesuffix("_label")
            word = labels.of_column(code)
            assert word is not None
            label_columns[column] = [None if pd.isna(cell) else word(cell) for cell in rows[code]]
            assert not {*label_columns[column]} & {*rows[code].dropna()}
    return rows.assign(**label_columns)[columns]


def without_apostrophe(cell: object) -> object:
    """Undo the neutralising of a text cell."""
    if isinstance(cell, str) and cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS):
        return cell[1:]
    return cell


class TestCsv:
    def test_it_is_utf8_with_a_byte_order_mark_and_crlf(self) -> None:
        content = file(pd.DataFrame({"a": ["ü", "国"], "b": [1, 2]}), "csv")
        assert content == b"\xef\xbb\xbf" + "a,b\r\nü,1\r\n国,2\r\n".encode()

    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_cell_that_could_run_is_led_by_an_apostrophe(self, text: str) -> None:
        assert csv_records(file(texts(text), "csv"))[1] == [f"'{text}"]

    def test_a_column_name_that_could_run_is_led_by_an_apostrophe(self) -> None:
        content = file(pd.DataFrame({"=a": [1], "@b": [2], "c": [3]}), "csv")
        assert csv_records(content)[0] == ["'=a", "'@b", "c"]

    def test_negative_numbers_are_left_alone(self) -> None:
        rows = pd.DataFrame({"whole": [-1, 2], "part": [-0.5, 1.5]})
        assert csv_records(file(rows, "csv"))[1:] == [["-1", "-0.5"], ["2", "1.5"]]

    @pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
    def test_missing_cells_are_empty(self, missing: object) -> None:
        rows = pd.DataFrame({"a": pd.Series([missing, "x"], dtype=object), "b": [1, 2]})
        assert csv_records(file(rows, "csv"))[1:] == [["", "1"], ["x", "2"]]

    @pytest.mark.parametrize("dtype", ["Int32", "Int64", "float64"])
    def test_integers_stay_integers_beside_missing_ones(self, dtype: str) -> None:
        rows = pd.DataFrame({"n": pd.Series([3, None, -20], dtype=dtype), "x": ["a", "b", "c"]})
        content = file(rows, "csv", n="integer")
        assert [record[0] for record in csv_records(content)[1:]] == ["3", "", "-20"]


class TestXlsx:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_cell_that_could_run_is_text_led_by_an_apostrophe(self, text: str) -> None:
        cell = data_sheet(texts(text))["A2"]
        assert cell.data_type == "s"
        assert cell.value == "'" + text.replace("\r", "_x000D_")

    @pytest.mark.parametrize(
        "text", [text for text in OTHER_TEXTS if not re.search(r"\r|_x|^<r>", text)]
    )
    def test_other_text_is_text_as_it_was_and_no_link(self, text: str) -> None:
        cell = data_sheet(texts(text))["A2"]
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)

    @pytest.mark.parametrize("text", ["<r><t>rich</t></r>", "<r>&</r>", "<r></r>", "<r>\n</r>"])
    def test_text_that_looks_like_the_files_own_markup_is_kept_as_text(self, text: str) -> None:
        sheet = data_sheet(texts(text, "next"))
        assert [cell.value for cell in sheet["A"]] == ["text", f"'{text}", "next"]

    def test_what_excel_would_read_as_an_escape_is_escaped(self) -> None:
        content = file(texts("a_x0041_b", "a\rb"), "xlsx")
        strings = zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml").decode()
        assert "a_x005F_x0041_b" in strings
        assert "a_x000D_b" in strings

    def test_there_is_no_formula_link_or_macro_in_the_file(self) -> None:
        rows = texts(*FORMULAS, *OTHER_TEXTS)
        archive = zipfile.ZipFile(io.BytesIO(file(rows, "xlsx")))
        names = archive.namelist()
        assert not any("vba" in name.lower() or "external" in name.lower() for name in names)
        for name in names:
            part = archive.read(name).decode()
            assert "<f>" not in part
            assert "<hyperlink" not in part

    def test_numbers_are_numbers_and_dates_are_dates(self) -> None:
        rows = pd.DataFrame(
            {
                "whole": [1, -2],
                "part": [0.5, -12.3],
                "yes": [True, False],
                "day": pd.to_datetime(["2025-02-05", "2025-12-31"]),
                "count": pd.Series([1, None], dtype="Int32"),
            }
        )
        first, second = data_sheet(rows).iter_rows(min_row=2)
        assert [cell.data_type for cell in first] == ["n", "n", "b", "d", "n"]
        assert [cell.value for cell in first][:3] == [1, 0.5, True]
        assert first[3].value == datetime(2025, 2, 5)
        assert [cell.value for cell in second][:3] == [-2, -12.3, False]
        assert (first[4].value, second[4].value) == (1, None)

    def test_headers_that_could_run_are_led_by_an_apostrophe(self) -> None:
        sheet = data_sheet(pd.DataFrame({"=a": [1], "b": [2]}))
        assert [cell.value for cell in sheet[1]] == ["'=a", "b"]
        assert {cell.data_type for cell in sheet[1]} == {"s"}

    def test_the_second_sheet_tells_where_the_rows_come_from(self) -> None:
        rows = pd.DataFrame({"name": ["x"], "=count": [1]})
        book = workbook(export(rows, ABOUT, "xlsx"))
        assert book.sheetnames == ["Data", "About"]
        about = {word.value: text.value for word, text in book["About"].iter_rows()}
        assert about == {
            "Title": "Which themes come up most",
            "One row is": "one theme",
            "Filters": "'=stakeholder group: technical",
            "Data version": "2026.11+1a2b3c4d",
            "Code version": "v1.2",
            "Address": "https://example.org/?group=technical",
            "Cite as": "Cite it so.",
            "Limits": "Collected, not a census.",
            "Column name": "what it is called",
            "Column =count": "how many (rows)",
        }
        assert all(cell.hyperlink is None for line in book["About"].iter_rows() for cell in line)

    def test_the_header_stays_in_sight_and_can_be_filtered(self) -> None:
        sheet = data_sheet(pd.DataFrame({"a": [1, 2], "b": [3, 4]}))
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:B3"

    def test_control_characters_become_blanks(self) -> None:
        controls = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
        sheet = data_sheet(texts(f"a{controls}b"))
        assert sheet["A2"].value == "a" + " " * len(controls) + "b"

    def test_text_is_cut_where_excel_ends(self) -> None:
        sheet = data_sheet(texts("x" * 32_767, "x" * 32_768, "=" + "x" * 40_000))
        assert EXCEL_CELL == 32_767
        assert [len(cell.value) for (cell,) in sheet.iter_rows(min_row=2)] == [32_767] * 3

    def test_more_rows_than_excel_holds_are_refused_with_a_way_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert writers.EXCEL_ROWS == 1_048_575
        monkeypatch.setattr(writers, "EXCEL_ROWS", 2_500)
        assert data_sheet(pd.DataFrame({"n": np.zeros(2_500, dtype="int8")})).max_row == 2_501
        rows = pd.DataFrame({"n": np.zeros(2_501, dtype="int8")})
        with pytest.raises(TooManyRows, match=r"2,500 rows.*Use CSV, JSON or Parquet"):
            file(rows, "xlsx")


class TestJson:
    def test_it_holds_rows_and_where_they_come_from(self) -> None:
        document = json.loads(export(pd.DataFrame({"name": ["a"], "=count": [1]}), ABOUT, "json"))
        assert document == {
            "question": "themes",
            "title": "Which themes come up most",
            "row": "one theme",
            "filters": "=stakeholder group: technical",
            "data_version": "2026.11+1a2b3c4d",
            "code_version": "v1.2",
            "address": "https://example.org/?group=technical",
            "citation": "Cite it so.",
            "limits": "Collected, not a census.",
            "columns": {
                "name": {"type": "text", "unit": "", "meaning": "what it is called"},
                "=count": {"type": "integer", "unit": "rows", "meaning": "how many"},
            },
            "rows": [{"name": "a", "=count": 1}],
        }

    @pytest.mark.parametrize("frames", [[], [0], [1], [0, 2], [2, 0, 1, 0]], ids=str)
    def test_it_is_one_document_however_the_rows_come(self, frames: list[int]) -> None:
        numbers = iter(range(10))
        pieces = [
            pd.DataFrame({"name": "a", "=count": [next(numbers) for _ in range(count)]})
            for count in frames
        ]
        document = json.loads(b"".join(FORMATS["json"].write(pieces, ABOUT)))
        assert [row["=count"] for row in document["rows"]] == list(range(sum(frames)))

    @pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
    def test_missing_is_null(self, missing: object) -> None:
        content = file(texts(missing, "x"), "json")
        assert json.loads(content)["rows"] == [{"text": None}, {"text": "x"}]
        assert b"NaN" not in content

    def test_dates_numbers_and_booleans_keep_their_kind(self) -> None:
        rows = pd.DataFrame(
            {
                "day": pd.to_datetime(["2025-02-05", None]),
                "date": [date(2025, 2, 5), None],
                "n": pd.Series([3, None], dtype="Int64"),
                "part": [0.5, None],
                "yes": [True, False],
            }
        )
        first, second = json.loads(file(rows, "json", date="date"))["rows"]
        assert first == {
            "day": "2025-02-05",
            "date": "2025-02-05",
            "n": 3,
            "part": 0.5,
            "yes": True,
        }
        assert second == {"day": None, "date": None, "n": None, "part": None, "yes": False}
        assert type(first["n"]) is int

    def test_other_scripts_are_written_as_they_are(self) -> None:
        assert "国内IGF".encode() in file(texts("国内IGF"), "json")


class TestNames:
    @pytest.mark.parametrize("format_", list(FORMATS))
    def test_a_file_is_named_after_question_version_and_format(self, format_: str) -> None:
        assert file_name(ABOUT, format_) == f"wsis20-themes-2026.11-1a2b3c4d.{format_}"

    @pytest.mark.parametrize(
        ("selection", "name"),
        [
            (Filters(), "claims-points"),
            (
                Filters(theme=("igf-funding",), kind=("challenge", "position")),
                "claims-points-igf-funding-challenge-position",
            ),
            (Filters(country=("JPN", "KEN", "NAM")), "claims-points-country"),
            (
                Filters(q="größe/..", since=date(2025, 1, 31)),
                "claims-points-search-since-2025-01-31",
            ),
        ],
        ids=str,
    )
    def test_a_name_says_what_is_in_the_file(self, selection: Filters, name: str) -> None:
        about = of_answer("claims", selection, {"unit": "points"}, "")
        version = current().version.replace("+", "-")
        assert file_name(about, "csv") == f"wsis20-{name}-{version}.csv"

    def test_a_name_of_many_filters_ends_in_time(self) -> None:
        about = of_answer("claims", Filters(sdg=("1" * 200,)), {}, "")
        name = file_name(about, "xlsx")
        assert len(name) < 140
        assert name.endswith(f"{current().version.replace('+', '-')}.xlsx")

    def test_a_name_is_in_small_letters(self) -> None:
        about = Provenance("JPNIC", "", "", (), "", "2026.11", "")
        assert file_name(about, "csv") == "wsis20-jpnic-2026.11.csv"

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd", "a b", 'x"; filename=y', "ü\r\n", "a" * 10, "\u202egnp"]
    )
    def test_a_name_is_fit_for_every_file_system_and_header(self, name: str) -> None:
        about = Provenance(name, "", "", (), "", "v/1", "")
        assert re.fullmatch(r"wsis20-[a-z0-9.-]+\.csv", file_name(about, "csv"))
        assert "/" not in file_name(about, "csv")

    def test_a_format_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(KeyError):
            file(texts("x"), "exe")


class TestParquet:
    def test_it_has_the_types_of_the_header_and_says_what_the_rows_are(self) -> None:
        table = pq.read_table(
            io.BytesIO(export(pd.DataFrame({"name": ["ü"], "=count": [1]}), ABOUT, "parquet"))
        )
        assert table.to_pylist() == [{"name": "ü", "=count": 1}]
        assert table.schema.types == [pa.string(), pa.int64()]
        assert table.field("=count").metadata == {b"meaning": b"how many", b"unit": b"rows"}
        assert table.schema.metadata == {
            b"Title": b"Which themes come up most",
            b"One row is": b"one theme",
            b"Filters": b"=stakeholder group: technical",
            b"Data version": b"2026.11+1a2b3c4d",
            b"Code version": b"v1.2",
            b"Address": b"https://example.org/?group=technical",
            b"Cite as": b"Cite it so.",
            b"Limits": b"Collected, not a census.",
        }

    def test_every_type_and_what_is_missing_come_back_in_pandas_and_duckdb(
        self, tmp_path: Path
    ) -> None:
        rows = pd.DataFrame(
            {
                "text": ["=1+1", None],
                "whole": pd.Series([2**60, None], dtype="Int64"),
                "counted": [3.0, None],
                "part": [0.5, None],
                "yes": pd.Series([True, None], dtype="boolean"),
                "day": pd.to_datetime(["2025-02-05", None]),
            }
        )
        path = tmp_path / "rows.parquet"
        path.write_bytes(file(rows, "parquet", counted="integer"))
        expected = ["=1+1", 2**60, 3, 0.5, True, date(2025, 2, 5)]
        frame = pd.read_parquet(path, dtype_backend="numpy_nullable").astype(object)
        assert [_python_value(cell) for cell in frame.iloc[0]] == [
            _python_value(cell) for cell in expected
        ]
        assert frame.iloc[1].isna().all()
        answer = duckdb.sql(f"FROM '{path}'")
        assert [str(kind) for kind in answer.types] == [
            *("VARCHAR", "BIGINT", "BIGINT", "DOUBLE", "BOOLEAN", "DATE")
        ]
        assert answer.fetchall() == [tuple(expected), (None,) * 6]


@pytest.mark.wide(25)
@pytest.mark.long
@pytest.mark.parametrize("filters", [Filters(), Filters(q="nobody said this")], ids=["all", "none"])
@pytest.mark.parametrize("name", list(questions()))
def test_every_answer_comes_back_from_its_files(name: str, filters: Filters) -> None:
    rows, about = answer(name, filters)
    question_columns = [column.name for column in questions()[name].columns]
    columns = [column.name for column in about.columns]
    expected = plain(with_labels(rows, columns))
    assert [column for column in columns if column in question_columns] == question_columns

    header, *records = csv_records(export(rows, about, "csv"))
    assert header == columns
    assert [[without_apostrophe(cell) for cell in record] for record in records] == [
        ["" if cell is None else str(cell) for cell in record] for record in expected
    ]

    book = workbook(export(rows, about, "xlsx"))
    header, *records = book["Data"].values
    assert list(header) == columns
    assert [
        [_python_value(without_apostrophe(cell)) for cell in record] for record in records
    ] == expected
    for record in book["Data"].iter_rows(min_row=2, max_row=200):
        for cell in record:
            assert cell.data_type in ("s", "n", "b", "d")
            assert cell.hyperlink is None

    document = json.loads(export(rows, about, "json"))
    assert [list(record.values()) for record in document["rows"]] == expected
    assert [list(record) for record in document["rows"]] == [columns] * len(rows)
    assert document["columns"] == {
        column.name: {"type": column.type, "unit": column.unit, "meaning": column.meaning}
        for column in about.columns
    }

    table = pq.read_table(io.BytesIO(export(rows, about, "parquet")))
    assert table.column_names == columns
    assert [
        [_python_value(cell) for cell in record.values()] for record in table.to_pylist()
    ] == expected


HOSTILE_TEXT = st.one_of(
    st.sampled_from(FORMULAS + OTHER_TEXTS),
    st.text(st.sampled_from("=+-@\t\r\n'\",;|<>&_x0041 \x00\x0b")),
    st.text(st.characters(exclude_categories=["Cs"])),
)
CELLS = st.lists(
    st.tuples(HOSTILE_TEXT | st.none(), st.none() | st.integers(-(2**31), 2**31)), max_size=6
)


class TestHostileCells:
    @settings(PROFILE, max_examples=examples(60))
    @given(CELLS)
    @example([(text, None) for text in (*FORMULAS, *OTHER_TEXTS)])
    def test_no_csv_cell_could_run_and_all_text_comes_back(
        self, cells: list[tuple[str | None, int | None]]
    ) -> None:
        rows = _frame(cells)
        header, *records = csv_records(file(rows, "csv"))
        assert header == ["text", "n"]
        for (text, number), (text_cell, number_cell) in zip(cells, records, strict=True):
            assert not text_cell.startswith(FORMULA_STARTS)
            could_run = text is not None and text.startswith(FORMULA_STARTS)
            assert text_cell == (f"'{text}" if could_run else text or "")
            assert number_cell == ("" if number is None else str(number))

    @settings(PROFILE, max_examples=examples(40))
    @given(CELLS)
    def test_every_workbook_opens_with_text_as_text_and_numbers_as_numbers(
        self, cells: list[tuple[str | None, int | None]]
    ) -> None:
        sheet = data_sheet(_frame(cells))
        assert [cell.value for cell in sheet[1]] == ["text", "n"]
        for line, (text, number) in enumerate(cells, 2):
            cell = sheet.cell(line, 1)
            assert cell.data_type == ("n" if text is None else "s")
            assert not str(cell.value or "").startswith(FORMULA_STARTS)
            if text and not re.search(r"_x|[\x00-\x08\x0b-\x1f\ufffe\uffff]", text):
                assert cell.value in (text, f"'{text}")
            assert sheet.cell(line, 2).value == number

    @settings(PROFILE, max_examples=examples(40))
    @given(CELLS)
    @example([(text, None) for text in (*FORMULAS, *OTHER_TEXTS, "\x00\x1f", "\u2028")])
    def test_json_gives_back_exactly_what_went_in(
        self, cells: list[tuple[str | None, int | None]]
    ) -> None:
        document = json.loads(file(_frame(cells), "json"))
        assert [tuple(record.values()) for record in document["rows"]] == cells


def _frame(cells: list[tuple[str | None, int | None]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": pd.Series([text for text, _ in cells], dtype=object),
            "n": pd.Series([number for _, number in cells], dtype="Int64"),
        }
    )
