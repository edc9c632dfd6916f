"""One answer as a ZIP: the rows, and beside them what they mean, for whoever finds the file in five years."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

import pandas as pd

from exports.about import Provenance, slug
from exports.files import about_lines, write_csv

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every entry, so that the same rows make the same file."""


def write_zip(frames: Iterable[pd.DataFrame], about: Provenance) -> Iterator[bytes]:
    """A ZIP archive with the rows as CSV and a README.txt that says all that ``about`` does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(zipfile.ZipInfo(f"{slug(about)}.csv", _EARLIEST), "w") as entry:
            for piece in write_csv(frames, about):
                entry.write(piece)
        archive.writestr(zipfile.ZipInfo("README.txt", _EARLIEST), readme(about))
    yield out.getvalue()


def readme(about: Provenance) -> str:
    """What a file says of its rows, as lines of plain text."""
    return "".join(f"{word}: {text}\n" for word, text in about_lines(about))
