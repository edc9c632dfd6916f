"""Rows as tables: sortable, searchable, with words for codes and an explanation of every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from cards.kit import Column
from cards.query import GRID_ROWS, Query
from cards.tables import in_order, reading_columns
from components import print_view
from data.rows import each
from i18n import _, labels, number, written_date
from i18n.filter_options import IN_WORDS, cell_in_words
from queries import question

STYLED_ROWS = 1_000
"""Tables of more rows show dates in their ISO form: where dates are written out, every cell is sent twice."""
_WHOLE = 40
"""The most rows of a table that is as high as its rows; a longer one is scrolled."""
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
    ordered = in_order(query.rows, order or {})
    if print_view.is_print_view():
        print_view.table(query, ordered)
        return
    rows = first_rows(ordered, query.total)
    st.dataframe(
        readable(rows),
        hide_index=True,
        key=key,
        alt=alt,
        height=min(36 * (len(rows) + 1) + 3, height),
        column_order=(column_names := reading_columns(rows)),
        column_config=columns(query.name) | _first_column(query.name, rows, column_names),
    )


def _first_column(name: str, rows: pd.DataFrame, column_names: Sequence[str]) -> dict[str, Any]:
    """The settings of the first column: as wide as its words, so that it says what a row is."""
    first = next(iter(column_names), "")
    column = next((column for column in question(name).columns if column.name == first), None)
    if column is None or column.type in ("integer", "number") or first.endswith("_url"):
        return {}
    longest = max((len(str(value)) for value in rows[first]), default=0)
    width = min(_WIDEST, _LETTER * longest + 24)
    head = labels.heading(first)
    return {first: st.column_config.TextColumn(head, help=_(column.meaning), width=max(width, 90))}


def columns_table(
    rows: pd.DataFrame, columns: Mapping[str, Column], total: int, *, key: str, alt: str
) -> None:
    """The ``columns`` of ``rows``, by their names, as a table; ``total`` is how many rows its files have."""
    cells = rows[list(columns)]
    if print_view.is_print_view():
        lines = (
            [column.write(cell) for column, cell in zip(columns.values(), row, strict=True)]
            for row in each(cells)
        )
        print_view.plain([column.head for column in columns.values()], lines, total)
        return
    st.dataframe(
        cells,
        hide_index=True,
        key=key,
        alt=alt,
        height="content" if len(rows) <= _WHOLE else 430,
        placeholder="–",
        column_config={name: _config(column, cells[name]) for name, column in columns.items()},
    )


def _config(column: Column, values: pd.Series) -> Any:
    """The settings of a column of a table: heading, help, and the form of its numbers or days."""
    if column.format:
        return st.column_config.NumberColumn(column.head, help=column.meaning, format=column.format)
    if is_datetime64_any_dtype(values):
        return st.column_config.DateColumn(column.head, help=column.meaning, format="YYYY-MM-DD")
    return st.column_config.Column(column.head, help=column.meaning)


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
    return worded.style.format(written_date, subset=["submitted_on"])


def columns(name: str) -> dict[str, Any]:
    """Column settings from the question's header: heading, help, kind."""
    settings: dict[str, Any] = {}
    for column in question(name).columns:
        words, tip = labels.heading(column.name), _(column.meaning)
        if column.name.endswith("_url"):
            settings[column.name] = st.column_config.LinkColumn(
                words, help=tip, display_text=r"https?://(?:www\.)?([^/?#]+)"
            )
        elif column.unit == "percent":
            settings[column.name] = st.column_config.NumberColumn(words, help=tip, format="%.1f%%")
        elif column.type in ("integer", "number"):
            settings[column.name] = st.column_config.NumberColumn(
                words, help=tip, format="localized"
            )
        else:
            settings[column.name] = st.column_config.TextColumn(words, help=tip)
    return settings
