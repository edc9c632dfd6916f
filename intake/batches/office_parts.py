"""What the parts of a workbook (.xlsx) or document (.docx) are: by their content types, and by the relations to them.

Programs find a sheet, a text or a macro by these, wherever in the archive it stands and whatever its name is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from intake.batches.archives import Archive, bomb, refused

CONTENT_TYPES = "[Content_Types].xml"

OPEN_AND_SAVE = "Open it in Excel or LibreOffice and save it again as .xlsx or .docx"

MACROS = ("it holds macros", "Open it, save it without macros, as .xlsx or .docx, and give that")
LINKS = (
    "it takes values from other files or from the network",
    "Open it, replace such cells by their values (Data > Edit Links > Break Link), remove its connections, "
    "linked templates and linked pictures, and save it again",
)
EMBEDDED = (
    "another file or a control is embedded in it",
    "Open it, delete what is embedded, and save it again",
)
_REFUSED_NAMES = {
    r"(?i)(^|/)(vba\w*|attachedToolbars)\.(bin|xml)$|/(macrosheets|dialogsheets)/": MACROS,
    r"(?i)/externalLinks/|(^|/)connections\.xml$|/queryTables/|/webextensions/": LINKS,
    r"(?i)/(embeddings|activeX)/|(^|/)oleObject": EMBEDDED,
}
"""Pattern of the name of a part -> why it is refused, and what to do."""

_REFUSED_KINDS = {
    r"(?i)macro|vba|dialogsheet|attachedToolbars": MACROS,
    r"(?i)externalLink|connections|queryTable|webextension": LINKS,
    r"(?i)oleObject|activeX|^(package|control)$": EMBEDDED,
}
"""Pattern of a content type, or of the last word of the type of a relation -> the same."""

NAMING = 64 * 1024**2
"""Bytes that the content types and relations of a file may have together."""


class OfficeParts:
    """The parts of a workbook or document. Raises BatchRefused if one is of a kind that no batch needs."""

    def __init__(self, archive: Archive) -> None:
        self._path = archive.path
        self._types: dict[str, set[str]] = {}
        self._kinds: dict[str, set[str]] = {}
        names = {file.filename for file in archive.files}
        if CONTENT_TYPES not in names:
            what_to_do = "Open it in its program and save it as an Excel workbook (.xlsx) or a Word document (.docx)"
            raise refused(archive.path, "it is no workbook or document", what_to_do)
        for name in names:
            self._refuse(name, _REFUSED_NAMES)
        naming = [file for file in archive.files if _names_others(file.filename)]
        if sum(file.file_size for file in naming) > NAMING:
            raise bomb(archive.path)
        for file in naming:
            for element, attributes in _elements(self._path, archive.pieces(file)):
                if element == "Relationship":
                    self._relation(file.filename, attributes)
                elif element in ("Default", "Override"):
                    self._content_type(attributes)
        for name in names:
            for kind in self._content_types(name):
                self._refuse(kind, _REFUSED_KINDS)

    def is_xml(self, name: str) -> bool:
        """Whether a part is named as XML, or as something that is always XML."""
        return (
            name.lower().endswith((".xml", ".rels", ".vml"))
            or any("xml" in kind for kind in self._content_types(name))
            or self.is_sheet(name)
            or self.has_texts(name)
        )

    def is_sheet(self, name: str) -> bool:
        """Whether a part is named as a sheet with cells."""
        return self._is(name, "worksheet")

    def has_texts(self, name: str) -> bool:
        """Whether a part is named as the one that keeps the texts of all cells."""
        return self._is(name, "sharedstrings") or name.lower() == "xl/sharedstrings.xml"

    def _is(self, name: str, kind: str) -> bool:
        return kind in self._kinds.get(name.lower(), ()) or any(
            kind in one for one in self._content_types(name)
        )

    def _content_types(self, name: str) -> set[str]:
        """All content types given for a part: some programs go by the first of them, some by the last."""
        own = self._types.get(f"/{name.lower()}", set())
        return own | self._types.get(name.lower().rpartition(".")[2], set())

    def _content_type(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        if part := attributes.get("PartName"):
            self._refuse(kind, _REFUSED_KINDS)
            self._types.setdefault(f"/{part.lower().lstrip('/')}", set()).add(kind)
        elif ending := attributes.get("Extension"):
            self._types.setdefault(ending.lower(), set()).add(kind)

    def _relation(self, file: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        target = attributes.get("Target", "")
        outside = attributes.get("TargetMode", "").strip().lower() == "external"
        if (outside or "://" in target) and kind != "hyperlink":
            raise refused(self._path, *LINKS)
        self._refuse(kind, _REFUSED_KINDS)
        folder = posixpath.dirname(posixpath.dirname(file))
        for base in (folder, ""):  # some programs read every target as from the top
            part = posixpath.normpath(posixpath.join("/", base, target)).lower().lstrip("/")
            self._kinds.setdefault(part, set()).add(kind)

    def _refuse(self, text: str, patterns: dict[str, tuple[str, str]]) -> None:
        for pattern, why_and_what_to_do in patterns.items():
            if re.search(pattern, text):
                raise refused(self._path, *why_and_what_to_do)


def _names_others(name: str) -> bool:
    return name == CONTENT_TYPES or name.lower().endswith(".rels")


def _elements(path: Path, pieces: Iterator[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a part, without their namespaces, with their attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        found.append((name.rpartition(" ")[2], attributes))

    def document_type(*_said: object) -> None:
        raise refused(path, "its XML has a document type or entities", OPEN_AND_SAVE)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = document_type
    try:
        for piece in pieces:
            parser.Parse(piece)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refused(path, "the list of its parts is damaged", OPEN_AND_SAVE) from error
    yield from found
