"""The tables of the data set: a list, and one of them; and rows that Python computes, which are no such table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cards.kit import Column, Link, Record, RecordList
from cards.query import Context, Query, dotted
from exports import TABLE_FORMATS, Provenance, provenance
from exports.dataset import TABLES
from i18n import _, escaping, ngettext, number, routes, stating
from i18n.filter_options import describe
from queries import Filters, ask, current
from queries.tables import table

LISTED = 8
"""Entries on a page of a list."""
TABLED = 200
"""The most rows of a table that a card shows; the files have all."""


@dataclass(frozen=True, eq=False)
class Computed(Query):
    """Rows that Python computes and no question answers with; ``columns`` without a heading are in files alone."""

    title: str = ""
    row: str = ""
    columns: Mapping[str, Column] = field(default_factory=dict)

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
            columns=provenance.columns_of(
                self.rows, {name: column.meaning for name, column in self.columns.items()}
            ),
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


def computed_list(
    key: str,
    title: str,
    subtitle: str,
    records: Sequence[Record],
    *,
    footnote: str = "",
    sentences: bool = False,
) -> RecordList:
    """A list of all ``records``, which Python computes, without files."""
    rows = pd.DataFrame({"position": range(len(records))})
    return RecordList(
        query=Computed(key, rows_to_show=rows, title=title),
        title=title,
        subtitle=subtitle,
        record=lambda row: records[row.position],
        printed=len(rows),
        rows=rows,
        footnote=footnote,
        sentences=sentences,
        files=False,
    )


def in_columns(
    columns: Mapping[str, Column], to: Callable[[Any], Link | None] = lambda _row: None
) -> Callable[[Any], Record]:
    """What makes the record of a row: its first column says what it is, the others follow with their headings.

    ``to`` links to what the row is about.
    """
    first, *others = columns

    def record(row: Any) -> Record:
        name, link = columns[first].write(getattr(row, first)), to(row)
        cells = [
            (columns[column].head, columns[column].write(getattr(row, column))) for column in others
        ]
        about = [stating(head, words) for head, words in cells if words]
        return Record(name, link, about, name="" if link else name)

    return record


def starred(
    answer: Computed,
    few: Sequence[bool],
    to: Callable[[Any], Link],
    *,
    subtitle: str,
    title: str = "",
    below: Sequence[str] = (),
) -> RecordList:
    """The rows of an answer; what is in their first column, a name, has a star in ``few`` of them.

    ``to`` links to what a row is about. The ``title`` is the answer's, if none is given.
    """
    columns = {name: column for name, column in answer.columns.items() if column.head}
    first, rows = next(iter(columns)), answer.rows
    names = [f"{name} *" if star else name for name, star in zip(rows[first], few, strict=True)]
    return RecordList(
        query=answer,
        title=title or answer.title,
        subtitle=subtitle,
        record=in_columns(columns, to),
        size=LISTED,
        rows=rows.assign(**{first: names}),
        below=below,
        columns=columns,
    )


def filled() -> pd.DataFrame:
    """The tables that have rows, with how many; all tables, where none has any."""
    rows = ask("tables")
    return rows[rows.row_count > 0] if rows.row_count.any() else rows


def tables(_page: Context) -> RecordList:
    """The tables of the data set that have rows."""
    rows = filled()
    title = ngettext("{n} table with {rows} rows", "{n} tables with {rows} rows", len(rows))
    checksum = _(
        "The checksum is that of the table's CSV file in the folder `data/` of the source code. A file "
        "downloaded here has the same rows and columns but a different checksum, because text that a "
        "spreadsheet would run as a formula starts with an apostrophe."
    )
    return RecordList(
        query=Query("tables"),
        title=title.format(n=number(len(rows)), rows=number(rows.row_count.sum())),
        subtitle=_("Open a table to view or download it; filters do not apply"),
        record=_table,
        size=LISTED,
        printed=len(rows),
        rows=rows,
        footnote=escaping.plain(checksum),
    )


def _table(row: Any) -> Record:
    about = [counted(row.row_count), f"SHA-256 {row.sha256}"]
    if row.table_name in TABLES:
        about.insert(1, _("Each row: {what}").format(what=TABLES[row.table_name]))
    return Record(row.table_name, link_to(row.table_name), about)


def counted(count: int) -> str:
    """How many rows, in words."""
    return ngettext("{n} row", "{n} rows", count).format(n=number(count))


def link_to(name: str) -> Link:
    """A link that opens the table ``name``."""
    return Link(
        "data_and_method",
        name,
        icon=":material/table_view:",
        view={"part": "tables", "table": name},
    )


def _written(cell: object) -> str:
    return "" if pd.isna(cell) else escaping.one_line(cell).removesuffix(" 00:00:00")


def opened(page: Context) -> RecordList | None:
    """The table that the address names, if it is one of the data set's that has rows."""
    name = next(reversed(page.view.get("table", ())), "")
    if name not in set(filled().table_name):
        return None
    rows = table(name)
    answer = Table(name, rows_to_show=rows)
    about = answer.provenance("", "")
    columns = {
        column.name: Column(
            column.name,
            f"{column.type}, {column.meaning}" if column.meaning else column.type,
            _written,
        )
        for column in about.columns
    }
    subtitle = _("Each row: {what}").format(what=about.row)
    first_rows = rows.head(TABLED)
    if len(first_rows) < len(rows):
        first = ngettext(
            "first {n} row; the files contain all",
            "first {n} rows; the files contain all",
            len(first_rows),
        ).format(n=number(len(first_rows)))
        subtitle = dotted(subtitle, first)
    close = Link("data_and_method", _("Close"), icon=":material/close:", view={"part": "tables"})
    return RecordList(
        query=answer,
        title=_("{table}: {rows}").format(table=name, rows=counted(len(rows))),
        subtitle=subtitle,
        record=in_columns(columns),
        size=LISTED,
        rows=first_rows,
        toolbar=[close] if page.clickable else [],
        columns=columns,
    )
