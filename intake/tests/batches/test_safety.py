"""Files that could do harm do none: only values are taken of them, within limits, or they are refused in words."""

import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.batches import archives, commands
from intake.batches.batch import BatchRefused
from intake.batches.error_workbook import write_marked_copy
from intake.batches.reading import read_batch
from intake.tests.batches.tampering import refusal

Write = Callable[..., Path]

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
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


LAUGHS = f"""<!DOCTYPE x [<!ENTITY a0 "ha">{
    "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
}]>"""
TEXTS = "xl/sharedStrings.xml"
HARM = {
    "macros": {"xl/vbaProject.bin": b"x", "xl/macrosheets/sheet1.xml": "<x/>"},
    "macros by content type": {"[Content_Types].xml": ("sheet.main", "sheet.macroEnabled.main")},
    "links": {"xl/externalLinks/externalLink1.xml": "<ddeLink/>", "xl/connections.xml": "<connections/>"},
    "network": {RELATIONS: ("</Relationships>", RELATION.format(kind="oleObject") + "</Relationships>")},
    "embedded": {"xl/embeddings/oleObject1.bin": b"MZ", "xl/activeX/activeX1.xml": "<x/>"},
    "DDE": {SHEET: ("</sheetData>", DDE)},
    "DDE without a value": {SHEET: ("</sheetData>", DDE.replace("<v>1</v>", ""))},
    "entities of the workbook": {"xl/workbook.xml": ("<workbook xmlns", f"{LAUGHS}<workbook xmlns")},
    "entities of a text": {TEXTS: ("a.1", "&a9;"), SHEET: ("<worksheet", f"{LAUGHS}<worksheet")},
    "files outside of the workbook": {
        SHEET: ("<worksheet", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'),
        TEXTS: ("a.1", "&a;"),
    },
    "another encoding": {"xl/styles.xml": "<?xml version='1.0'?><!DOCTYPE x><x/>".encode("utf-16")},
    "a sheet in a picture": {"xl/media/image1.png": HEAD},
}  # fmt: skip


@pytest.mark.wide(4)
@pytest.mark.parametrize("parts", HARM.values(), ids=HARM)
def test_of_what_does_harm_in_a_workbook_nothing_is_run_fetched_or_handed_on(
    tampered: Callable[..., Path], parts: dict[str, str | bytes | tuple[str, str]]
) -> None:
    path = tampered(parts)
    try:
        batch = commands.read(path)
    except BatchRefused:
        return
    allowed = {"a.1", "3", "1", "&a9;", "&a;", None}
    table = batch.tables["point_sdgs"].cells
    assert {*table.astype(object).where(table.notna(), None).to_numpy().ravel()} <= allowed
    marked_path = path.with_name("marked.xlsx")
    write_marked_copy(batch, batch.problems, marked_path)
    with zipfile.ZipFile(marked_path) as archive:
        for name in archive.namelist():
            assert not re.search("vba|macro|external|connections|embed|activeX|ole", name)
            content = archive.read(name)
            assert not re.search(rb"<f>|macroEnabled|TargetMode=.External|ENTITY|root:", content), (
                name
            )


@pytest.mark.parametrize(
    "parts",
    [
        {SHEET: ("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')},
        {SHEET: ("</sheetData>", "".join(
            f'<row r="{row}"><c r="A{row}" t="s"><v>3</v></c></row>' for row in range(3, 60_000)
        ) + "</sheetData>"), TEXTS: ("</sst>", f"<si><t>{'x' * 32_000}</t></si></sst>")},
    ],
    ids=["far cells", "a long text shown often"],
)  # fmt: skip
def test_a_workbook_that_takes_far_more_than_it_has_bytes_is_stopped(
    tampered: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    parts: dict[str, tuple[str, str]],
) -> None:
    monkeypatch.setattr(commands, "MEMORY", 1_000_000_000)
    path = tampered(parts)
    assert path.stat().st_size < 2_000_000
    with pytest.raises(BatchRefused, match="more than 1 GB of memory"):
        commands.read(path)


def test_an_error_is_found_in_a_cell_without_an_address(tampered: Callable[..., Path]) -> None:
    cells = '<row><c t="e"><v>#N/A</v></c><c><f>1+1</f></c></row></sheetData>'
    batch = read_batch(tampered({SHEET: ("</sheetData>", cells)}))
    assert [(problem.line, problem.column, problem.value) for problem in batch.problems] == [
        (3, "point_id", "#N/A"),
        (3, "sdg", "=1+1"),
    ]


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a\\evil.csv", "C:evil.csv"])
def test_a_package_with_a_file_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("point_sdgs.csv", "point_id,sdg\na.1,3\n")
        archive.writestr(name, "point_id\na.1\n")
    assert "leads out of it" in refusal(path)


def test_a_package_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("points.csv", "point_id\na.1\n")
        archive.writestr("Points.csv", "point_id\na.2\n")
    assert "one name" in refusal(path)


def test_a_package_that_lies_about_what_it_unpacks_to_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("points.csv", "point_id,sdg\n" + "a.1,3\n" * 1_000_000)
    content = bytearray(path.read_bytes())
    offset = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, offset + 24, 1_000)
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_what_all_files_of_an_archive_unpack_to_is_limited_too(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "UNPACKED", 1_000)
    assert "unpack to far more" in refusal(good)


@pytest.mark.parametrize(
    "name", ["a/" * 3_000 + "points.csv", "é" * 130 + ".csv", "point_sdgs.csv/points.csv"]
)
def test_a_package_with_a_path_that_no_disk_takes_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "new-batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("point_sdgs.csv", "point_id,sdg\na.1,3\n")
        archive.writestr(name, "point_id\na.1\n")
    assert "cannot be unpacked" in refusal(path)


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
    offset = content.index(SHEET.encode())
    path.write_bytes(content[:offset] + b"XL" + content[offset + 2 :])
    assert "Get or save it again" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        b"point_id,sdg\na.1,3\n",
        b"",
        b"PK\x03\x04 and then something else",
    ],
)
def test_what_only_bears_the_name_of_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "new-batch.xlsx"
    path.write_bytes(content)
    assert "damaged, protected by a password, or no workbook" in refusal(path)


