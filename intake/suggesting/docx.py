"""Reads the text of DOCX files, and nothing else that is in them."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from intake.suggesting.documents import Document, DocumentRefused, Page

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)


def read_word(path: Path, content: bytes) -> Document:
    """The document in a DOCX file; DocumentRefused if it is broken.

    Pages are those that Word saw when it was last saved, if it noted them.
    """
    try:
        document = docx.Document(io.BytesIO(content))
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError, *_DAMAGED) as error:
        raise DocumentRefused(
            f"is broken, or no DOCX: open it and save it again ({error})"
        ) from error
    properties = document.core_properties
    return Document(
        path,
        tuple(_pages(document)),
        title=properties.title.strip() or None,
        author=properties.author.strip() or None,
        language=properties.language[:2].lower() or None,
    )


def _pages(document: Any) -> Iterator[Page]:
    breaks = "w:lastRenderedPageBreak"
    has_page_breaks = document.element.body.find(f".//{qn(breaks)}") is not None
    number, lines = 1, list[str]()
    for block in document.iter_inner_content():
        for page_breaks, line in _lines(block, qn(breaks)):
            if page_breaks and lines:
                yield _page(number if has_page_breaks else None, lines)
                lines = []
            number += page_breaks
            lines.append(line)
    yield _page(number if has_page_breaks else None, lines)


def _page(number: int | None, lines: list[str]) -> Page:
    text = "\n".join(lines)
    return Page(number, text, text)


def _lines(block: Paragraph | Table, page_break: str) -> Iterator[tuple[int, str]]:
    """Each paragraph and each row of a table with the number of pages that begin with or in it."""
    if isinstance(block, Paragraph):
        page_breaks = sum(1 for _ in block._p.iter(page_break))
        yield page_breaks, block.text
        yield 0, ""
        return
    for row in block.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        page_breaks = sum(1 for cell in cells for _ in cell.iter(page_break))
        cell_texts = (" ".join("".join(cell.itertext(qn("w:t"))).split()) for cell in cells)
        yield page_breaks, "\t".join(cell_texts)
    yield 0, ""
