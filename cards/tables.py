"""The rows of a question as a table for readers: which columns, in which order, and what a cell says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cards.kit import Link
from cards.lineage import STEPS
from cards.query import Query
from i18n import escaping, in_percent, labels, languages, number, routes, written_date
from i18n.filter_options import cell_in_words, option_labels
from queries import language, question
from queries.language import Language
from queries.questions import Column

COLUMNS, LONGEST = 8, 200
"""Columns of a table, and characters of its cells, at most; the files have all."""

_FIGURES = ("count", "raised", "signed", "made", "asks", "total", "share")
"""Numbers that stand before others: how many, of how many, and the share."""
_ALWAYS_SHOWN = ("count", "total", "share")
"""Columns that a table shows even where all rows have the same value: without one, nobody can read the others."""
_FOR_PROGRAMS = ("date_precision", "time_order", "position")


@dataclass(frozen=True)
class Cell:
    """A text, and what it links to: a page of the dashboard, or the ``source``, an address elsewhere.

    ``report`` is the id of a point and of its submission, of which readers report an error. ``bar`` is a length in
    percent of the longest, drawn in ``colour``, hatched on a ``ground`` if it has one. ``lang`` is the language of the
    text, if it is not the page's; or of its part ``title`` alone. ``strong`` text is a name.
    ``parts`` are those of a line of its own, some of them strong. Full pages have a button that copies what is
    ``copied``.
    """

    words: str
    link: Link | None = None
    source: str = ""
    report: tuple[str, str] = ("", "")
    bar: float | None = None
    colour: str = ""
    ground: str = ""
    number: bool = False
    lang: str = ""
    title: str = ""
    strong: bool = False
    copied: bool = False
    parts: Sequence[Cell] = ()

    @property
    def has_own_words(self) -> bool:
        """Whether it has words of its own, and is not only a link to a source or a report."""
        return bool(self.words) and not self.source and not self.report[0]


@dataclass(frozen=True)
class Row:
    """A line of a table or an entry of a list; its first cell says what it is. ``group`` is a heading above it."""

    cells: Sequence[Cell]
    group: str = ""


def in_order(rows: pd.DataFrame, order: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The rows in a chart's order: ``order`` has columns and, for each, its values from the first to the last.

    Rows with other values come last.
    """
    columns = [name for name in order if name in rows.columns]
    if not columns:
        return rows
    ranks = {name: {value: rank for rank, value in enumerate(order[name])} for name in columns}
    keys = [[ranks[name].get(value, len(order[name])) for value in rows[name]] for name in columns]
    return rows.iloc[sorted(range(len(rows)), key=lambda index: [key[index] for key in keys])]


def reading_columns(rows: pd.DataFrame) -> list[str]:
    """The columns that a reader needs: what a row is called, then how many, then the rest.

    It leaves out ids whose name another column has, what only programs read, and columns that say nothing: the same
    in every row, or the same numbers as another column.
    """
    empty = {str(name) for name in rows.columns if len(rows) and rows[name].isna().all()}
    names = [str(name) for name in rows.columns if name not in empty]
    title_columns = {"title", "label", "submission"} & set(names)
    omitted = {*_FOR_PROGRAMS, *(name for name in names if name.startswith("short_"))}
    omitted |= {"label"} if {"organisation", "title"} & set(names) else set()
    ids = [name for name in names if name.endswith("_id")]
    omitted |= {name for name in ids if title_columns or name.removesuffix("_id") in names}
    columns = [name for name in names if name not in omitted]
    numbers = [name for name in columns if pd.api.types.is_numeric_dtype(rows[name])]
    unnamed_ids = {name for name in ids if name.removesuffix("_id") in empty}
    ids = [name for name in ids if name not in unnamed_ids]
    text_columns = [name for name in columns if name not in numbers and name not in ids]
    name_columns = _name_columns(rows, text_columns)
    figures = [name for name in _FIGURES if name in numbers]
    figures += [name for name in numbers if name not in figures]
    other_columns = [name for name in columns if name not in (*name_columns, *numbers, *ids)]
    order = [*name_columns, *figures, *other_columns, *(name for name in ids if name in columns)]
    return [name for index, name in enumerate(order) if not _says_nothing(rows, order, index)]


def _name_columns(rows: pd.DataFrame, words: Sequence[str]) -> list[str]:
    """The columns, from the first on, that tell one row from another."""
    columns = list(words[:1])
    distinct = rows[columns].drop_duplicates() if columns else rows[:1]
    for name in words[1:]:
        if len(distinct) == len(rows) or name.endswith("_url"):
            break
        more_distinct = rows[[*columns, name]].drop_duplicates()
        if len(more_distinct) > len(distinct):
            columns, distinct = [*columns, name], more_distinct
    return columns


def _says_nothing(rows: pd.DataFrame, order: Sequence[str], index: int) -> bool:
    """Whether a column is the same in every row, or has the numbers of one before it."""
    name = order[index]
    if not index or len(rows) < 2:
        return False
    titled_rows = rows[rows[order[0]].notna()]
    if name not in _ALWAYS_SHOWN and titled_rows[name].nunique(dropna=False) == 1:
        return True
    numeric = pd.api.types.is_numeric_dtype(rows[name])
    return numeric and any(rows[name].equals(rows[earlier]) for earlier in order[:index])


def cell(value: object, column: Column) -> str:
    """A value as readers see it: ids in words, dates as people write them."""
    if pd.isna(value):
        return ""
    if column.name == "submitted_on":
        return str(written_date(value))
    if column.name == "step":
        return STEPS.of(str(value))
    if column.name == "shared_themes":
        return "; ".join(map(_theme, str(value).split("; ")))
    if isinstance(value, bool | str):
        return escaping.one_line(cell_in_words(column.name, str(value)))
    if isinstance(value, int | float):
        return in_percent(float(str(value)), 1) if column.unit == "percent" else number(value)
    return escaping.one_line(value)


def table(
    query: Query, rows: pd.DataFrame, columns: Sequence[str] = ()
) -> tuple[list[Cell], list[Row]]:
    """Heads and lines of ``rows`` of a question, by default of the columns that readers need, with links to pages."""
    columns_by_name = {column.name: column for column in question(query.name).columns}
    table_columns = [
        columns_by_name[name]
        for name in columns or reading_columns(rows)
        if name in columns_by_name
    ][:COLUMNS]
    number_columns = {
        column.name for column in table_columns if column.type in ("integer", "number")
    }

    def table_cell(row: dict[str, Any], name: str) -> Cell:
        words = escaping.shorten(cell(row[name], columns_by_name[name]), LONGEST)
        identifier = row.get(f"{name}_id")
        link = None
        if name in routes.ENTITIES and isinstance(identifier, str) and identifier != "none":
            link = Link(name, words, id=identifier)
        source = escaping.safe_url(words)
        lang = languages.of_texts() if name in ("summary", "submission") else ""
        if name == "title" and "submission_id" in row:
            lang = languages.of_texts()
        label = escaping.host(words) if source else words
        return Cell(label, link, source, number=name in number_columns, lang=lang)

    heads = [
        Cell(labels.heading(column.name), number=column.name in number_columns)
        for column in table_columns
    ]
    lines = [
        Row([table_cell(row, column.name) for column in table_columns])
        for row in rows.to_dict("records")
    ]
    return heads, lines


def _theme(title: str) -> str:
    """The title of a theme in the reader's language, from its title in the language of the data, which lists have."""
    with language.using(Language()):
        themes = {label: identifier for identifier, label in option_labels()["theme"].items()}
    return option_labels()["theme"].get(themes.get(title, ""), title)
