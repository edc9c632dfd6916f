# ruff: noqa: S608 - the names put into SQL are those of schema.sql
"""Build dashboard.duckdb from the CSV tables, or say everything that is wrong with them.

    python -m data.build [--source FOLDER] [--target FILE]
    python -m data.build --to parquet --target FOLDER

The second writes every table as a Parquet file, for an engine that reads those.

Exit codes: 0 built, 1 the tables break rules or one is missing, 2 wrong
usage, a folder that is not there or cannot be written to, or a disk that is full.
"""

import argparse
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from filelock import FileLock

from data import MACROS, parquet, settings
from data.atomic_replace import flush, reading
from data.countries import FILE as COUNTRIES
from data.countries import Country, countries
from data.csv_staging import stage
from data.normalise import fold
from data.settings import data_set
from data.validation import Rule, Schema, create_typed_views, find_problems, read_rules, table_names
from data.validation_errors import DataProblems, Problem

__all__ = ["BuildFailed", "DataProblems", "Problem", "Release", "build", "check", "ensure_database"]

CODE = Path(__file__).parent
SCHEMA = CODE / "schema.sql"
RULES = CODE / "rules.sql"

OLDEST = "v1.2.0"
"""The oldest DuckDB that can open the database, which readers may download."""

SMALL_BLOCKS, SMALL = 16_384, 64 * 1024 * 1024
"""Bytes of a block, DuckDB's smallest, for tables of up to SMALL bytes: in its usual ones of 262,144
they would take seven times the space."""

MEMORY = "1GB"
"""What DuckDB may use for checking and building; beyond that it goes by way of the disk."""

_OF_SEAT = "(SELECT {} FROM countries WHERE countries.country_code = organisations.country_code)"

ACRONYM, SHORT_ENOUGH = 5, 26
"""Outside governments, intergovernmental bodies and the technical community, whose acronyms the field
knows, a short name of up to ACRONYM characters gives way to a full name of up to SHORT_ENOUGH."""

_DERIVED = {
    "organisations": {
        "label": f"""
            CASE WHEN short_name IS NULL OR (
                stakeholder_group IN ('academia', 'civil-society', 'multistakeholder', 'private-sector')
                AND length(short_name) <= {ACRONYM} AND length(name) <= {SHORT_ENOUGH})
            THEN name ELSE short_name END""",
        "country": _OF_SEAT.format("country"),
        "region": f"coalesce({_OF_SEAT.format('region')}, 'international')",
        "subregion": _OF_SEAT.format("subregion"),
        "organisation_key": "row_number() OVER (ORDER BY organisation_id) - 1",
    },
    "submissions": {
        "date_from": "CAST(submitted_on || substr('2000-01-01', length(submitted_on) + 1) AS DATE)",
        "date_to": """
            CASE date_precision
                WHEN 'day' THEN CAST(submitted_on AS DATE)
                WHEN 'month' THEN last_day(CAST(submitted_on || '-01' AS DATE))
                WHEN 'year' THEN CAST(submitted_on || '-12-31' AS DATE)
            END""",
        "submission_key": """
            row_number() OVER (ORDER BY
                (SELECT position FROM stages WHERE stages.stage_id = submissions.stage_id),
                submitted_on, submissions.rowid) - 1""",
        "list_place": "row_number() OVER (ORDER BY date_to DESC NULLS LAST, submission_id) - 1",
    },
    "points": {
        "point_key": """
            (SELECT number FROM (
                SELECT p.rowid AS place,
                    row_number() OVER (ORDER BY s.list_place, length(point_id), point_id) - 1 AS number
                FROM points p JOIN "{database}".main.submissions s USING (submission_id)
            ) WHERE place = points.rowid)""",  # texts are kept out of the sorting
    },
}

_KEYS = {
    "signatories": ("submission", "organisation"),
    "points": ("submission",),
    "point_action_lines": ("point",),
    "point_sdgs": ("point",),
    "claim_coding": ("point",),
}
"""Tables that take over the keys of others: of the submissions, organisations or points that they name."""

_COUNTRIES = """
    CREATE TEMP TABLE countries AS
    SELECT unnest($code) AS country_code, unnest($name) AS country, unnest($region) AS region,
        unnest($subregion) AS subregion
"""

