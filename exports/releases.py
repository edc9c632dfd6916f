"""The packages of earlier releases, kept in the folder releases/ of the data folder, and their tables."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sys
import zipfile
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import pandas as pd

from data.atomic_replace import flush
from data.build import ensure_database
from data.commands import PROGRAM, declared
from data.release import hash_of, version_of
from data.schema import SCHEMA
from data.settings import data_set
from data.validation_errors import DataProblems
from exports import package
from exports.dataset import TABLES
from exports.frictionless_descriptor import table_path
from exports.provenance import Provenance, citation, source
from exports.zip_export import archived
from i18n import _, dataset_texts
from i18n.filter_options import describe
from queries import Filters, Part, current
from queries.questions import Column

FOLDER = "releases"

PIECE = 1_000_000
"""Bytes of a file that are read at once."""
CHUNK = 10_000
"""Rows of a table that are read at once."""

LOG = logging.getLogger("wsis20.releases")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\.zip")
_RELEASE = re.compile(r"[0-9]{4}\.[0-9]{2}")
_TYPES = {"string": "text", "integer": "integer", "number": "number", "date": "date"}
"""Type of a field in the descriptor -> type of the column."""
_READ_AS = {"integer": "Int64", "number": "float64"}
"""Type of a column -> how pandas reads it; all others are read as text."""


@dataclass(frozen=True)
class Kept:
    """The package of an earlier release: its file and its content.

    ``tables`` has the number of rows of each table, ``columns`` the columns.
    """

    file: Path
    release: str
    version: str
    day: str
    sha256: str
    tables: Mapping[str, int]
    columns: Mapping[str, tuple[Column, ...]]


def earlier() -> tuple[Kept, ...]:
    """The kept packages of other versions than the current one, newest first, each version once."""
    releases: dict[str, Kept] = {}
    folder = data_set().source / FOLDER
    for path in sorted(folder.glob("*.zip")) if folder.is_dir() else ():
        try:
            stat = path.stat()
        except OSError:
            continue  # It has just been taken away.
        release = _kept(path, stat.st_mtime_ns, stat.st_size, dataset_texts.texts().files)
        if release and release.version != current().version:
            releases.setdefault(release.version, release)
    oldest_first = sorted(
        releases.values(), key=lambda release: (release.release, release.day, release.version)
    )
    return tuple(reversed(oldest_first))


@lru_cache(64)
def _kept(path: Path, _changed: int, _size: int, files: str) -> Kept | None:
    """The package in a file; None, with a line in the log, if it is no package of the data set ``files``."""
    try:
        return _read(path, files)
    except Exception as error:  # Whatever the file is, the others are still served.
        LOG.warning(
            "%s is left out, since it is no package of these data: %s", path, str(error) or error
        )
        return None


def _read(path: Path, files: str) -> Kept:
    if not _NAME.fullmatch(path.name):
        raise ValueError("its name may have letters, digits, hyphens and full stops")
    with zipfile.ZipFile(path) as archive:
        descriptor = json.loads(archive.read("datapackage.json"))
        if descriptor["name"] != package.descriptor_name(files):
            raise ValueError(f"it is called {descriptor['name']}")
        columns = {_table(resource): _columns(resource) for resource in descriptor["resources"]}
        hashes = {name: _sha256(archive.open(table_path(name))) for name in columns}
        schema = _sha256(archive.open(SCHEMA.name))
        release = str(descriptor["version"]).partition("+")[0]
        version = version_of(release, hash_of(hashes, schema))
        if version != descriptor["version"] or not _RELEASE.fullmatch(release):
            raise ValueError(
                f"it calls itself {descriptor['version']}, but its tables are {version}"
            )
        tables = {name: _row_count(archive, name, columns[name]) for name in columns}
    day = date.fromisoformat(descriptor["created"][:10]).isoformat()
    return Kept(path, release, version, day, _sha256(path.open("rb")), tables, columns)


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    with file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _row_count(archive: zipfile.ZipFile, name: str, columns: tuple[Column, ...]) -> int:
    """The number of rows of a table. Raises ValueError if it has other columns."""
    count = 0
    for rows in _chunks(archive, name, columns):
        if list(rows) != [column.name for column in columns]:
            raise ValueError(f"{name}.csv has other columns than datapackage.json says")
        count += len(rows)
    return count


def _table(resource: Mapping[str, Any]) -> str:
    return Path(resource["path"]).stem


def _columns(resource: Mapping[str, Any]) -> tuple[Column, ...]:
    return tuple(
        Column(str(field["name"]), _TYPES[field["type"]], "", str(field.get("description", "")))
        for field in resource["schema"]["fields"]
    )


def _chunks(
    archive: zipfile.ZipFile, name: str, columns: tuple[Column, ...]
) -> Generator[pd.DataFrame]:
    """The rows of a table, CHUNK at a time, numbered from 0; at least one frame."""
    types = {column.name: _READ_AS.get(column.type, "object") for column in columns}
    days = [column.name for column in columns if column.type == "date"]
    with archive.open(table_path(name)) as stream:
        for rows in pd.read_csv(
            stream, dtype=types, keep_default_na=False, na_values=[""], chunksize=CHUNK
        ):
            yield rows.assign(**{day: pd.to_datetime(rows[day]) for day in days})


def part_of_table(kept: Kept, name: str, *, offset: int = 0, limit: int) -> Part:
    """Stream at most ``limit`` rows of a table of a kept package, starting at row ``offset`` (from 0).

    ``name`` is one of its tables.
    """

    def frames() -> Generator[pd.DataFrame]:
        with zipfile.ZipFile(kept.file) as archive:
            for rows in _chunks(archive, name, kept.columns[name]):
                yield rows.loc[offset : offset + limit - 1]
                if rows.index.stop >= offset + limit:
                    return

    total = kept.tables[name]
    return Part(kept.version, total, offset, max(min(limit, total - offset), 0), frames())


def of_table(kept: Kept, name: str, address: str) -> Provenance:
    """The provenance of a table of a kept package, which says that it is not the current one."""
    title = _("The table {name}").format(name=name)
    notice = _("This is version {earlier}; the current one is {current}.").format(
        earlier=kept.version, current=current().version
    )
    export_name = f"table-{name}"
    return Provenance(
        name=export_name,
        question=export_name,
        title=title,
        row=TABLES.get(name, name),
        columns=kept.columns[name],
        filters=describe(Filters()),
        version=kept.version,
        address=address,
        citation=citation(address, title, kept),
        quote=source(address, kept.version, kept.day),
        limits=f"{notice} {dataset_texts.limits()}",
    )


def keep() -> Path:
    """Write the package of the data as they are now into the folder FOLDER, atomically, and return its path.

    Raises FileExistsError if it is there already.
    """
    ensure_database()
    folder = data_set().source / FOLDER
    target = folder / package.file_name("data", "zip")
    if target.exists():
        raise FileExistsError(f"{target} is there already: this version is kept.")
    content = archived(package.files())
    folder.mkdir(exist_ok=True)
    unfinished = folder / f".{target.name}-{os.getpid()}"
    try:
        unfinished.write_bytes(content)
        flush(unfinished)
        unfinished.rename(target)
        flush(folder)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


@declared(
    "keep",
    example="",
    exit_codes={
        0: "kept",
        1: "the tables break rules, or were changed meanwhile",
        2: "wrong usage, or a package that is kept already or cannot be written",
    },
)
def command() -> int:
    """Keep the package of the data as they are now, before a batch makes a new release."""
    try:
        target = keep()
    except (DataProblems, package.OtherTables) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    print(
        f"Kept {current().version} as {target}.\n"
        "Next:\n"
        "  add the batch\n"
        "  name the new release in settings.toml and in CHANGELOG.md\n"
        f"  {PROGRAM} build    # shows it on the dashboard"
    )
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
