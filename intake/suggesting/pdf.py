"""Reads PDF files; one that runs something, carries other files or unpacks without end is refused."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from intake.suggesting.documents import Document, DocumentRefused, Page

MAX_PAGES = 600
UNPACKED = 25_000_000
"""Bytes that any one part of a file may unpack to."""

_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "an action that starts a program",
    "/SubmitForm": "an action that sends data",
    "/ImportData": "an action that takes in data",
    "/RichMedia": "active media",
    "/GoToE": "an action that opens a file within it",
    "/GoToR": "an action that opens another file",
}
_KEYS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/EmbeddedFiles": "embedded files",
    "/EF": "embedded files",
    "/RichMediaContent": "active media",
    "/XFA": "a form of the kind XFA",
}
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, ZeroDivisionError)
"""What pypdf raises where a file is not as it should be."""

_COLUMNS = re.compile(r" {3,}")
NEARBY = 3
"""Lines above and below a line that may show where columns begin."""


def read_pdf(path: Path, content: bytes) -> Document:
    """The document in a PDF, page by page; DocumentRefused if it is unsafe, encrypted or broken."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits = Configuration(
        zlib_maximum_output_length=UNPACKED,
        lzw_maximum_output_length=UNPACKED,
        run_length_maximum_output_length=UNPACKED,
        array_based_stream_maximum_output_length=UNPACKED,
        page_tree_maximum_entries=20_000,
    )
    try:
        with apply_configuration(limits):
            return _read(path, content)
    except LimitReachedError as error:
        raise DocumentRefused(
            f"unpacks to far more than it says, as only files made to do harm do: it is not read ({error})"
        ) from error
    except (PyPdfError, NotImplementedError, *_BROKEN) as error:
        raise DocumentRefused(
            f"is broken, or no PDF: open it and print it to a new PDF ({error})"
        ) from error
    except RecursionError as error:
        raise DocumentRefused("is nested deeper than any document needs: it is not read") from error


def _read(path: Path, content: bytes) -> Document:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentRefused("is protected by a password: save it without one")
    for feature in _unsafe(reader):
        raise DocumentRefused(f"holds {feature}: print it to a new PDF, which has only its pages")
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise DocumentRefused(
            f"has {count:,} pages, and documents of up to {MAX_PAGES} are read: take out the part that is meant"
        )
    pages = tuple(
        Page(number, page.extract_text(), _laid_out(page))
        for number, page in enumerate(reader.pages, 1)
    )
    metadata = reader.metadata
    language = reader.root_object.get("/Lang")
    return Document(
        path,
        pages,
        title=_property_text(metadata.title if metadata else None),
        author=_property_text(metadata.author if metadata else None),
        language=str(language)[:2].lower() if language else None,
    )


def _laid_out(page: Any) -> str:
    try:
        text: str = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except _BROKEN:
        text = page.extract_text()
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(
        ("\t" if _in_second_column(lines, index) else "") + _COLUMNS.sub("\t", line.strip())
        for index, line in enumerate(lines)
    )


def _in_second_column(lines: list[str], index: int) -> bool:
    """Whether a line begins where the second column of a line nearby does, so that nothing stands in the first."""
    start = _begins(lines[index], 0)
    nearby = lines[max(index - NEARBY, 0) : index + NEARBY + 1]
    return start > 2 and any(
        abs(start - second_column) <= 1 for second_column in map(_second_column, nearby)
    )


def _second_column(line: str) -> int:
    """Where the second column of a line begins; -2 if there is none."""
    gap = line.find("   ", _begins(line, 0))
    return -2 if gap < 0 else _begins(line, gap)


def _begins(line: str, start: int) -> int:
    """The position of the first character that is no blank, from `start` on."""
    return start + len(line[start:]) - len(line[start:].lstrip())


def _property_text(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _unsafe(reader: PdfReader) -> Iterator[str]:
    """The features in any object of the file that do more than show pages."""
    object_ids = {
        (generation, object_number)
        for generation, object_numbers in reader.xref.items()
        for object_number in object_numbers
    }
    object_ids |= {(0, object_number) for object_number in reader.xref_objStm}
    for generation, object_number in sorted(object_ids):
        try:
            pdf_object = reader.get_object(IndirectObject(object_number, generation, reader))
        except LimitReachedError:
            raise
        except PyPdfError:
            continue  # an object that cannot be read can do nothing either
        yield from _unsafe_within(pdf_object)
    yield from _unsafe_within(reader.trailer)


def _unsafe_within(root: object) -> Iterator[str]:
    stack = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, DictionaryObject):
            for key in value:
                if key in _KEYS and value.raw_get(key):
                    yield _KEYS[key]
            action = value.raw_get("/S") if "/S" in value else None
            if isinstance(action, str) and action in _ACTIONS:
                yield _ACTIONS[action]
            stack += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            stack += list.__iter__(value)
