"""Opens ZIP archives: workbooks (.xlsx) and packages (.zip).

The process that reads them limits what reading takes (intake.limited_process). This module looks only at the list of
their files: how much they would write to the disk, and where.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from intake.batches.batch import BatchRefused

UNPACKED = 2 * 1024**3
"""Bytes that all files of an archive may have together: a million points need about a third of it."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)
"""What zipfile raises of an archive that is not whole."""


@contextmanager
def opened(path: Path, kind: str) -> Iterator[zipfile.ZipFile]:
    """An archive of a kind. BatchRefused if it is none, damaged, or its list of files does harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_list(path, archive.infolist())
            yield archive
    except DAMAGED as error:
        why = f"it is damaged, protected by a password, or no {kind}"
        raise refused(path, why, f"Get or save it again, as a {kind}") from error


def refused(path: Path, why: str, what_to_do: str) -> BatchRefused:
    """The exception that says why a file is not read, and what to do."""
    return BatchRefused(f"{path.name} is not read: {why}. {what_to_do}.")


def _refuse_list(path: Path, files: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse an archive for what its list of files says; zipfile unpacks no more of a file than is said there."""
    if sum(file.file_size for file in files) > UNPACKED:
        raise refused(
            path,
            "it would unpack to far more than such files hold",
            "If it is a batch, give it as a folder of CSV files, or in several parts",
        )
    if any(file.flag_bits & 0x1 for file in files):
        raise refused(path, "it is protected by a password", "Take the password off")
    for name in (file.filename for file in files):
        if name.startswith("/") or {"\\", ":"} & {*name} or ".." in PurePosixPath(name).parts:
            raise refused(path, f"the file {name!r} in it leads out of it", "Make it anew")
    if len({file.filename.lower() for file in files}) < len(files):
        raise refused(path, "two of the files in it have one name", "Make it anew")
