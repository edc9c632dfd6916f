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
"""What reading raises where a file is not as it should be."""

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
    for found in _unsafe(reader):
        raise DocumentRefused(f"holds {found}: print it to a new PDF, which has only its pages")
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise DocumentRefused(
            f"has {count:,} pages, and documents of up to {MAX_PAGES} are read: take out the part that is meant"
        )
    pages = tuple(
        Page(number, page.extract_text(), _laid_out(page))
        for number, page in enumerate(reader.pages, 1)
    )
    about = reader.metadata
    language = reader.root_object.get("/Lang")
    return Document(
        path,
        pages,
        title=_said(about.title if about else None),
        author=_said(about.author if about else None),
        language=str(language)[:2].lower() if language else None,
    )


def _laid_out(page: Any) -> str:
    try:
        text: str = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except _BROKEN:
        text = page.extract_text()
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(
        ("\t" if _in_second_column(lines, place) else "") + _COLUMNS.sub("\t", line.strip())
        for place, line in enumerate(lines)
    )


def _in_second_column(lines: list[str], place: int) -> bool:
    """Whether a line begins where the second column of a line nearby does, so that nothing stands in the first."""
    start = _begins(lines[place], 0)
    nearby = lines[max(place - NEARBY, 0) : place + NEARBY + 1]
    return start > 2 and any(abs(start - second) <= 1 for second in map(_second, nearby))


def _second(line: str) -> int:
    """Where the second column of a line begins; -2 if there is none."""
    gap = line.find("   ", _begins(line, 0))
    return -2 if gap < 0 else _begins(line, gap)


def _begins(line: str, place: int) -> int:
    """Where the first sign that is no blank stands from a place on."""
    return place + len(line[place:]) - len(line[place:].lstrip())


def _said(cell: object) -> str | None:
    return " ".join(str(cell).split()) or None if cell else None


def _unsafe(reader: PdfReader) -> Iterator[str]:
    """What the file can do besides showing pages, of all objects that it has."""
    numbers = {(generation, id_) for generation, ids in reader.xref.items() for id_ in ids}
    numbers |= {(0, id_) for id_ in reader.xref_objStm}
    for generation, id_ in sorted(numbers):
        try:
            thing = reader.get_object(IndirectObject(id_, generation, reader))
        except LimitReachedError:
            raise
        except PyPdfError:
            continue  # an object that cannot be read can do nothing either
        yield from _unsafe_within(thing)
    yield from _unsafe_within(reader.trailer)


def _unsafe_within(thing: object) -> Iterator[str]:
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            for key in one:
                if key in _KEYS and one.raw_get(key):
                    yield _KEYS[key]
            action = one.raw_get("/S") if "/S" in one else None
            if isinstance(action, str) and action in _ACTIONS:
                yield _ACTIONS[action]
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)
