"""What does harm is found wherever in a workbook it stands, and however it is written."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from intake.batches import archives
from intake.batches.archive_safety import calculated_parts
from intake.batches.reading import read_batch
from intake.tests.batches.tampering import refusal

Parts = dict[str, str | bytes | tuple[str, str]]
Tampered = Callable[[Parts], Path]

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
TYPES, RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
COMMENT = f"<!-- {'x' * 5000} -->"
INSTRUCTIONS = "<?note none?>" * 500
FAR = '<c r="DA9"><v>1</v></c>'


def sheet(cells: str, before: str = "") -> str:
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{cells}</row>'
    return f"{before}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def moved(place: str, content: str | bytes) -> Parts:
    """The sheet in another place, with the relation and the content type that name it."""
    return {
        place: content,
        RELATIONS: ("worksheets/sheet1.xml", place.removeprefix("xl/")),
        TYPES: ("/xl/worksheets/sheet1.xml", f"/{place}"),
    }


@pytest.mark.parametrize("before", ["", COMMENT, INSTRUCTIONS])
@pytest.mark.parametrize("place", [SHEET, "xl/media/sheet1.xml", "xl/media/image1.png", "xl/x/y"])
def test_far_cells_are_found_wherever_the_sheet_stands_and_begins(
    tampered: Tampered, place: str, before: str
) -> None:
    parts = moved(place, sheet(FAR, before)) if place != SHEET else {SHEET: sheet(FAR, before)}
    assert "beyond column CZ" in refusal(tampered(parts))


def test_a_sheet_that_nothing_names_is_found_by_what_is_in_it(tampered: Tampered) -> None:
    parts: Parts = {"xl/media/x.xml": sheet(FAR, COMMENT)}
    assert "beyond column CZ" in refusal(tampered(parts))


def test_a_sheet_is_found_by_its_relation_alone(tampered: Tampered) -> None:
    parts = moved("xl/media/image1.png", sheet(FAR).replace("sheetData", "data"))
    parts[TYPES] = ("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>')
    assert "beyond column CZ" in refusal(tampered(parts))


def test_a_sheet_in_a_picture_is_refused(tampered: Tampered) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(5000) + sheet(FAR).encode()
    assert "unusual way" in refusal(tampered({"xl/media/image1.png": picture}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-32-be", "cp037"])
def test_xml_in_another_encoding_is_refused_whatever_its_name_is(
    tampered: Tampered, encoding: str
) -> None:
    hidden = f"<?xml version='1.0'?>{sheet(FAR)}".encode(encoding)
    assert "not UTF-8" in refusal(tampered({"xl/media/image1.png": hidden}))


def test_an_encoding_is_found_however_far_behind_it_is_written(tampered: Tampered) -> None:
    declared = f"<?xml version='1.0'{' ' * 9000}encoding='UTF-7'?>{sheet('')}"
    assert "not UTF-8" in refusal(tampered({SHEET: declared}))


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="DA9" x="/>"><v>1</v></c>',
        '<c r="A2"\nr="DA9"><v>1</v></c>',
        '<c r="A2" x:r="DA9"><v>1</v></c>',
        '<c r="A2999999"><v>1</v></c>',
        '<a-b:c xmlns:a-b="x"><a-b:v>1</a-b:v></a-b:c>',
        '<é:c xmlns:é="x"><é:v>1</é:v></é:c>',
    ],
)
def test_cells_that_are_not_written_plainly_are_refused(tampered: Tampered, cells: str) -> None:
    assert "without a plain address" in refusal(tampered({SHEET: sheet(cells)}))


def test_cells_as_other_programs_write_them_are_read(tampered: Tampered) -> None:
    cells = '<c r="B1" s="0" t="n" /><c r="C1" s="1" cm="1" vm="2" ph="0" t="str"><v>x</v></c>'
    assert calculated_parts(tampered({SHEET: sheet(cells)})) == set()


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        ("<si><t>a</t></si ><si><t>{long}</t></si >", '<c r="A{row}" t="s"><v>1</v></c>'),
        ("<si><t>a</t></si><si><t>{long}</t></si>", '<c r="A{row}" t="s"><v><!-- -->1</v></c>'),
        ("<si><t>a</t></si><si><t>{long}</t></si>", '<c r="A{row}" t="s"><f>1</f><v>1</v></c>'),
        ("<p-q:si><t>{long}</t></p-q:si>", '<c r="A{row}" t="s"><v>0</v></c>'),
    ],
)
def test_a_text_shown_often_is_counted_however_it_is_written(
    tampered: Tampered, monkeypatch: pytest.MonkeyPatch, texts: str, cells: str
) -> None:
    monkeypatch.setattr(archives, "UNPACKED", 100_000)
    kept = f"<sst {MAIN}>{texts.format(long='x' * 5_000)}</sst>"
    shown = "".join(cells.format(row=row) for row in range(2, 200))
    refused = refusal(tampered({TEXTS: kept, SHEET: sheet(shown)}))
    assert "unpack to far more" in refused or "unusual way" in refused


@pytest.mark.parametrize(
    "parts",
    [
        {TEXTS: f"{COMMENT}<sst {MAIN}><si><t>point_id</t></si></sst>"},
        {"xl/media/texts.xml": f"{INSTRUCTIONS}<sst {MAIN}><si><t>point_id</t></si></sst>"},
        {"xl/media/texts.bin": b"\x01<sst><si><t>point_id</t></si></sst>"},
    ],
)
def test_texts_that_are_not_kept_plainly_in_one_place_are_refused(
    tampered: Tampered, parts: Parts
) -> None:
    assert "unusual way" in refusal(tampered(parts))


FORMULA = '<c r="A2"><f>{}</f><v>1</v></c>'


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("cmd|'/C calc'!A0", "DDE"),
        ("cmd&#124;'/C calc'&#33;A0", "DDE"),
        ("cmd&#x7C;'/C calc'&#x0021;A0", "DDE"),
        ("cmd<![CDATA[|]]>'/C calc'!A0", "unusual way"),
        ("cmd<!-- </f> -->|'/C calc'!A0", "unusual way"),
        ("cmd<?x?>|'/C calc'!A0", "unusual way"),
    ],
)
@pytest.mark.parametrize("piece", [7, 61, 1024**2])
def test_values_from_other_programs_are_found_however_they_are_written(
    tampered: Tampered, monkeypatch: pytest.MonkeyPatch, formula: str, words: str, piece: int
) -> None:
    monkeypatch.setattr(archives, "_PIECE", piece)
    assert words in refusal(tampered({SHEET: sheet(FORMULA.format(formula))}))


LAUGHS = f"""<!DOCTYPE x [<!ENTITY a0 "ha">{
    "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
}]><x>&a9;</x>"""


def relation(kind: str, target: str, mode: str = "") -> Parts:
    one = f'<Relationship Id="rId9" Type="http://x/{kind}" Target="{target}" {mode}/>'
    return {RELATIONS: ("</Relationships>", f"{one}</Relationships>")}


def content_type(kind: str) -> Parts:
    named = f'<Override PartName="/xl/media/image1.png" ContentType="application/{kind}"/>'
    return {TYPES: ("</Types>", f"{named}</Types>"), "xl/media/image1.png": b"\x01"}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (relation("oleObject", "file:///x", 'TargetMode="&#69;xternal"'), "network"),
        (relation("attachedTemplate", "x.dotm", "TargetMode='external'"), "network"),
        (relation("attachedTemplate", "http://x.org/hyperlink", 'TargetMode="External"'), "network"),
        (relation("image", "http://x.org/"), "network"),
        (relation("vbaProject", "media/image1.png"), "macros"),
        (relation("oleObject", "media/image1.png"), "embedded"),
        (relation("package", "media/image1.png"), "embedded"),
        (relation("externalLink", "media/image1.xml"), "network"),
        (content_type("vnd.ms-office.vbaProject"), "macros"),
        (content_type("vnd.ms-excel.macrosheet+xml"), "macros"),
        (content_type("vnd.ms-office.activeX+xml"), "embedded"),
        (content_type("vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"), "network"),
        ({TYPES: ("</Types>", '<Default Extension="png" ContentType="a/vnd.ms-office.vbaProject"/></Types>'),
          "xl/media/image1.png": b"\x01"}, "macros"),
        ({TYPES: ("</Types>", '<Override PartName="/xl/a%62" ContentType="a/vnd.ms-office.vbaProject"/></Types>'),
          "xl/ab": b"\x01"}, "macros"),
        ({"xl/media/_rels/x.rels": LAUGHS}, "entities"),
        ({"xl/media/_rels/x.rels": "<x>"}, "the list of its parts is damaged"),
        ({"xl/media/x.xml": "<!DOCTYPE x><x/>"}, "entities"),
        ({"xl/media/x.svg": f"{COMMENT}<!DOCTYPE x><x/>"}, "entities"),
        ({"xl/x.bin": b"x" * 33_000_000, TYPES: ('Extension="xml"', 'Extension="bin"')}, "not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_never_needed_is_told_by_relation_and_content_type(
    tampered: Tampered, parts: Parts, words: str
) -> None:
    assert words in refusal(tampered(parts))


def test_more_relations_than_a_workbook_has_are_not_read(
    tampered: Tampered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.batches.office_parts.NAMING", 1_000)
    assert "unpack to far more" in refusal(tampered({}))


def test_a_text_without_end_is_refused(tampered: Tampered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.batches.archive_safety.TEXT", 1_000)
    monkeypatch.setattr(archives, "_PIECE", 100)
    path = tampered({"docProps/app.xml": f"<x>{'long ' * 1_000}</x>"})
    assert "unusual way" in refusal(path)


def test_a_workbook_with_all_that_spreadsheets_offer_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.xlsx"
    picture = BytesIO()
    Image.effect_noise((400, 400), 90).save(picture, "PNG")
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("point_sdgs")
        data.write_row(0, 0, ["point_id", "sdg"])
        data.write_row(1, 0, ["a.1", 3])
        data.write_comment("A2", "a remark")
        data.data_validation("B2:B9", {"validate": "list", "source": [1, 2, 3]})
        data.conditional_format("B2:B9", {"type": "3_color_scale"})
        data.autofilter("A1:B2")
        notes = book.add_worksheet("Notes")
        notes.write_url("A1", "https://example.org/hyperlink")
        notes.write_formula("A2", "=IF(B1>1,\"a\",'point_sdgs'!B2)", None, "x")
        notes.write_rich_string(
            "A3", "a ", book.add_format({"bold": True}), "bold", " one & <more>"
        )
        notes.insert_image("C3", "noise.png", {"image_data": picture})
        notes.add_sparkline("D1", {"range": "point_sdgs!B2:B9"})
        notes.add_table("F1:G3")
        notes.insert_checkbox("H1", True)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=point_sdgs!$B$2:$B$9"})
        notes.insert_chart("C20", chart)
        notes.set_header("&L&G", {"image_left": "noise.png", "image_data_left": picture})
        notes.insert_textbox("J1", "a box")
        book.define_name("Goals", "=point_sdgs!$B$2:$B$9")
        book.set_custom_property("Checked", True)
        whole = book.add_chart({"type": "pie"})
        whole.add_series({"values": "=point_sdgs!$B$2:$B$9"})
        book.add_chartsheet("Notes on it").set_chart(whole)
    assert read_batch(path).tables["point_sdgs"].cells.to_numpy().tolist() == [["a.1", "3"]]
    with zipfile.ZipFile(path) as archive:
        assert "xl/media/image1.png" in archive.namelist()
