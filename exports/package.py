"""The package of the whole data set: the tables and their documentation."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from data.build import ensure_database
from data.commands import declared, path_argument
from data.release import release_of
from data.rows import each
from data.schema import SCHEMA
from data.schema_metadata import Described, described
from data.settings import data_set
from data.validation_errors import DataProblems
from exports.changes import CHANGES, released
from exports.csvw import table_group
from exports.dataset import CELLS_AS_THEY_ARE, TABLES
from exports.formats import export
from exports.frictionless_descriptor import PACKAGE_PROFILE, of_tables, table_path
from exports.notebook import NOTEBOOK, first_look
from exports.provenance import citation, of_table
from exports.zip_export import as_json, plain_text
from i18n import _, dataset_texts, escaping, imprint, ngettext, number, routes, sentences, stating
from i18n.dataset_texts import nothing_yet
from queries import ask, current
from queries.tables import table

CODEBOOK = "CODEBOOK.md"
LICENCE = "LICENSE.txt"
SUMS = "SHA256SUMS"
LISTED_SOURCES = 20
"""The most source pages that the descriptor lists for a table; with more, it refers to the column source_url."""


class OtherTables(RuntimeError):
    """The CSV files have changed since the database was built, so no consistent package can be made."""

    def __init__(self) -> None:
        super().__init__(
            _("The tables are being changed; the package will be there once they are built.")
        )


def file_name(what: str, ending: str) -> str:
    """The name of a file of the whole data set, wsis20-data-2026.11-ab12cd34.zip."""
    return f"{dataset_texts.texts().files}-{what}-{current().version}.{ending}".replace("+", "-")


def descriptor_name(files: str) -> str:
    """The name of a package of the data set whose files' names begin with ``files``."""
    return f"{files}-submissions"


def files(source: Path | None = None, home: str = "") -> dict[str, bytes]:
    """The files of the package of the tables in ``source``, or of those served: path -> content; raises OtherTables.

    ``home`` is the address of the site that offers the package, if known.
    """
    source = source or data_set().source
    engine = current()
    if release_of(source).content_hash != engine.content_hash:
        raise OtherTables
    tables = described()
    release, day = released(source)
    contents = {table_path(name): content for name, content in _tables(source)}
    contents["datapackage.json"] = as_json(
        {
            "$schema": PACKAGE_PROFILE,
            "name": descriptor_name(dataset_texts.texts().files),
            "title": dataset_texts.texts().title,
            "description": "\n\n".join(
                (
                    dataset_texts.texts().abstract,
                    _limits(source),
                    _(CELLS_AS_THEY_ARE),
                    imprint.data_terms(),
                )
            ),
            "version": engine.version,
            "created": f"{day}T00:00:00Z",
            "keywords": list(dataset_texts.texts().keywords),
            **({"id": address} if (address := imprint.doi_address()) else {}),
            **({"licenses": [licence]} if (licence := imprint.licence()) else {}),
            **({"contributors": [publisher]} if (publisher := _publisher()) else {}),
            "sources": [{"title": _where_from()}],
            "resources": of_tables(
                tables,
                contents,
                {entry.name: _pages(entry.name) for entry in tables},
            ),
        }
    )
    contents["csv-metadata.json"] = as_json(
        table_group(tables, dataset_texts.texts().title, engine.version)
    )
    contents["CITATION.cff"] = citation_file(engine.version, day)
    contents |= {name: (source / name).read_bytes() for name in _documents(source)}
    if dataset_texts.texts().licence:
        contents[LICENCE] = licence_file()
    contents[SCHEMA.name] = SCHEMA.read_bytes()
    contents[NOTEBOOK.name] = first_look(home)
    contents["README.txt"] = _readme(tables, release, source)
    contents[SUMS] = _sums(contents)
    if release_of(source).content_hash != engine.content_hash:
        raise OtherTables
    return contents


def parquet_files() -> dict[str, bytes]:
    """Every table as a Parquet file, with the codebook: path -> content."""
    contents = {
        f"{name}.parquet": export(table(name), of_table(name, ""), "parquet")
        for name in ask("tables").table_name
    }
    source = data_set().source
    if CODEBOOK in _documents(source):
        contents[CODEBOOK] = (source / CODEBOOK).read_bytes()
    contents[SUMS] = _sums(contents)
    return contents


