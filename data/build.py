"""Build dashboard.duckdb from the CSV tables, or report every problem of them.

Without a target, the database is the one in the folder, or for the served tables the one that is served. If that is in
another folder and holds another data set, the build does not replace it. `--to parquet` writes every table as a Parquet
file, for an engine that reads those.
"""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import duckdb
from filelock import FileLock
from tqdm import tqdm

from data import MACROS, parquet, settings
from data.atomic_replace import flush, reading
from data.commands import PROGRAM, declared, path_option, source_option
from data.csv_staging import stage
from data.fill_tables import create_countries, create_settings, fill
from data.release import (
    Release,
    make_release,
    release_of,
    stored_release,
    table_files,
    table_hashes,
)
from data.schema import Schema, read_schema
from data.settings import data_set, database_of
from data.validation import find_problems
from data.validation_errors import DataProblems
from data.validation_rules import all_rules, create_typed_views

OLDEST = "v1.2.0"
"""The oldest DuckDB that can open the database, which readers may download."""

SMALL_BLOCKS, SMALL = 16_384, 64 * 1024 * 1024
"""Bytes of a block, DuckDB's smallest, for tables of up to SMALL bytes: in its usual ones of 262,144
they would take seven times the space."""

MEMORY = "1GB"
"""The memory that DuckDB may use for checking and building; beyond that it uses the disk."""


class BuildFailed(OSError):
    """The system prevented writing the database. The message says what to do; nothing has changed."""


class OtherDataSet(OSError):
    """The database holds another data set, so the build did not replace it. The message says what to do."""


def build(
    source: Path | None = None, target: Path | None = None, *, same_data_set: bool = False
) -> Release:
    """Build the database `target` from the CSV files in the folder `source`; both default to those that are served.

    The build replaces the target in one step once the new database is complete; any error before
    leaves it as it was. Builds of one target wait for each other.

    Raises DataProblems with every problem of the tables, FileNotFoundError if a folder is missing,
    BuildFailed if the database cannot be written; with `same_data_set`, OtherDataSet where the target
    holds submissions, and the tables none of them.
    """
    source, target = source or data_set().source, target or data_set().database
    with _writing(target), _alone(target):
        return _build(source, target, same_data_set)


def write_parquet(source: Path, target: Path) -> str:
    """Write every table of the data in the folder `source` into the folder `target` (data/parquet.py).

    Returns a message on what was written.

    Raises what `build` raises.
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".building-", dir=target) as folder:
        database = Path(folder) / "dashboard.duckdb"
        release = build(source, database)
        tables_folder = parquet.write(database, target)
    tables = sorted(path.stem for path in tables_folder.glob("*.parquet"))
    names = ", ".join(tables)
    return f"Wrote {len(tables)} tables of {release.data_version} to {tables_folder}: {names}."


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
        return _read(connection, read_schema(), source)[0]


def ensure_database(target: Path | None = None, source: Path | None = None) -> Release:
    """Build the database `target` unless this code has already built it from the current tables in `source`.

    Both default to those that are served.

    Any number of processes and threads may call this at once: one builds, the others wait for it.

    Raises DataProblems, FileNotFoundError and BuildFailed like `build`.
    """
    source, target = source or data_set().source, target or data_set().database
    if (stored := stored_release(target)) and stored == release_of(source):
        return stored
    with _writing(target), _alone(target):
        if (stored := stored_release(target)) and stored == release_of(source):
            return stored
        return _build(source, target)


def _build(source: Path, target: Path, same_data_set: bool = False) -> Release:
    _remove_unfinished(target)
    unfinished = target.with_name(f".building-{os.getpid()}-{target.name}")
    small = sum(path.stat().st_size for path in table_files(source).values()) <= SMALL
    try:
        blocks = {"default_block_size": SMALL_BLOCKS} if small else {}
        schema = read_schema()
        with duckdb.connect(
            str(unfinished), config={"storage_compatibility_version": OLDEST, **blocks}
        ) as connection:
            connection.begin()
            for definition in schema.without_keys():  # before the views of the same names
                connection.execute(definition)
            connection.commit()
            with reading(source):
                release, hashes = _read(connection, schema, source)
            fill(connection, schema, release, hashes)
            connection.execute(MACROS.read_text(encoding="utf-8"))
            connection.execute("CHECKPOINT")
        if same_data_set:
            _refuse_another(unfinished, source, target)
        flush(unfinished)
        unfinished.replace(target)
        flush(target.parent)
    finally:
        _remove_unfinished(target)
    return release


def _refuse_another(unfinished: Path, source: Path, target: Path) -> None:
    """Raise OtherDataSet if the database `target` has submissions and shares none with `unfinished`."""
    with duckdb.connect(":memory:") as connection:
        try:
            for name, path in (("new", unfinished), ("old", target)):
                quoted = str(path).replace("'", "''")
                connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
            ((old_count, shared_count),) = connection.execute(
                "SELECT count(*), count(now.submission_id) "
                "FROM old.submissions LEFT JOIN new.submissions AS now USING (submission_id)"
            ).fetchall()
        except duckdb.Error:  # there is no database, or none of the dashboard
            return
    if old_count and not shared_count:
        options = shlex.join(["--source", str(source), "--target", str(target)])
        raise OtherDataSet(
            f"{target} was left as it is: it holds another data set, of whose {old_count:,} submissions none is in "
            f"{source}. To replace it all the same, name it: {PROGRAM} build {options}"
        )


def _read(
    connection: duckdb.DuckDBPyConnection, schema: Schema, source: Path
) -> tuple[Release, dict[str, str]]:
    """Lay typed views of the files over `connection` and check them, or raise DataProblems.

    Returns the release, and the hash of each file by table. On a terminal, bars show the progress.
    """
    hashes = table_hashes(source)  # before the reading: a later change shows in the next comparison
    release = make_release(source, hashes)
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    staged = {
        table: stage(connection, table, list(columns), source)
        for table, columns in tqdm(
            schema.tables.items(), desc="Reading", unit="table", disable=None, leave=False
        )
    }
    create_typed_views(connection, schema)
    create_countries(connection)
    create_settings(connection, source)
    rules = tqdm(all_rules(schema), desc="Checking", unit="rule", disable=None, leave=False)
    problems = settings.problems(source) + find_problems(connection, rules, staged)
    if problems:
        raise DataProblems(problems)
    return release, hashes


FAILURES = {
    "No space left on device": "the disk of {folder} is full: make some space there and try again",
    "Disk quota exceeded": "the quota of the disk of {folder} is used up: make some space and try again",
    "File too large": "a file may not become as large as it must: raise the limit (ulimit -f) and try again",
    "Permission denied": "{folder} cannot be written to: let this user write there and try again",
    "Read-only file system": "the disk of {folder} cannot be written to: mount it for writing and try again",
    "Is a directory": "there is a folder in its place: move {target} away and try again",
}
"""Part of a system error -> what the reader of the message can do."""


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Turn errors of the system in the block into BuildFailed, which says what to do."""
    if target.is_dir():
        raise _failed(target, "Is a directory")
    try:
        yield
    except (OSError, duckdb.Error) as error:
        failure = next((sign for sign in FAILURES if sign in str(error)), None)
        file_name = str(getattr(error, "filename", None) or target)
        if failure is None or target.name not in file_name:
            raise
        raise _failed(target, failure) from error


