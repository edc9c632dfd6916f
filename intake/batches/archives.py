"""Opens ZIP archives to be looked through, and refuses those that unpack to far more than they seem or that lead out.

Workbooks (.xlsx), documents (.docx) and packages (.zip) are such archives. A file of one is unpacked in pieces that are
looked through and forgotten.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from intake.batches.batch import BatchRefused

UNPACKED = 2 * 1024**3
"""Bytes that all files of an archive may have together: a million points need about a third of it."""

MEMBERS = 5_000
"""Files that an archive may have."""

RATIO, RATIO_FROM = 200, 10 * 1024**2
"""How many times its packed size a file of more than RATIO_FROM bytes may have. Sheets have up to 30 times."""

FOLDERS, PATH_LENGTH = 20, 240
"""Folders that a file of an archive may stand in, and bytes that its path may have."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)
"""What zipfile raises of an archive that is not whole."""

SAVE_AS = "save it as an Excel workbook (.xlsx) or a Word document (.docx)"

_PIECE = 1024**2
_HEADER = 30
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Archive:
    """An archive that is open. ``files`` are those in it, of which the list has been found harmless."""

    def __init__(self, path: Path, stream: BinaryIO, kind: str) -> None:
        self.path = path
        self._stream = stream
        self._kind = kind
        try:
            self.files: Sequence[zipfile.ZipInfo] = zipfile.ZipFile(stream).infolist()
        except (*DAMAGED, ValueError, OSError) as error:
            raise damaged(path, kind) from error
        _refuse_list(path, self.files)

    def pieces(self, file: zipfile.ZipInfo) -> Iterator[bytes]:
        """What a file unpacks to; BatchRefused where that is more than the archive says, or suspiciously much."""
        size = 0
        try:
            for piece in self._unpacked(file):
                size += len(piece)
                suspicious = size > RATIO_FROM and size > RATIO * file.compress_size
                if suspicious or size > file.file_size:
                    raise bomb(self.path)
                yield piece
        except (zlib.error, struct.error, EOFError, OSError) as error:
            raise damaged(self.path, self._kind) from error
        if size != file.file_size:
            raise damaged(self.path, self._kind)

    def _unpacked(self, file: zipfile.ZipInfo) -> Iterator[bytes]:
        stream = self._stream
        stream.seek(file.header_offset)
        name, extra = struct.unpack("<26xHH", stream.read(_HEADER))
        at = stream.seek(name + extra, 1)
        left = file.compress_size
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        while left:
            stream.seek(at)
            packed = stream.read(min(left, _PIECE))
            if not packed:
                raise EOFError
            at += len(packed)
            left -= len(packed)
            if file.compress_type == zipfile.ZIP_STORED:
                yield packed
                continue
            while packed and not inflate.eof:
                yield inflate.decompress(packed, _PIECE)
                packed = inflate.unconsumed_tail
        if file.compress_type == zipfile.ZIP_DEFLATED and not inflate.eof:
            yield inflate.flush()


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Archive]:
    """An archive of a kind, to be looked through. BatchRefused if it is none, damaged, or its list does harm."""
    if not path.is_file():
        raise BatchRefused(f"There is no file {path}.")
    with path.open("rb") as stream:
        _refuse_other_kinds(path, stream, kind)
        yield Archive(path, stream, kind)


def refuse_unsafe_package(path: Path) -> None:
    """Raise BatchRefused if a ZIP archive of data files could do harm, or is none."""
    with opened(path, "ZIP archive") as archive:
        for file in archive.files:
            for _piece in archive.pieces(file):
                pass


def refused(path: Path, why: str, what_to_do: str) -> BatchRefused:
    """That a file is not read: why, and what to do."""
    return BatchRefused(f"{path.name} is not read: {why}. {what_to_do}.")


def damaged(path: Path, kind: str) -> BatchRefused:
    """That an archive is not whole."""
    return refused(path, f"it is damaged, or no {kind}", "Get or save it again")


def bomb(path: Path) -> BatchRefused:
    """That an archive holds far more than it seems."""
    return refused(
        path,
        "it would unpack to far more than such files hold",
        "If it is a batch, give it as a folder of CSV files, or in several parts",
    )


def _refuse_other_kinds(path: Path, stream: BinaryIO, kind: str) -> None:
    start = stream.read(len(_OLD_OFFICE))
    if start == _OLD_OFFICE:
        names = stream.read(64 * 1024) + _end(stream)
        if "EncryptedPackage".encode("utf-16-le") in names:
            raise refused(
                path,
                "it is protected by a password",
                "Open it, take the password off (File > Info > Protect Workbook), and save it again",
            )
        raise refused(path, "it is of an old kind (.xls, .doc)", f"Open it and {SAVE_AS}")
    if not start.startswith(b"PK"):
        raise refused(path, f"it is no {kind}", f"Open it in its program and {SAVE_AS}")


def _end(stream: BinaryIO) -> bytes:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 64 * 1024))
    return stream.read()


def _refuse_list(path: Path, files: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse an archive for what its list of files says."""
    names = [file.filename for file in files]
    if len(files) > MEMBERS or sum(file.file_size for file in files) > UNPACKED:
        raise bomb(path)
    for file in files:
        if file.flag_bits & 0x1:
            raise refused(path, "it is protected by a password", "Take the password off")
        if file.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused(path, "it is packed in an unusual way", "Pack it anew as an ordinary ZIP")
        if _leads_out(file):
            raise refused(path, f"the file {file.filename!r} in it leads out of it", "Make it anew")
        if len(file.filename.encode()) > PATH_LENGTH or file.filename.count("/") > FOLDERS:
            raise refused(
                path,
                f"the path of the file {file.filename[:60]!r}... in it is too long",
                "Make it anew with fewer folders in one another and shorter names",
            )
    taken = {name.lower() for name in names}
    folders = {str(folder).lower() for name in names for folder in PurePosixPath(name).parents}
    if len(taken) < len(names) or taken & folders:
        raise refused(path, "two of the files in it have one name", "Make it anew")
    places = sorted((file.header_offset, file.compress_size) for file in files)
    if any(place + _HEADER + size > behind for (place, size), (behind, _) in pairwise(places)):
        raise refused(path, "two of the files in it overlap", "Make it anew")


def _leads_out(file: zipfile.ZipInfo) -> bool:
    name = file.filename
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in PurePosixPath(name).parts
        or stat.S_ISLNK(file.external_attr >> 16)
    )
