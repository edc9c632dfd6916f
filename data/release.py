"""Identifies the data in a folder of CSV files, and the data from which a database was built."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import duckdb

from data import MACROS, settings
from data.atomic_replace import reading
from data.countries import FILE as COUNTRIES
from data.schema import SCHEMA, table_names
from data.validation_rules import RULES

CODE = Path(__file__).parent


@dataclass(frozen=True)
class Release:
    """The identity of the data: the row of the table data_release.

    `release` is the name given in settings.toml, `content_hash` the SHA-256 over the CSV files and
    schema.sql, `data_version` the two together for citations ("2026.11+1a2b3c4d"). `build_hash`
    identifies the code and libraries that computed the derived columns.
    """

    release: str
    content_hash: str
    data_version: str
    build_hash: str


def release_of(source: Path) -> Release:
    """The release that the files now in the folder `source` make.

    Raises FileNotFoundError if the folder is missing.
    """
    with reading(source):
        return make_release(source, table_hashes(source))


def make_release(source: Path, hashes: dict[str, str]) -> Release:
    """The release that CSV files with these `hashes` make, with the current settings and code."""
    content_hash = hash_of(hashes, _sha256(SCHEMA))
    code = [
        f"{path.name} {_sha256(path)}"
        for path in sorted([*CODE.glob("*.py"), RULES, MACROS, COUNTRIES])
    ]
    libraries = [f"{name} {metadata.version(name)}" for name in ("duckdb", "babel")]
    release = settings.release(source)
    return Release(
        release, content_hash, version_of(release, content_hash), _digest(code + libraries)
    )


def hash_of(hashes: Mapping[str, str], schema: str) -> str:
    """The content hash of CSV files with these `hashes`, by table, and of a schema.sql with the hash `schema`."""
    lines = [f"{table}.csv {digest}" for table, digest in sorted(hashes.items())]
    return _digest([*lines, f"schema.sql {schema}"])


def version_of(release: str, content_hash: str) -> str:
    """The data version: the name of the release and the first digits of the content hash."""
    return f"{release}+{content_hash[:8]}"


def table_hashes(source: Path) -> dict[str, str]:
    """Table -> SHA-256 of the bytes of its CSV file, for the files that exist."""
    return {table: _sha256(file) for table, file in table_files(source).items()}


def table_files(source: Path) -> dict[str, Path]:
    """Table -> its CSV file, for the files that exist."""
    files = {
        table: source / f"{table}.csv" for table in table_names(SCHEMA.read_text(encoding="utf-8"))
    }
    return {table: file for table, file in files.items() if file.is_file()}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def stored_release(target: Path) -> Release | None:
    """The release in a database; None if the file is absent or no database of the dashboard."""
    quoted = str(target).replace("'", "''")
    try:
        # Attached: connecting would return a database that the process has open under this path, however old.
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"ATTACH '{quoted}' AS stored (READ_ONLY)")
            row = connection.execute(
                "SELECT release, content_hash, data_version, build_hash FROM stored.data_release"
            ).fetchone()
    except duckdb.Error:
        return None
    return Release(*row) if row else None
