"""A document as text with page numbers, whatever kind of file it came in; unsafe ones are refused."""

from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 30_000_000
"""A larger file is not read."""

MAX_CHARACTERS = 2_000_000
"""Text of a document; one with more is not read."""


class DocumentRefused(Exception):
    """A document is not read; the message says why and what to do, for the person who has the file."""


@dataclass(frozen=True)
class Page:
    """A page of a document; `number` counts from 1, None where the kind of file has no pages.

    `text` is for reading: paragraphs with a line break between two lines. `layout` is for lists and tables: the lines
    as they stand on the page, with a tab between what stands in different columns.
    """

    number: int | None
    text: str
    layout: str


@dataclass(frozen=True)
class Document:
    """What was read from a file: its pages, and what it says of itself (None where it does not).

    `title` and `author` are those of its properties, `language` an ISO 639-1 code, `date` an ISO date, `address` where
    the document says it is published.
    """

    path: Path
    pages: tuple[Page, ...]
    title: str | None = None
    author: str | None = None
    language: str | None = None
    date: str | None = None
    address: str | None = None


def read_document(path: Path) -> Document:
    """Read a PDF, DOCX, HTML or text file, or raise DocumentRefused.

    The ending and the first bytes tell which it is. Only `intake.suggesting.sandbox` limits what reading costs.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise DocumentRefused(
            f"has {size / 1_000_000:,.0f} MB, and documents of up to {MAX_BYTES // 1_000_000} MB are read: "
            "save it without pictures, or split it"
        )
    content = path.read_bytes()
    if not content.strip():
        raise DocumentRefused("is empty")
    document = _read(path, content)
    characters = sum(len(page.text) for page in document.pages)
    if characters > MAX_CHARACTERS:
        raise DocumentRefused(
            f"has more than {MAX_CHARACTERS:,} characters of text: split it into the documents that it is made of"
        )
    if not any(page.text.strip() for page in document.pages):
        raise DocumentRefused(
            "no text: needs OCR (it seems to be scanned; let a program recognise its text, then try again)"
        )
    return document


def _read(path: Path, content: bytes) -> Document:
    # Each kind brings a library of its own; only that of the file at hand is loaded.
    ending = path.suffix.lower()
    if content.lstrip()[:5] == b"%PDF-" or ending == ".pdf":
        from intake.suggesting.pdf import read_pdf

        return read_pdf(path, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentRefused(
            "is protected by a password, or of an old kind of Office: open it and save it as DOCX without a password"
        )
    if ending in (".docx", ".docm", ".dotx", ".dotm"):
        from intake.suggesting.docx import read_word

        return read_word(path, content)
    if ending in (".html", ".htm", ".xhtml"):
        from intake.suggesting.html import read_web

        return read_web(path, content)
    if ending in (".txt", ".text", ".md"):
        from intake.suggesting.plain_text import read_plain

        return read_plain(path, content)
    raise DocumentRefused(
        f"is of a kind that is not read ({ending or 'no ending'}): save it as PDF, DOCX, HTML or text"
    )
