"""The tables of the data set, each to open and to download."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from cards.query import Query
from components import print_view, url_state
from components.downloads import provenance as provenance_of
from components.downloads import toolbar
from components.headings import heading
from data.rows import each
from exports import TABLE_FORMATS, Provenance, provenance
from exports.dataset import TABLES
from i18n import _, escaping, ngettext, number, routes
from i18n.filter_options import describe
from queries import Filters, ask, current
from queries.tables import table

LISTED = 8
"""Tables on a page of their list."""
TABLED = 200
"""The most rows of a table that a card shows; the files have all."""


@dataclass(frozen=True, eq=False)
class Computed(Query):
    """Rows that Python computes and no question answers with."""

    title: str = ""
    row: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def endings(self) -> tuple[str, ...]:
        """None: what Python computes is not in the data API."""
        return ()

    def provenance(self, view: str, rows: str) -> Provenance:
        """What a file of these rows says of them."""
        return Provenance(
            name=self.name.replace("_", "-"),
            title=self.title,
            row=self.row,
            columns=provenance.columns_of(self.rows, self.columns),
            filters=describe(Filters()),
            version=current().version,
            address=view,
            citation=provenance.citation(view, self.title),
        )


@dataclass(frozen=True, eq=False)
class Table(Query):
    """All rows of a table of the data set."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The formats in which the data API has tables."""
        return TABLE_FORMATS

    def location(self, ending: str) -> tuple[str, dict[str, list[str]]]:
        """Path and parameters of the table in the data API."""
        return routes.table(self.name, ending), {}

    def sql(self) -> str:
        """The statement that gives the table."""
        return f"FROM {self.name}"

    def provenance(self, view: str, rows: str) -> Provenance:
        """What a file of these rows says of them."""
        return provenance.of_table(self.name, view, rows)


def starred_table(
    key: str,
    answer: Computed,
    heads: Mapping[str, str],
    few: Sequence[bool],
    formats: Mapping[str, tuple[str, Callable[[float], str]]],
    alt: str,
) -> None:
    """Draw the columns ``heads`` (column -> heading) of computed rows; those of ``few`` names, first, starred.

    ``formats``: column -> how the front end writes its numbers, and how we do, for columns without counts.
    """
    first = next(iter(heads))
    rows = answer.rows[list(heads)]
    names = [f"{name} *" if star else name for name, star in zip(rows[first], few, strict=True)]
    rows = rows.assign(**{first: names})
    if print_view.is_print_view():
        writers = [formats[name][1] if name in formats else number for name in heads][1:]
        lines = (
            [str(name), *(write(value) for write, value in zip(writers, values, strict=True))]
            for name, *values in rows.itertuples(index=False)
        )
        print_view.plain(list(heads.values()), lines, len(rows))
        return
    settings: dict[str, Any] = {
        name: st.column_config.NumberColumn(
            head,
            help=answer.columns[name],
            format=formats[name][0] if name in formats else "localized",
        )
        for name, head in heads.items()
    }
    settings[first] = st.column_config.TextColumn(heads[first], help=answer.columns[first])
    st.dataframe(
        rows,
        hide_index=True,
        key=f"table_{key}",
        height=35 * (len(rows) + 1) + 3,
        placeholder="–",
        column_config=settings,
        alt=alt,
    )


def filled() -> pd.DataFrame:
    """The tables that have rows, with how many; all tables, where none has any."""
    rows = ask("tables")
    return rows[rows.row_count > 0] if rows.row_count.any() else rows


def cards() -> None:
    """The tables of the data set that have rows; above their list, the table that the address names."""
    rows = filled()
    name = url_state.last_value("table")
    if name in set(rows.table_name):
        _table_card(name, int(rows.row_count[rows.table_name == name].iloc[0]))
    with st.container(border=True, key="card_tables"):
        title = ngettext("{n} table with {rows} rows", "{n} tables with {rows} rows", len(rows))
        heading(
            title.format(n=number(len(rows)), rows=number(rows.row_count.sum())),
            _("Open a table to view or download it; filters do not apply"),
        )
        container = st.container()
        page_size = len(rows) if print_view.is_print_view() else LISTED
        part = rows.iloc[url_state.page(len(rows), page_size)]
        with container:
            for row in each(part):
                _table(row)
        st.caption(
            _(
                "The checksum is that of the table's CSV file in the folder `data/` of the source code. A file "
                "downloaded here has the same rows and columns but a different checksum, because text that a "
                "spreadsheet would run as a formula starts with an apostrophe."
            )
        )
        with st.container(horizontal=True, gap="small", key="tools_tables"):
            toolbar("tables", Query("tables"))


def _table(row: Any) -> None:
    with st.container(gap="xxsmall", key=f"point_{row.table_name}"):
        open_table(row.table_name)
        about = [_rows(row.row_count)]
        if row.table_name in TABLES:
            about.append(_("Each row: {what}").format(what=TABLES[row.table_name]))
        facts = " · ".join(about)
        st.caption(f"{escaping.markdown(facts)}  \nSHA-256 `{escaping.one_line(row.sha256)}`")


def _rows(count: int) -> str:
    return ngettext("{n} row", "{n} rows", count).format(n=number(count))


def open_table(name: str) -> None:
    """A link that opens the table ``name``."""
    st.page_link(
        "data_and_method.py",
        label=escaping.markdown(name),
        icon=":material/table_view:",
        query_params=url_state.parameters(url_state.filters(), part="tables", table=name),
    )


def _table_card(name: str, count: int) -> None:
    rows = table(name)
    answer = Table(name, shown=rows)
    about = provenance_of(answer.name, answer)
    meanings = {
        column.name: f"{column.type}, {column.meaning}" if column.meaning else column.type
        for column in about.columns
    }
    first_rows = rows.head(TABLED)
    subtitle = _("Each row: {what}").format(what=about.row)
    if len(first_rows) < count:
        first = ngettext(
            "first {n} row; the files contain all",
            "first {n} rows; the files contain all",
            len(first_rows),
        ).format(n=number(len(first_rows)))
        subtitle += " · " + first
    with st.container(border=True, key="card_table"):
        heading(_("{table}: {rows}").format(table=name, rows=_rows(count)), subtitle)
        if print_view.is_print_view():
            cells = ([escaping.one_line(value) for value in row] for row in first_rows.to_numpy())
            print_view.plain(list(meanings), cells, count)
            return
        st.dataframe(
            first_rows,
            hide_index=True,
            key=f"table_{name}",
            height=min(35 * (len(first_rows) + 1) + 3, 430),
            column_config={
                column: st.column_config.Column(column, help=meaning)
                for column, meaning in meanings.items()
            },
            alt=_("Rows of the table {name}").format(name=name),
        )
        with st.container(horizontal=True, gap="small", key="tools_table"):
            toolbar("table", answer)
            st.button(
                _("Close"),
                key="close_table",
                type="tertiary",
                icon=":material/close:",
                on_click=url_state.set_params,
                kwargs={"table": None},
            )
