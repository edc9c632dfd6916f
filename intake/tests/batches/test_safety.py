"""Files that could do harm are refused before they are read, and told what to do about it."""

import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.batches import archives
from intake.batches.batch import BatchRefused
from intake.batches.reading import read_batch
from intake.tests.batches.tampering import refusal

Write = Callable[..., Path]

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
DDE = """<row r="3"><c r="A3"><f>cmd|'/C calc'!A0</f><v>1</v></c></row></sheetData>"""
RELATION = (
    '<Relationship Id="rId9" Type="http://x/{kind}" Target="http://x.org/" TargetMode="External"/>'
)


def test_the_workbook_that_the_tests_tamper_with_is_read(
    tampered: Callable[..., Path],
) -> None:
    batch = read_batch(tampered({}))
    assert batch.problems == []
    assert batch.tables["point_sdgs"].cells.to_numpy().tolist() == [["a.1", "3"]]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros"),
        ({"xl/macrosheets/sheet1.xml": "<x/>"}, "macros"),
        (
            {"[Content_Types].xml": ("spreadsheetml.sheet.main", "sheet.macroEnabled.main")},
            "macros",
        ),
        ({"xl/externalLinks/externalLink1.xml": "<ddeLink/>"}, "Break Link"),
        ({"xl/connections.xml": "<connections/>"}, "Break Link"),
        ({"xl/_rels/workbook.xml.rels": ("</Relationships>", RELATION.format(kind="oleObject"))}, "network"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "embedded"),
        ({"xl/activeX/activeX1.xml": "<x/>"}, "embedded"),
        ({"xl/workbook.xml": ("<workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook")}, "entities"),
        ({"xl/workbook.xml": ("UTF-8", "UTF-7")}, "UTF-8"),
        ({"xl/sharedStrings.xml": ("point_id", "<![CDATA[</si>]]>point_id")}, "unusual way"),
        ({"xl/styles.xml": "<?xml version='1.0'?><!DOCTYPE x><x/>".encode("utf-16")}, "UTF-8"),
        ({SHEET: f"{HEAD}<row><c r='A1'><v>1</v></c></row></sheetData></worksheet>"}, "address"),
        ({SHEET: f"{HEAD}<row><c><v>1</v></c></row></sheetData></worksheet>"}, "address"),
        ({SHEET: ('"A2"', '"XFD1048576"')}, "beyond column CZ"),
        ({SHEET: ("</sheetData>", '<row r="3"><c r="AA1048576"><v>1</v></c></row></sheetData>')}, "beyond column Z"),
        ({SHEET: ("</sheetData>", DDE)}, "DDE"),
        ({"../evil.xml": "<x/>"}, "leads out of it"),
        ({"/etc/evil.xml": "<x/>"}, "leads out of it"),
        ({"XL/Workbook.xml": "<x/>"}, "one name"),
        ({"xl/media/zeros.bin": bytes(30_000_000)}, "unpack to far more"),
    ],
)  # fmt: skip
def test_what_a_workbook_of_a_batch_never_needs_is_refused(
    tampered: Callable[..., Path], parts: dict[str, str | bytes | tuple[str, str]], words: str
) -> None:
    assert words in refusal(tampered(parts))


def test_links_that_a_reader_may_follow_are_no_reason_to_refuse(
    tampered: Callable[..., Path],
) -> None:
    link = RELATION.format(kind="hyperlink") + "</Relationships>"
    batch = read_batch(tampered({"xl/_rels/workbook.xml.rels": ("</Relationships>", link)}))
    assert batch.problems == []


def test_formats_far_to_the_right_are_no_cells(tampered: Callable[..., Path]) -> None:
    formats = '<c r="XFD2" s="1"/></row></sheetData>'
    batch = read_batch(tampered({SHEET: ("</row></sheetData>", formats)}))
    assert batch.problems == []


