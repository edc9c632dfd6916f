"""Files as spreadsheet programs and scripts read them."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from exports import FORMATS, Provenance, export, file_name
from exports.files import EXCEL_CELL, FORMULA_STARTS
from queries import Filters, ask, current, questions
from tests.queries.selections import PROFILE

ABOUT = Provenance(
    name="themes",
    title="Which themes come up most",
    row="one theme",
    columns={"name": "what it is called", "=count": "how many"},
    filters="=stakeholder group: technical",
    version="2026.11+1a2b3c4d",
    address="https://example.org/?group=technical",
    limits="Collected, not a census.",
)
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("https://example.org","x")',
    "=cmd|' /C calc'!A0",
    "-",
    "--1",
]
OTHER_TEXTS = [
    'quoted "text", with comma',
    "two\nlines",
    "two\r\nlines",
    " blanks around ",
    "Größe, 国内IGF, العربية, 😀",
    "'apostrophe first",
    "1-2",
    "a=b",
    "https://example.org/a?b=c",
    "mailto:a@example.org",
    "internal:About!A1",
    "00123",
    "1e5",
    "TRUE",
    "2025-01-02",
    "<b>&amp;</b>",
    "<r><t>rich</t></r>",
    "<r>&</r>",
    "{=1+1}",
    "a_x000D_b",
]


def texts(*cells: object) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(cells, dtype=object)})


def csv_records(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def data_sheet(rows: pd.DataFrame) -> Worksheet:
    return workbook(export(rows, ABOUT, "xlsx"))["Data"]


def plain(rows: pd.DataFrame) -> list[list[object]]:
    """The cells as Python values, days as text, None where missing."""
    return [
        [None if cell is None or pd.isna(cell) else _plain(cell) for cell in record]
        for record in rows.astype(object).values.tolist()
    ]


def _plain(cell: object) -> object:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell


def without_apostrophe(cell: object) -> object:
    """Undo the neutralising of a text cell."""
    if isinstance(cell, str) and cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS):
        return cell[1:]
    return cell


class TestCsv:
    def test_it_is_utf8_with_a_byte_order_mark_and_crlf(self) -> None:
        content = export(pd.DataFrame({"a": ["ü", "国"], "b": [1, 2]}), ABOUT, "csv")
        assert content == b"\xef\xbb\xbf" + "a,b\r\nü,1\r\n国,2\r\n".encode()

    @pytest.mark.parametrize("text", OTHER_TEXTS)
    def test_other_text_comes_back_as_it_was(self, text: str) -> None:
        assert csv_records(export(texts(text, "next"), ABOUT, "csv"))[1:] == [[text], ["next"]]

    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_cell_that_could_run_is_led_by_an_apostrophe(self, text: str) -> None:
        assert csv_records(export(texts(text), ABOUT, "csv"))[1] == [f"'{text}"]

    def test_a_column_name_that_could_run_is_led_by_an_apostrophe(self) -> None:
        content = export(pd.DataFrame({"=a": [1], "@b": [2], "c": [3]}), ABOUT, "csv")
        assert csv_records(content)[0] == ["'=a", "'@b", "c"]

    def test_negative_numbers_are_left_alone(self) -> None:
        rows = pd.DataFrame({"whole": [-1, 2], "part": [-0.5, 1.5]})
        assert csv_records(export(rows, ABOUT, "csv"))[1:] == [["-1", "-0.5"], ["2", "1.5"]]

    @pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
    def test_missing_cells_are_empty(self, missing: object) -> None:
        rows = pd.DataFrame({"a": pd.Series([missing, "x"], dtype=object), "b": [1, 2]})
        assert csv_records(export(rows, ABOUT, "csv"))[1:] == [["", "1"], ["x", "2"]]

    @pytest.mark.parametrize("dtype", ["Int32", "Int64", "float64"])
    def test_integers_stay_integers_beside_missing_ones(self, dtype: str) -> None:
        rows = pd.DataFrame({"n": pd.Series([3, None, -20], dtype=dtype), "x": ["a", "b", "c"]})
        assert [record[0] for record in csv_records(export(rows, ABOUT, "csv"))[1:]] == [
            "3",
            "",
            "-20",
        ]

    def test_an_empty_answer_is_its_header(self) -> None:
        rows = pd.DataFrame({"a": pd.Series(dtype=str), "b": pd.Series(dtype="int64")})
        assert csv_records(export(rows, ABOUT, "csv")) == [["a", "b"]]


class TestXlsx:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_cell_that_could_run_is_text_led_by_an_apostrophe(self, text: str) -> None:
        cell = data_sheet(texts(text))["A2"]
        assert cell.data_type == "s"
        assert cell.value == "'" + text.replace("\r", "_x000D_")

    @pytest.mark.parametrize("text", [t for t in OTHER_TEXTS if not re.search(r"\r|_x|^<r>", t)])
    def test_other_text_is_text_as_it_was_and_no_link(self, text: str) -> None:
        cell = data_sheet(texts(text))["A2"]
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)

    @pytest.mark.parametrize("text", ["<r><t>rich</t></r>", "<r>&</r>", "<r></r>", "<r>\n</r>"])
    def test_text_that_looks_like_the_files_own_markup_is_kept_as_text(self, text: str) -> None:
        sheet = data_sheet(texts(text, "next"))
        assert [cell.value for cell in sheet["A"]] == ["text", f"'{text}", "next"]

    def test_what_excel_would_read_as_an_escape_is_escaped(self) -> None:
        content = export(texts("a_x0041_b", "a\rb"), ABOUT, "xlsx")
        strings = zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml").decode()
        assert "a_x005F_x0041_b" in strings
        assert "a_x000D_b" in strings

    def test_there_is_no_formula_link_or_macro_in_the_file(self) -> None:
        rows = texts(*FORMULAS, *OTHER_TEXTS)
        archive = zipfile.ZipFile(io.BytesIO(export(rows, ABOUT, "xlsx")))
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
        book = workbook(export(texts("x"), ABOUT, "xlsx"))
        assert book.sheetnames == ["Data", "About"]
        about = {word.value: text.value for word, text in book["About"].iter_rows()}
        assert about == {
            "Title": "Which themes come up most",
            "One row is": "one theme",
            "Filters": "'=stakeholder group: technical",
            "Data version": "2026.11+1a2b3c4d",
            "Address": "https://example.org/?group=technical",
            "Limits": "Collected, not a census.",
            "Column name": "what it is called",
            "Column =count": "how many",
        }
        assert all(cell.hyperlink is None for line in book["About"].iter_rows() for cell in line)

    def test_the_header_stays_in_sight_and_can_be_filtered(self) -> None:
        sheet = data_sheet(pd.DataFrame({"a": [1, 2], "b": [3, 4]}))
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:B3"

    def test_an_empty_answer_is_its_header(self) -> None:
        sheet = data_sheet(pd.DataFrame({"a": pd.Series(dtype=str)}))
        assert list(sheet.values) == [("a",)]

    def test_control_characters_become_blanks(self) -> None:
        controls = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
        sheet = data_sheet(texts(f"a{controls}b"))
        assert sheet["A2"].value == "a" + " " * len(controls) + "b"

    def test_text_is_cut_where_excel_ends(self) -> None:
        sheet = data_sheet(texts("x" * 32_767, "x" * 32_768, "=" + "x" * 40_000))
        assert EXCEL_CELL == 32_767
        assert [len(cell.value) for (cell,) in sheet.iter_rows(min_row=2)] == [32_767] * 3

    def test_more_rows_than_excel_holds_are_refused_with_a_way_out(self) -> None:
        rows = pd.DataFrame({"n": np.zeros(1_048_576, dtype="int8")})
        with pytest.raises(ValueError, match=r"1,048,575 rows.*Take CSV or JSON"):
            export(rows, ABOUT, "xlsx")


class TestJson:
    def test_it_holds_rows_and_where_they_come_from(self) -> None:
        document = json.loads(export(pd.DataFrame({"name": ["a"], "n": [1]}), ABOUT, "json"))
        assert document == {
            "question": "themes",
            "title": "Which themes come up most",
            "row": "one theme",
            "filters": "=stakeholder group: technical",
            "data_version": "2026.11+1a2b3c4d",
            "address": "https://example.org/?group=technical",
            "limits": "Collected, not a census.",
            "columns": {"name": "what it is called", "=count": "how many"},
            "rows": [{"name": "a", "n": 1}],
        }

    @pytest.mark.parametrize("text", [*FORMULAS, *OTHER_TEXTS, "\x00\x1f", "\u2028"])
    def test_text_comes_back_as_it_was(self, text: str) -> None:
        assert json.loads(export(texts(text), ABOUT, "json"))["rows"] == [{"text": text}]

    @pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
    def test_missing_is_null(self, missing: object) -> None:
        content = export(texts(missing, "x"), ABOUT, "json")
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
        first, second = json.loads(export(rows, ABOUT, "json"))["rows"]
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
        assert "国内IGF".encode() in export(texts("国内IGF"), ABOUT, "json")


class TestNames:
    @pytest.mark.parametrize("format_", list(FORMATS))
    def test_a_file_is_named_after_question_version_and_format(self, format_: str) -> None:
        assert file_name(ABOUT, format_) == f"wsis20-themes-2026.11-1a2b3c4d.{format_}"

    def test_a_name_is_in_small_letters(self) -> None:
        about = Provenance("JPNIC", "", "", {}, "", "2026.11", "")
        assert file_name(about, "csv") == "wsis20-jpnic-2026.11.csv"

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd", "a b", 'x"; filename=y', "ü\r\n", "a" * 10, "\u202egnp"]
    )
    def test_a_name_is_fit_for_every_file_system_and_header(self, name: str) -> None:
        about = Provenance(name, "", "", {}, "", "v/1", "")
        assert re.fullmatch(r"wsis20-[a-z0-9.-]+\.csv", file_name(about, "csv"))
        assert "/" not in file_name(about, "csv")

    def test_a_format_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(KeyError):
            export(texts("x"), ABOUT, "exe")


@pytest.mark.parametrize("filters", [Filters(), Filters(q="nobody said this")], ids=["all", "none"])
@pytest.mark.parametrize("name", list(questions()))
def test_every_answer_comes_back_from_its_files(name: str, filters: Filters) -> None:
    question = questions()[name]
    ids = {p.name: "tccm-cwg-call" for p in question.parameters if not p.choices}
    rows = ask(name, filters, **ids)
    columns = {column.name: column.meaning for column in question.columns}
    about = Provenance(
        name, question.title, question.row, columns, "none", current().version, "?x=y"
    )
    expected = plain(rows)

    header, *records = csv_records(export(rows, about, "csv"))
    assert header == list(columns)
    assert [[without_apostrophe(cell) for cell in record] for record in records] == [
        ["" if cell is None else str(cell) for cell in record] for record in expected
    ]

    book = workbook(export(rows, about, "xlsx"))
    header, *records = book["Data"].values
    assert list(header) == list(columns)
    assert [[_plain(without_apostrophe(cell)) for cell in record] for record in records] == expected
    for record in book["Data"].iter_rows(min_row=2, max_row=200):
        for cell in record:
            assert cell.data_type in ("s", "n", "b", "d")
            assert cell.hyperlink is None

    document = json.loads(export(rows, about, "json"))
    assert [list(record.values()) for record in document["rows"]] == expected
    assert document["columns"] == columns


def test_pandas_reads_an_answer_back_from_csv_with_its_numbers() -> None:
    rows = ask("claims", unit="points")
    read = pd.read_csv(io.BytesIO(export(rows, ABOUT, "csv")), encoding="utf-8-sig")
    assert list(read["count"]) == list(rows["count"])
    assert list(read["share"]) == list(rows["share"])
    assert list(read["claim_id"]) == list(rows["claim_id"])


HOSTILE_TEXT = st.one_of(
    st.sampled_from(FORMULAS + OTHER_TEXTS),
    st.text(st.sampled_from("=+-@\t\r\n'\",;|<>&_x0041 \x00\x0b")),
    st.text(st.characters(exclude_categories=["Cs"])),
)
CELLS = st.lists(
    st.tuples(HOSTILE_TEXT | st.none(), st.none() | st.integers(-(2**31), 2**31)), max_size=6
)


class TestHostileCells:
    @settings(PROFILE, max_examples=150)
    @given(CELLS)
    def test_no_csv_cell_could_run_and_all_text_comes_back(
        self, cells: list[tuple[str | None, int | None]]
    ) -> None:
        rows = _frame(cells)
        header, *records = csv_records(export(rows, ABOUT, "csv"))
        assert header == ["text", "n"]
        for (text, number), (text_cell, number_cell) in zip(cells, records, strict=True):
            assert not text_cell.startswith(FORMULA_STARTS)
            assert text_cell in (text or "", f"'{text}")
            assert number_cell == ("" if number is None else str(number))

    @settings(PROFILE, max_examples=100)
    @given(CELLS)
    def test_every_workbook_opens_with_text_as_text_and_numbers_as_numbers(
        self, cells: list[tuple[str | None, int | None]]
    ) -> None:
        sheet = data_sheet(_frame(cells))
        assert [cell.value for cell in sheet[1]] == ["text", "n"]
        for line, (text, number) in enumerate(cells, 2):
            held = sheet.cell(line, 1)
            assert held.data_type == ("n" if text is None else "s")
            assert not str(held.value or "").startswith(FORMULA_STARTS)
            if text and not re.search(r"_x|[\x00-\x08\x0b-\x1f\ufffe\uffff]", text):
                assert held.value in (text, f"'{text}")
            assert sheet.cell(line, 2).value == number

    @settings(PROFILE, max_examples=100)
    @given(CELLS)
    def test_json_gives_back_exactly_what_went_in(
        self, cells: list[tuple[str | None, int | None]]
    ) -> None:
        document = json.loads(export(_frame(cells), ABOUT, "json"))
        assert [tuple(record.values()) for record in document["rows"]] == cells


def _frame(cells: list[tuple[str | None, int | None]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": pd.Series([text for text, _ in cells], dtype=object),
            "n": pd.Series([number for _, number in cells], dtype="Int64"),
        }
    )