def write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write files into a new ``folder``, atomically. Raises FileExistsError if it exists."""
    folder = folder.resolve()
    if folder.exists():
        raise FileExistsError(f"{folder} is there already: name a new folder.")
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for path, content in made.items():
            target = unfinished / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        unfinished.chmod(0o755)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def citation_file(version: str, day: str) -> bytes:
    """CITATION.cff (https://citation-file-format.github.io) for a version of the data, released on ``day``."""
    fields = {
        "cff-version": "1.2.0",
        "message": _quoted(
            "If you use these data, please cite them in this way, with the version that your files name. "
            f"On the dashboard that they are from, the address {routes.release('VERSION')} always leads to it."
        ),
        "type": "dataset",
        "title": _quoted(dataset_texts.texts().title),
        "version": _quoted(version),
        "date-released": _quoted(day),
        "authors": f"\n  - name: {_quoted(dataset_texts.texts().publisher)}",
        "abstract": _quoted(dataset_texts.texts().abstract),
        **({"doi": _quoted(doi)} if (doi := dataset_texts.texts().doi) else {}),
        **_licence_of_citation(),
        "keywords": "".join(f"\n  - {_quoted(word)}" for word in dataset_texts.texts().keywords),
    }
    lines = (
        f"{name}:{value if value.startswith(chr(10)) else f' {value}'}\n"
        for name, value in fields.items()
    )
    return "".join(lines).encode()


def licence_file() -> bytes:
    """The licence file of the data: the terms in the settings, the SPDX identifier for programs, and the address."""
    identifier, address = imprint.spdx(), imprint.licence_address()
    lines = [
        imprint.data_terms(),
        *([f"SPDX-License-Identifier: {identifier}"] if identifier else []),
    ]
    return plain_text(dataset_texts.texts().title, [*lines, *([address] if address else [])], {})


def _licence_of_citation() -> dict[str, str]:
    """The licence for CITATION.cff: its SPDX identifier, else its address."""
    if identifier := imprint.spdx():
        return {"license": identifier}
    return {"license-url": _quoted(address)} if (address := imprint.licence_address()) else {}


def _publisher() -> dict[str, Any]:
    """The publisher of the data for a data package; empty if the settings name none."""
    name, contact = dataset_texts.named_publisher(), dataset_texts.texts().contact
    if not name:
        return {}
    contact_details = (
        {"email" if dataset_texts.contact_is_mail() else "path": contact} if contact else {}
    )
    return {"title": name, "roles": ["publisher"], **contact_details}


def _documents(source: Path) -> list[str]:
    """The documents about the data that exist."""
    return [name for name in (CODEBOOK, CHANGES) if (source / name).is_file()]


def _limits(source: Path) -> str:
    """The limits of the data, that there are no data yet if so, and where the limits are described in full."""
    codebook_note = CODEBOOK in _documents(source) and _(
        "CODEBOOK.md describes the limitations in full."
    )
    return sentences(nothing_yet(), dataset_texts.texts().collection, codebook_note or "")


def _quoted(words: str) -> str:
    """A YAML scalar; every JSON scalar is one."""
    return json.dumps(words, ensure_ascii=False)


def _tables(source: Path) -> Iterator[tuple[str, bytes]]:
    """The CSV files that the database was built from; raises OtherTables if one has changed since."""
    for row in each(ask("tables")):
        content = (source / f"{row.table_name}.csv").read_bytes()
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise OtherTables
        yield row.table_name, content


def _where_from() -> str:
    publishers = table("submissions").publisher.nunique()
    return ngettext(
        "Public pages of {publishers} publisher. The column source_url of each record has the page that was read.",
        "Public pages of {publishers} publishers. The column source_url of each record has the page that was read.",
        publishers,
    ).format(publishers=number(publishers))


def _pages(name: str) -> list[dict[str, str]]:
    """The source pages of a table, if they are few."""
    rows = table(name)
    if "source_url" not in rows:
        return []
    pages: pd.Series = rows.source_url.dropna().drop_duplicates()
    if len(pages) > LISTED_SOURCES:
        return [{"title": _("The pages in the column source_url")}]
    return [{"title": escaping.parts(page).netloc or page, "path": page} for page in pages]


def _readme(tables: tuple[Described, ...], release: str, source: Path) -> bytes:
    row_counts = dict(ask("tables")[["table_name", "row_count"]].itertuples(index=False))
    explanations = {
        CODEBOOK: _(
            "CODEBOOK.md: how the data were made, what each code means, and their limitations."
        ),
        CHANGES: _("CHANGELOG.md: what each release contains, and when we make a new one."),
    }
    return plain_text(
        dataset_texts.texts().title,
        [
            _("Data release {release}, version {version}.").format(
                release=release, version=current().version
            ),
            "",
            dataset_texts.texts().abstract,
            "",
            _limits(source),
            "",
            imprint.data_terms(),
            "",
            _("Cite as: {citation}").format(citation=citation("")),
            _(
                "On the dashboard that these files are from, the address {path} always leads to this version."
            ).format(path=routes.release(current().version)),
        ],
        {
            _("Files"): [
                _(
                    "data/*.csv: the tables in UTF-8, with one line of column names. An empty cell means not known."
                ),
                _(
                    "datapackage.json: what the tables contain, for programs (Frictionless Data Package)."
                ),
                _("csv-metadata.json: the same as CSV on the Web metadata (W3C)."),
                *(explanations[name] for name in _documents(source)),
                _("schema.sql: the columns of the tables and their rules, for DuckDB."),
                stating(NOTEBOOK.name, NOTEBOOK.title),
                *(
                    [stating(LICENCE, imprint.data_terms())]
                    if dataset_texts.texts().licence
                    else []
                ),
                _("CITATION.cff: how to cite the data, for reference managers."),
                _("SHA256SUMS: checksums of all files: sha256sum -c SHA256SUMS"),
            ],
            _("Formulas"): [_(CELLS_AS_THEY_ARE)],
            _("Tables"): [
                f"{entry.name} ({number(row_counts[entry.name])}): {TABLES.get(entry.name, entry.name)}"
                for entry in tables
            ],
            _("What is not in the tables"): [
                _("These columns are computed from the tables, and only the DuckDB file has them:"),
                *(
                    f"{entry.name}.{column}: {meaning}"
                    for entry in tables
                    for column, meaning in entry.derived.items()
                ),
            ],
        },
    )


def _sums(made: Mapping[str, bytes]) -> bytes:
    """The checksum file for sha256sum."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in made.items())
    return "".join(lines).encode()


@declared(
    "package",
    example="wsis20-data",
    exit_codes={
        0: "written",
        1: "the tables break rules, or were changed meanwhile",
        2: "wrong usage, or a folder that is there already or cannot be written to",
    },
)
@path_argument("folder", "FOLDER")
def command(folder: Path) -> int:
    """Write the whole data set with its description into a folder.

    The folder is made. What is in it can be deposited.
    """
    try:
        ensure_database()
        write(folder, files())
    except (DataProblems, OtherTables) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Wrote {folder}: {current().version}.")
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
