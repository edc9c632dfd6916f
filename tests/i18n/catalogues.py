"""The catalogues of the seven languages, read once."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po


def language_of(path: Path) -> str:
    return path.parts[-3]


@cache
def read(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes()))


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]
