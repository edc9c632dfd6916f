"""The files of the whole data set, the other ways to read it, and its tables one by one."""

from __future__ import annotations

from cards.data_and_method.tables import computed_list, counted, filled
from cards.kit import Link, Record, RecordList
from cards.query import Context
from data.settings import data_set
from exports import FORMATS, TABLE_FORMATS, releases
from exports.dataset import CELLS_AS_THEY_ARE, TABLES
from i18n import _, dataset_texts, headlines, ngettext, number, routes, written_date
from queries import Filters, ask, current

Place = tuple[str, str, str]
"""A path of this site, its name, and what is there."""


def everything(_page: Context) -> RecordList:
    """The files that have all tables, and those of earlier releases."""
    rows = filled()
    subtitle = ngettext(
        "{n} table with {rows} rows · data {version} · filters do not apply",
        "{n} tables with {rows} rows · data {version} · filters do not apply",
        len(rows),
    ).format(n=number(len(rows)), rows=number(rows.row_count.sum()), version=current().version)
    earlier = _("Earlier releases, as they were")
    return computed_list(
        "everything",
        _("Everything in one file"),
        subtitle,
        [
            *(_record(file) for file in dataset_files()),
            *(_record(file, group=earlier) for file in earlier_releases()),
        ],
        footnote=_(CELLS_AS_THEY_ARE),
    )


def ways(page: Context) -> RecordList:
    """The addresses for programs, feed readers and slow connections."""
    return computed_list(
        "ways",
        _("Always the current version"),
        _("Permanent web addresses for programs, feed readers and slow connections"),
        [_record(endpoint, page.filters) for endpoint in endpoints()],
    )


def by_table(_page: Context) -> RecordList:
    """The tables one by one."""
    subtitle = _("What one row stands for, and files with all rows")
    records = [
        _of_table(name, row_count)
        for name, row_count in filled()[["table_name", "row_count"]].itertuples(index=False)
    ]
    return computed_list("each", _("Table by table"), subtitle, records)


def _record(file: Place, filters: Filters | None = None, group: str = "") -> Record:
    """The entry of a place; the filters go along where they have an effect."""
    path, name, meaning = file
    whole_data = path.startswith(routes.API) or path.endswith(".zip")
    link = Link(path, name, Filters() if whole_data or filters is None else filters)
    return Record(name, link, [meaning], group=group)


def _of_table(name: str, row_count: int) -> Record:
    """The entry of a table: its name, its rows, what one is, and its files."""
    meaning = [_("Each row: {what}").format(what=TABLES[name])] if name in TABLES else []
    files = [
        Link(routes.table(name, ending), FORMATS[ending].name, Filters())
        for ending in TABLE_FORMATS
    ]
    return Record(name, name=name, about=[counted(row_count), *meaning], links=files)


def dataset_files() -> list[Place]:
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


def earlier_releases() -> list[Place]:
    """The packages of earlier releases: path, name, day and size."""
    return [
        (
            routes.release(release.version),
            _("Release {release}").format(release=release.release),
            _("{day}, {submissions}, version {version}").format(
                day=written_date(release.day),
                submissions=headlines.counted(release.tables.get("submissions", 0), "submissions"),
                version=release.version,
            ),
        )
        for release in releases.earlier()
    ]


def _database() -> Place:
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


def endpoints() -> list[Place]:
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
