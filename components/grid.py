"""Rows as tables: sortable, searchable, with words for codes and an explanation of every column."""

from __future__ import annotations

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


def rows_table(query: Query, *, key: str, alt: str, height: int = 430) -> None:
    """The rows as a table of at most ``height`` pixels: sortable, searchable, addresses as links, columns explained."""
    if print_view.is_print_view():
        print_view.table(
            query.name, query.rows, reading_order(list(query.rows.columns)), of=query.total
        )
        return
    rows = first_rows(query.rows, query.total)
    st.dataframe(
        readable(rows),
        hide_index=True,
        key=key,
        alt=alt,
        height=min(36 * (len(rows) + 1) + 3, height),
        column_order=reading_order([str(name) for name in query.rows.columns]),
        column_config=columns(query.name),
    )


def first_rows(rows: pd.DataFrame, total: int) -> pd.DataFrame:
    """The rows that a table shows: at most GRID_ROWS, with a line that says so where there are more in all."""
    if total > GRID_ROWS:
        st.caption(
            _("The first {n} of {of} rows; the files hold all.").format(
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


def reading_order(names: list[str]) -> list[str]:
    """What it is called first, then how many, then the rest; ids, which are for programs, last."""
    ids = [name for name in names if name.endswith("_id")]
    words = [name for name in names if name not in ids]
    figures = [name for name in ("count", "total", "share") if name in words]
    rest = [name for name in words if name not in figures]
    return [*rest[:1], *figures, *rest[1:], *ids]


def columns(name: str) -> dict[str, Any]:
    """Column settings from the question's header: heading, help, kind."""
    made: dict[str, Any] = {}
    for column in question(name).columns:
        words, tip = method_note.heading(column.name), column.meaning
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
