"""Translations of the data set's own texts: ``translations/LANG.csv`` beside the tables.

A row translates one cell: its table, the id of its row, its column, the text, and the beginning of the SHA-256 of the
English text. A text whose English has changed since has another hash, and stays English until it is translated again.
"""

from __future__ import annotations

import csv
import hashlib
from functools import lru_cache
from pathlib import Path

from babel import Locale

from data import countries

COLUMNS = ("table", "id", "column", "text", "source")
_CHINESE = {"zh": "zh_Hans"}


def source_hash(english: str) -> str:
    """The hash of an English text in the column ``source``."""
    return hashlib.sha256(english.encode()).hexdigest()[:12]


class Translations:
    """The texts of one language by the hashes of their English ones, with the names of countries from CLDR."""

    def __init__(self, folder: Path, language: str) -> None:
        self._texts: dict[str, str] = {}
        locale = Locale.parse(_CHINESE.get(language, language))
        for english, named in countries.names_in(locale).items():
            self._texts[source_hash(english)] = named
        file = folder / "translations" / f"{language}.csv"
        if file.is_file():
            with file.open(encoding="utf-8", newline="") as rows:
                for row in csv.DictReader(rows):
                    self._texts[row["source"]] = row["text"]
        self.of = lru_cache(20_000)(self._of)

    def _of(self, english: str) -> str:
        return self._texts.get(source_hash(english), english)


@lru_cache(32)
def translations(folder: Path, language: str) -> Translations:
    """The translations of the data set in ``folder`` into a language; without a file only those of countries."""
    return Translations(folder, language)
