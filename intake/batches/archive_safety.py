"""Refuses workbooks and documents that could do harm, before they are read: what their form allows, but no batch needs.

Every part is looked through, whatever its name is and wherever it stands. What a part is to the program that reads it
is told by content types and relations (intake.batches.office_parts), and by what is in it: a part that is not XML must
hold nothing that the reader of workbooks looks for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipInfo

from intake.batches import archives
from intake.batches.archives import Archive, bomb, opened, refused
from intake.batches.office_parts import OPEN_AND_SAVE, OfficeParts
from intake.batches.shared_strings import SharedTexts

LONG_SHEET = "200,000"
"""Rows from which on a sheet may have 26 columns, A to Z, and no more: their product is what it takes to read one."""

TEXT = 32 * 1024**2
"""Bytes that one text in a part may have."""

_UNUSUAL = ("it is written in an unusual way", OPEN_AND_SAVE)
_DDE_SAID = (
    "it asks other programs for values (DDE)",
    "Open it, delete such cells or fields, and save it again",
)

_START = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0\0<", b"\0\0\xfe\xff", b"Lo\xa7\x94")
"""How XML in UTF-16, UTF-32 or EBCDIC begins: programs recognise these without being told."""

_OF_SHEETS = (b"sheetData", b"</sst", b":sst>")
"""What the reader of workbooks looks for."""

_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")

_PREFIX = rb"""[^\s<>/!?="']+:"""
_PREFIXED = re.compile(rb":[cf][\s/>]")
_ODD = (
    rb"""c(?=[\s/>])(?! r="[A-Z]{1,3}(?:10[0-4][0-9]{4}|[1-9][0-9]{0,5})\""""
    rb"""(?: (?:s|t|cm|vm|ph)="[A-Za-z0-9]*")* ?/?>)"""
)
_ODD_CELL = re.compile(rb"<" + _ODD)
_ODD_CELL_PREFIXED = re.compile(rb"<" + _PREFIX + _ODD)
_FORMULA = re.compile(rb"<f[\s/>]")
_FORMULA_PREFIXED = re.compile(rb"<" + _PREFIX + rb"f[\s/>]")
_TEXTS = re.compile(rb"<(?:" + _PREFIX + rb")?sst[\s/>]")

_DDE = re.compile(rb"<(?:" + _PREFIX + rb")?f[\s>][^<|]*\|[^<!]*!")
_PIPE = re.compile(rb"&#(?:0*124|x0*7[cC]);")
_EXCLAMATION = re.compile(rb"&#(?:0*33|x0*21);")
_FIELD = re.compile(
    rb"""fldCharType\s*=\s*["']([^"'<>]*)|[\s:]instr\s*=\s*["']([^"'<>]*)"""
    rb"""|<(?:""" + _PREFIX + rb""")?instrText(?:\s[^<>]*)?>([^<]*)"""
)
_MARKUP = re.compile(rb"<!|<\?(?!xml\s)")
_DDE_FIELD = re.compile(r'(?i)\0[\s"]*DDE')

_FILLED = rb"""[^<>/]*>"""
_TWO_LETTERS = re.compile(rb""" r="[A-Z]{2}""")
_FAR_RIGHT = re.compile(rb""" r="(?:[A-Z]{3}|[D-Z][A-Z])[0-9]""" + _FILLED)
_BEYOND_Z = re.compile(rb""" r="[A-Z]{2,3}[0-9]""" + _FILLED)
_FAR_DOWN = re.compile(rb""" r="[A-Z]{1,3}(?:[2-9][0-9]{5}|[0-9]{7})""" + _FILLED)


def refuse_unsafe_archive(path: Path) -> None:
    """Raise BatchRefused if a workbook or document (.xlsx, .docx) could do harm, or is none."""
    calculated_parts(path)


def calculated_parts(path: Path) -> set[str]:
    """The parts of a workbook that hold formulas or errors; raises BatchRefused like ``refuse_unsafe_archive``."""
    with opened(path, "workbook or document") as archive:
        named = OfficeParts(archive)
        texts = SharedTexts()
        parts = [_look_through(archive, named, file, texts) for file in archive.files]
        if sum(part.has_texts for part in parts) > 1:
            raise refused(path, *_UNUSUAL)
        for part in parts:
            if part.is_wide:
                _refuse_long(archive, part.file)
        if texts.most() > archives.UNPACKED:
            sheets = (_elements(archive, part.file) for part in parts if part.is_sheet)
            if sum(texts.shown(piece) for sheet in sheets for piece in sheet) > archives.UNPACKED:
                raise bomb(path)
        return {part.file.filename for part in parts if part.is_calculated}


@dataclass
class _Part:
    """A part of an archive, and what has been found in it so far."""

    file: ZipInfo
    is_sheet: bool
    has_texts: bool
    is_wide: bool = False
    is_calculated: bool = False
    has_code: bool = False
    fields: list[str] = field(default_factory=list)


def _look_through(archive: Archive, named: OfficeParts, file: ZipInfo, texts: SharedTexts) -> _Part:
    """Refuse a part that could do harm; its texts, or the cells that show some, are added to ``texts``."""
    path, name = archive.path, file.filename
    part = _Part(file, named.is_sheet(name), named.has_texts(name))
    start = _start(archive, file)
    if not named.is_xml(name) and not start.lstrip().startswith(b"<"):
        _refuse_hidden(archive, file, start)
        return part
    _refuse_encoding(path, start)
    for piece in _elements(archive, file):
        _look_at(path, part, piece, texts)
    if _DDE_FIELD.search("\0" + html.unescape("".join(part.fields))):
        raise refused(path, *_DDE_SAID)
    return part


def _start(archive: Archive, file: ZipInfo) -> bytes:
    start = b""
    for piece in archive.pieces(file):
        start += piece
        if len(start) >= _START:
            break
    return start[:_START].removeprefix(b"\xef\xbb\xbf")


def _elements(archive: Archive, file: ZipInfo) -> Iterator[bytes]:
    """A part in pieces that begin with a tag (the first need not), so that no text is parted from the tag before it."""
    held = b""
    for piece in archive.pieces(file):
        text = held + piece
        cut = text.rfind(b"<")
        if cut > 0:
            yield text[:cut]
        held = text[max(cut, 0) :]
        if len(held) > TEXT:
            raise refused(archive.path, *_UNUSUAL)
    if held:
        yield held


def _refuse_hidden(archive: Archive, file: ZipInfo, start: bytes) -> None:
    """Refuse a part that seems to be no XML, but that a program would read as such."""
    if start.startswith(_WIDE):
        raise refused(archive.path, "its XML is not UTF-8", OPEN_AND_SAVE)
    before = b""
    for piece in archive.pieces(file):
        text = before + piece
        if any(sign in text for sign in _OF_SHEETS):
            raise refused(archive.path, *_UNUSUAL)
        before = text[-16:]


def _refuse_encoding(path: Path, start: bytes) -> None:
    """Refuse XML that is written so that what it holds would not be seen here."""
    declaration = _DECLARATION.match(start)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    if (
        (start.strip() and not start.lstrip().startswith(b"<"))
        or b"\0" in start
        or (start.startswith(b"<?xml") and not declaration)
        or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"))
    ):
        raise refused(path, "its XML is not UTF-8", OPEN_AND_SAVE)


def _look_at(path: Path, part: _Part, piece: bytes, texts: SharedTexts) -> None:
    """Refuse a piece of a part that could do harm, and take note of what is in it."""
    if _DTD.search(piece):
        raise refused(path, "its XML has a document type or entities", OPEN_AND_SAVE)
    prefixed = _PREFIXED.search(piece) is not None
    has_formula = bool(_FORMULA.search(piece) or (prefixed and _FORMULA_PREFIXED.search(piece)))
    if has_formula and _DDE.search(_PIPE.sub(b"|", _EXCLAMATION.sub(b"!", piece))):
        raise refused(path, *_DDE_SAID)
    if b"instr" in piece:
        for begins, instruction, text in _FIELD.findall(piece):
            is_new = instruction or html.unescape(begins.decode(errors="replace")) == "begin"
            part.fields += ["\0" if is_new else "", (instruction + text).decode(errors="replace")]
    part.has_code = part.has_code or has_formula or b"instrText" in piece
    if part.has_code and _MARKUP.search(piece):
        raise refused(path, *_UNUSUAL)
    part.has_texts = part.has_texts or _TEXTS.search(piece) is not None
    if part.has_texts:
        if b"<!" in piece:
            raise refused(path, *_UNUSUAL)
        texts.add_texts(piece)
    part.is_sheet = part.is_sheet or b"sheetData" in piece
    if part.is_sheet:
        _look_at_cells(path, part, piece, prefixed)
        texts.add_cells(piece)
        part.is_calculated = part.is_calculated or has_formula or b' t="e"' in piece


def _look_at_cells(path: Path, part: _Part, piece: bytes, prefixed: bool) -> None:
    """Refuse cells without a plain address, or far to the right; take note of whether any is beyond column Z."""
    if _ODD_CELL.search(piece) or (prefixed and _ODD_CELL_PREFIXED.search(piece)):
        raise refused(path, "a sheet has cells without a plain address", OPEN_AND_SAVE)
    if not _TWO_LETTERS.search(piece):
        return
    if _FAR_RIGHT.search(piece):
        raise refused(
            path,
            "a sheet has cells beyond column CZ",
            "Delete the columns that no table of the data set has, and save it again",
        )
    part.is_wide = part.is_wide or _BEYOND_Z.search(piece) is not None


def _refuse_long(archive: Archive, sheet: ZipInfo) -> None:
    """Refuse a wide sheet that is long, too: reading one takes memory for every cell that it could have."""
    if any(_FAR_DOWN.search(piece) for piece in _elements(archive, sheet)):
        raise refused(
            archive.path,
            f"a sheet has cells beyond column Z and beyond row {LONG_SHEET}",
            "Delete the columns and rows that no table of the data set has, and save it again",
        )