_SEARCH = """
    INSERT INTO submission_search
    SELECT submission_id, submission_key, fold_lines([title] || coalesce(summaries, []) || coalesce(names, []))
    FROM (SELECT rowid AS place, * FROM submissions WHERE rowid BETWEEN $first AND $last) AS those
    LEFT JOIN (
        SELECT submission_id, list(summary ORDER BY points.rowid) AS summaries
        FROM points JOIN submissions USING (submission_id)
        WHERE submissions.rowid BETWEEN $first AND $last GROUP BY submission_id
    ) USING (submission_id)
    LEFT JOIN (
        SELECT submission_id, flatten(list([name, short_name] ORDER BY signatories.rowid)) AS names
        FROM signatories JOIN submissions USING (submission_id)
        JOIN organisations USING (organisation_id)
        WHERE submissions.rowid BETWEEN $first AND $last GROUP BY submission_id
    ) USING (submission_id)
    ORDER BY place
"""

SEARCH_TEXTS_AT_A_TIME = 50_000
"""Submissions whose search texts are made in one statement: lists, unlike all else, stay in memory."""


class BuildFailed(OSError):
    """The machine kept the database from being written. The message says what to do; nothing has changed."""


@dataclass(frozen=True)
class Release:
    """Which data these are: the row of the table data_release.

    `release` is the name given in settings.toml, `content_hash` the SHA-256 over the CSV files and
    schema.sql, `data_version` the two together as they are cited ("2026.11+1a2b3c4d"). `build_hash`
    stands for the code and libraries that computed the derived columns.
    """

    release: str
    content_hash: str
    data_version: str
    build_hash: str


def build(source: Path | None = None, target: Path | None = None) -> Release:
    """Build the database `target` from the CSV files in the folder `source`; those that are served, if not given.

    The target is replaced in one step once the new database is complete; whatever goes wrong before
    leaves it as it was. Builds of one target wait for each other.

    Raises DataProblems with every problem of the tables, FileNotFoundError if a folder is missing,
    BuildFailed if the database cannot be written.
    """
    source, target = source or data_set().source, target or data_set().database
    with _writing(target), _alone(target):
        return _build(source, target)