def _failed(target: Path, failure: str) -> BuildFailed:
    advice = FAILURES[failure].format(folder=target.parent, target=target)
    return BuildFailed(
        f"{target.name} was not built and nothing was changed: {advice} ({failure})."
    )


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of `target`; the system releases it when the process ends, however it ends."""
    if not target.parent.is_dir():  # FileLock would make it
        raise FileNotFoundError(f"There is no folder {target.parent}.")
    with FileLock(target.with_name(f"{target.name}.lock"), preserve_lock_file=True):
        yield


def _remove_unfinished(target: Path) -> None:
    """Remove the files of unfinished builds of `target`. Under the lock, all those builds have ended."""
    leftover = re.compile(rf"\.building-\d+-{re.escape(target.name)}(\.wal|\.tmp)?")
    for path in target.parent.iterdir():
        if leftover.fullmatch(path.name):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


@declared(
    "build",
    example="--source my-folder",
    exit_codes={
        0: "built",
        1: "the tables break rules, or one is missing",
        2: "wrong usage, a folder that is not there or cannot be written to, a disk that is full, or a database of "
        "another data set",
    },
)
@source_option("The CSV tables.")
@path_option(
    "--target",
    metavar="FILE",
    help="The database to build, replaced whatever it holds; without it, the one in the folder of the tables, or the "
    "one that is served of them. With --to parquet, the folder to write into.",
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(("duckdb", "parquet")),
    default="duckdb",
    show_default=True,
    help="What to write: the database, or its tables as Parquet files.",
)
def command(source: Path, target: Path | None, kind: str) -> int:
    """Build the database from the tables.

    Where the tables break rules, all that is wrong is said, and the old database stays. A running dashboard goes over
    to the new one by itself.
    """
    if kind == "parquet" and target is None:
        raise click.UsageError("--to parquet needs --target FOLDER")
    file = target or database_of(source)
    try:
        if kind == "parquet":
            print(write_parquet(source, file))
        else:
            elsewhere = file.parent.resolve() != source.resolve()
            release = build(source, file, same_data_set=elsewhere and target is None)
            print(f"Built {file}: {release.data_version}.")
    except DataProblems as problems:
        print(problems, file=sys.stderr)
        return 1
    except (OSError, duckdb.Error) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


main = command.run


if __name__ == "__main__":
    sys.exit(main())
