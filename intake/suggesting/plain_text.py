"""Reads text files."""

import codecs
from pathlib import Path

from intake.suggesting.documents import Document, DocumentRefused, Page


def read_plain(path: Path, content: bytes) -> Document:
    """The document in a text file; form feeds, where there are any, separate its pages."""
    text = decoded(content)
    page_texts = text.split("\f")
    if len(page_texts) == 1:
        return Document(path, (Page(None, text, text),))
    return Document(
        path,
        tuple(Page(number, page_text, page_text) for number, page_text in enumerate(page_texts, 1)),
    )


def decoded(content: bytes) -> str:
    """Text in UTF-8, in UTF-16 if it says so, else in Windows' Western encoding; DocumentRefused if it is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise DocumentRefused("holds no text, whatever its name says: save it as PDF, DOCX or text")
    return text.replace("\r\n", "\n").replace("\r", "\n")