def write_parquet(source: Path, target: Path) -> str:
    """Write every table of the data in the folder `source` into the folder `target` (data/parquet.py); say what was.

    Raises what `build` raises.
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".building-", dir=target) as folder:
        built = Path(folder) / "dashboard.duckdb"
        release = build(source, built)
        written = parquet.write(built, target)
    tables = sorted(path.stem for path in written.glob("*.parquet"))
    listed = ", ".join(tables)
    return f"Wrote {len(tables)} tables of {release.data_version} to {written}: {listed}."


def check(source: Path) -> Release:
    """Check the CSV files in the folder `source` as `build` does, and write nothing.

    Raises DataProblems and FileNotFoundError like `build`.
    """
    with (
        reading(source),
        TemporaryDirectory(prefix="checking-") as folder,
        duckdb.connect(":memory:") as connection,
    ):
        quoted = folder.replace("'", "''")
        connection.execute(f"SET temp_directory = '{quoted}'")
        return _read(connection, source)[0]


def ensure_database(target: Path | None = None, source: Path | None = None) -> Release:
    """Build the database `target` unless it is there, made of the tables in `source` as they are by this code.

    Not given, they are those that are served.

    Any number of processes and threads may call this at once: one builds, the others wait for it.

    Raises DataProblems, FileNotFoundError and BuildFailed like `build`.
    """
    source, target = source or data_set().source, target or data_set().database
    if (stored := _stored_release(target)) and stored == release_of(source):
        return stored
    with _writing(target), _alone(target):
        if (stored := _stored_release(target)) and stored == release_of(source):
            return stored
        return _build(source, target)


def release_of(source: Path) -> Release:
    """Tell which data the files in the folder `source` as they are now would make.

    Raises FileNotFoundError if the folder is missing.
    """
    with reading(source):
        return _release(source, table_hashes(source))


def _build(source: Path, target: Path) -> Release:
    _remove_unfinished(target)
    unfinished = target.with_name(f".building-{os.getpid()}-{target.name}")
    small = sum(path.stat().st_size for path in _table_files(source).values()) <= SMALL
    try:
        blocks = {"default_block_size": SMALL_BLOCKS} if small else {}
        with duckdb.connect(
            str(unfinished), config={"storage_compatibility_version": OLDEST, **blocks}
        ) as connection:
            with _schema() as schema:  # before _read, whose views have the names of these tables
                for definition in schema.without_keys():
                    connection.execute(definition)
            with reading(source):
                release, hashes = _read(connection, source)
            _fill(connection, release, hashes)
            connection.execute(MACROS.read_text(encoding="utf-8"))
            connection.execute("CHECKPOINT")
        flush(unfinished)
        unfinished.replace(target)
        flush(target.parent)
    finally:
        _remove_unfinished(target)
    return release


def _read(connection: duckdb.DuckDBPyConnection, source: Path) -> tuple[Release, dict[str, str]]:
    """Lay typed views of the files over `connection` and check them, or raise DataProblems.

    Returns which data they are, and the hash of each file by table.
    """
    hashes = table_hashes(source)  # before the reading: a later change shows in the next comparison
    release = _release(source, hashes)
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    with _schema() as schema:
        tables = schema.tables
        rules = all_rules(schema)
        staged = {table: stage(connection, table, list(tables[table]), source) for table in tables}
        create_typed_views(connection, schema)
    create_countries(connection)
    create_settings(connection, source)
    problems = settings.problems(source) + find_problems(connection, rules, staged)
    if problems:
        raise DataProblems(problems)
    return release, hashes


@contextmanager
def _schema() -> Iterator[Schema]:
    with duckdb.connect(":memory:") as connection:
        text = SCHEMA.read_text(encoding="utf-8")
        connection.execute(text)
        yield Schema(connection, text)


def _fill(connection: duckdb.DuckDBPyConnection, release: Release, hashes: dict[str, str]) -> None:
    """Fill the tables of `connection` with what was read."""
    with _schema() as schema:
        tables = schema.tables
    for table in tables:
        _insert(connection, table, list(tables[table]))
    for table in tables:  # what follows reads the tables themselves
        connection.execute(f"DROP VIEW temp.main.{table}")
        connection.execute(f"DROP TABLE temp.main.text_{table}")
    connection.create_function("fold_lines", _fold_lines, ["VARCHAR[]"], "VARCHAR")
    ((submissions,),) = connection.execute("SELECT count(*) FROM submissions").fetchall()
    for first in range(0, submissions, SEARCH_TEXTS_AT_A_TIME):
        last = first + SEARCH_TEXTS_AT_A_TIME - 1
        connection.execute(_SEARCH, {"first": first, "last": last})
    connection.execute("INSERT INTO data_release VALUES (?, ?, ?, ?)", astuple(release))
    for table in tables:
        connection.execute(
            f"INSERT INTO source_tables SELECT $table, count(*), $sha256 FROM {table}",
            {"table": table, "sha256": hashes[table]},
        )


def create_countries(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `countries`, which rules.sql and what is derived of organisations look into."""
    columns = zip(Country._fields, zip(*countries(), strict=True), strict=True)
    connection.execute(_COUNTRIES, {name: list(values) for name, values in columns})


def create_settings(connection: duckdb.DuckDBPyConnection, source: Path) -> None:
    """Make the table `settings`, one row of what settings.toml says that rules.sql looks into."""
    connection.execute(
        "CREATE TEMP TABLE settings AS SELECT $year AS earliest_year",
        {"year": settings.earliest_year(source)},
    )


def all_rules(schema: Schema) -> list[Rule]:
    """The rules of schema.sql and of rules.sql."""
    return [*schema.rules(), *read_rules(RULES.read_text(encoding="utf-8"))]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> None:
    """Copy the typed rows into the table of the schema, in the order of the file."""
    ((database,),) = connection.execute("SELECT current_database()").fetchall()
    derived = _DERIVED.get(table, {}).items()
    values = [*columns, *(f"{sql.format(database=database)} AS {name}" for name, sql in derived)]
    owners = _KEYS.get(table, ())
    values += [f"{owner}_key" for owner in owners]
    joins = "".join(
        f"""
        JOIN (SELECT {owner}_id, {owner}_key FROM "{database}".main.{owner}s) USING ({owner}_id)"""
        for owner in owners
    )
    connection.execute(
        f"""
        INSERT INTO "{database}".main.{table} BY NAME
        SELECT {", ".join(values)} FROM {table}{joins} ORDER BY {table}.rowid
        """
    )


def _fold_lines(lines: list[str | None]) -> str:
    return "\n".join(fold(line) for line in lines if line)


