"""Translations of the data set's own texts: ``translations/LANG.csv`` beside the tables.

A row translates one cell: its table, the id of its row, its column, the text, and the beginning of the SHA-256 of the
English text. If the English text has changed since, its hash differs, and the text stays English until it is
translated again.
Two cells with the same English text may have two translations.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from babel import Locale

from data import countries
from data.validation_errors import DataProblems, Problem

FOLDER = "translations"
COLUMNS = ["table", "id", "column", "text", "source"]
KEYS = {
    "action_lines": ("action_line_id",),
    "claim_equivalents": ("claim_id", "equivalent_id"),
    "claim_opposites": ("claim_id", "opposite_id"),
    "claim_outcomes": ("claim_id", "text_id"),
    "claims": ("claim_id",),
    "milestones": ("title",),
    "organisations": ("organisation_id",),
    "sdgs": ("sdg",),
    "stages": ("stage_id",),
    "text_paragraphs": ("text_id", "paragraph"),
    "texts": ("text_id",),
    "themes": ("theme_id",),
}
"""Table with translated texts -> the columns that form the id of a row, with a blank between."""
LOCALES = {"zh": "zh_Hans"}
"""Language -> its locale, if the language alone does not determine the script."""


def source_hash(english: str) -> str:
    """The hash of an English text in the column ``source``."""
    return hashlib.sha256(english.encode()).hexdigest()[:12]


class Translations:
    """The texts of one language by cell, with the names of countries."""

    def __init__(self, folder: Path, language: str) -> None:
        locale = Locale.parse(LOCALES.get(language, language))
        country_names = countries.names_in(locale)
        self._cells: dict[tuple[str, str, str], tuple[str, str]] = {}
        file = folder / FOLDER / f"{language}.csv"
        if file.is_file():
            tables = {name: _readable_cells(folder, name) for name in KEYS}
            self._cells |= _governments(tables["organisations"], country_names)
            self._cells |= {
                (row["table"], row["column"], row["id"]): (row["source"], row["text"])
                for _line, row in _rows(file)
                if row["source"]
                == source_hash(tables.get(row["table"], {}).get((row["id"], row["column"]), ""))
            }
        self._countries = {name: english for english, name in country_names.items()}
        self._organisations = _readable_cells(folder, "organisations") if self._cells else {}
        self._texts = {
            ("countries", "name", source_hash(english)): name
            for english, name in country_names.items()
        }
        self._texts |= {
            (table, column, source): text
            for (table, column, _id), (source, text) in self._cells.items()
        }
        self.cell, self.text = lru_cache(20_000)(self._cell), lru_cache(5_000)(self._text)

    def english_country(self, name: str) -> str:
        """The English name of a country that has ``name`` in the language."""
        return self._countries.get(name, name)

    def english_organisation(self, identifier: str, name: str) -> str:
        """The English name of an organisation that has ``name``, in full or in short, in the language."""
        for column in ("name", "short_name"):
            if self._cells.get(("organisations", column, identifier), ("", ""))[1] == name:
                return self._organisations.get((identifier, column), name)
        return name

    def _cell(self, table: str, column: str, identifier: str, english: str) -> str | None:
        """The translation of a cell whose English text is ``english``; None if there is none for that text."""
        source, text = self._cells.get((table, column, identifier), ("", None))
        return text if source == source_hash(english) else None

    def _text(self, table: str, column: str, english: str) -> str | None:
        """The translation of a text of a column whose row is unknown (also of ``countries``, ``name``)."""
        return self._texts.get((table, column, source_hash(english)))


@lru_cache(32)
def translations(folder: Path, language: str) -> Translations:
    """The translations of the data set in ``folder`` into a language; without a file only those of countries."""
    return Translations(folder, language)


def check(folder: Path) -> list[str]:
    """Check the translations of the data set in ``folder`` and name those whose English text has changed.

    Raises DataProblems for a row that translates no cell of the tables, has no text, repeats another, or translates an
    English text differently from another cell of its column.
    """
    problems: list[Problem] = []
    stale: list[str] = []
    cells = {name: cells_of(folder, name) for name in KEYS}
    for file in sorted((folder / FOLDER).glob("*.csv")):
        where, seen = f"{FOLDER}/{file.name}", set()
        texts: dict[tuple[str, str, str], str] = {}
        for line, row in _rows(file):
            cell = (row["id"], row["column"])
            english = cells.get(row["table"], {}).get(cell)
            if row["table"] not in cells:
                rule = f"must be one of {', '.join(cells)}"
                problems.append(Problem(where, line, "table", row["table"], rule))
            elif english is None:
                rule = f"must be the id of a row of {row['table']}.csv and one of its columns"
                problems.append(Problem(where, line, "id, column", ", ".join(cell), rule))
            elif not (row["text"] or "").strip():
                problems.append(Problem(where, line, "text", None, "must not be empty"))
            elif (row["table"], *cell) in seen:
                rule = "stands in the file twice: take one row out"
                problems.append(Problem(where, line, "id, column", ", ".join(cell), rule))
            elif row["source"] != source_hash(english):
                stale.append(
                    f"{where}, line {line}: the English text of {row['table']} {row['id']}, {row['column']}, has "
                    f"changed: translate it again, and write {source_hash(english)} as its source."
                )
            elif (
                texts.setdefault((row["table"], row["column"], english), row["text"]) != row["text"]
            ):
                rule = "another row of this column translates the same English text otherwise"
                problems.append(Problem(where, line, "text", row["text"], rule))
            seen.add((row["table"], *cell))
    if problems:
        raise DataProblems(problems)
    return stale


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file with the line that each ends on. Raises DataProblems for another header."""
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames != COLUMNS:
            rule = f"must be {','.join(COLUMNS)}"
            header = ",".join(reader.fieldnames or ())
            raise DataProblems(
                [Problem(f"{FOLDER}/{file.name}", 1, None, header, f"the header {rule}")]
            )
        for row in reader:
            yield reader.line_num, row


def _governments(
    organisations: Mapping[tuple[str, str], str], named: Mapping[str, str]
) -> dict[tuple[str, str, str], tuple[str, str]]:
    """The names of governments by their cells: a government has the name of its country."""
    return {
        ("organisations", column, organisation): (
            source_hash(organisations[organisation, column]),
            name,
        )
        for (organisation, source_column), english in organisations.items()
        if source_column == "short_name" and (name := named.get(english))
        for column in ("name", "short_name")
    }


def _readable_cells(folder: Path, table: str) -> dict[tuple[str, str], str]:
    """The cells of a table; none if it is unreadable, for example while somebody writes to it."""
    try:
        return cells_of(folder, table)
    except (OSError, ValueError, LookupError, TypeError, csv.Error):
        return {}


def cells_of(folder: Path, table: str) -> dict[tuple[str, str], str]:
    """The cells of a table by the id of their row and by their column."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (" ".join(row[key] for key in KEYS[table]), column): text
            for row in csv.DictReader(stream)
            for column, text in row.items()
        }