def test_a_text_that_is_kept_once_and_shown_often_is_counted_as_often(
    workbook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 100_000
    monkeypatch.setattr(archives, "UNPACKED", limit)
    short, long = [["a.1", "text"]] * 500, ["a.2", "x" * (limit // 100)]
    rows = [["point_id", "summary"], *short, *[long] * 60]
    assert len(read_batch(workbook({"points": rows})).tables["points"].cells) == 560
    assert "unpack to far more" in refusal(workbook({"points": rows + [long] * 60}))


def test_an_archive_that_lies_about_what_it_unpacks_to_is_refused(
    tampered: Callable[..., Path],
) -> None:
    path = tampered({"xl/media/zeros.bin": bytes(30_000_000)})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = content.index(b"PK\x01\x02", archive.start_dir)
        while b"zeros.bin" not in content[at + 46 : at + 46 + 18]:
            at = content.index(b"PK\x01\x02", at + 4)
    struct.pack_into("<I", content, at + 24, 1_000)
    path.write_bytes(content)
    assert "unpack to far more" in refusal(path)


def test_what_all_files_of_an_archive_unpack_to_is_limited_too(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "UNPACKED", 1_000)
    assert "unpack to far more" in refusal(good)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a/" * 1_500 + "points.csv", "too long"),
        ("a/" * 21 + "points.csv", "too long"),
        ("é" * 130 + ".csv", "too long"),
        ("point_sdgs.csv/points.csv", "one name"),
    ],
)
def test_a_package_with_a_path_that_no_disk_takes_is_refused(
    tmp_path: Path, name: str, words: str
) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("point_sdgs.csv", "point_id,sdg\na.1,3\n")
        archive.writestr(name, "point_id\na.1\n")
    assert words in refusal(path)


def test_a_package_whose_files_overlap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for table in ("point_sdgs", "points"):
            archive.writestr(f"{table}.csv", "point_id,sdg\na.1,3\n")
        first, second = archive.infolist()
        second.header_offset = first.header_offset
    assert "overlap" in refusal(path)


@pytest.mark.parametrize("at", [30, 50])
def test_a_package_whose_list_says_other_than_its_files_is_refused(tmp_path: Path, at: int) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("point_sdgs.csv", "point_id,sdg\na.1,3\n")
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert "Get or save it again" in refusal(path)


def test_a_workbook_whose_list_says_other_than_its_files_is_refused(workbook: Write) -> None:
    path = workbook({"point_sdgs": [["point_id", "sdg"], ["a.1", "=1+2"]]})
    content = path.read_bytes()
    at = content.index(SHEET.encode())
    path.write_bytes(content[:at] + b"XL" + content[at + 2 :])
    assert "cannot be read as a workbook" in refusal(path)


def test_a_package_with_very_many_files_is_refused(tampered: Callable[..., Path]) -> None:
    parts = {f"xl/media/{number}": b"" for number in range(archives.MEMBERS + 1)}
    assert "unpack to far more" in refusal(tampered(parts))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", "old kind"),
        (b"point_id,sdg\na.1,3\n", "it is no workbook"),
        (b"", "it is no workbook"),
        (b"PK\x03\x04 and then something else", "damaged"),
    ],
)
def test_what_only_bears_the_name_of_a_workbook_is_refused(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "new-batch.xlsx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_workbook_cut_short_is_refused(good: Path) -> None:
    content = good.read_bytes()
    for length in range(0, len(content), len(content) // 12):
        good.write_bytes(content[:length])
        assert "Get or save it again" in refusal(good) or length < 4


def test_a_workbook_changed_on_its_way_is_refused(good: Path) -> None:
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        at = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 5
    content[at] ^= 0xFF
    good.write_bytes(content)
    refusal(good)


def test_a_workbook_damaged_anywhere_is_read_or_refused_and_nothing_else(
    good: Path, workbook: Write
) -> None:
    calculated = workbook({"point_sdgs": [["point_id", "sdg"], ["a.1", "=1+2"]]}, "formula.xlsx")
    dice = random.Random(20)
    refused = 0
    for number in range(120):
        with zipfile.ZipFile(dice.choice([good, calculated])) as source:
            parts = {name: bytearray(source.read(name)) for name in source.namelist()}
        content = parts[dice.choice(list(parts))]
        at = dice.randrange(len(content))
        content[at : at + dice.randint(1, 40)] = dice.choice(
            [b"", b"<", b"&x;", b"\xff", b'"9999999']
        )
        path = good.with_name(f"{number}.xlsx")
        with zipfile.ZipFile(path, "w", 8) as target:
            for name, text in parts.items():
                target.writestr(name, bytes(text))
        try:
            read_batch(path)
        except BatchRefused:
            refused += 1
    assert 20 < refused < 120
