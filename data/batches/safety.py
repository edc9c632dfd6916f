"""Refuses files that could do harm, before anything in them is read: what their form allows, but no batch needs.

Workbooks (.xlsx), documents (.docx) and packages (.zip) are ZIP archives. Each is unpacked here once, in pieces that
are looked through and forgotten, so that nothing later can be larger or other than it seems.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from data.batches.batch import BatchRefused
from data.batches.shared_texts import SharedTexts

UNPACKED = 2 * 1024**3
"""Bytes that all files of an archive may have together: a million points need about a third of it."""

MEMBERS = 5_000
"""Files that an archive may have."""

RATIO, RATIO_FROM = 200, 10 * 1024**2
"""How many times its packed size a file of more than RATIO_FROM bytes may have. Sheets have up to 30 times."""

LONG_SHEET = "200,000"
"""Rows from which on a sheet may have 26 columns, A to Z, and no more: their product is what it takes to read one."""

_PIECE = 1024**2
_TAG = 64 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "save it as an Excel workbook (.xlsx) or a Word document (.docx)"

_MACROS = ("it holds macros", f"Open it, {_SAVE_AS} without macros, and give that")
_LINKS = (
    "it takes values from other files or from the network",
    "Open it, replace such cells by their values (Data > Edit Links > Break Link), remove its connections, "
    "linked templates and linked pictures, and save it again",
)
_EMBEDDED = (
    "another file or a control is embedded in it",
    "Open it, delete what is embedded, and save it again",
)
_REFUSED_PARTS = {
    r"(?i)(^|/)(vba\w*|attachedToolbars)\.(bin|xml)$|/(macrosheets|dialogsheets)/": _MACROS,
    r"(?i)/externalLinks/|(^|/)connections\.xml$|/queryTables/|/webextensions/": _LINKS,
    r"(?i)/(embeddings|activeX)/|(^|/)oleObject": _EMBEDDED,
}
"""Pattern of the name of a part of a workbook or document -> why it is refused, and what to do."""

_MACRO_CONTENT = re.compile(rb"(?i)macroEnabled")
_EXTERNAL = re.compile(rb"""<[^<>]*TargetMode\s*=\s*["']External["'][^<>]*>""")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_DDE = re.compile(rb"""<(?:\w+:)?f[\s>][^<]*\|[^<]*!|<(?:\w+:)?instrText[^<]*>\s*"?DDE""")

_ADDRESS = rb""" r="[A-Z]{1,3}[1-9][0-9]{0,6}"[\s/>]"""
_PREFIXED = re.compile(rb":[cf][\s/>]")
_NO_ADDRESS = re.compile(rb"<c(?=[\s/>])(?!" + _ADDRESS + rb")")
_NO_ADDRESS_PREFIXED = re.compile(rb"<\w+:c(?=[\s/>])(?!" + _ADDRESS + rb")")
_FORMULA = re.compile(rb"<f[\s/>]")
_FORMULA_PREFIXED = re.compile(rb"<\w+:f[\s/>]")
_ERROR = re.compile(rb"""\st=["']e["']""")

_FILLED = rb""""(?:[^<>]*[^/<>])?>"""
_TWO_LETTERS = re.compile(rb""" r="[A-Z]{2}""")
_FAR_RIGHT = re.compile(rb""" r="(?:[A-Z]{3}|[D-Z][A-Z])[0-9]+""" + _FILLED)
_BEYOND_Z = re.compile(rb""" r="[A-Z]{2,3}[0-9]+""" + _FILLED)
_FAR_DOWN = re.compile(rb""" r="[A-Z]{1,3}(?:[2-9][0-9]{5}|[0-9]{7})""" + _FILLED)


def refuse_unsafe_archive(path: Path) -> None:
    """Raise BatchRefused if a workbook or document (.xlsx, .docx) could do harm, or is none."""
    calculated_parts(path)


def refuse_unsafe_package(path: Path) -> None:
    """Raise BatchRefused if a ZIP archive of data files could do harm, or is none."""
    for _member, _piece in _unpacked(path):
        pass


def calculated_parts(path: Path) -> set[str]:
    """The parts of a workbook that hold formulas or errors; raises BatchRefused like ``refuse_unsafe_archive``."""
    calculated: set[str] = set()
    wide: set[str] = set()
    texts = SharedTexts()
    for member, piece in _unpacked(path, office=True):
        if member.first:
            _refuse_encoding(path, member.name, piece)
        if "/media/" in member.name:
            continue
        if _DTD.search(piece):
            raise _refused(path, "its XML has a document type or entities", _OPEN_AND_SAVE)
        if (b"instrText" in piece or _has_formula(piece)) and _DDE.search(piece):
            raise _refused(
                path,
                "it asks other programs for values (DDE)",
                "Open it, delete such cells or fields, and save it again",
            )
        if member.name == "[Content_Types].xml" and _MACRO_CONTENT.search(piece):
            raise _refused(path, *_MACROS)
        if member.name.endswith(".rels"):
            _refuse_external(path, piece)
        if member.has_texts:
            if b"<!" in piece:
                raise _refused(path, "its texts are written in an unusual way", _OPEN_AND_SAVE)
            texts.add_texts(piece)
        if member.is_sheet:
            texts.add_cells(piece)
            if _look_through(path, piece):
                wide.add(member.name)
            if _has_formula(piece) or _ERROR.search(piece):
                calculated.add(member.name)
    if wide:
        _refuse_long(path, wide)
    if texts.most() > UNPACKED:
        _refuse_repeated(path, texts)
    return calculated


_OPEN_AND_SAVE = "Open it in Excel or LibreOffice and save it again as .xlsx or .docx"


def _look_through(path: Path, piece: bytes) -> bool:
    """Refuse a sheet with cells without a plain address, or far to the right; whether any is beyond column Z."""
    prefixed = _PREFIXED.search(piece) and _NO_ADDRESS_PREFIXED.search(piece)
    if prefixed or _NO_ADDRESS.search(piece):
        raise _refused(path, "a sheet has cells without an address", _OPEN_AND_SAVE)
    if not _TWO_LETTERS.search(piece):
        return False
    if _FAR_RIGHT.search(piece):
        raise _refused(
            path,
            "a sheet has cells beyond column CZ",
            "Delete the columns that no table of the data set has, and save it again",
        )
    return bool(_BEYOND_Z.search(piece))


def _refuse_long(path: Path, wide: set[str]) -> None:
    """Refuse sheets that are ``wide`` and long, too: reading one takes memory for every cell that it could have."""
    for member, piece in _unpacked(path, office=True):
        if member.name in wide and _FAR_DOWN.search(piece):
            raise _refused(
                path,
                f"a sheet has cells beyond column Z and beyond row {LONG_SHEET}",
                "Delete the columns and rows that no table of the data set has, and save it again",
            )


def _refuse_repeated(path: Path, texts: SharedTexts) -> None:
    """Refuse a workbook whose cells show a long text so often that to read it takes gigabytes."""
    sheets = (piece for member, piece in _unpacked(path, office=True) if member.is_sheet)
    if sum(map(texts.shown, sheets)) > UNPACKED:
        raise _bomb(path)


class _Member:
    """A file of an archive while it is unpacked. ``first`` is true of its first piece."""

    def __init__(self, info: zipfile.ZipInfo) -> None:
        self.name = info.filename
        self.info = info
        self.first = True
        self.is_sheet = self.has_texts = False


def _unpacked(path: Path, office: bool = False) -> Iterator[tuple[_Member, bytes]]:
    """The files of an archive piece by piece; no piece ends within a tag if they are of ``office``."""
    kind = "workbook or document" if office else "ZIP archive"
    if not path.is_file():
        raise BatchRefused(f"There is no file {path}.")
    with path.open("rb") as stream:
        _refuse_other_kinds(path, stream, kind)
        try:
            infos = zipfile.ZipFile(stream).infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise _damaged(path, kind) from error
        _refuse_list(path, infos, office)
        if office and "[Content_Types].xml" not in {info.filename for info in infos}:
            raise _refused(path, f"it is no {kind}", f"Open it in its program and {_SAVE_AS}")
        total = 0
        for info in infos:
            member = _Member(info)
            size = 0
            held = b""
            try:
                for piece in _pieces(stream, info):
                    size += len(piece)
                    if total + size > UNPACKED or (
                        size > RATIO_FROM and size > RATIO * info.compress_size
                    ):
                        raise _bomb(path)
                    if not office:
                        continue
                    whole, held = _whole_tags(path, held + piece)
                    if member.first:
                        member.is_sheet = b"worksheet" in whole[:4096]
                        member.has_texts = b"sst" in whole[:4096]
                    yield member, whole
                    member.first = False
            except (zlib.error, struct.error, EOFError, OSError) as error:
                raise _damaged(path, kind) from error
            if size != info.file_size:
                raise _damaged(path, kind)
            if held:
                yield member, held
            total += size


def _pieces(stream: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a file unpacks to, whatever the archive says of its size."""
    stream.seek(info.header_offset)
    header = stream.read(30)
    name, extra = struct.unpack("<26xHH", header)
    stream.seek(name + extra, 1)
    left = info.compress_size
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        packed = stream.read(min(left, _PIECE))
        if not packed:
            raise EOFError
        left -= len(packed)
        if info.compress_type == zipfile.ZIP_STORED:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _PIECE)
            packed = inflate.unconsumed_tail
    if info.compress_type == zipfile.ZIP_DEFLATED and not inflate.eof:
        yield inflate.flush()


def _whole_tags(path: Path, text: bytes) -> tuple[bytes, bytes]:
    """Text up to where its last tag begins, and the rest, which may go on in the next piece."""
    begins = text.rfind(b"<")
    if begins <= 0 or b">" in text[begins:]:
        return text, b""
    if len(text) - begins > _TAG and b"worksheet" in text:
        raise _refused(path, "a tag in its XML has no end", _OPEN_AND_SAVE)
    return text[:begins], text[begins:]


def _refuse_other_kinds(path: Path, stream: BinaryIO, kind: str) -> None:
    start = stream.read(len(_OLD_OFFICE))
    if start == _OLD_OFFICE:
        names = stream.read(64 * 1024) + _end(stream)
        if "EncryptedPackage".encode("utf-16-le") in names:
            raise _refused(
                path,
                "it is protected by a password",
                "Open it, take the password off (File > Info > Protect Workbook), and save it again",
            )
        raise _refused(path, "it is of an old kind (.xls, .doc)", f"Open it and {_SAVE_AS}")
    if not start.startswith(b"PK"):
        raise _refused(path, f"it is no {kind}", f"Open it in its program and {_SAVE_AS}")


def _end(stream: BinaryIO) -> bytes:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 64 * 1024))
    return stream.read()


def _refuse_list(path: Path, infos: list[zipfile.ZipInfo], office: bool) -> None:
    """Refuse an archive for what its list of files says."""
    names = [info.filename for info in infos]
    if len(infos) > MEMBERS or sum(info.file_size for info in infos) > UNPACKED:
        raise _bomb(path)
    if len({name.lower() for name in names}) < len(names):
        raise _refused(path, "two of the files in it have one name", "Make it anew")
    for info in infos:
        if info.flag_bits & 0x1:
            raise _refused(path, "it is protected by a password", "Take the password off")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(
                path, "it is packed in an unusual way", "Pack it anew as an ordinary ZIP"
            )
        if _leads_out(info):
            raise _refused(
                path, f"the file {info.filename!r} in it leads out of it", "Make it anew"
            )
        if office:
            for pattern, why_and_what_to_do in _REFUSED_PARTS.items():
                if re.search(pattern, info.filename):
                    raise _refused(path, *why_and_what_to_do)


def _leads_out(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in PurePosixPath(name).parts
        or stat.S_ISLNK(info.external_attr >> 16)
    )


def _has_formula(piece: bytes) -> bool:
    return bool(
        _FORMULA.search(piece) or (_PREFIXED.search(piece) and _FORMULA_PREFIXED.search(piece))
    )


def _refuse_encoding(path: Path, name: str, start: bytes) -> None:
    """Refuse XML that is written so that what it holds would not be seen here."""
    declared = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    other = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    wide = name.endswith((".xml", ".rels")) and b"\0" in start[:64]
    if other or wide:
        raise _refused(path, "its XML is not UTF-8", _OPEN_AND_SAVE)


def _refuse_external(path: Path, relations: bytes) -> None:
    """Refuse what is fetched from elsewhere when the file is opened; links that a reader may follow are fine."""
    for relation in _EXTERNAL.findall(relations):
        if b"/hyperlink" not in relation:
            raise _refused(path, *_LINKS)


def _refused(path: Path, why: str, what_to_do: str) -> BatchRefused:
    return BatchRefused(f"{path.name} is not read: {why}. {what_to_do}.")


def _damaged(path: Path, kind: str) -> BatchRefused:
    return _refused(path, f"it is damaged, or no {kind}", "Get or save it again")


def _bomb(path: Path) -> BatchRefused:
    return _refused(
        path,
        "it would unpack to far more than such files hold",
        "If it is a batch, give it as a folder of CSV files, or in several parts",
    )
