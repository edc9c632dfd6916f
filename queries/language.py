"""The reader's language, and the data set's own texts in it: titles of themes and claims, definitions, countries.

The language is a context variable, so that each request has its own. ``COLUMNS`` and ``LISTS`` say which columns of
answers hold texts of the data set, and from which cells of the tables. All other columns stay as they are: ids, what
documents say, names of publishers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

import pandas as pd

from data.settings import data_set
from data.translations import Translations, translations

DEFAULT = "en"


class Language(NamedTuple):
    """A language by its ISO 639-1 ``code``.

    ``in_address`` says that links must name it: the reader chose it, or it is not the language that addresses without
    one give everywhere.
    """

    code: str = DEFAULT
    in_address: bool = False


_language: ContextVar[Language] = ContextVar("language")
_elsewhere: list[Callable[[], Language | None]] = []


def current() -> Language:
    """The language in force: that of ``using``, else of the first source that knows one, else the default."""
    try:
        return _language.get()
    except LookupError:
        return next((language for source in _elsewhere if (language := source())), Language())


def code() -> str:
    """The code of the language in force."""
    return current().code


def prefix() -> str:
    """The part before the path in every address of ours: /ja; empty where the address names no language."""
    return f"/{code()}" if current().in_address else ""


def also_from(source: Callable[[], Language | None]) -> None:
    """Ask ``source`` where no language is set, as in a thread that a framework has started for a reader."""
    if source not in _elsewhere:
        _elsewhere.append(source)


def use(language: Language) -> None:
    """Set the language for the rest of this thread's or task's context."""
    _language.set(language)


@contextmanager
def using(language: Language) -> Iterator[None]:
    """Set the language for a block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


class Cell(NamedTuple):
    """A column of a table, and the columns of an answer that form the id of its row, with blanks between.

    If an answer lacks these, the English text identifies the translation among those of the column.
    """

    table: str
    column: str
    identified_by: str = ""


_SHORT_NAMES = (Cell("organisations", "short_name"), Cell("organisations", "name"))
_COUNTRY = (Cell("countries", "name"),)
_FAMILY = (Cell("themes", "family"),)
_PROCESS = (Cell("stages", "process"),)


def _identified(by: str, *cells: Cell) -> tuple[Cell, ...]:
    return tuple(cell._replace(identified_by=by) for cell in cells)


def _side(by: str) -> tuple[Cell, ...]:
    """A side of a comparison: an organisation or a stage."""
    return _identified(by, *_SHORT_NAMES, Cell("stages", "title"))


COLUMNS: dict[str, tuple[Cell, ...]] = {
    "addressee": (Cell("text_paragraphs", "addressee", "text_id paragraph"),),
    "claim": (Cell("claims", "title", "claim_id"),),
    "convenor": (Cell("stages", "convenor"),),
    "country": _COUNTRY,
    "definition": (
        Cell("claims", "definition", "claim_id"),
        Cell("themes", "definition", "theme_id"),
    ),
    "description": (
        Cell("action_lines", "description", "action_line_id"),
        Cell("milestones", "description", "title"),
        Cell("texts", "description", "text_id"),
    ),
    "excludes": (Cell("claims", "excludes", "claim_id"),),
    "family": _FAMILY,
    "first": _side("first_id"),
    "goal": (Cell("sdgs", "title", "sdg"),),
    "includes": (Cell("claims", "includes", "claim_id"),),
    "label": _identified("organisation_id", *_SHORT_NAMES),
    "note": (
        Cell("claim_outcomes", "note", "claim_id text_id"),
        Cell("claim_opposites", "note", "claim_id opposite_id"),
        Cell("claim_opposites", "note", "opposite_id claim_id"),
    ),
    "opposite": (Cell("claims", "title", "opposite_id"),),
    "organisation": _identified("organisation_id", *reversed(_SHORT_NAMES)),
    "other": _side("other_id"),
    "other_label": _identified("other_organisation_id", *_SHORT_NAMES),
    "other_organisation": _identified("other_organisation_id", *reversed(_SHORT_NAMES)),
    "other_theme": (Cell("themes", "title", "other_theme_id"),),
    "party": _COUNTRY,
    "process": _PROCESS,
    "said": (Cell("claims", "title", "said_id"), Cell("themes", "title", "said_id")),
    "says": (Cell("text_paragraphs", "says", "text_id paragraph"),),
    "seat": _COUNTRY,
    "second": _side("second_id"),
    "section": (Cell("text_paragraphs", "section", "text_id paragraph"),),
    "short_name": (Cell("organisations", "short_name", "organisation_id"),),
    "short_stage": (Cell("stages", "short_title", "stage_id"),),
    "side": _side("side_id"),
    "stage": (Cell("stages", "title", "stage_id"),),
    "text": (Cell("texts", "title", "text_id"),),
    "theme": (Cell("themes", "title", "theme_id"),),
    "title": (
        Cell("action_lines", "title", "action_line_id"),
        Cell("milestones", "title", "title"),
        Cell("texts", "title", "text_id"),
    ),
}
"""Column of answers -> the cells from which its text may come; the first cell with a translation is used."""

LISTS: dict[str, tuple[Cell, ...]] = {
    "authors": _SHORT_NAMES,
    "facilitators": _SHORT_NAMES,
    "names": tuple(reversed(_SHORT_NAMES)),
    "shared_themes": (Cell("themes", "title"),),
    "signatories": _SHORT_NAMES,
}
"""Columns of answers with several texts, with semicolons between them."""

