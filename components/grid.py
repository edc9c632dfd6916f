"""Rows as tables: sortable, searchable, with words for codes and an explanation of every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from cards.query import GRID_ROWS, Query
from components import print_view
from i18n import _, method_note, number
from i18n.dates import written
from i18n.filter_options import IN_WORDS, cell_in_words
from queries import question

STYLED_ROWS = 1_000
"""Tables of more rows show dates in their ISO form: where dates are written out, every cell is sent twice."""


_FIGURES = ("count", "raised", "signed", "made", "asks", "total", "share")
"""Numbers that stand before others: how many, of how many, and the share."""
_TELLING = ("count", "total", "share")
"""Columns that are shown also where all rows have the same: without one, the others cannot be read."""
_FOR_PROGRAMS = ("date_precision", "time_order", "position")
_LETTER, _WIDEST = 7, 300
"""Pixels of a letter in a table, and of its first column at most."""


def rows_table(
    query: Query,
    *,
    key: str,
    alt: str,
    height: int = 430,
    order: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """The rows as a table of at most ``height`` pixels: sortable, searchable, addresses as links, columns explained.

    ``order`` is as ``in_order`` takes it.
    """
    every = in_order(query.rows, order or {})
    if print_view.is_print_view():
        print_view.table(query.name, every, reading_columns(every), of=query.total)
        return
    rows = first_rows(every, query.total)
    st.dataframe(
        readable(rows),
        hide_index=True,
        key=key,
        alt=alt,
        height=min(36 * (len(rows) + 1) + 3, height),
        column_order=(shown := reading_columns(rows)),
        column_config=columns(query.name) | _first_column(query.name, rows, shown),
    )


def _first_column(name: str, rows: pd.DataFrame, shown: Sequence[str]) -> dict[str, Any]:
    """The settings of the first column: as wide as its words, so that it says what a row is."""
    first = next(iter(shown), "")
    column = next((one for one in question(name).columns if one.name == first), None)
    if column is None or column.type in ("integer", "number") or first.endswith("_url"):
        return {}
    longest = max((len(str(value)) for value in rows[first]), default=0)
    wide = min(_WIDEST, _LETTER * longest + 24)
    head = method_note.heading(first)
    return {first: st.column_config.TextColumn(head, help=_(column.meaning), width=max(wide, 90))}


def in_order(rows: pd.DataFrame, order: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The rows in a chart's order: ``order`` has columns and, for each, its values from the first to the last.

    Values that it does not name stand last.
    """
    columns = [name for name in order if name in rows.columns]
    if not columns:
        return rows
    places = {name: {value: place for place, value in enumerate(order[name])} for name in columns}
    keys = [[places[name].get(value, len(order[name])) for value in rows[name]] for name in columns]
    return rows.iloc[sorted(range(len(rows)), key=lambda row: [key[row] for key in keys])]


def first_rows(rows: pd.DataFrame, total: int) -> pd.DataFrame:
    """The rows that a table shows: at most GRID_ROWS, with a line that says so where there are more in all."""
    if total > GRID_ROWS:
        st.caption(
            _("First {n} of {of} rows; the files contain all.").format(
                n=number(GRID_ROWS), of=number(total)
            )
        )
    return rows.head(GRID_ROWS)


def readable(rows: pd.DataFrame) -> Any:
    """Rows as readers see them: ids in words, dates as people write them. Cells keep their order in time."""
    worded = rows.assign(
        **{
            name: [
                cell_in_words(name, value) if isinstance(value, str) else "" for value in rows[name]
            ]
            for name in IN_WORDS
            if name in rows.columns and not is_numeric_dtype(rows[name])
        }
    )
    if "submitted_on" not in rows.columns or len(rows) > STYLED_ROWS:
        return worded
    return worded.style.format(written, subset=["submitted_on"])


def reading_columns(rows: pd.DataFrame) -> list[str]:
    """The columns that a reader needs: what a row is called, then how many, then the rest.

    Left out are ids of what has its name in another column, what only programs read, and columns that say nothing: the
    same in every row, or the same numbers as another.
    """
    empty = {str(name) for name in rows.columns if len(rows) and rows[name].isna().all()}
    names = [str(name) for name in rows.columns if name not in empty]
    named = {"title", "label", "submission"} & set(names)
    left_out = {*_FOR_PROGRAMS, *(name for name in names if name.startswith("short_"))}
    left_out |= {"label"} if {"organisation", "title"} & set(names) else set()
    ids = [name for name in names if name.endswith("_id")]
    left_out |= {name for name in ids if named or name.removesuffix("_id") in names}
    shown = [name for name in names if name not in left_out]
    numbers = [name for name in shown if pd.api.types.is_numeric_dtype(rows[name])]
    alone = {name for name in ids if name.removesuffix("_id") in empty}
    ids = [name for name in ids if name not in alone]
    words = [name for name in shown if name not in numbers and name not in ids]
    called = _called(rows, words)
    figures = [name for name in _FIGURES if name in numbers]
    figures += [name for name in numbers if name not in figures]
    rest = [name for name in shown if name not in (*called, *numbers, *ids)]
    order = [*called, *figures, *rest, *(name for name in ids if name in shown)]
    return [name for place, name in enumerate(order) if not _says_nothing(rows, order, place)]


def _called(rows: pd.DataFrame, words: Sequence[str]) -> list[str]:
    """The columns, from the first on, that tell one row from another."""
    called = list(words[:1])
    known = rows[called].drop_duplicates() if called else rows[:1]
    for name in words[1:]:
        if len(known) == len(rows) or name.endswith("_url"):
            break
        found = rows[[*called, name]].drop_duplicates()
        if len(found) > len(known):
            called, known = [*called, name], found
    return called


def _says_nothing(rows: pd.DataFrame, order: Sequence[str], place: int) -> bool:
    """Whether a column is the same in every row, or has the numbers of one before it."""
    name = order[place]
    if not place or len(rows) < 2:
        return False
    named = rows[rows[order[0]].notna()]
    if name not in _TELLING and named[name].nunique(dropna=False) == 1:
        return True
    numeric = pd.api.types.is_numeric_dtype(rows[name])
    return numeric and any(rows[name].equals(rows[one]) for one in order[:place])


def columns(name: str) -> dict[str, Any]:
    """Column settings from the question's header: heading, help, kind."""
    made: dict[str, Any] = {}
    for column in question(name).columns:
        words, tip = method_note.heading(column.name), _(column.meaning)
        if column.name.endswith("_url"):
            made[column.name] = st.column_config.LinkColumn(
                words, help=tip, display_text=r"https?://(?:www\.)?([^/?#]+)"
            )
        elif column.unit == "percent":
            made[column.name] = st.column_config.NumberColumn(words, help=tip, format="%.1f%%")
        elif column.type in ("integer", "number"):
            made[column.name] = st.column_config.NumberColumn(words, help=tip, format="localized")
        else:
            made[column.name] = st.column_config.TextColumn(words, help=tip)
    return made
