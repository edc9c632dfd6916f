"""Which data set a workbook was made for: it says so among its properties, which programs keep."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from data import settings
from intake.batches.formula_cells import read_xml

_SITE, _FOLDER = "Data set", "Folder"
_PROPERTIES, _PROPERTIES_OF_ODS = "docProps/custom.xml", "meta.xml"
_NAME_IN_ODS = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"


@dataclass(frozen=True)
class MadeFor:
    """A data set as a workbook names it: ``site`` of its settings.toml, and what its ``folder`` is called."""

    site: str
    folder: str

    def __str__(self) -> str:
        return f"“{self.site}” (folder {self.folder})"

    def may_be(self, other: MadeFor) -> bool:
        """Whether both may be the same: it may have been renamed, or moved, but hardly both."""
        return self.site == other.site or self.folder == other.folder


def made_for(source: Path) -> MadeFor:
    """The data set in a folder."""
    return MadeFor(settings.site(source), source.resolve().name)


def note(book: Any, data_set: MadeFor) -> None:
    """Write into a workbook of xlsxwriter what it is made for."""
    book.set_custom_property(_SITE, data_set.site)
    book.set_custom_property(_FOLDER, data_set.folder)


def noted(path: Path) -> MadeFor | None:
    """What a workbook says that it was made for; None if it does not say so."""
    try:
        with zipfile.ZipFile(path) as archive:
            is_ods = path.suffix.lower() == ".ods"
            properties = read_xml(archive, _PROPERTIES_OF_ODS if is_ods else _PROPERTIES)
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError):
        return None
    values = {
        element.get("name") or element.get(_NAME_IN_ODS): "".join(element.itertext())
        for element in properties.iter("{*}property", "{*}user-defined")
    }
    return MadeFor(values[_SITE], values[_FOLDER]) if {_SITE, _FOLDER} <= values.keys() else None