def _release(source: Path, hashes: dict[str, str]) -> Release:
    """Tell which data files with these `hashes`, and settings and code as they are now, make."""
    listed = [f"{table}.csv {digest}" for table, digest in sorted(hashes.items())]
    content_hash = _digest([*listed, f"schema.sql {_sha256(SCHEMA)}"])
    code = [
        f"{path.name} {_sha256(path)}"
        for path in sorted([*CODE.glob("*.py"), RULES, MACROS, COUNTRIES])
    ]
    libraries = [f"{name} {metadata.version(name)}" for name in ("duckdb", "babel")]
    release = settings.release(source)
    return Release(
        release, content_hash, f"{release}+{content_hash[:8]}", _digest(code + libraries)
    )


def table_hashes(source: Path) -> dict[str, str]:
    """SHA-256 of the bytes of each CSV file that is there, by table."""
    return {table: _sha256(file) for table, file in _table_files(source).items()}


def _table_files(source: Path) -> dict[str, Path]:
    """The CSV files that are there, by table."""
    files = {
        table: source / f"{table}.csv" for table in table_names(SCHEMA.read_text(encoding="utf-8"))
    }
    return {table: file for table, file in files.items() if file.is_file()}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _stored_release(target: Path) -> Release | None:
    """Return what the database says it was made from; None if it is absent or not one of ours."""
    quoted = str(target).replace("'", "''")
    try:
        # Attached: connecting would return what the process has open under this path, however old.
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"ATTACH '{quoted}' AS stored (READ_ONLY)")
            row = connection.execute(
                "SELECT release, content_hash, data_version, build_hash FROM stored.data_release"
            ).fetchone()
    except duckdb.Error:
        return None
    return Release(*row) if row else None


FAILURES = {
    "No space left on device": "the disk of {folder} is full: make some space there and try again",
    "Disk quota exceeded": "the quota of the disk of {folder} is used up: make some space and try again",
    "File too large": "a file may not become as large as it must: raise the limit (ulimit -f) and try again",
    "Permission denied": "{folder} cannot be written to: let this user write there and try again",
    "Read-only file system": "the disk of {folder} cannot be written to: mount it for writing and try again",
    "Is a directory": "there is a folder in its place: move {target} away and try again",
}
"""What the system says in an error -> what the reader of the message can do."""


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Say of what the machine refuses in the block what can be done about it: BuildFailed."""
    if target.is_dir():
        raise _failed(target, "Is a directory")
    try:
        yield
    except (OSError, duckdb.Error) as error:
        said = next((sign for sign in FAILURES if sign in str(error)), None)
        about = str(getattr(error, "filename", None) or target)
        if said is None or target.name not in about:
            raise
        raise _failed(target, said) from error


def _failed(target: Path, said: str) -> BuildFailed:
    way_out = FAILURES[said].format(folder=target.parent, target=target)
    return BuildFailed(f"{target.name} was not built and nothing was changed: {way_out} ({said}).")


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of `target`; the system releases it when the process ends, however it ends."""
    if not target.parent.is_dir():  # FileLock would make it
        raise FileNotFoundError(f"There is no folder {target.parent}.")
    with FileLock(target.with_name(f"{target.name}.lock"), preserve_lock_file=True):
        yield


def _remove_unfinished(target: Path) -> None:
    """Remove what unfinished builds of `target` left. Under the lock, all of them are dead."""
    leftover = re.compile(rf"\.building-\d+-{re.escape(target.name)}(\.wal|\.tmp)?")
    for path in target.parent.iterdir():
        if leftover.fullmatch(path.name):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.build",
        description="Build the database from the CSV tables, or say all that is wrong with them.",
        epilog="Exit codes: 0 built, 1 the tables break rules or one is missing, "
        "2 wrong usage, a folder that is not there or cannot be written to, or a disk that is full.",
    )
    parser.add_argument(
        "--source",
        type=Path,
        default=data_set().source,
        metavar="FOLDER",
        help="the CSV tables (default: %(default)s)",
    )
    parser.add_argument(
        "--target",
        type=Path,
        default=data_set().database,
        metavar="FILE",
        help="the database to build (default: %(default)s); with --to parquet the folder to write into",
    )
    parser.add_argument(
        "--to",
        choices=("duckdb", "parquet"),
        default="duckdb",
        help="what to write: the database, or its tables as Parquet files (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    if options.to == "parquet" and options.target == data_set().database:
        parser.error("--to parquet needs --target FOLDER")
    try:
        if options.to == "parquet":
            print(write_parquet(options.source, options.target))
        else:
            print(f"Built {options.target}: {build(options.source, options.target).data_version}.")
    except DataProblems as problems:
        print(problems, file=sys.stderr)
        return 1
    except (OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
