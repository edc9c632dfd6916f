"""The downloads of the whole data set, and the other ways to read it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cards.method.tables import counted, filled
from components import url_state
from components.headings import heading
from data.rows import each
from data.settings import data_set
from exports import FORMATS, TABLE_FORMATS, releases
from exports.dataset import CELLS_AS_THEY_ARE, TABLES
from i18n import _, dataset_texts, escaping, headlines, ngettext, number, routes, stating
from i18n.dates import written
from queries import ask, current


def cards() -> None:
    """The whole data set in one file, the ways to ask for parts of it, and each table by itself."""
    rows = filled()
    files, addresses = st.columns(2)
    with files, st.container(border=True, key="card_everything"):
        heading(
            _("Everything in one file"),
            ngettext(
                "{n} table with {rows} rows · data {version} · filters do not apply",
                "{n} tables with {rows} rows · data {version} · filters do not apply",
                len(rows),
            ).format(
                n=number(len(rows)),
                rows=number(rows.row_count.sum()),
                version=current().version,
            ),
        )
        st.markdown(_markdown_list(dataset_files()))
        st.caption(escaping.markdown(_(CELLS_AS_THEY_ARE)))
        if earlier := earlier_releases():
            st.markdown(_("Earlier releases, as they were:"))
            st.markdown(_markdown_list(earlier))
    with addresses, st.container(border=True, key="card_ways"):
        heading(
            _("Always the current version"),
            _("Permanent web addresses for programs, feed readers and slow connections"),
        )
        st.markdown(_markdown_list(endpoints()))
    with st.container(border=True, key="card_each"):
        heading(_("Table by table"), _("What one row stands for, and files with all rows"))
        st.markdown(_table_list(rows))


def dataset_files() -> list[tuple[str, str, str]]:
    """The files that have everything: path, name, what is in it."""
    folder = data_set().source
    tables = sum((folder / f"{name}.csv").stat().st_size for name in ask("tables").table_name)
    return [
        (
            f"{routes.API}/package.zip",
            _("The package"),
            _(
                "the tables as CSV ({size} unpacked), what each column means (Frictionless Data Package and CSVW), "
                "codebook, changes, citation, checksums"
            ).format(size=size(tables)),
        ),
        *([] if data_set().spark else [_database()]),
        (
            f"{routes.API}/parquet.zip",
            _("Parquet files"),
            _("the same tables with their types, for data frames"),
        ),
    ]


def earlier_releases() -> list[tuple[str, str, str]]:
    """The packages of earlier releases: path, name, day and size."""
    return [
        (
            routes.release(release.version),
            _("Release {release}").format(release=release.release),
            _("{day}, {submissions}, version {version}").format(
                day=written(release.day),
                submissions=headlines.counted(release.tables.get("submissions", 0), "submissions"),
                version=release.version,
            ),
        )
        for release in releases.earlier()
    ]


def _database() -> tuple[str, str, str]:
    return (
        f"{routes.API}/{dataset_texts.database_file()}",
        _("The database"),
        _(
            "the same tables as one file ({size}) for DuckDB 1.2 or later; it has ten table macros, for example {macro}"
        ).format(
            size=size(data_set().database.stat().st_size),
            macro="FROM themes(kinds := ['challenge'], groups := ['technical'])",
        ),
    )


def endpoints() -> list[tuple[str, str, str]]:
    """The addresses for programs, feed readers and slow connections: path, name, what is there."""
    return [
        (
            f"{routes.API}/docs",
            _("The data API"),
            _(
                "every chart, number and table by web address, with the filters of the pages and explanations"
            ),
        ),
        (
            f"{routes.API}/openapi.json",
            _("A description for programs"),
            _("OpenAPI"),
        ),
        (
            "/feed.atom",
            _("Feed"),
            _("newly added submissions that match these filters, for a feed reader"),
        ),
        (
            f"{routes.LIGHT}/",
            _("Light version"),
            _("pages without JavaScript, each under 50 KB"),
        ),
        (
            f"{routes.LIGHT}.zip",
            _("Light version as one file"),
            _("all these pages in your language, to read without the internet"),
        ),
    ]


def size(octets: int) -> str:
    """How large a file is, in words: 1.1 MB, 253 KB."""
    if octets >= 999_500:
        return _("{n} MB").format(n=number(round(octets / 1_000_000, 1)))
    return _("{n} KB").format(n=number(max(round(octets / 1000), 1)))


def _markdown_list(places: list[tuple[str, str, str]]) -> str:
    return "\n".join(
        f"- **{_link(name, path)}**: {escaping.markdown(meaning)}" for path, name, meaning in places
    )


def _table_list(rows: pd.DataFrame) -> str:
    """The tables as a Markdown list: name, rows, files, what one row is."""
    lines = []
    for row in each(rows):
        files = " · ".join(
            _link(FORMATS[ending].name, routes.table(row.table_name, ending))
            for ending in TABLE_FORMATS
        )
        label = f"**{escaping.markdown(row.table_name)}**, {counted(row.row_count)}"
        line = f"- {stating(label, files)}"
        if row.table_name in TABLES:
            meaning = _("Each row: {what}").format(what=TABLES[row.table_name])
            line += f"  \n{escaping.markdown(meaning)}"
        lines.append(line)
    return "\n".join(lines)


def _link(name: str, path: str) -> str:
    """A link to a path of this site; it keeps the filters where they have an effect."""
    whole_data = path.startswith(routes.API) or path.endswith(".zip")
    query = {} if whole_data else url_state.filters().to_query()
    return f"[{escaping.markdown(name)}]({escaping.safe_url(url_state.full_url(path, query))})"