def test_a_workbook_cut_short_is_refused(good: Path) -> None:
    content = good.read_bytes()
    for length in range(0, len(content), len(content) // 12):
        good.write_bytes(content[:length])
        assert "Get or save it again" in refusal(good) or length < 4


def test_a_workbook_changed_on_its_way_is_refused(good: Path) -> None:
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        offset = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 5
    content[offset] ^= 0xFF
    good.write_bytes(content)
    refusal(good)


def test_a_workbook_damaged_anywhere_is_read_or_refused_and_nothing_else(
    good: Path, workbook: Write
) -> None:
    formula_workbook = workbook(
        {"point_sdgs": [["point_id", "sdg"], ["a.1", "=1+2"]]}, "formula.xlsx"
    )
    dice = random.Random(20)
    refusals = 0
    for number in range(120):
        with zipfile.ZipFile(dice.choice([good, formula_workbook])) as source:
            parts = {name: bytearray(source.read(name)) for name in source.namelist()}
        content = parts[dice.choice(list(parts))]
        offset = dice.randrange(len(content))
        content[offset : offset + dice.randint(1, 40)] = dice.choice(
            [b"", b"<", b"&x;", b"\xff", b'"9999999']
        )
        path = good.with_name(f"{number}.xlsx")
        with zipfile.ZipFile(path, "w", 8) as target:
            for name, text in parts.items():
                target.writestr(name, bytes(text))
        try:
            read_batch(path)
        except BatchRefused:
            refusals += 1
    assert 20 < refusals < 120
