"""The file formats of exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from exports.provenance import Provenance
from exports.writers import write_csv, write_json, write_parquet, write_xlsx
from exports.zip_export import write_zip
from i18n import N_, _


@dataclass(frozen=True)
class Format:
    """A file format: its ending, its name, its media type, and its writer."""

    ending: str
    name_msgid: str
    media_type: str
    write: Callable[[Iterable[pd.DataFrame], Provenance], Iterator[bytes]]

    @property
    def name(self) -> str:
        """What it is called in menus."""
        return _(self.name_msgid)


FORMATS = {
    format_.ending: format_
    for format_ in (
        Format("csv", "CSV", "text/csv", write_csv),
        Format(
            "xlsx",
            "Excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx,
        ),
        Format("json", "JSON", "application/json", write_json),
        Format("parquet", "Parquet", "application/vnd.apache.parquet", write_parquet),
        Format("zip", N_("ZIP with explanations"), "application/zip", write_zip),
    )
}
"""Ending -> the file format."""

TABLE_FORMATS = ("csv", "parquet", "json")
"""The endings of the formats in which the data API has the tables."""


def export(rows: pd.DataFrame, about: Provenance, ending: str) -> bytes:
    """The rows as a file with the columns that ``about`` names. ``ending`` is one of FORMATS; KeyError for another.

    Raises TooManyRows if the format does not hold as many.
    """
    return b"".join(FORMATS[ending].write([rows], about))