OPTIONS: dict[tuple[str, str], tuple[Cell, ...]] = {
    ("action_line", "label"): (Cell("action_lines", "short_title", "id"),),
    ("action_line", "note"): (Cell("action_lines", "title", "id"),),
    ("claim", "label"): (Cell("claims", "title", "id"),),
    ("country", "label"): _COUNTRY,
    ("family", "label"): _FAMILY,
    ("organisation", "label"): _identified("id", *_SHORT_NAMES),
    ("organisation", "note"): (Cell("organisations", "name", "id"),),
    ("process", "label"): _PROCESS,
    ("sdg", "label"): (Cell("sdgs", "title", "id"),),
    ("stage", "label"): (Cell("stages", "title", "id"),),
    ("stage", "note"): (Cell("stages", "short_title", "id"),),
    ("theme", "label"): (Cell("themes", "title", "id"),),
    ("theme", "note"): _FAMILY,
}
"""Filter and column of the answer ``options`` -> the cells from which its text comes."""


ENGLISH = "_en"
"""Suffix of the column of files with the English names of another column."""

NAMES = ("country", "organisation", "other_organisation")
"""Columns of names that files in other languages have in English as well."""


def english_names(rows: pd.DataFrame, name: str) -> list[object]:
    """The English names of one of the columns NAMES of rows in the reader's language."""
    catalogue = translations(data_set().source, code())
    if name == "country":
        return [
            catalogue.english_country(country) if isinstance(country, str) else country
            for country in rows[name]
        ]
    return [
        catalogue.english_organisation(identifier, organisation)
        for identifier, organisation in zip(rows[f"{name}_id"], rows[name], strict=True)
    ]


def family(english: str) -> str:
    """A family of themes in the reader's language; in English where it has no translation."""
    if code() == DEFAULT:
        return english
    return translations(data_set().source, code()).text("themes", "family", english) or english


def in_language(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of an answer with the data set's texts in the reader's language."""
    if code() == DEFAULT:
        return rows
    catalogue = translations(data_set().source, code())
    translated = {}
    for name in rows.columns:
        if name in ("label", "note") and "filter" in rows:
            words = _of_options(rows, name, catalogue)
        elif name in LISTS:
            words = [_each(text, LISTS[name], catalogue) for text in rows[name]]
        elif name == "action_line" and "action_line_id" in rows:
            words = [
                _after_code(line, identifier, catalogue)
                for line, identifier in zip(rows[name], rows.action_line_id, strict=True)
            ]
        elif name in COLUMNS and not (name == "title" and "submission_id" in rows):
            words = _of_cells(rows, name, COLUMNS[name], catalogue)
        else:
            continue
        translated[name] = pd.Series(words, index=rows.index, dtype=rows[name].dtype)
    return rows.assign(**translated)


def _of_cells(
    rows: pd.DataFrame, name: str, cells: tuple[Cell, ...], catalogue: Translations
) -> list[object]:
    """A translated column of rows; the ids of its cells identify the translations where the rows have them."""
    ids = [list(_identifiers(rows, cell.identified_by)) for cell in cells]
    return [
        _translated(english, cells, identifiers, catalogue)
        for english, *identifiers in zip(rows[name], *ids, strict=True)
    ]


def _of_options(rows: pd.DataFrame, name: str, catalogue: Translations) -> list[object]:
    """A translated column of the filters' options."""
    return [
        _translated(
            english, cells, [cell.identified_by and identifier for cell in cells], catalogue
        )
        for kind, identifier, english in zip(rows["filter"], rows["id"], rows[name], strict=True)
        for cells in (OPTIONS.get((kind, name), ()),)
    ]


def _identifiers(rows: pd.DataFrame, columns: str) -> Iterator[str]:
    """The id of each row's cell; empty if the rows lack one of its columns."""
    names = columns.split()
    if not names or any(name not in rows for name in names):
        return iter([""] * len(rows))
    return (
        " ".join(map(str, values)) for values in zip(*(rows[name] for name in names), strict=True)
    )


def _translated(
    english: object, cells: tuple[Cell, ...], identifiers: list[str], catalogue: Translations
) -> object:
    """The translation of a text; the text itself if none of its cells has one."""
    if not isinstance(english, str):
        return english
    for cell, identifier in zip(cells, identifiers, strict=True):
        translation = (
            catalogue.cell(cell.table, cell.column, identifier, english)
            if identifier
            else catalogue.text(cell.table, cell.column, english)
        )
        if translation is not None:
            return translation
    return english


def _each(text: object, cells: tuple[Cell, ...], catalogue: Translations) -> object:
    """A translated list of names with semicolons between them."""
    if not isinstance(text, str):
        return text
    without_ids = [""] * len(cells)
    return "; ".join(
        str(_translated(name, cells, without_ids, catalogue)) for name in text.split("; ")
    )


def _after_code(line: object, identifier: str, catalogue: Translations) -> object:
    """An action line's code and translated short title: C2 Infrastructure."""
    line_code, blank, title = str(line).partition(" ")
    translation = catalogue.cell("action_lines", "short_title", identifier, title)
    return line if translation is None else f"{line_code}{blank}{translation}"
