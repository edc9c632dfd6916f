"""The catalogues of the seven languages, read once."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from i18n import DOMAIN, LOCALES


def language_of(path: Path) -> str:
    return path.parts[-3]


def path_of(code: str) -> Path:
    return LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def read(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes()))


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def forms(path: Path) -> list[str]:
    """All that a catalogue says: of a message with a number, each form."""
    return [
        form
        for message in messages(path)
        for form in (message.string if message.pluralizable else (message.string,))
    ]
